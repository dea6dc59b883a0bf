//! What a PUT stores, and what a reader with few rights gets of it.

mod calendar;
mod card;
mod check;
mod context;
mod element;
mod escape;
mod event;
mod index;
mod lossless;
mod mask;
mod object;
mod quoted_printable;
mod read;
mod rule_text;
mod shield;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use calendar::{calendar_object, store_calendar};
pub(crate) use card::{store_card, with_uid};
pub(crate) use context::{Directory, Principal, StoreContext, bare_address};
pub(crate) use element::{Child, Element, Line};
pub(crate) use escape::unescape;
pub(crate) use mask::{hex, mask, masked, without_alarms};
pub(crate) use object::{CalendarIndex, CardIndex, Class, Cycle, Index, ObjectKind, StoredObject};
#[cfg(test)]
pub(crate) use read::first_component;
pub(crate) use read::stored as stored_tree;
pub(crate) use write::content_line;
pub(crate) use write::to_bytes;
