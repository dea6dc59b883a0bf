//! The schedule outbox (RFC 6638 §5): requests for busy time, and iTIP messages that go nowhere.

use super::free_busy::Range;
use crate::fault::{Fault, Faults};
use crate::refusal::Refusal;
use crate::rewrite::{Element, stored_tree};
use crate::temporal::Zones;
use crate::xml::ns;

/// What was posted.
pub(crate) enum Posted {
    /// A `VFREEBUSY`: who is asked about, and when.
    FreeBusy {
        /// The component as sent.
        request: Element,
        /// The addresses of the attendees as sent.
        attendees: Vec<String>,
        /// The time asked about.
        range: Range,
    },
    /// A `VEVENT` with a method, which only SOGo takes.
    Message,
}

/// Reads the body of a POST.
///
/// # Errors
/// 415 for anything that is neither a `VFREEBUSY` nor a `VEVENT` with a method.
pub(crate) fn read(body: &[u8], zone: &str, faults: &Faults) -> Result<Posted, Refusal> {
    let unsupported = || {
        if faults.has(Fault::OUTBOX_REFUSES_BY_415) {
            Refusal::empty(415)
        } else {
            Refusal::condition(403, ns::CALDAV, "valid-scheduling-message")
        }
    };
    let calendar = stored_tree(body, faults).ok_or_else(unsupported)?;
    let find = |name: &str| calendar.elements().find(|element| element.name == name);
    if let Some(request) = find("VFREEBUSY") {
        let zones = Zones::of_calendar(&calendar, zone);
        let at = |name: &str| request.line(name).and_then(|line| zones.seconds(&line.when()?));
        let (Some(start), Some(end)) = (at("DTSTART"), at("DTEND")) else {
            return Err(unsupported());
        };
        let attendees = request.lines().filter(|line| line.name == "ATTENDEE");
        return Ok(Posted::FreeBusy {
            attendees: attendees.map(|line| line.value.clone()).collect(),
            request: request.clone(),
            range: Range { start, end },
        });
    }
    let feigns = faults.has(Fault::OUTBOX_FEIGNS_SUCCESS);
    if feigns && find("VEVENT").is_some() && calendar.line("METHOD").is_some() {
        return Ok(Posted::Message);
    }
    Err(unsupported())
}
