//! The `VTIMEZONE` that the server adds for a zone of the IANA database: its present rule, as if it always had been so.

use jiff::civil::{Date, Weekday};
use jiff::tz::{Dst, TimeZone};
use jiff::{Timestamp, ToSpan};

use crate::rewrite::{Child, Element};

/// The year whose rule is taken for that of all years.
const PRESENT: i16 = 2026;

/// Years that are compared to tell "the last Sunday" from "the fourth Sunday".
const YEARS: i64 = 12;

/// Old names that clients still write, with the zone that is meant.
const LINKS: [(&str, &str); 12] = [
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("GMT", "Etc/GMT"),
    ("UTC", "Etc/UTC"),
    ("Zulu", "Etc/UTC"),
    ("US/Alaska", "America/Anchorage"),
    ("US/Arizona", "America/Phoenix"),
    ("US/Central", "America/Chicago"),
    ("US/Eastern", "America/New_York"),
    ("US/Hawaii", "Pacific/Honolulu"),
    ("US/Mountain", "America/Denver"),
    ("US/Pacific", "America/Los_Angeles"),
    ("GB", "Europe/London"),
];

/// One yearly change of the clock.
struct Change {
    local: jiff::civil::DateTime,
    to: i32,
    from: i32,
    name: String,
    dst: bool,
}

/// The definition of a zone as it is now; `None` for names that the IANA database does not hold.
pub(crate) fn vtimezone(tzid: &str) -> Option<Element> {
    let name = LINKS.iter().find(|(link, _)| *link == tzid).map_or(tzid, |(_, name)| *name);
    let zone = TimeZone::get(name).ok()?;
    let from = Date::new(PRESENT, 1, 1).ok()?.at(0, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp();
    let changes = changes(&zone, from)?;

    let mut element = Element::new("VTIMEZONE");
    element.push("TZID", name);
    element.push("LAST-MODIFIED", "20221129T123233Z");
    element.push("X-LIC-LOCATION", name);
    let mut first_year: Vec<&Change> = changes.iter().filter(|change| change.local.year() == PRESENT).collect();
    first_year.sort_by_key(|change| !change.dst);
    for change in &first_year {
        let nth = nth_weekday(&changes, change);
        let date =
            Date::new(1970, change.local.month(), 1).ok()?.nth_weekday_of_month(nth, change.local.weekday()).ok()?;
        let mut observance = observance(change.dst, &change.name, change.from, change.to);
        observance.push("DTSTART", date.to_datetime(change.local.time()).strftime("%Y%m%dT%H%M%S").to_string());
        observance.push(
            "RRULE",
            format!("FREQ=YEARLY;BYMONTH={};BYDAY={nth}{}", change.local.month(), weekday_word(change.local.weekday())),
        );
        element.children.push(Child::Element(observance));
    }
    if first_year.is_empty() {
        let info = zone.to_offset_info(from);
        let seconds = info.offset().seconds();
        let mut observance = observance(false, info.abbreviation(), seconds, seconds);
        observance.push("DTSTART", "19700101T000000");
        element.children.push(Child::Element(observance));
    }
    Some(element)
}

fn changes(zone: &TimeZone, from: Timestamp) -> Option<Vec<Change>> {
    let end = from.checked_add((YEARS * 366 * 24).hours()).ok()?;
    Some(
        zone.following(from)
            .take_while(|transition| transition.timestamp() < end)
            .map(|transition| {
                let before = zone.to_offset(transition.timestamp().saturating_sub(1.second()).unwrap_or(from));
                Change {
                    local: before.to_datetime(transition.timestamp()),
                    from: before.seconds(),
                    to: transition.offset().seconds(),
                    name: transition.abbreviation().to_owned(),
                    dst: transition.dst() == Dst::Yes,
                }
            })
            .collect(),
    )
}

/// Which weekday of its month a change falls on in every year; −1 for the last.
fn nth_weekday(changes: &[Change], change: &Change) -> i8 {
    let mut same = changes.iter().filter(|other| {
        other.dst == change.dst
            && other.local.month() == change.local.month()
            && other.local.weekday() == change.local.weekday()
    });
    if same.all(|other| other.local.day() + 7 > other.local.date().days_in_month()) {
        -1
    } else {
        (change.local.day() - 1) / 7 + 1
    }
}

fn observance(dst: bool, name: &str, from: i32, to: i32) -> Element {
    let mut element = Element::new(if dst { "DAYLIGHT" } else { "STANDARD" });
    element.push("TZNAME", name);
    element.push("TZOFFSETFROM", offset_text(from));
    element.push("TZOFFSETTO", offset_text(to));
    element
}

fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

fn weekday_word(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(tzid: &str) -> String {
        let zone = vtimezone(tzid).unwrap();
        let mut text = zone.value("TZID").unwrap().to_owned();
        for observance in zone.elements() {
            for line in observance.lines() {
                text.push('\n');
                text.push_str(&line.value);
            }
        }
        text
    }

    #[test]
    fn last_sundays() {
        insta::assert_snapshot!(lines("Europe/Paris"), @r"
        Europe/Paris
        CEST
        +0100
        +0200
        19700329T020000
        FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        CET
        +0200
        +0100
        19701025T030000
        FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        ");
    }

    #[test]
    fn numbered_sundays_under_an_old_name() {
        insta::assert_snapshot!(lines("US/Eastern"), @r"
        America/New_York
        EDT
        -0500
        -0400
        19700308T020000
        FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
        EST
        -0400
        -0500
        19701101T020000
        FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
        ");
    }

    #[test]
    fn no_change_at_all() {
        insta::assert_snapshot!(lines("Asia/Tokyo"), @r"
        Asia/Tokyo
        JST
        +0900
        +0900
        19700101T000000
        ");
    }

    #[test]
    fn unknown_names_have_none() {
        assert_eq!(vtimezone("Romance Standard Time"), None);
    }
}
