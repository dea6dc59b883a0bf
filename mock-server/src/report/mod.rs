//! REPORTs (RFC 3253 §3.6).

mod acl_query;
mod data;
mod dispatch;
mod expand;
mod expansion;
mod free_busy;
mod item;
mod multiget;
mod principal;
mod query;
mod selection;
mod sync;
mod users;

pub(crate) use acl_query::{acl_query, users_of};
pub(crate) use dispatch::report;
