//! One occurrence of a series on its own.

use super::value::{When, utc_text};
use super::zone::Zones;
use crate::rewrite::{Element, Line};

/// What a series has, and one of its occurrences has not.
const OF_SERIES: [&str; 4] = ["RRULE", "RDATE", "EXDATE", "EXRULE"];

/// The occurrence of a series that begins at that second, as a component of its own.
pub(crate) fn single(series: &Element, at: i64, zones: &Zones) -> Option<Element> {
    let first = series.line("DTSTART").and_then(Line::when)?;
    let later = at.checked_sub(zones.seconds(&first)?)?;
    let mut one = series.clone();
    one.retain_lines(|line| !OF_SERIES.contains(&line.name.as_str()));
    for line in one.lines_mut().filter(|line| matches!(line.name.as_str(), "DTSTART" | "DTEND" | "DUE")) {
        if let Some(moved) = line.when().and_then(|when| moved(&when, later, zones)) {
            line.value = moved.text();
        }
    }
    one.push("RECURRENCE-ID", utc_text(at));
    Some(one)
}

/// A time so many seconds later, in the same form and zone.
fn moved(when: &When, later: i64, zones: &Zones) -> Option<When> {
    let seconds = zones.seconds(when)?.checked_add(later)?;
    let zone = match when {
        When::Zoned(_, zone) => zone.as_str(),
        When::Utc(_) => "UTC",
        When::Day(_) | When::Floating(_) => zones.home(),
    };
    Some(when.at(zones.wall(seconds, zone)))
}
