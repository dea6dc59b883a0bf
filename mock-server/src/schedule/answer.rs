//! An attendee's answer written into a copy of the event.

use std::collections::BTreeSet;

use super::invitation::{attendance, event_of, events, events_mut, occurrence};
use crate::rewrite::{Child, Element, Line, Principal};
use crate::temporal::{When, Zones, single, utc_text};

/// One answer of an attendee.
pub(crate) struct Answer {
    /// The value of `RECURRENCE-ID`, `None` for the master.
    pub(crate) occurrence: Option<String>,
    /// The new `PARTSTAT`.
    pub(crate) state: String,
}

/// Writes answers into a copy; tells whether anything changed.
pub(crate) fn record(calendar: &mut Element, attendee: &Principal, answers: &[Answer], now: i64) -> bool {
    let mut changed = false;
    for answered in answers.iter().filter_map(|answer| answer.occurrence.as_deref()) {
        if event_of(calendar, Some(answered)).is_none() {
            calendar.children.extend(override_of(calendar, answered).map(Child::Element));
        }
    }
    for event in events_mut(calendar) {
        let Some(answer) = answers.iter().find(|answer| answer.occurrence.as_deref() == occurrence(event)) else {
            continue;
        };
        let lines = event.lines_mut().filter(|line| line.name == "ATTENDEE" && attendee.has_address(&line.value));
        let mut here = false;
        for line in lines {
            set_answer(line, &answer.state);
            here = true;
        }
        if here {
            event.set("LAST-MODIFIED", utc_text(now));
            changed = true;
        }
    }
    changed
}

/// Writes an answer into a copy for everybody but this attendee, as only a faulty server does.
pub(crate) fn answer_for_others(calendar: &mut Element, attendee: &Principal, state: &str) {
    for event in events_mut(calendar) {
        for line in event.lines_mut().filter(|line| line.name == "ATTENDEE" && !attendee.has_address(&line.value)) {
            set_answer(line, state);
        }
    }
}

/// The occurrence of the series as an event of its own, so that it can have an answer of its own.
fn override_of(calendar: &Element, at: &str) -> Option<Element> {
    let series = event_of(calendar, None).filter(|event| event.line("RRULE").is_some())?;
    let tzid = series.line("DTSTART")?.param("TZID").filter(|_| !at.ends_with('Z'));
    let zones = Zones::of_calendar(calendar, "UTC");
    let seconds = zones.seconds(&When::parse(at, tzid)?)?;
    let mut event = single(series, seconds, &zones)?;
    let line = event.line_mut("RECURRENCE-ID")?;
    at.clone_into(&mut line.value);
    if let Some(tzid) = tzid {
        line.set_param("TZID", tzid);
    }
    Some(event)
}

/// Whether two copies of a meeting say the same, but for who answered what.
pub(crate) fn differs_by_answer_only(one: &Element, other: &Element) -> bool {
    const WRITTEN: [&str; 6] = ["ATTENDEE", "DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", "CLASS"];
    let told = |calendar: &Element| -> BTreeSet<(Option<String>, String, String)> {
        events(calendar)
            .flat_map(|event| {
                let lines = event.lines().filter(|line| !WRITTEN.contains(&line.name.as_str()));
                lines.map(|line| (occurrence(event).map(str::to_owned), line.name.clone(), line.value.clone()))
            })
            .collect()
    };
    told(one) == told(other)
}

/// Writes answers for the owner of a copy into it: organizer and answer move to the end; tells whether anything changed.
pub(crate) fn respond(calendar: &mut Element, owner: &Principal, answers: &[Answer]) -> bool {
    let mut changed = false;
    for event in events_mut(calendar) {
        let Some(answer) = answers.iter().find(|answer| answer.occurrence.as_deref() == occurrence(event)) else {
            continue;
        };
        let Some(mut line) = attendance(event, owner).cloned() else {
            continue;
        };
        set_answer(&mut line, &answer.state);
        let organizer = event.line("ORGANIZER").cloned();
        event.retain_lines(|line| {
            line.name != "ORGANIZER" && (line.name != "ATTENDEE" || !owner.has_address(&line.value))
        });
        event.children.extend(organizer.into_iter().chain([line]).map(Child::Line));
        changed = true;
    }
    changed
}

/// In the attendee's own copy his answered line stands at the end, without the request to answer.
pub(crate) fn settle_own(calendar: &mut Element, attendee: &Principal) {
    for event in events_mut(calendar) {
        let Some(mut line) = attendance(event, attendee).cloned() else {
            continue;
        };
        let state = super::invitation::answer_of(&line);
        if state == "NEEDS-ACTION" {
            continue;
        }
        set_answer(&mut line, &state);
        event.retain_lines(|line| line.name != "ATTENDEE" || !attendee.has_address(&line.value));
        event.children.push(Child::Line(line));
    }
}

fn set_answer(line: &mut Line, state: &str) {
    line.set_param("PARTSTAT", state);
    line.remove_param("RSVP");
}
