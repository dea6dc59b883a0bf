//! free-busy-query (RFC 4791 §7.10).

use roxmltree::Node;

use crate::message::Response;
use crate::refusal::Refusal;
use crate::route::{Context, FolderRef};
use crate::schedule;
use crate::temporal::parse_utc_seconds;
use crate::xml::{child_elements, name_of, ns};

/// The busy time in one calendar.
pub(crate) fn free_busy_query(
    context: &Context<'_>,
    folder: &FolderRef,
    root: Node<'_, '_>,
) -> Result<Response, Refusal> {
    let range = child_elements(root)
        .find(|node| name_of(*node).is(ns::CALDAV, "time-range"))
        .and_then(|node| {
            let bound = |name| node.attribute(name).and_then(parse_utc_seconds);
            Some((bound("start")?, bound("end")?))
        })
        .filter(|(start, end)| start < end)
        .ok_or_else(|| Refusal::empty(400))?;
    let body = schedule::free_busy_of(context, &folder.id, range);
    Ok(Response::new(200).with_header("Content-Type", "text/calendar; charset=utf-8").with_body(body))
}
