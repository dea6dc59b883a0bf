//! What a PUT of a calendar object stores.

use super::context::StoreContext;
use super::element::{Child, Element};
use super::event;
use super::index;
use super::object::{ObjectKind, StoredObject};
use super::{check, lossless, read, write};
use crate::fault::{Fault, Faults};
use crate::refusal::Refusal;
use crate::temporal;
use crate::xml::ns;

/// Calendar properties that stay before the components, in this order.
const LEADING: [&str; 4] = ["PRODID", "VERSION", "METHOD", "CALSCALE"];

/// Components in the order in which they are written; others follow with the remaining properties.
const COMPONENTS: [&str; 5] = ["VTIMEZONE", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"];

/// What is stored of the body of a PUT to a calendar; `existing` is what the name holds now.
///
/// # Errors
/// The refusal that the server answers instead.
pub(crate) fn store_calendar(
    body: &[u8],
    content_type: Option<&str>,
    existing: Option<&StoredObject>,
    cx: &mut StoreContext<'_>,
) -> Result<StoredObject, Refusal> {
    let rewrites = cx.faults.has(Fault::REWRITES_CALENDAR_DATA);
    let text = if rewrites { read::decode(body, content_type) } else { lossless::text(body, content_type) };
    refuse_nul(text.as_deref(), cx.faults)?;
    check::calendar(text.as_deref(), content_type, cx.faults).map_err(|refused| not_found(refused, existing, cx))?;
    let parsed = text.as_deref().and_then(|text| read::first_component(text, cx.faults));
    let kind = parsed.as_ref().and_then(|calendar| kind_of(calendar, cx.faults));
    let (calendar, kind) = match (parsed, kind, existing) {
        (Some(calendar), Some(kind), None) => (calendar, kind),
        (Some(calendar), Some(kind), Some(before)) if kind == before.kind || kind == ObjectKind::Event => {
            (calendar, kind)
        }
        (parsed, _, before) => return Err(refusal(parsed.is_some(), before, cx)),
    };
    if rewrites {
        return Ok(calendar_object(&rewritten(calendar, cx), kind, cx.zone, cx.faults));
    }
    let text = lossless::with_zones(text.unwrap_or_default(), &calendar, cx.faults);
    Ok(index::calendar_object(&calendar, kind, write::as_sent(text, cx.faults), cx.zone))
}

/// Refuses a text with a NUL byte, which no calendar or address object may hold (RFC 5545 §3.1).
pub(crate) fn refuse_nul(text: Option<&str>, faults: &Faults) -> Result<(), Refusal> {
    let fails = text.is_some_and(|text| text.contains('\0')) && faults.has(Fault::NUL_FAILS);
    if fails { Err(Refusal::empty(500)) } else { Ok(()) }
}

/// What a server says that takes everything wrong for something missing.
pub(crate) fn not_found(refused: Refusal, existing: Option<&StoredObject>, cx: &StoreContext<'_>) -> Refusal {
    let missing = existing.is_none() && cx.faults.has(Fault::UNPARSEABLE_IS_NOT_FOUND);
    if missing { Refusal::missing_object() } else { refused }
}

/// The object of a tree that is already as it shall be served; floating times are read in `zone`.
pub(crate) fn calendar_object(calendar: &Element, kind: ObjectKind, zone: &str, faults: &Faults) -> StoredObject {
    index::calendar_object(calendar, kind, write::to_bytes(calendar, faults), zone)
}

fn kind_of(calendar: &Element, faults: &Faults) -> Option<ObjectKind> {
    let has = |name: &str| calendar.elements().any(|element| element.name == name);
    match calendar.name.as_str() {
        "VCARD" | "VLIST" => None,
        _ if has("VEVENT") => Some(ObjectKind::Event),
        _ if has("VTODO") => Some(ObjectKind::Task),
        _ if has("VFREEBUSY") && !faults.has(Fault::FREE_BUSY_OBJECTS_REFUSED) => Some(ObjectKind::FreeBusy),
        _ => None,
    }
}

fn refusal(parsed: bool, before: Option<&StoredObject>, cx: &StoreContext<'_>) -> Refusal {
    if !cx.faults.has(Fault::UNPARSEABLE_IS_NOT_FOUND) {
        let condition = if parsed { "supported-calendar-component" } else { "valid-calendar-data" };
        return Refusal::condition(403, ns::CALDAV, condition);
    }
    match before {
        None => Refusal::missing_object(),
        Some(_) if parsed => Refusal::empty(501),
        Some(before) if before.kind == ObjectKind::Task => Refusal::message(400, "Unable to parse task."),
        Some(_) => Refusal::message(400, "Unable to parse event."),
    }
}

fn rewritten(mut calendar: Element, cx: &StoreContext<'_>) -> Element {
    let mut zones_needed: Vec<String> = Vec::new();
    let known: Vec<String> = calendar
        .elements()
        .filter(|element| element.name == "VTIMEZONE")
        .filter_map(|zone| zone.value("TZID").map(str::to_owned))
        .collect();
    for element in calendar.elements_mut() {
        match element.name.as_str() {
            "VEVENT" => zones_needed.extend(event::rewrite(element, &known, cx)),
            "VTODO" => event::classify(element, cx.task_class),
            _ => {}
        }
    }
    for tzid in zones_needed {
        // The definition has the zone's present name, and that is what is compared: an old name gets it in addition.
        let Some(zone) = temporal::vtimezone(&tzid) else {
            continue;
        };
        let defines = |element: &Element| element.name == "VTIMEZONE" && element.value("TZID") == zone.value("TZID");
        if !calendar.elements().any(defines) {
            calendar.children.push(Child::Element(zone));
        }
    }
    calendar.set("VERSION", "2.0");
    in_order(calendar)
}

/// Leading properties, known components, then everything else.
fn in_order(calendar: Element) -> Element {
    let rank = |child: &Child| match child {
        Child::Line(line) => LEADING.iter().position(|name| *name == line.name),
        Child::Element(element) => {
            COMPONENTS.iter().position(|name| *name == element.name).map(|at| LEADING.len() + at)
        }
    };
    let mut children = calendar.children;
    children.sort_by_key(|child| rank(child).unwrap_or(LEADING.len() + COMPONENTS.len()));
    Element { name: calendar.name, children }
}
