//! What happens to each VEVENT of a PUT: defaults, floating times, organizer and attendees.

use jiff::ToSpan;
use jiff::civil::Time;

use super::context::{StoreContext, bare_address};
use super::element::{Child, Element, Line, Param};
use super::object::Class;
use crate::temporal::{self, When, Zones};

/// The hour at which an event without a start is put.
const DAY_START: i8 = 8;

/// Rewrites one event. `zones` are the `TZID`s that the body defines; the result names those that it lacks.
pub(crate) fn rewrite(event: &mut Element, zones: &[String], cx: &StoreContext<'_>) -> Vec<String> {
    let needed = complete_times(event, zones, cx);
    complete_people(event, cx);
    classify(event, cx.event_class);
    needed
}

/// Appends the default classification where none is named.
pub(crate) fn classify(component: &mut Element, default: Class) {
    if component.line("CLASS").is_none() {
        component.push("CLASS", default.word());
    }
}

fn complete_times(event: &mut Element, zones: &[String], cx: &StoreContext<'_>) -> Vec<String> {
    invent_start(event, cx);
    let mut needed = Vec::new();
    let start_is_floating = matches!(event.line("DTSTART").and_then(Line::when), Some(When::Floating(_)));
    if start_is_floating {
        for name in ["DTSTART", "DTEND"] {
            if let Some(line) = event.line_mut(name)
                && matches!(line.when(), Some(When::Floating(_)))
            {
                line.set_param("TZID", cx.zone);
            }
        }
    }
    if let Some(tzid) = event.line("DTSTART").and_then(|line| line.param("TZID")) {
        needed.push(tzid.to_owned());
    }
    let defined = |tzid: &str| start_is_floating || zones.iter().any(|known| known == tzid);
    straighten(event, defined, cx);
    if event.line("DTEND").is_none() && event.line("DURATION").is_none() {
        let day = event.line("DTSTART").is_some_and(is_day);
        event.push("DURATION", if day { "P1D" } else { "PT1H" });
    }
    needed
}

fn is_day(line: &Line) -> bool {
    line.when().is_some_and(|when| when.is_day())
}

fn invent_start(event: &mut Element, cx: &StoreContext<'_>) {
    let readable = |line: &Line| line.value.get(..8).is_some_and(|day| day.bytes().all(|byte| byte.is_ascii_digit()));
    if event.line("DTSTART").is_some_and(readable) {
        return;
    }
    let zones = Zones::of_system(cx.zone);
    let end = event.line("DTEND").and_then(Line::when);
    let at = match end.and_then(|end| zones.seconds(&end)) {
        Some(end) => end - 3_600,
        None => zones
            .seconds(&When::Zoned(
                zones.wall(cx.now, cx.zone).date().to_datetime(Time::constant(DAY_START, 0, 0, 0)),
                cx.zone.to_owned(),
            ))
            .unwrap_or(cx.now),
    };
    if let Some(line) = event.line_mut("DTSTART") {
        line.params.clear();
    }
    event.set("DTSTART", temporal::utc_text(at));
}

/// Swaps an end before the start, and moves the end of an empty day to the next one.
fn straighten(event: &mut Element, defined: impl Fn(&str) -> bool, cx: &StoreContext<'_>) {
    let (Some(start), Some(end)) =
        (event.line("DTSTART").and_then(Line::when), event.line("DTEND").and_then(Line::when))
    else {
        return;
    };
    let zones = Zones::of_system(cx.zone);
    let (Some(from), Some(to)) = (zones.seconds(&start), zones.seconds(&end)) else {
        return;
    };
    if to < from {
        rewrite_time(event, "DTSTART", &end, &defined);
        rewrite_time(event, "DTEND", &start, &defined);
    } else if to == from && start.is_day() && end.is_day() {
        let next = end.wall().checked_add(1.day()).unwrap_or(end.wall());
        rewrite_time(event, "DTEND", &end.at(next), &defined);
    }
}

/// Writes a time the way the server does: as a local time only in zones that the body defines, otherwise with a `Z`.
fn rewrite_time(event: &mut Element, name: &str, when: &When, defined: impl Fn(&str) -> bool) {
    let Some(line) = event.line_mut(name) else {
        return;
    };
    line.remove_param("VALUE");
    let local = line.param("TZID").is_some_and(defined);
    let wall = when.wall().strftime("%Y%m%dT%H%M%S").to_string();
    line.value = if local { wall } else { format!("{wall}Z") };
}

fn complete_people(event: &mut Element, cx: &StoreContext<'_>) {
    if let Some(organizer) = event.line("ORGANIZER").cloned() {
        place_organizer(event, organizer, cx);
    }
    for line in event.lines_mut().filter(|line| line.name == "ATTENDEE") {
        if line.param("PARTSTAT").is_none() {
            line.set_param("PARTSTAT", "NEEDS-ACTION");
        }
        if line.param("RSVP").is_none() {
            line.set_param("RSVP", "TRUE");
        }
    }
}

/// A local organizer gets his name and address of the directory and moves to the end. He is no attendee of his event; if
/// he was one, the other attendees move to the end as well. An organizer from elsewhere gets a name.
fn place_organizer(event: &mut Element, mut organizer: Line, cx: &StoreContext<'_>) {
    let Some(principal) = cx.directory.by_address(&organizer.value) else {
        if organizer.param("CN").is_none() {
            let address = bare_address(&organizer.value).to_owned();
            if let Some(line) = event.line_mut("ORGANIZER") {
                line.params.insert(0, Param { name: "CN".to_owned(), values: vec![address] });
            }
        }
        return;
    };
    let attendees: Vec<Line> = event.lines().filter(|line| line.name == "ATTENDEE").cloned().collect();
    let (own, others): (Vec<Line>, Vec<Line>) =
        attendees.into_iter().partition(|line| principal.has_address(&line.value));
    if !own.is_empty() {
        event.retain_lines(|line| line.name != "ATTENDEE");
        event.children.extend(others.into_iter().map(Child::Line));
    }
    organizer.set_param("CN", &principal.name);
    if let Some(mail) = principal.mails.first() {
        organizer.value = format!("mailto:{mail}");
    }
    event.retain_lines(|line| line.name != "ORGANIZER");
    event.children.push(Child::Line(organizer));
}
