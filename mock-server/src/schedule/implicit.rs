//! Implicit scheduling (RFC 6638 §3): what a PUT or DELETE in one calendar does to those of others.

use super::attendee;
use super::delivery::{Delivery, Scheduling};
use super::invitation::organizer;
use super::organizer::{self as organizing, is_attendee as is_invited};
use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::rewrite::StoredObject;

/// What follows from storing `after` in place of `before`; `after` itself may be changed.
///
/// # Errors
/// The refusal of an attendee's PUT that does not fit to the organizer's event.
pub(crate) fn put(
    before: Option<&StoredObject>,
    after: &mut StoredObject,
    cx: &Scheduling<'_>,
) -> Result<Vec<Delivery>, Refusal> {
    let before = before.and_then(|before| cx.event_tree(before));
    let Some(mut tree) = cx.event_tree(after) else {
        return Ok(before.map(|before| removed(&before, cx)).unwrap_or_default());
    };
    let sent = tree.clone();
    let deliveries = if organizing::is_organizer(&tree, cx) {
        let deliveries = organizing::put(before.as_ref(), &mut tree, cx);
        organizing::note_deliveries(&mut tree, cx);
        deliveries
    } else {
        let local = organizer(&tree).and_then(|address| cx.directory.by_address(address));
        match local {
            Some(principal) if is_invited(&tree, cx) || before.as_ref().is_some_and(|tree| is_invited(tree, cx)) => {
                attendee::put(before.as_ref(), &mut tree, &principal, cx)?
            }
            Some(_) | None => return Ok(before.map(|before| removed(&before, cx)).unwrap_or_default()),
        }
    };
    if tree != sent || cx.faults.has(Fault::REWRITES_CALENDAR_DATA) {
        *after = cx.object(&tree);
    }
    Ok(deliveries)
}

/// What follows from deleting `before`.
pub(crate) fn delete(before: &StoredObject, cx: &Scheduling<'_>) -> Vec<Delivery> {
    match cx.event_tree(before) {
        Some(tree) if organizing::is_organizer(&tree, cx) => organizing::delete(&tree, cx),
        Some(tree) if is_invited(&tree, cx) => attendee::delete(&tree, cx),
        Some(_) | None => Vec::new(),
    }
}

/// An event that no longer invites anybody: the copies go.
fn removed(before: &crate::rewrite::Element, cx: &Scheduling<'_>) -> Vec<Delivery> {
    if organizing::is_organizer(before, cx) { organizing::delete(before, cx) } else { Vec::new() }
}
