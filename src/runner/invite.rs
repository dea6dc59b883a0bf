//! No invitation goes to an address that is not one of the target's accounts.

use std::collections::BTreeSet;

use davproof_content::{Component, Document};

/// The first mail address in a calendar object to which a server might send a message, although no account of the
/// target has it.
pub(crate) fn stranger_in(body: &[u8], known: &BTreeSet<String>) -> Option<String> {
    let document = Document::parse(body).ok()?;
    let mut pending: Vec<&Component> = document.components.iter().collect();
    while let Some(component) = pending.pop() {
        let addressed = component.properties.iter().filter(|p| p.is("ATTENDEE") || p.is("ORGANIZER"));
        // An alarm of its own e-mails its attendees too.
        for property in addressed {
            let value = property.value.trim();
            let address = match value.get(..7) {
                Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &value[7..],
                Some(_) | None => value,
            };
            if address.contains('@') && !known.contains(&address.to_ascii_lowercase()) {
                return Some(address.to_owned());
            }
        }
        pending.extend(&component.components);
    }
    None
}
