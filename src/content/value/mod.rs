//! Values by type (RFC 5545 §3.3, RFC 6350 §4): which type a property has, and what its value means.

mod meaning;
mod moment;
mod quoted_printable;
mod text;
mod value_type;

pub(crate) use meaning::{Meaning, items, uri};
pub(crate) use moment::{Duration, Form, Moment};
pub(crate) use quoted_printable::is_quoted_printable;
pub use text::{escape, split_list, split_structured, unescape};
pub use value_type::ValueType;

/// The value as a reader understands it: TEXT unescaped, other types as written.
pub(crate) fn plain(value_type: ValueType, raw: &str) -> String {
    match value_type {
        ValueType::Text | ValueType::TextList => unescape(raw),
        ValueType::Structured
        | ValueType::Geo
        | ValueType::Uri
        | ValueType::Enumeration
        | ValueType::Time
        | ValueType::TimeList
        | ValueType::Duration
        | ValueType::Recur
        | ValueType::UtcOffset
        | ValueType::Integer
        | ValueType::Boolean
        | ValueType::Binary => raw.to_owned(),
    }
}
