//! Content lines of iCalendar (RFC 5545) and vCard (RFC 6350, RFC 2426), and their comparison by meaning.
//!
//! | to | use |
//! |---|---|
//! | read a text | [`Document::parse`], [`Document::parse_with`] ([`Limits`]), [`Document::recover`] as forgiving servers do |
//! | go through it | [`Component`], [`Property`], [`Param`]; [`Document::select`], [`Document::select_components`], [`Document::values`], [`Document::uid`], [`Document::kind`] |
//! | understand values | [`ValueType`], [`unescape`], [`escape`], [`split_list`], [`split_structured`], [`Property::text`] |
//! | write it | [`Document::to_bytes`], [`Document::to_bytes_with`] ([`Fold`]) |
//! | see what a server changed | [`compare`] with [`Tolerances`], giving a [`Comparison`] of [`Difference`]s |
//! | ask popular libraries | [`readable_by_icalendar`], [`readable_by_vcard_parser`] |
//! | work on bytes, nothing lost | [`line::LogicalLines`], [`line::ContentLine`] |
//!
//! ```
//! use davproof_content::{Document, Tolerances, compare};
//!
//! let sent = b"BEGIN:VEVENT\r\nUID:1\r\nLOCATION:Room 5\r\nEND:VEVENT\r\n";
//! let got = b"BEGIN:VEVENT\r\nUID:1\r\nCLASS:PUBLIC\r\nEND:VEVENT\r\n";
//! let comparison = compare(&Document::parse(sent)?, &Document::parse(got)?, &Tolerances::standard());
//! assert_eq!(comparison.differences[0].to_string(), "the event lost its LOCATION \"Room 5\"");
//! assert_eq!(comparison.tolerated[0].0.name(), "default-property");
//! # Ok::<(), davproof_content::ParseError>(())
//! ```

mod compare;
mod component;
mod document;
mod error;
mod limits;
pub mod line;
mod parse;
mod second_opinion;
mod tolerance;
mod value;
mod write;

pub use compare::{Change, Comparison, Difference, Note, Subject, compare};
pub use component::{Component, Param, Property};
pub use document::{Document, Kind};
pub use error::{ParseError, Problem};
pub use limits::Limits;
pub use second_opinion::{Library, Refusal, readable_by_icalendar, readable_by_vcard_parser};
pub use tolerance::{Tolerance, Tolerances, UnknownTolerance};
pub use value::{ValueType, escape, split_list, split_structured, unescape};
pub use write::Fold;
