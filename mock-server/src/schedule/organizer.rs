//! The organizer writes or deletes: invited users get, lose or change their copies.

use std::collections::BTreeSet;

use super::delivery::{Delivery, Scheduling};
use super::invitation::{attendance, attendees, by_occurrence, event_of, events, events_mut, invited, occurrence, uid};
use crate::fault::Fault;
use crate::rewrite::{Child, Element};
use crate::temporal::utc_text;

/// Properties whose change makes everybody answer again.
const DECISIVE: [&str; 9] =
    ["DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "STATUS", "RRULE", "EXDATE", "RDATE"];

/// Further properties whose change is worth a new copy.
const NOTABLE: [&str; 3] = ["DESCRIPTION", "CLASS", "PRIORITY"];

/// How much an event changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    None,
    Notable,
    Decisive,
}

/// Updates `after` (sequence, answers) and gives the copies that follow from it.
pub(crate) fn put(before: Option<&Element>, after: &mut Element, cx: &Scheduling<'_>) -> Vec<Delivery> {
    let id = uid(after).to_owned();
    let Some(before) = before else {
        let of_master = || event_of(after, None).map(|master| invited_to(master, cx)).unwrap_or_default();
        let whole = cx.faults.has(Fault::GUEST_OF_OCCURRENCE_FORGOTTEN);
        let guests = if whole { of_master() } else { everybody(after, cx) };
        let copy = |login: &String| if whole { after.clone() } else { view_of(after, login, cx) };
        return guests.iter().filter_map(|login| cx.put(login, &id, copy(login))).collect();
    };
    let added = added_to_master(before, after, cx);
    let skipped = skipped(before, after, &added, cx);
    extend_to_occurrences(after, &added, cx);
    let changed = mark_changes(before, after);
    let was = everybody(before, cx);
    let is = everybody(after, cx);
    let mut deliveries: Vec<Delivery> = was.difference(&is).filter_map(|login| cx.delete(login, &id)).collect();
    for login in &is {
        let is_new = !was.contains(login) || added.contains(login);
        if (is_new && !skipped.contains(login)) || (!is_new && changed) {
            deliveries.extend(cx.put(login, &id, view_of(after, login, cx)));
        }
    }
    deliveries
}

/// The copies that a deleted event takes with it.
pub(crate) fn delete(before: &Element, cx: &Scheduling<'_>) -> Vec<Delivery> {
    let id = uid(before);
    everybody(before, cx).iter().filter_map(|login| cx.delete(login, id)).collect()
}

fn invited_to(event: &Element, cx: &Scheduling<'_>) -> BTreeSet<String> {
    let guests = invited(event, cx.owner, cx.directory);
    if cx.faults.has(Fault::SCHEDULE_AGENT_IGNORED) {
        return guests;
    }
    let own_agents: BTreeSet<String> = attendees(event)
        .filter(|line| line.param("SCHEDULE-AGENT").is_some_and(|agent| !agent.eq_ignore_ascii_case("SERVER")))
        .filter_map(|line| cx.directory.by_address(&line.value))
        .map(|principal| principal.login)
        .collect();
    guests.difference(&own_agents).cloned().collect()
}

fn everybody(calendar: &Element, cx: &Scheduling<'_>) -> BTreeSet<String> {
    events(calendar).flat_map(|event| invited_to(event, cx)).collect()
}

fn added_to_master(before: &Element, after: &Element, cx: &Scheduling<'_>) -> BTreeSet<String> {
    let guests = |calendar| event_of(calendar, None).map(|master| invited_to(master, cx)).unwrap_or_default();
    guests(after).difference(&guests(before)).cloned().collect()
}

/// Those who were added to the master and to an occurrence at once: the server forgets them.
fn skipped(before: &Element, after: &Element, added: &BTreeSet<String>, cx: &Scheduling<'_>) -> BTreeSet<String> {
    if !cx.faults.has(Fault::ATTENDEE_ADDED_TWICE_IS_FORGOTTEN) {
        return BTreeSet::new();
    }
    let mut skipped = BTreeSet::new();
    let old = by_occurrence(before);
    for event in events(after).filter(|event| occurrence(event).is_some()) {
        let known = old.get(&occurrence(event)).map(|event| invited_to(event, cx)).unwrap_or_default();
        skipped
            .extend(invited_to(event, cx).into_iter().filter(|login| added.contains(login) && !known.contains(login)));
    }
    skipped
}

