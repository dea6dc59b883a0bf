//! An attendee writes or deletes his copy: his answer goes to the organizer and to the other attendees.

use std::collections::HashMap;

use super::answer::{Answer, answer_for_others, record, settle_own};
use super::delivery::{Action, Delivery, Found, Method, Scheduling};
use super::invitation::{
    answer_of, attendance, by_occurrence, event_of, events, events_mut, invited, occurrence, organizer, uid,
};
use super::organizer::sequence_of;
use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::rewrite::{Child, Element, Principal};
use crate::xml::ns;

/// The condition that fails where an attendee changes what he may not (RFC 6638 §3.2.4.4).
const FORBIDDEN_CHANGE: &str = "allowed-attendee-scheduling-object-change";

/// SOGo's words for a copy that an update has overtaken.
const OLD_SEQUENCE: &str = "sequences don't match";

/// Settles the attendee's own copy and gives the copies that follow from his answers.
///
/// # Errors
/// 412 if the organizer does not have the event, 403 if his copy is newer or the attendee changes what he may not.
pub(crate) fn put(
    before: Option<&Element>,
    after: &mut Element,
    organizing: &Principal,
    cx: &Scheduling<'_>,
) -> Result<Vec<Delivery>, Refusal> {
    let id = uid(after).to_owned();
    let master = cx
        .calendars
        .find(&organizing.login, &id)
        .and_then(|found| cx.event_tree(&found.object).map(|tree| (found, tree)));
    let Some((found, original)) = master else {
        return Err(Refusal::message(412, "Precondition Failed"));
    };
    let known_events = by_occurrence(&original);
    if events(after)
        .any(|event| known_events.get(&occurrence(event)).is_some_and(|known| sequence_of(event) < sequence_of(known)))
    {
        return Err(if cx.faults.has(Fault::OLD_SEQUENCE_IS_CONFLICT) {
            Refusal::message(409, OLD_SEQUENCE)
        } else if cx.faults.has(Fault::OLD_SEQUENCE_WITHOUT_CONDITION) {
            Refusal::message(403, OLD_SEQUENCE)
        } else {
            Refusal::condition(403, ns::CALDAV, FORBIDDEN_CHANGE)
        });
    }
    if let Some(before) = before.filter(|_| !cx.faults.has(Fault::GUEST_CHANGES_HIS_COPY)) {
        refuse_changes(before, after)?;
    }
    let mut answers: Vec<Answer> = events(after)
        .filter_map(|event| {
            let state = answer_of(attendance(event, cx.owner)?);
            // An occurrence that only the attendee knows was invited to by the series.
            let known = known_events.get(&occurrence(event)).or_else(|| known_events.get(&None))?;
            let known = answer_of(attendance(known, cx.owner)?);
            (state != known).then(|| Answer { occurrence: occurrence(event).map(str::to_owned), state })
        })
        .collect();
    answers.extend(taken_out(after, &original));
    restore_own(after, &known_events, cx.owner);
    settle_own(after, cx.owner);
    Ok(spread(&answers, found, &original, organizing, cx))
}

/// What only the organizer may change (RFC 6638 §3.2.2.1).
const OF_ORGANIZER: [&str; 8] = ["DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "RRULE", "RDATE", "ORGANIZER"];

fn refuse_changes(before: &Element, after: &Element) -> Result<(), Refusal> {
    let known = by_occurrence(before);
    let values = |event: &Element, name: &str| -> Vec<String> {
        event.lines().filter(|line| line.name == name).map(|line| line.value.to_ascii_lowercase()).collect()
    };
    let changed = events(after).any(|event| {
        let old = known.get(&occurrence(event));
        old.is_some_and(|old| OF_ORGANIZER.iter().any(|name| values(old, name) != values(event, name)))
    });
    if changed {
        return Err(Refusal::condition(403, ns::CALDAV, FORBIDDEN_CHANGE));
    }
    Ok(())
}

/// The occurrences that the attendee took out of his copy: he declines them.
fn taken_out(after: &Element, original: &Element) -> Vec<Answer> {
    let excluded = |calendar: &Element| -> Vec<String> {
        let lines = event_of(calendar, None).into_iter().flat_map(Element::lines);
        let values = lines.filter(|line| line.name == "EXDATE").flat_map(|line| line.value.split(','));
        values.map(str::to_owned).collect()
    };
    let known = excluded(original);
    excluded(after)
        .into_iter()
        .filter(|at| !known.contains(at) && event_of(original, Some(at)).is_none())
        .map(|at| Answer { occurrence: Some(at), state: "DECLINED".to_owned() })
        .collect()
}

/// An attendee who takes himself out of his copy stays in it.
fn restore_own(after: &mut Element, known: &HashMap<Option<&str>, &Element>, owner: &Principal) {
    for event in events_mut(after) {
        let line = known.get(&occurrence(event)).and_then(|known| attendance(known, owner));
        if attendance(event, owner).is_none() {
            event.children.extend(line.cloned().map(Child::Line));
        }
    }
}

/// The copies that follow when an attendee deletes his: he declines.
pub(crate) fn delete(before: &Element, cx: &Scheduling<'_>) -> Vec<Delivery> {
    let Some(organizing) = organizer(before).and_then(|address| cx.directory.by_address(address)) else {
        return Vec::new();
    };
    let Some(found) = cx.calendars.find(&organizing.login, uid(before)) else {
        return Vec::new();
    };
    let Some(original) = cx.event_tree(&found.object) else {
        return Vec::new();
    };
    let answers: Vec<Answer> = events(before)
        .filter(|event| attendance(event, cx.owner).is_some())
        .map(|event| Answer { occurrence: occurrence(event).map(str::to_owned), state: "DECLINED".to_owned() })
        .collect();
    spread(&answers, found, &original, &organizing, cx)
}

/// Writes the answers into the organizer's event and into the copies of the other attendees.
fn spread(
    answers: &[Answer],
    found: Found,
    original: &Element,
    organizing: &Principal,
    cx: &Scheduling<'_>,
) -> Vec<Delivery> {
    let mut deliveries = Vec::new();
    let mut answered = original.clone();
    if answers.is_empty() || !record(&mut answered, cx.owner, answers, cx.now) {
        return deliveries;
    }
    if cx.faults.has(Fault::ONE_ANSWER_FOR_ALL) {
        answer_for_others(&mut answered, cx.owner, &answers[0].state);
    } else if cx.faults.has(Fault::ANSWER_RESETS_OTHERS) {
        answer_for_others(&mut answered, cx.owner, "NEEDS-ACTION");
    }
    deliveries.push(Delivery {
        login: organizing.login.clone(),
        calendar: found.calendar,
        name: found.name,
        action: Action::Put(cx.object(&answered)),
        method: Method::Reply,
    });
    let mut others: Vec<String> = events(original).flat_map(|event| invited(event, organizing, cx.directory)).collect();
    others.sort();
    others.dedup();
    for login in others.into_iter().filter(|login| *login != cx.owner.login) {
        let Some(copy) = cx.calendars.find(&login, uid(original)) else {
            continue;
        };
        if let Some(mut tree) = cx.event_tree(&copy.object)
            && record(&mut tree, cx.owner, answers, cx.now)
        {
            deliveries.push(Delivery {
                login,
                calendar: copy.calendar,
                name: copy.name,
                action: Action::Put(cx.object(&tree)),
                method: Method::Request,
            });
        }
    }
    deliveries
}
