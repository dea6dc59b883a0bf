//! Live properties, level by level.

mod acl;
mod collection;
mod common;
mod date;
mod item;
mod principal;
mod privilege;
mod reports;
mod value;

pub(crate) use acl::group_members;
pub(crate) use collection::{SYNC_TOKEN_PREFIX, ctag, folder_name, sorted_folders};
pub(crate) use date::http_date;
pub(crate) use item::{
    components, directory_etag, directory_vcard, etag, first_component, served,
};
pub(crate) use value::{DEFAULT_NAMES, Located, value};
