//! What an object must be before it is stored (RFC 4791 §5.3.2.1, RFC 6352 §6.3.2.1).

use std::collections::BTreeSet;

use davproof_content::Document;

use super::element::{Element, Line};
use super::read;
use crate::fault::{Fault, Faults};
use crate::refusal::Refusal;
use crate::temporal::{Rule, When};
use crate::xml::ns;

/// Refuses what is no calendar object resource.
///
/// # Errors
/// 403 with the precondition of RFC 4791 §5.3.2.1 that does not hold.
pub(crate) fn calendar(text: Option<&str>, content_type: Option<&str>, faults: &Faults) -> Result<(), Refusal> {
    let refuse = |condition| Err(Refusal::condition(403, ns::CALDAV, condition));
    if !faults.has(Fault::MEDIA_TYPE_IGNORED) && !is_media_type(content_type, &["text/calendar"]) {
        return refuse("supported-calendar-data");
    }
    let document = sound(text);
    if !faults.has(Fault::BROKEN_OBJECTS_TAKEN) && document.as_ref().is_none_or(|read| read.components.is_empty()) {
        return refuse("valid-calendar-data");
    }
    let Some(calendar) = text.and_then(|text| read::first_component(text, faults)) else {
        return Ok(());
    };
    if !faults.has(Fault::NO_OBJECTS_TAKEN) && calendar_components(&calendar).next().is_none() {
        return refuse("valid-calendar-data");
    }
    let one = document.as_ref().is_none_or(|read| read.components.len() == 1);
    let one = one && is_one_object(&calendar);
    if !faults.has(Fault::OBJECT_RULES_IGNORED) && !one {
        return refuse("valid-calendar-object-resource");
    }
    if !faults.has(Fault::NONSENSE_TAKEN) && !makes_sense(&calendar, faults) {
        return refuse("valid-calendar-data");
    }
    Ok(())
}

/// Refuses what is no address object resource.
///
/// # Errors
/// 403 with the precondition of RFC 6352 §6.3.2.1 that does not hold.
pub(crate) fn card(text: Option<&str>, content_type: Option<&str>, faults: &Faults) -> Result<(), Refusal> {
    let refuse = |condition| Err(Refusal::condition(403, ns::CARDDAV, condition));
    let types = ["text/vcard", "text/x-vcard", "text/directory", "text/x-vlist"];
    if !faults.has(Fault::MEDIA_TYPE_IGNORED) && !is_media_type(content_type, &types) {
        return refuse("supported-address-data");
    }
    let document = sound(text);
    if !faults.has(Fault::BROKEN_OBJECTS_TAKEN) && document.as_ref().is_none_or(|read| read.components.is_empty()) {
        return refuse("valid-address-data");
    }
    let one = document.as_ref().is_none_or(|read| read.components.len() == 1);
    if !faults.has(Fault::OBJECT_RULES_IGNORED) && !one {
        return refuse("valid-address-data");
    }
    let card = text.and_then(|text| read::first_component(text, faults)).filter(|card| card.name == "VCARD");
    if !faults.has(Fault::NONSENSE_TAKEN) && card.is_some_and(|card| !is_complete(&card)) {
        return refuse("valid-address-data");
    }
    Ok(())
}

/// The text as a whole, if it is one without a fault and without a NUL byte.
fn sound(text: Option<&str>) -> Option<Document> {
    text.filter(|text| !text.contains('\0')).and_then(|text| Document::parse(text.as_bytes()).ok())
}

/// Whether the `Content-Type` is one of these; nothing is held against a body without one.
fn is_media_type(content_type: Option<&str>, known: &[&str]) -> bool {
    content_type.is_none_or(|value| {
        let bare = value.split(';').next().unwrap_or_default().trim();
        known.iter().any(|known| bare.eq_ignore_ascii_case(known))
    })
}

/// The components that a calendar object is about: all but time zones.
fn calendar_components(calendar: &Element) -> impl Iterator<Item = &Element> {
    let elements = (calendar.name == "VCALENDAR").then(|| calendar.elements()).into_iter().flatten();
    elements.filter(|element| element.name != "VTIMEZONE")
}

/// One type of component, one UID, no METHOD (RFC 4791 §4.1).
fn is_one_object(calendar: &Element) -> bool {
    let names = calendar_components(calendar).map(|component| component.name.as_str());
    let types: BTreeSet<&str> = names.filter(|name| !name.starts_with("X-")).collect();
    let uids: BTreeSet<Option<&str>> = calendar_components(calendar)
        .filter(|component| !component.name.starts_with("X-"))
        .map(|component| component.value("UID"))
        .collect();
    types.len() <= 1 && uids.len() <= 1 && calendar.line("METHOD").is_none()
}

fn makes_sense(calendar: &Element, faults: &Faults) -> bool {
    let is_master =
        |component: &&Element| component.line("RECURRENCE-ID").is_none() && !component.name.starts_with("X-");
    let masters = calendar_components(calendar).filter(is_master);
    let is_named = |zone: &Element| zone.name != "VTIMEZONE" || zone.value("TZID").is_some_and(|id| !id.is_empty());
    calendar.value("VERSION").is_some_and(|version| version.trim() == "2.0")
        && calendar.line("PRODID").is_some()
        && calendar.elements().all(is_named)
        && masters.count() <= 1
        && calendar_components(calendar).all(|component| component_makes_sense(component, faults))
}

/// The rules of RFC 5545 §3.6.1 and §3.6.2 that say when a component is.
fn component_makes_sense(component: &Element, faults: &Faults) -> bool {
    let rules_are_rules =
        component.lines().filter(|line| line.name == "RRULE").all(|line| Rule::parse(&line.value).is_some());
    if component.name.starts_with("X-") {
        return true;
    }
    let has_uid =
        faults.has(Fault::MISSING_UIDS_ARE_ONE) || component.value("UID").is_some_and(|uid| !uid.trim().is_empty());
    let is_event = component.name == "VEVENT";
    let Some(line) = component.line("DTSTART") else {
        return has_uid && rules_are_rules && !is_event;
    };
    let Some(start) = line.when() else {
        return false;
    };
    let end = component.line(if component.name == "VTODO" { "DUE" } else { "DTEND" });
    let in_order = end.is_none_or(|end| end.when().is_some_and(|end| is_after(&start, &end)));
    let one_end = end.is_none() || component.line("DURATION").is_none();
    has_uid && rules_are_rules && in_order && one_end
}

/// Whether an end is of the same type as its start, and not before it as far as can be told without zones.
fn is_after(start: &When, end: &When) -> bool {
    let comparable = match (start, end) {
        (When::Zoned(_, one), When::Zoned(_, other)) => one == other,
        (When::Utc(_), When::Utc(_)) | (When::Floating(_), When::Floating(_)) | (When::Day(_), When::Day(_)) => true,
        _ => false,
    };
    start.is_day() == end.is_day() && (!comparable || start.wall() <= end.wall())
}

/// A version, and the names that the version asks for (RFC 2426 §1, RFC 6350 §6.2.1).
fn is_complete(card: &Element) -> bool {
    let has = |name: &str| card.lines().any(|line: &Line| line.name.rsplit('.').next() == Some(name));
    match card.value("VERSION").map(str::trim) {
        Some("4.0") => has("FN"),
        Some("2.1") => has("N"),
        Some(_) => has("FN") && has("N"),
        None => false,
    }
}
