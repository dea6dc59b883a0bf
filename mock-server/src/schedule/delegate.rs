//! Meetings that somebody else writes into the organizer's calendar.

use super::delivery::Scheduling;
use super::invitation::events_mut;
use crate::rewrite::{Principal, StoredObject};

/// A delegate who names himself as organizer in somebody's calendar only sends for its owner (RFC 5545 §3.2.18).
pub(crate) fn sign(object: &mut StoredObject, acting: &Principal, cx: &Scheduling<'_>) {
    let (Some(mut tree), Some(mail)) = (cx.event_tree(object), cx.owner.mails.first()) else {
        return;
    };
    let mut signed = false;
    for event in events_mut(&mut tree) {
        let Some(organizer) = event.line_mut("ORGANIZER").filter(|line| acting.has_address(&line.value)) else {
            continue;
        };
        let sender = acting.mails.first().map_or("", String::as_str);
        organizer.set_param("CN", &cx.owner.name);
        organizer.set_param("SENT-BY", &format!("MAILTO:{sender}"));
        organizer.value = format!("mailto:{mail}");
        signed = true;
    }
    if signed {
        *object = cx.object(&tree);
    }
}
