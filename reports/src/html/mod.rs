//! The report for people: one HTML file that needs no network and no JavaScript.

mod evidence;
mod page;
mod templates;
mod view;

pub use page::write;
