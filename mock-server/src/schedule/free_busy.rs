//! Busy time (RFC 4791 §7.10, RFC 5545 §3.6.4).

use super::invitation::{answer_of, attendance, events, occurrence};
use crate::fault::{Fault, Faults};
use crate::rewrite::{Element, ObjectKind, Principal, StoredObject, content_line, stored_tree};
use crate::temporal::{Instance, Zones, instances, utc_text};

/// Periods that are told at most.
const MAX_PERIODS: usize = 20_000;

/// Seconds before and after a range that a careless server tells too.
const BEYOND: i64 = 90 * 86_400;

/// How a period is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Busy {
    /// `BUSY`.
    Busy,
    /// `BUSY-TENTATIVE`.
    Tentative,
}

/// A period that is taken, in Unix seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    /// Begin.
    pub(crate) start: i64,
    /// End.
    pub(crate) end: i64,
    /// How it is taken.
    pub(crate) busy: Busy,
    /// What takes it, which nobody is told.
    pub(crate) title: Option<String>,
}

/// What a `VFREEBUSY` is asked or told about.
#[derive(Clone, Debug)]
pub(crate) struct Range {
    /// Begin in Unix seconds.
    pub(crate) start: i64,
    /// End in Unix seconds.
    pub(crate) end: i64,
}

/// The busy time of a user in the events that the asker may see; one period for each instance.
pub(crate) fn periods<'a>(
    objects: impl Iterator<Item = &'a StoredObject>,
    user: &Principal,
    range: &Range,
    zone: &str,
    faults: &Faults,
) -> Vec<Period> {
    // SOGo counts what only touches the range.
    let slack = i64::from(faults.has(Fault::FREE_BUSY_UNREFINED));
    let mut found = Vec::new();
    let counts = |kind| match kind {
        ObjectKind::Event => true,
        ObjectKind::Task => faults.has(Fault::TASKS_ARE_BUSY),
        ObjectKind::FreeBusy | ObjectKind::Card | ObjectKind::List => false,
    };
    let wide = if faults.has(Fault::BUSY_BEYOND_RANGE) { BEYOND } else { slack };
    for object in objects.filter(|object| counts(object.kind)) {
        let Some(calendar) = stored_tree(&object.content, faults) else {
            continue;
        };
        let zones = Zones::of_calendar(&calendar, zone);
        if found.len() > MAX_PERIODS {
            break;
        }
        let name = object.kind.component().unwrap_or("VEVENT");
        for one in instances(&calendar, name, &zones, range.start - wide, range.end + wide) {
            if one.component.line("RRULE").is_some() && faults.has(Fault::SERIES_ARE_NEVER_BUSY) {
                continue;
            }
            if is_excluded_occurrence(&calendar, one.component)
                && faults.has(Fault::FREE_BUSY_FORGETS_EXCLUDED_OVERRIDE)
            {
                continue;
            }
            if let Some(busy) = busy(one.component, user, faults) {
                let title = one.component.value("SUMMARY").map(str::to_owned);
                found.push(Period { start: one.start, end: end_of(&one, faults), busy, title });
            }
        }
    }
    found.truncate(MAX_PERIODS);
    if faults.has(Fault::FREE_BUSY_UNREFINED) || faults.has(Fault::BUSY_BEYOND_RANGE) {
        found
    } else {
        clipped(merged(found), range)
    }
}

