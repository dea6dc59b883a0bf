//! Content lines of iCalendar and vCard, and their comparison by meaning.
mod component;
mod document;
mod error;
mod limits;
pub mod line;
mod parse;
mod value;
mod write;

pub use component::{Component, Param, Property};
pub use document::{Document, Kind};
pub use error::{ParseError, Problem};
pub use limits::Limits;
pub use value::{ValueType, escape, split_list, split_structured, unescape};
pub use write::Fold;
