//! The schedule tag: it changes when the organizer changes something that matters, and not when somebody answers
//! (RFC 6638 §3.2.10).

use sha2::{Digest, Sha256};

use super::invitation::{attendees, events, organizer};
use crate::fault::Faults;
use crate::rewrite::{Child, Element, Line, StoredObject, hex, stored_tree, to_bytes};

/// Parameters in which answers and deliveries are kept.
const OF_ANSWERS: [&str; 3] = ["PARTSTAT", "RSVP", "SCHEDULE-STATUS"];

/// Properties that say when something was written, or that each participant has for himself.
const OF_ITS_OWN: [&str; 6] = ["DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", "TRANSP", "CLASS"];

/// The schedule tag of a meeting, with its quotes; `None` for what is none.
pub(crate) fn schedule_tag(object: &StoredObject, faults: &Faults) -> Option<String> {
    let mut calendar = stored_tree(&object.content, faults)?;
    organizer(&calendar)?;
    events(&calendar).flat_map(attendees).next()?;
    for component in calendar.elements_mut() {
        component.retain_lines(|line| !OF_ITS_OWN.contains(&line.name.as_str()));
        component.retain_elements(|inner| inner.name != "VALARM");
        component.lines_mut().for_each(without_answers);
        component.children.sort_by_key(sort_key);
    }
    let digest = Sha256::digest(to_bytes(&calendar, faults));
    Some(format!("\"{}\"", hex(&digest[..12])))
}

fn without_answers(line: &mut Line) {
    for name in OF_ANSWERS {
        line.remove_param(name);
    }
}

fn sort_key(child: &Child) -> (String, String) {
    match child {
        Child::Line(line) => (line.name.clone(), line.value.clone()),
        Child::Element(Element { name, .. }) => (name.clone(), String::new()),
    }
}
