//! Series as single occurrences, or without what lies outside of a window (RFC 4791 §9.6.5, §9.6.6).

use std::collections::BTreeSet;

use crate::rewrite::{Child, Element, Line};
use crate::temporal::{Instance, When, Zones, instances, single, utc_text};

/// A calendar with one component for each instance that overlaps the range, in UTC.
pub(crate) fn expanded(calendar: &Element, zone: &str, from: i64, to: i64) -> Element {
    let zones = Zones::of_calendar(calendar, zone);
    let mut expanded = Element::new(&calendar.name);
    expanded.children.extend(calendar.lines().cloned().map(Child::Line));
    let names: BTreeSet<&str> =
        calendar.elements().map(|element| element.name.as_str()).filter(|name| *name != "VTIMEZONE").collect();
    for name in names {
        let mut seen = BTreeSet::new();
        let mut found = instances(calendar, name, &zones, from, to);
        found.retain(|one| seen.insert((one.component.value("RECURRENCE-ID").map(str::to_owned), one.start)));
        found.sort_by_key(|one| one.start);
        expanded.children.extend(found.iter().filter_map(|one| alone(one, &zones)).map(Child::Element));
    }
    expanded
}

/// An instance as a component of its own.
fn alone(one: &Instance<'_>, zones: &Zones) -> Option<Element> {
    let is_series = |name| one.component.line(name).is_some();
    let mut component = if one.component.line("RECURRENCE-ID").is_none() && (is_series("RRULE") || is_series("RDATE")) {
        let mut occurrence = single(one.component, one.start, zones)?;
        if one.all_day {
            let day = occurrence.line("DTSTART").and_then(Line::when)?.text();
            let id = occurrence.line_mut("RECURRENCE-ID")?;
            id.value = day;
            id.set_param("VALUE", "DATE");
        }
        occurrence
    } else {
        one.component.clone()
    };
    for line in component.lines_mut().filter(|line| line.param("TZID").is_some()) {
        let Some(seconds) = line.when().and_then(|when| zones.seconds(&when)) else {
            continue;
        };
        line.value = utc_text(seconds);
        line.remove_param("TZID");
    }
    Some(component)
}

/// A calendar without the overrides whose time, old and new, lies outside of the range.
pub(crate) fn limited(mut calendar: Element, zone: &str, from: i64, to: i64) -> Element {
    let zones = Zones::of_calendar(&calendar, zone);
    calendar.retain_elements(|component| {
        let Some(replaced) = component.line("RECURRENCE-ID").and_then(Line::when) else {
            return true;
        };
        let own = component.line("DTSTART").and_then(Line::when);
        let length = length(component, &zones);
        [Some(replaced), own].into_iter().flatten().any(|start: When| {
            zones.seconds(&start).is_some_and(|start| start < to && start.saturating_add(length) > from)
        })
    });
    calendar
}

/// The seconds that a component takes, at least one, so that it is somewhere.
fn length(component: &Element, zones: &Zones) -> i64 {
    let at = |name| component.line(name).and_then(Line::when).and_then(|when| zones.seconds(&when));
    let by_end = at("DTEND").or_else(|| at("DUE")).zip(at("DTSTART")).map(|(end, start)| end - start);
    by_end.or_else(|| component.value("DURATION").and_then(crate::temporal::parse_duration)).unwrap_or(1).max(1)
}
