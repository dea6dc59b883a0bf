//! Single components of a calendar object, which SOGo serves below the object.

use crate::rewrite::{Element, Line, stored_tree, to_bytes};
use crate::route::{Context, ItemRef, Part};
use crate::temporal::{Zones, instances, single};
use crate::xml::{Element as XmlElement, Name, ns};

use super::item::served;

/// The overrides of an object, by the Unix second at which their occurrence would begin.
pub(crate) fn overrides(context: &Context<'_>, item: &ItemRef) -> Vec<Part> {
    let Some(calendar) = stored(context, item) else {
        return Vec::new();
    };
    let zones = Zones::of_calendar(&calendar, context.zone);
    let seconds = calendar.elements().filter_map(|element| replaces(element, &zones));
    seconds.map(Part::Occurrence).collect()
}

/// Whether the object has that part; an occurrence that nothing overrides is one too.
pub(crate) fn has_part(context: &Context<'_>, item: &ItemRef, part: Part) -> bool {
    stored(context, item).is_some_and(|calendar| find(&calendar, part, context.zone).is_some())
}

/// The text of a part as the user may see it, without the envelope.
pub(crate) fn part_text(context: &Context<'_>, item: &ItemRef, part: Part) -> Option<Vec<u8>> {
    let row = context.state.folder(&item.folder.id)?.row(&item.name)?;
    let calendar = stored_tree(&served(context, &item.folder.id, row)?, context.faults)?;
    let component = find(&calendar, part, context.zone)?;
    Some(to_bytes(&component, context.faults))
}

pub(super) fn value(
    context: &Context<'_>,
    item: &ItemRef,
    part: Part,
    name: &Name,
    element: &XmlElement,
) -> Option<XmlElement> {
    let text = part_text(context, item, part)?;
    name.is(ns::DAV, "getcontentlength").then(|| element.clone().text(text.len().to_string()))
}

fn stored(context: &Context<'_>, item: &ItemRef) -> Option<Element> {
    let row = context.state.folder(&item.folder.id)?.row(&item.name)?;
    stored_tree(&row.object.content, context.faults)
}

fn find(calendar: &Element, part: Part, zone: &str) -> Option<Element> {
    let first = calendar.elements().find(|element| element.name != "VTIMEZONE")?;
    let Part::Occurrence(at) = part else {
        return Some(first.clone());
    };
    let zones = Zones::of_calendar(calendar, zone);
    if let Some(overriding) = calendar.elements().find(|element| replaces(element, &zones) == Some(at)) {
        return Some(overriding.clone());
    }
    instances(calendar, &first.name, &zones, at, at.saturating_add(1))
        .into_iter()
        .find(|one| one.start == at && one.component.line("RRULE").is_some())
        .and_then(|one| single(one.component, at, &zones))
}

/// The second of the occurrence that a component stands for.
fn replaces(component: &Element, zones: &Zones) -> Option<i64> {
    component.line("RECURRENCE-ID").and_then(Line::when).and_then(|when| zones.seconds(&when))
}
