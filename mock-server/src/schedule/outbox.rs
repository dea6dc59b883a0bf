//! The schedule outbox (RFC 6638 §5): requests for busy time.

use super::free_busy::Range;
use crate::fault::{Fault, Faults};
use crate::refusal::Refusal;
use crate::rewrite::{Element, stored_tree};
use crate::temporal::Zones;
use crate::xml::ns;

/// A `VFREEBUSY`: who is asked about, and when.
pub(crate) struct Question {
    /// The component as sent.
    pub(crate) request: Element,
    /// The addresses of the attendees as sent.
    pub(crate) attendees: Vec<String>,
    /// The time asked about.
    pub(crate) range: Range,
}

/// Reads the body of a POST.
///
/// # Errors
/// 403 with the condition of RFC 6638 §5.2 that fails: the body is no calendar, or no `VFREEBUSY` with a time.
pub(crate) fn read(body: &[u8], zone: &str, faults: &Faults) -> Result<Question, Refusal> {
    let refuse = |condition| {
        if faults.has(Fault::OUTBOX_REFUSES_BY_415) {
            Refusal::empty(415)
        } else {
            Refusal::condition(403, ns::CALDAV, condition)
        }
    };
    let calendar = stored_tree(body, faults).filter(|read| read.name == "VCALENDAR");
    let calendar = calendar.ok_or_else(|| refuse("valid-calendar-data"))?;
    let request = calendar.elements().find(|element| element.name == "VFREEBUSY");
    let request = request.ok_or_else(|| refuse("valid-scheduling-message"))?;
    let zones = Zones::of_calendar(&calendar, zone);
    let at = |name: &str| request.line(name).and_then(|line| zones.seconds(&line.when()?));
    let range = match (at("DTSTART"), at("DTEND")) {
        (Some(start), Some(end)) => Range { start, end },
        (Some(_) | None, _) if faults.has(Fault::TIMELESS_REQUEST_ANSWERED) => Range { start: 0, end: 0 },
        (Some(_) | None, _) => return Err(refuse("valid-scheduling-message")),
    };
    let attendees = request.lines().filter(|line| line.name == "ATTENDEE");
    Ok(Question { attendees: attendees.map(|line| line.value.clone()).collect(), request: request.clone(), range })
}
