//! The report for people: one HTML file that needs no network and no JavaScript.

mod evidence;
mod families;
mod page;
mod templates;
mod view;

pub use page::write;
pub(crate) use page::write_compared;
pub(crate) use view::{anchor, text_of};
