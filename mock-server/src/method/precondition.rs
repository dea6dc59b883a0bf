//! Conditional requests (RFC 9110 §13).

use crate::message::Request;

/// What an `If-Match` field says about the current entity tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Match {
    /// There is no such field.
    Absent,
    /// It says `*`.
    Any,
    Listed,
    NotListed,
}

/// Reads `If-Match` or `If-None-Match`.
pub(crate) fn matches(request: &Request, field: &str, etag: &str) -> Match {
    match request.header(field).map(str::trim) {
        None => Match::Absent,
        Some("*") => Match::Any,
        Some(list) if list.split(',').any(|tag| tag.trim() == etag) => Match::Listed,
        Some(_) => Match::NotListed,
    }
}
