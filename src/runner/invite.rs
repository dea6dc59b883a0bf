//! Whom a calendar object would make a server write to.

use davproof_content::{Component, Document};

/// An address in a calendar object to which a server might send something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Addressee {
    /// The mail address, in lower case.
    pub(crate) address: String,
    /// True for an ATTENDEE of an event, to whom a server delivers it.
    pub(crate) invited: bool,
}

/// Everybody to whom a server might write because of a calendar object: attendees and organizers, also of alarms.
pub(crate) fn addressees(body: &[u8]) -> Vec<Addressee> {
    let Ok(document) = Document::parse(body) else { return Vec::new() };
    let mut found = Vec::new();
    let mut pending: Vec<&Component> = document.components.iter().collect();
    while let Some(component) = pending.pop() {
        for property in component.properties.iter().filter(|p| p.is("ATTENDEE") || p.is("ORGANIZER")) {
            let value = property.value.trim();
            let address = match value.get(..7) {
                Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &value[7..],
                Some(_) | None => value,
            };
            if address.contains('@') {
                let invited = property.is("ATTENDEE") && component.is("VEVENT");
                found.push(Addressee { address: address.to_ascii_lowercase(), invited });
            }
        }
        pending.extend(&component.components);
    }
    found
}
