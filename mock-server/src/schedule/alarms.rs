//! Reminders, which belong to whoever set them (RFC 6638 §3.2.2.1, §11.4).

use super::invitation::{by_occurrence, occurrence};
use crate::rewrite::{Child, Element};

/// A calendar without any reminder.
pub(crate) fn without(mut calendar: Element) -> Element {
    for component in calendar.elements_mut() {
        component.retain_elements(|inner| inner.name != "VALARM");
    }
    calendar
}

/// A calendar with the reminders of another one of the same meeting, in the components that have none.
pub(crate) fn with_those_of(mut calendar: Element, other: &Element) -> Element {
    let known = by_occurrence(other);
    for component in calendar.elements_mut() {
        let has_own = component.elements().any(|inner| inner.name == "VALARM");
        let Some(other) = known.get(&occurrence(component)).filter(|_| !has_own) else {
            continue;
        };
        let alarms = other.elements().filter(|inner| inner.name == "VALARM").cloned().map(Child::Element);
        component.children.extend(alarms);
    }
    calendar
}
