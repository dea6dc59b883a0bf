//! Live properties, level by level.

mod acl;
mod collection;
mod common;
mod date;
mod item;
mod part;
mod principal;
mod privilege;
mod reports;
mod value;

pub(crate) use acl::group_members;
pub(crate) use collection::{SYNC_TOKEN_PREFIX, ctag, folder_name, folder_name_for, of_notification, sorted_folders};
pub(crate) use date::http_date;
pub(crate) use item::{components, directory_etag, directory_vcard, etag, served};
pub(crate) use part::{has_part, overrides, part_text};
pub(crate) use value::{DEFAULT_NAMES, Located, value};
