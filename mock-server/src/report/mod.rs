//! REPORTs (RFC 3253 §3.6).

mod acl_query;
mod dispatch;
mod expand;
mod item;
mod multiget;
mod principal;
mod query;
mod sync;
mod users;

pub(crate) use acl_query::{acl_query, users_of};
pub(crate) use dispatch::report;
