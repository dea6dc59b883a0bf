//! Live properties, level by level.

mod acl;
mod capabilities;
mod collection;
mod common;
mod date;
mod item;
mod locks;
mod part;
mod principal;
mod privilege;
mod reports;
mod value;

pub(crate) use acl::group_members;
pub(crate) use capabilities::COLLATIONS;
pub(crate) use collection::{SYNC_TOKEN_PREFIX, folder_name, folder_name_for, of_notification, sorted_folders};
pub(crate) use common::is_collection;
pub(crate) use date::{http_date, parse_http_date};
pub(crate) use item::{
    components, directory_etag, directory_vcard, etag, export_tag, hides_alarms, schedule_tag, served,
};
pub(crate) use locks::{active_lock, lock_of, lock_root};
pub(crate) use part::{has_part, overrides, part_text};
pub(crate) use value::{DEFAULT_NAMES, Located, value};
