//! The instances of a recurring component (RFC 5545 §3.8.5).

use std::collections::{HashMap, HashSet};

use jiff::ToSpan;

use super::rule::Rule;
use super::value::{When, parse_duration};
use super::zone::Zones;
use crate::rewrite::{Element, Line};

/// Rules of one component that are looked at.
const MAX_RULES: usize = 50;

/// One occurrence of a component.
#[derive(Clone, Debug)]
pub(crate) struct Instance<'a> {
    /// The component that describes it: the master or an override.
    pub(crate) component: &'a Element,
    /// Start in Unix seconds.
    pub(crate) start: i64,
    /// End in Unix seconds.
    pub(crate) end: i64,
    /// Whether it covers whole days.
    pub(crate) all_day: bool,
}

/// The instances of all components of this name that overlap `from`…`to` (Unix seconds, half-open; instances without
/// length count if they begin inside).
pub(crate) fn instances<'a>(calendar: &'a Element, name: &str, zones: &Zones, from: i64, to: i64) -> Vec<Instance<'a>> {
    let components: Vec<&Element> = calendar.elements().filter(|element| element.name == name).collect();
    let mut replaced: HashMap<&str, HashSet<i64>> = HashMap::new();
    for component in &components {
        if let Some(at) = component.line("RECURRENCE-ID").and_then(Line::when).and_then(|when| zones.seconds(&when)) {
            replaced.entry(component.value("UID").unwrap_or_default()).or_default().insert(at);
        }
    }
    let mut found = Vec::new();
    for component in components {
        let Some(start) = component.line("DTSTART").and_then(Line::when) else {
            continue;
        };
        if component.line("RECURRENCE-ID").is_some() {
            found.extend(instance(component, &start, zones));
            continue;
        }
        let hidden = replaced.get(component.value("UID").unwrap_or_default());
        let excluded = listed(component, "EXDATE", zones);
        for at in starts(component, &start, zones, to) {
            let Some(seconds) = zones.seconds(&at) else {
                continue;
            };
            if !excluded.contains(&seconds) && hidden.is_none_or(|hidden| !hidden.contains(&seconds)) {
                found.extend(instance(component, &at, zones));
            }
        }
    }
    found.retain(|one| one.start < to && (one.end > from || (one.start == one.end && one.start >= from)));
    found
}

fn instance<'a>(component: &'a Element, at: &When, zones: &Zones) -> Option<Instance<'a>> {
    let own_start = component.line("DTSTART").and_then(Line::when)?;
    let start = zones.seconds(at)?;
    let end = match component.line("DTEND").or_else(|| component.line("DUE")).and_then(Line::when) {
        Some(end) if at.is_day() && end.is_day() => {
            let days = own_start.wall().date().until(end.wall().date()).ok()?.get_days();
            zones.seconds(&at.at(at.wall().checked_add(days.days()).ok()?))?
        }
        Some(end) => start.saturating_add(zones.seconds(&end)? - zones.seconds(&own_start)?),
        None => match component.value("DURATION").and_then(parse_duration) {
            Some(length) if at.is_day() => {
                zones.seconds(&at.at(at.wall().checked_add((length / 86_400).days()).ok()?))?
            }
            Some(length) => start.saturating_add(length),
            None if at.is_day() => zones.seconds(&at.at(at.wall().checked_add(1.day()).ok()?))?,
            None => start,
        },
    };
    Some(Instance { component, start, end: end.max(start), all_day: at.is_day() })
}

/// The starts of a series up to the second `last`.
fn starts(component: &Element, start: &When, zones: &Zones, last: i64) -> Vec<When> {
    let zone = match start {
        When::Utc(_) => "UTC",
        When::Zoned(_, tzid) => tzid,
        When::Day(_) | When::Floating(_) => zones.home(),
    };
    let last_wall = zones.wall(last, zone);
    let mut walls = vec![start.wall()];
    for line in component.lines().filter(|line| line.name == "RRULE").take(MAX_RULES) {
        if let Some(rule) = Rule::parse(&line.value) {
            let until = rule.until().map(|until| zones.wall_like(start, until));
            walls.extend(rule.occurrences(start.wall(), until, last_wall));
        }
    }
    walls.sort_unstable();
    walls.dedup();
    let mut starts: Vec<When> = walls.into_iter().map(|wall| start.at(wall)).collect();
    for line in component.lines().filter(|line| line.name == "RDATE") {
        starts.extend(
            line.value
                .split(',')
                .filter_map(|date| When::parse(date.split('/').next().unwrap_or_default(), line.param("TZID"))),
        );
    }
    starts
}

fn listed(component: &Element, name: &str, zones: &Zones) -> HashSet<i64> {
    component
        .lines()
        .filter(|line| line.name == name)
        .flat_map(|line| line.value.split(',').filter_map(|date| When::parse(date, line.param("TZID"))))
        .filter_map(|when| zones.seconds(&when))
        .collect()
}
