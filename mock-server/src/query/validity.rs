//! Filters that cannot be answered (RFC 4791 §7.8, §9.7; RFC 6352 §8.6).

use roxmltree::Node;

use crate::property::COLLATIONS;
use crate::refusal::Refusal;
use crate::temporal::parse_utc_seconds;
use crate::xml::{child_elements, name_of, ns};

/// Refuses the filter of a calendar-query that is missing or makes no sense.
///
/// # Errors
/// 403 `valid-filter` or `supported-collation`.
pub(crate) fn calendar(filter: Option<Node<'_, '_>>) -> Result<(), Refusal> {
    let invalid = || Refusal::condition(403, ns::CALDAV, "valid-filter");
    let filter = filter.ok_or_else(invalid)?;
    let outer: Vec<Node<'_, '_>> = child_elements(filter).collect();
    let is_calendar = |node: &Node<'_, '_>| {
        name_of(*node).is(ns::CALDAV, "comp-filter") && node.attribute("name") == Some("VCALENDAR")
    };
    if outer.len() != 1 || !outer.iter().all(is_calendar) {
        return Err(invalid());
    }
    for node in filter.descendants().filter(Node::is_element) {
        let name = name_of(node);
        let sound = match &*name.local {
            "comp-filter" | "prop-filter" | "param-filter" => {
                node.attribute("name").is_some_and(|name| !name.is_empty())
            }
            "time-range" => is_range(node),
            _ => true,
        };
        if name.namespace == ns::CALDAV && !sound {
            return Err(invalid());
        }
    }
    refuse_unknown_collation(filter, ns::CALDAV)
}

/// Refuses the filter of an addressbook-query that compares in an unknown way.
///
/// # Errors
/// 403 `supported-collation`.
pub(crate) fn address_book(filter: Option<Node<'_, '_>>) -> Result<(), Refusal> {
    filter.map_or(Ok(()), |filter| refuse_unknown_collation(filter, ns::CARDDAV))
}

fn refuse_unknown_collation(filter: Node<'_, '_>, namespace: &'static str) -> Result<(), Refusal> {
    let known = |collation: &str| collation == "default" || COLLATIONS.contains(&collation);
    let all_known = filter.descendants().filter_map(|node| node.attribute("collation")).all(known);
    if all_known { Ok(()) } else { Err(Refusal::condition(403, namespace, "supported-collation")) }
}

/// A start, an end, or both in order, in UTC (RFC 4791 §9.9).
fn is_range(node: Node<'_, '_>) -> bool {
    let bound = |name| node.attribute(name).map(parse_utc_seconds);
    match (bound("start"), bound("end")) {
        (Some(Some(start)), Some(Some(end))) => start < end,
        (Some(Some(_)), None) | (None, Some(Some(_))) => true,
        _ => false,
    }
}
