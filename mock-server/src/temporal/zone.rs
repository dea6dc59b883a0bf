//! From wall-clock readings to instants: zones of the IANA database, and those that a calendar object defines itself.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::rule::Rule;
use super::value::{When, unix_seconds, utc_wall};
use crate::rewrite::{Element, Line};

/// Onsets and observances of one zone that are looked at.
const MAX_ONSETS: usize = 200;

/// The zones that a calendar object knows, and the one in which floating times are read.
#[derive(Clone, Debug)]
pub(crate) struct Zones {
    home: String,
    defined: HashMap<String, Vec<Observance>>,
}

/// A `STANDARD` or `DAYLIGHT` of a `VTIMEZONE` (RFC 5545 §3.6.5); offsets in seconds east of UTC.
#[derive(Clone, Debug)]
struct Observance {
    onset: DateTime,
    further: Vec<DateTime>,
    rule: Option<Rule>,
    from: i64,
    to: i64,
}

impl Zones {
    /// Only the zones of the IANA database; floating times and days are those of `home`.
    pub(crate) fn of_system(home: &str) -> Self {
        Self { home: home.to_owned(), defined: HashMap::new() }
    }

    /// With the definitions of a calendar object, which are believed before the IANA database.
    pub(crate) fn of_calendar(calendar: &Element, home: &str) -> Self {
        let mut zones = Self::of_system(home);
        for zone in calendar.elements().filter(|element| element.name == "VTIMEZONE") {
            let observances: Vec<Observance> = zone.elements().filter_map(Observance::read).take(MAX_ONSETS).collect();
            if let Some(tzid) = zone.value("TZID").filter(|_| !observances.is_empty()) {
                zones.defined.entry(tzid.to_owned()).or_insert(observances);
            }
        }
        zones
    }

    /// The same zones, with floating times in the one that is defined here.
    pub(crate) fn at_home_in(mut self, definition: &Element) -> Self {
        let observances: Vec<Observance> =
            definition.elements().filter_map(Observance::read).take(MAX_ONSETS).collect();
        if let Some(tzid) = definition.value("TZID").filter(|_| !observances.is_empty()) {
            self.defined.insert(tzid.to_owned(), observances);
            tzid.clone_into(&mut self.home);
        }
        self
    }

    /// The zone in which floating times are read.
    pub(crate) fn home(&self) -> &str {
        &self.home
    }

    /// Unix seconds of a value; unknown zones count as UTC, a day begins at midnight of the home zone.
    pub(crate) fn seconds(&self, when: &When) -> Option<i64> {
        match when {
            When::Utc(at) => Some(unix_seconds(*at)),
            When::Day(_) | When::Floating(_) => self.local_seconds(when.wall(), &self.home),
            When::Zoned(at, tzid) => self.local_seconds(*at, tzid),
        }
    }

    /// The wall clock of a zone at an instant.
    pub(crate) fn wall(&self, seconds: i64, tzid: &str) -> DateTime {
        if let Some(observances) = self.defined.get(tzid) {
            let offset = offset(observances, utc_wall(seconds));
            return utc_wall(seconds.saturating_add(offset));
        }
        match (TimeZone::get(tzid), Timestamp::from_second(seconds)) {
            (Ok(zone), Ok(stamp)) => zone.to_datetime(stamp),
            _ => utc_wall(seconds),
        }
    }

    /// `until` of a rule in the wall clock of the series that starts at `start`.
    pub(crate) fn wall_like(&self, start: &When, until: &When) -> DateTime {
        let zone = match start {
            When::Utc(_) | When::Day(_) => return until.wall(),
            When::Floating(_) => &self.home,
            When::Zoned(_, tzid) => tzid,
        };
        match until {
            When::Utc(at) => self.wall(unix_seconds(*at), zone),
            When::Day(date) => date.at(23, 59, 59, 0),
            When::Floating(at) | When::Zoned(at, _) => *at,
        }
    }

    fn local_seconds(&self, wall: DateTime, tzid: &str) -> Option<i64> {
        if let Some(observances) = self.defined.get(tzid) {
            return Some(unix_seconds(wall) - offset(observances, wall));
        }
        match TimeZone::get(tzid) {
            Ok(zone) => zone.to_timestamp(wall).ok().map(Timestamp::as_second),
            Err(_) => Some(unix_seconds(wall)),
        }
    }
}

impl Observance {
    fn read(element: &Element) -> Option<Self> {
        let onset = element.line("DTSTART").and_then(Line::when)?.wall();
        Some(Self {
            onset,
            further: element
                .lines()
                .filter(|line| line.name == "RDATE")
                .flat_map(|line| line.value.split(','))
                .filter_map(|date| When::parse(date, None))
                .map(|when| when.wall())
                .take(MAX_ONSETS)
                .collect(),
            rule: element.value("RRULE").and_then(Rule::parse),
            from: parse_offset(element.value("TZOFFSETFROM")?)?,
            to: parse_offset(element.value("TZOFFSETTO")?)?,
        })
    }

    /// The last onset that is not after `wall`.
    fn last_onset(&self, wall: DateTime) -> Option<DateTime> {
        if self.onset > wall {
            return None;
        }
        let listed = self.further.iter().copied().filter(|onset| *onset <= wall).max();
        let ruled = self.rule.as_ref().and_then(|rule| {
            let near = self.onset.with().year(wall.year().saturating_sub(2)).build().ok();
            let start = near.filter(|near| *near > self.onset && !rule.is_finite()).unwrap_or(self.onset);
            let until = rule.until().map(|until| match until {
                When::Utc(at) => at.saturating_add(jiff::SignedDuration::from_secs(self.from)),
                When::Day(_) | When::Floating(_) | When::Zoned(..) => until.wall(),
            });
            rule.occurrences(start, until, wall).last().copied()
        });
        Some(self.onset).max(listed).max(ruled)
    }
}

/// The offset in force at a wall-clock reading; before the first onset that from which it changed.
fn offset(observances: &[Observance], wall: DateTime) -> i64 {
    let current = observances
        .iter()
        .filter_map(|observance| Some((observance.last_onset(wall)?, observance.to)))
        .max_by_key(|(onset, _)| *onset);
    match current {
        Some((_, to)) => to,
        None => observances.iter().min_by_key(|observance| observance.onset).map_or(0, |first| first.from),
    }
}

fn parse_offset(text: &str) -> Option<i64> {
    let (sign, digits) = match text.trim().split_at_checked(1)? {
        ("-", digits) => (-1, digits),
        ("+", digits) => (1, digits),
        _ => return None,
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| digits.get(range).map_or(Some(0), |part| part.parse::<i64>().ok());
    match digits.len() {
        4 | 6 => Some(sign * (part(0..2)? * 3_600 + part(2..4)? * 60 + part(4..6)?)),
        _ => None,
    }
}
