//! Methods.

mod delete;
mod dispatch;
mod get;
mod headers;
mod if_header;
mod listing;
mod lock;
mod make;
mod make_body;
mod options;
mod post;
mod precondition;
mod propfind;
mod proppatch;
mod put;
mod relocate;
mod set_property;
mod uid;

pub(crate) use dispatch::dispatch;
pub(crate) use headers::complete;
