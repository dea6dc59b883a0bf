//! Conditional requests (RFC 9110 §13, RFC 4918 §10.4).

use crate::fault::Fault;
use crate::message::Request;
use crate::property::{etag, lock_of, parse_http_date, schedule_tag};
use crate::refusal::Refusal;
use crate::route::Context;
use crate::state::Row;

use super::if_header;

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

/// Reads `If-Match` or `If-None-Match`, comparing strongly (RFC 9110 §8.8.3.2).
pub(crate) fn matches(request: &Request, field: &str, etag: &str) -> Match {
    compare(request, field, |tag| tag == etag)
}

/// Reads `If-None-Match`, comparing weakly.
pub(crate) fn matches_weakly(request: &Request, field: &str, etag: &str) -> Match {
    compare(request, field, |tag| tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

fn compare(request: &Request, field: &str, same: impl Fn(&str) -> bool) -> Match {
    match request.header(field).map(str::trim) {
        None => Match::Absent,
        Some("*") => Match::Any,
        Some(list) if list.split(',').any(|tag| same(tag.trim())) => Match::Listed,
        Some(_) => Match::NotListed,
    }
}

/// Refuses a request that would change a row, if its date or its `If` header does not hold.
///
/// # Errors
/// 412, or 400 for an `If` header that cannot be read.
pub(crate) fn refuse_outdated(context: &Context<'_>, row: &Row) -> Result<(), Refusal> {
    let request = context.request;
    let dated = request.header("If-Match").is_none() && !context.has(Fault::UNMODIFIED_SINCE_IGNORED);
    if dated
        && let Some(since) = request.header("If-Unmodified-Since").and_then(parse_http_date)
        && row.changed > since
    {
        return Err(Refusal::empty(412));
    }
    match request.header("If").filter(|_| !context.has(Fault::IF_HEADER_IGNORED)) {
        None => Ok(()),
        Some(header) => {
            let resource = context.resource().ok();
            let state = if_header::State {
                path: context.request.target.as_str(),
                tag: &etag(row, context.faults),
                token: resource.and_then(|resource| Some(lock_of(context, &resource)?.token.as_str())),
            };
            match if_header::holds(header, state) {
                Some(true) => Ok(()),
                Some(false) => Err(Refusal::empty(412)),
                None => Err(Refusal::empty(400)),
            }
        }
    }
}

/// Refuses a change of a meeting that the organizer changed in the meantime (RFC 6638 §3.3).
///
/// # Errors
/// 412 if `If-Schedule-Tag-Match` does not hold.
pub(crate) fn refuse_rescheduled(context: &Context<'_>, row: &Row) -> Result<(), Refusal> {
    let Some(asked) = context.request.header("If-Schedule-Tag-Match") else {
        return Ok(());
    };
    let holds = schedule_tag(context, row).is_some_and(|tag| tag == asked.trim());
    if holds || context.has(Fault::NO_SCHEDULE_TAG) { Ok(()) } else { Err(Refusal::empty(412)) }
}

/// Whether the client has the representation already by its date: `If-Modified-Since` without `If-None-Match`.
pub(crate) fn is_unmodified_since(request: &Request, row: &Row) -> bool {
    request.header("If-None-Match").is_none()
        && request.header("If-Modified-Since").and_then(parse_http_date).is_some_and(|since| row.changed <= since)
}
