//! Faults of the area `scheduling`.

use crate::fault::profile::SOGO;

faults! {
    Scheduling:

    /// MOVE and PUT to the pseudo inbox succeed and store nothing.
    INBOX_SWALLOWS {
        symptom: "An invitation that a client puts into the inbox is lost.",
        origin: "L03",
        shown_by: SOGO,
    }

    /// An attendee with `SCHEDULE-AGENT=CLIENT` gets his copy all the same.
    SCHEDULE_AGENT_IGNORED {
        symptom: "Somebody is invited whom the client had invited itself.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// Who is added to a series and to one of its occurrences at once gets no copy.
    ATTENDEE_ADDED_TWICE_IS_FORGOTTEN {
        symptom: "Somebody who is added to a series and to one occurrence is not invited.",
        origin: "L63",
        shown_by: SOGO,
    }

    /// An attendee's copy with an old sequence is a 409.
    OLD_SEQUENCE_IS_CONFLICT {
        symptom: "An attendee cannot change an alarm after the meeting was moved.",
        origin: "L62",
        shown_by: SOGO,
    }
}
