//! Objects that are stored as they were sent: octet for octet, but for what they may not lack.

use std::collections::BTreeSet;

use davproof_content::Limits;
use davproof_content::line::LogicalLines;

use super::element::Element;
use super::read;
use super::write::{fold_by_octets, to_bytes};
use crate::fault::{Fault, Faults};
use crate::temporal;

/// The text of a body in UTF-8; lines that were folded inside of a character are folded anew (RFC 5545 §3.1).
pub(crate) fn text(body: &[u8], content_type: Option<&str>) -> Option<String> {
    match std::str::from_utf8(body) {
        Ok(text) if read::charset_is_utf8(content_type) => Some(text.to_owned()),
        Ok(_) => read::decode(body, content_type),
        Err(_) => refolded(body).or_else(|| read::decode(body, content_type)),
    }
}

fn refolded(body: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(body.len());
    for line in LogicalLines::new(body, &Limits::default()).ok()? {
        let unfolded = line.ok()?.unfolded().into_owned();
        text.push_str(&fold_by_octets(&String::from_utf8(unfolded).ok()?));
        text.push_str("\r\n");
    }
    Some(text)
}

/// A calendar with the definitions of the well-known zones that it names and does not define (RFC 4791 §4.1).
pub(crate) fn with_zones(text: String, calendar: &Element, faults: &Faults) -> String {
    let defined: BTreeSet<&str> = calendar
        .elements()
        .filter(|element| element.name == "VTIMEZONE")
        .filter_map(|zone| zone.value("TZID"))
        .collect();
    let used: BTreeSet<&str> = calendar
        .elements()
        .filter(|element| element.name != "VTIMEZONE")
        .flat_map(Element::lines)
        .filter_map(|line| line.param("TZID"))
        .filter(|tzid| !defined.contains(tzid))
        .collect();
    let definitions: Vec<u8> = used
        .into_iter()
        .filter_map(|tzid| {
            let mut zone = temporal::vtimezone(tzid)?;
            // The definition has the name by which the object knows the zone.
            zone.set("TZID", tzid);
            Some(to_bytes(&zone, &faults.clone().without(Fault::NO_FINAL_LINE_BREAK)))
        })
        .flatten()
        .collect();
    match component_start(&text) {
        Some(at) if !definitions.is_empty() => {
            let (head, tail) = text.split_at(at);
            format!("{head}{}{tail}", String::from_utf8_lossy(&definitions))
        }
        Some(_) | None => text,
    }
}

/// Where the first component inside of the outermost one begins.
fn component_start(text: &str) -> Option<usize> {
    let begins = |line: &str| line.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:"));
    let mut at = 0;
    let mut seen = false;
    for line in text.split_inclusive('\n') {
        if begins(line) && seen {
            return Some(at);
        }
        seen |= begins(line);
        at += line.len();
    }
    None
}

/// A card with a UID, which the server gives to one that has none (RFC 6352 §5.1).
pub(crate) fn with_uid(text: String, card: &Element, fresh: impl FnOnce() -> String) -> String {
    if card.value("UID").is_some_and(|uid| !uid.trim().is_empty()) {
        return text;
    }
    let end = text.trim_end().rfind('\n').map_or(text.len(), |at| at + 1);
    let (head, tail) = text.split_at(end);
    format!("{head}UID:{}\r\n{tail}", fresh())
}
