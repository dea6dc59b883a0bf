//! The columns that queries compare, taken from a rewritten tree.

use super::element::{Element, Line};
use super::escape;
use super::object::{CalendarIndex, CardIndex, Class, Cycle, Index, ObjectKind, StoredObject};
use crate::temporal::{Rule, When, Zones, parse_duration};

/// Rules of one component that are looked at.
const MAX_RULES: usize = 50;

/// How far a rule with `COUNT` is followed to find its end.
const HORIZON: jiff::civil::DateTime = jiff::civil::DateTime::constant(2200, 1, 1, 0, 0, 0, 0);

/// A calendar object with its columns; `zone` is where floating times are read.
pub(crate) fn calendar_object(calendar: &Element, kind: ObjectKind, content: Vec<u8>, zone: &str) -> StoredObject {
    let name = kind.component().unwrap_or("VEVENT");
    let masters = || calendar.elements().filter(|element| element.name == name);
    let first = masters().find(|element| element.line("RECURRENCE-ID").is_none()).or_else(|| masters().next());
    let zones = Zones::of_calendar(calendar, zone);
    StoredObject {
        kind,
        uid: first.and_then(|first| first.value("UID")).map(escape::unescape),
        class: first.and_then(|first| first.value("CLASS")).map(Class::parse).unwrap_or_default(),
        index: Index::Calendar(first.map(|first| columns(first, masters(), kind, &zones)).unwrap_or_default()),
        content,
    }
}

/// A card or list with its columns.
pub(crate) fn card_object(card: &Element, kind: ObjectKind, content: Vec<u8>) -> StoredObject {
    let component = |line: &Line, at: usize| {
        escape::split(&line.value, &[';']).get(at).map(|part| escape::unescape(part)).unwrap_or_default()
    };
    let all = |name: &'static str| card.lines().filter(move |line| bare_name(line) == name);
    let first = |name: &'static str, at: usize| all(name).next().map(|line| component(line, at)).unwrap_or_default();
    let index = CardIndex {
        formatted_name: all("FN").next().map(|line| escape::unescape(&line.value)).unwrap_or_default(),
        surname: first("N", 0),
        mails: all("EMAIL").map(|line| escape::unescape(&line.value)).collect(),
        phones: all("TEL").map(|line| escape::unescape(&line.value)).collect(),
        organization: first("ORG", 0),
        localities: all("ADR").map(|line| component(line, 3)).filter(|city| !city.is_empty()).collect(),
    };
    StoredObject {
        kind,
        uid: card.value("UID").map(escape::unescape),
        class: Class::Public,
        index: Index::Card(index),
        content,
    }
}

fn bare_name(line: &Line) -> &str {
    line.name.rsplit('.').next().unwrap_or_default()
}

fn columns<'a>(
    first: &Element,
    all: impl Iterator<Item = &'a Element>,
    kind: ObjectKind,
    zones: &Zones,
) -> CalendarIndex {
    let (start, end) = span(first, zones);
    let cycle = match kind {
        // The reach of recurring tasks is not computed.
        ObjectKind::Task => first.line("RRULE").map(|_| Cycle::Endless),
        ObjectKind::Event | ObjectKind::FreeBusy | ObjectKind::Card | ObjectKind::List => {
            cycle(first, start, end, zones)
        }
    };
    let cycle = cycle.map(|cycle| match cycle {
        Cycle::Endless => Cycle::Endless,
        Cycle::Until(reach) => {
            let overrides = all.filter(|element| element.line("RECURRENCE-ID").is_some());
            Cycle::Until(overrides.filter_map(|element| span(element, zones).1).fold(reach, i64::max))
        }
    });
    CalendarIndex { summary: first.value("SUMMARY").map(escape::unescape).unwrap_or_default(), start, end, cycle }
}

/// Start and end in Unix seconds; days count from UTC midnight to the second before the next.
fn span(component: &Element, zones: &Zones) -> (Option<i64>, Option<i64>) {
    let seconds = |when: &When| match when {
        When::Day(date) => zones.seconds(&When::Utc(date.to_datetime(jiff::civil::Time::midnight()))),
        When::Floating(_) | When::Utc(_) | When::Zoned(..) => zones.seconds(when),
    };
    let start_at = component.line("DTSTART").and_then(Line::when);
    let start = start_at.as_ref().and_then(seconds);
    let end = ["DTEND", "DUE"]
        .iter()
        .find_map(|name| component.line(name).and_then(Line::when))
        .as_ref()
        .and_then(seconds)
        .or_else(|| {
            // Only the due time of a task counts.
            if component.name == "VTODO" {
                return None;
            }
            let length = component.value("DURATION").and_then(parse_duration)?;
            start.map(|start| start.saturating_add(length))
        });
    let days = start_at.is_some_and(|at| at.is_day());
    (start, end.map(|end| if days { end - 1 } else { end }))
}

fn cycle(component: &Element, start: Option<i64>, end: Option<i64>, zones: &Zones) -> Option<Cycle> {
    let start_at = component.line("DTSTART").and_then(Line::when)?;
    let start = start?;
    let length = end.map_or(0, |end| end - start).max(0);
    let mut reach = None;
    for line in component.lines().filter(|line| line.name == "RRULE").take(MAX_RULES) {
        let Some(rule) = Rule::parse(&line.value) else {
            continue;
        };
        let last = match rule.until() {
            Some(until) => zones.seconds(until),
            None if rule.is_finite() => rule
                .occurrences(start_at.wall(), None, HORIZON)
                .last()
                .and_then(|last| zones.seconds(&start_at.at(*last))),
            None => return Some(Cycle::Endless),
        };
        reach = reach.max(Some(last.unwrap_or(start).saturating_add(length)));
    }
    for line in component.lines().filter(|line| line.name == "RDATE") {
        for date in line.value.split(',') {
            let date = date.split('/').next().unwrap_or_default();
            let at = When::parse(date, line.param("TZID")).and_then(|when| zones.seconds(&when));
            reach = reach.max(at.map(|at| at.saturating_add(length)));
        }
    }
    reach.map(Cycle::Until)
}
