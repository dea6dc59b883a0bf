//! Methods.

mod delete;
mod dispatch;
mod get;
mod headers;
mod listing;
mod lock;
mod make;
mod options;
mod post;
mod precondition;
mod propfind;
mod proppatch;
mod put;
mod relocate;
mod set_property;

pub(crate) use dispatch::dispatch;
pub(crate) use headers::complete;