/// A `VFREEBUSY` that answers a request, or a file of its own if there is none.
pub(crate) fn reply(
    request: Option<&Element>,
    attendee: &Principal,
    range: &Range,
    periods: &[Period],
    product_id: &str,
    now: i64,
    faults: &Faults,
) -> String {
    let mut lines = vec!["BEGIN:VCALENDAR".to_owned(), format!("PRODID:{product_id}"), "VERSION:2.0".to_owned()];
    if request.is_some() {
        lines.push("METHOD:REPLY".to_owned());
    }
    lines.push("BEGIN:VFREEBUSY".to_owned());
    for name in ["UID", "ORGANIZER"] {
        lines.extend(request.and_then(|request| request.line(name)).map(|line| content_line(line, faults)));
    }
    lines.push(format!("ATTENDEE:mailto:{}", attendee.mails.first().map_or("", String::as_str)));
    lines.push(format!("DTSTAMP:{}", utc_text(now)));
    lines.push(format!("DTSTART:{}", utc_text(range.start)));
    lines.push(format!("DTEND:{}", utc_text(range.end)));
    let titles: Vec<&str> = periods.iter().filter_map(|period| period.title.as_deref()).collect();
    if faults.has(Fault::BUSY_TIMES_WITH_TITLES) && !titles.is_empty() {
        lines.push(format!("COMMENT:{}", titles.join("\\, ")));
    }
    for period in periods {
        let word = match period.busy {
            Busy::Busy => "BUSY",
            Busy::Tentative => "BUSY-TENTATIVE",
        };
        lines.push(format!("FREEBUSY;FBTYPE={word}:{}/{}", utc_text(period.start), utc_text(period.end)));
    }
    lines.push("END:VFREEBUSY".to_owned());
    lines.push("END:VCALENDAR".to_owned());
    lines.join("\r\n")
}

fn busy(event: &Element, user: &Principal, faults: &Faults) -> Option<Busy> {
    let transparent = event.value("TRANSP").is_some_and(|transp| transp.eq_ignore_ascii_case("TRANSPARENT"));
    if transparent && !faults.has(Fault::TRANSPARENT_IS_BUSY) {
        return None;
    }
    let by_status = match event.value("STATUS").map(str::to_ascii_uppercase).as_deref() {
        Some("CANCELLED") if !faults.has(Fault::FREE_BUSY_UNREFINED) => return None,
        Some("TENTATIVE") if !faults.has(Fault::FREE_BUSY_UNREFINED) => Busy::Tentative,
        Some(_) | None => Busy::Busy,
    };
    let organizes = event.value("ORGANIZER").is_some_and(|address| user.has_address(address));
    let Some(line) = attendance(event, user).filter(|_| !organizes) else {
        return Some(by_status);
    };
    match answer_of(line).as_str() {
        "NEEDS-ACTION" => Some(Busy::Tentative),
        "ACCEPTED" => Some(by_status),
        "TENTATIVE" if !faults.has(Fault::FREE_BUSY_UNREFINED) => Some(Busy::Tentative),
        _ => None,
    }
}

/// Days end a second early.
fn end_of(one: &Instance<'_>, faults: &Faults) -> i64 {
    if one.all_day && faults.has(Fault::FREE_BUSY_UNREFINED) { one.end - 1 } else { one.end }
}

/// Whether an override stands for an occurrence that the master excludes at the same time.
fn is_excluded_occurrence(calendar: &Element, event: &Element) -> bool {
    let Some(id) = occurrence(event) else {
        return false;
    };
    events(calendar)
        .filter(|master| occurrence(master).is_none())
        .flat_map(Element::lines)
        .filter(|line| line.name == "EXDATE")
        .any(|line| line.value.split(',').any(|date| date == id))
}

/// The parts of the periods that lie in the range.
fn clipped(mut periods: Vec<Period>, range: &Range) -> Vec<Period> {
    for period in &mut periods {
        period.start = period.start.max(range.start);
        period.end = period.end.min(range.end);
    }
    periods
}

/// Overlapping and adjoining periods of one kind made one (RFC 4791 §7.10).
fn merged(mut periods: Vec<Period>) -> Vec<Period> {
    periods.retain(|period| period.end > period.start);
    periods.sort_by_key(|period| (period.busy, period.start, period.end));
    let mut merged: Vec<Period> = Vec::with_capacity(periods.len());
    for period in periods {
        match merged.last_mut() {
            Some(last) if last.busy == period.busy && period.start <= last.end => last.end = last.end.max(period.end),
            Some(_) | None => merged.push(period),
        }
    }
    merged
}
