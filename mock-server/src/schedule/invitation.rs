//! Who takes part in an event, occurrence by occurrence.

use std::collections::{BTreeSet, HashMap};

use crate::rewrite::{Directory, Element, Line, Principal};

/// The value of `RECURRENCE-ID`, `None` for the master.
pub(crate) fn occurrence(event: &Element) -> Option<&str> {
    event.value("RECURRENCE-ID")
}

/// The events of a calendar object.
pub(crate) fn events(calendar: &Element) -> impl Iterator<Item = &Element> {
    calendar.elements().filter(|element| element.name == "VEVENT")
}

/// The events of a calendar object, to be changed.
pub(crate) fn events_mut(calendar: &mut Element) -> impl Iterator<Item = &mut Element> {
    calendar.elements_mut().filter(|element| element.name == "VEVENT")
}

/// The event of an occurrence, `None` for the master.
pub(crate) fn event_of<'a>(calendar: &'a Element, of: Option<&str>) -> Option<&'a Element> {
    events(calendar).find(|event| occurrence(event) == of)
}

/// The events by occurrence, `None` for the master.
pub(crate) fn by_occurrence(calendar: &Element) -> HashMap<Option<&str>, &Element> {
    events(calendar).map(|event| (occurrence(event), event)).collect()
}

/// The UID of the first event.
pub(crate) fn uid(calendar: &Element) -> &str {
    events(calendar).find_map(|event| event.value("UID")).unwrap_or_default()
}

/// The address of the organizer, from the first event that names one.
pub(crate) fn organizer(calendar: &Element) -> Option<&str> {
    events(calendar).find_map(|event| event.value("ORGANIZER"))
}

/// The attendees of an event.
pub(crate) fn attendees(event: &Element) -> impl Iterator<Item = &Line> {
    event.lines().filter(|line| line.name == "ATTENDEE")
}

/// The attendee line of a user.
pub(crate) fn attendance<'a>(event: &'a Element, principal: &Principal) -> Option<&'a Line> {
    attendees(event).find(|line| principal.has_address(&line.value))
}

/// The state of an attendee's answer, upper case.
pub(crate) fn answer_of(line: &Line) -> String {
    line.param("PARTSTAT").unwrap_or("NEEDS-ACTION").to_ascii_uppercase()
}

/// The users of this server who are invited to an event, without its organizer.
pub(crate) fn invited(event: &Element, owner: &Principal, directory: &dyn Directory) -> BTreeSet<String> {
    attendees(event)
        .filter_map(|line| directory.by_address(&line.value))
        .map(|principal| principal.login)
        .filter(|login| *login != owner.login)
        .collect()
}