/// Those who were added to the master are added to the occurrences as well.
fn extend_to_occurrences(after: &mut Element, added: &BTreeSet<String>, cx: &Scheduling<'_>) {
    let Some(master) = event_of(after, None) else {
        return;
    };
    let lines: Vec<_> = attendees(master)
        .filter(|line| cx.directory.by_address(&line.value).is_some_and(|user| added.contains(&user.login)))
        .cloned()
        .collect();
    for event in events_mut(after).filter(|event| occurrence(event).is_some()) {
        for line in &lines {
            if !attendees(event).any(|known| known.value.eq_ignore_ascii_case(&line.value)) {
                event.children.push(Child::Line(line.clone()));
            }
        }
    }
}

/// Raises the sequence of events that changed decisively and asks everybody again; tells whether anything is worth new
/// copies.
fn mark_changes(before: &Element, after: &mut Element) -> bool {
    let old = by_occurrence(before);
    let mut changed = {
        let new = by_occurrence(after);
        old.keys().any(|occurrence| !new.contains_key(occurrence))
    };
    for event in events_mut(after) {
        let change = match old.get(&occurrence(event)) {
            Some(old) => compare(old, event),
            None => Change::Decisive,
        };
        changed |= change > Change::None;
        if change == Change::Decisive {
            raise_sequence(event);
            for line in event.lines_mut().filter(|line| line.name == "ATTENDEE") {
                line.set_param("PARTSTAT", "NEEDS-ACTION");
                line.set_param("RSVP", "TRUE");
            }
        }
    }
    changed
}

fn compare(old: &Element, new: &Element) -> Change {
    let differs = |name: &str| {
        let values = |event: &Element| -> Vec<(Option<String>, String)> {
            let lines = event.lines().filter(|line| line.name == name);
            let mut values: Vec<_> =
                lines.map(|line| (line.param("TZID").map(str::to_owned), line.value.clone())).collect();
            values.sort();
            values
        };
        values(old) != values(new)
    };
    if DECISIVE.iter().any(|name| differs(name)) {
        Change::Decisive
    } else if NOTABLE.iter().any(|name| differs(name)) {
        Change::Notable
    } else {
        Change::None
    }
}

fn raise_sequence(event: &mut Element) {
    let sequence = sequence_of(event).saturating_add(1);
    event.set("SEQUENCE", sequence.to_string());
}

/// The revision of an event, 0 if it has none (RFC 5545 §3.8.7.4).
pub(crate) fn sequence_of(event: &Element) -> u32 {
    event.value("SEQUENCE").and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}

/// The part of an event that an invited user gets: occurrences without him are excluded from his series; without the
/// master only his occurrences are left.
fn view_of(after: &Element, login: &str, cx: &Scheduling<'_>) -> Element {
    let mut view = after.clone();
    let is_guest = |event: &Element| invited_to(event, cx).contains(login);
    let in_master = event_of(after, None).is_some_and(is_guest);
    let excluded: Vec<_> = events(after)
        .filter(|event| in_master && occurrence(event).is_some() && !is_guest(event))
        .filter_map(|event| event.line("RECURRENCE-ID").cloned())
        .collect();
    view.retain_elements(|element| element.name != "VEVENT" || is_guest(element));
    if excluded.is_empty() {
        return view;
    }
    if let Some(master) = events_mut(&mut view).find(|event| occurrence(event).is_none()) {
        for mut line in excluded {
            "EXDATE".clone_into(&mut line.name);
            master.children.push(Child::Line(line));
        }
        raise_sequence(master);
        master.set("LAST-MODIFIED", utc_text(cx.now));
    }
    view
}

/// Notes for each attendee what became of his invitation (RFC 6638 §3.2.9): delivered, or sent on its way.
pub(crate) fn note_deliveries(after: &mut Element, cx: &Scheduling<'_>) {
    if cx.faults.has(Fault::NO_SCHEDULE_STATUS) {
        return;
    }
    for event in events_mut(after) {
        for line in event.lines_mut().filter(|line| line.name == "ATTENDEE") {
            let by_server = line.param("SCHEDULE-AGENT").is_none_or(|agent| agent.eq_ignore_ascii_case("SERVER"));
            if by_server && !cx.owner.has_address(&line.value) {
                let here = cx.directory.by_address(&line.value).is_some();
                line.set_param("SCHEDULE-STATUS", if here { "1.2" } else { "1.1" });
            }
        }
    }
}

/// Whether the owner of the calendar organizes the event.
pub(crate) fn is_organizer(calendar: &Element, cx: &Scheduling<'_>) -> bool {
    super::invitation::organizer(calendar).is_some_and(|address| cx.owner.has_address(address))
}

/// Whether the owner of the calendar is invited to the event.
pub(crate) fn is_attendee(calendar: &Element, cx: &Scheduling<'_>) -> bool {
    events(calendar).any(|event| attendance(event, cx.owner).is_some())
}
