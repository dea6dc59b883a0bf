//! Faults of the area `freebusy`.

use crate::fault::profile::SOGO;

faults! {
    Freebusy:

    /// Free/busy counts cancelled events, merges nothing, ends days a second early and forgets excluded overrides.
    FREE_BUSY_UNREFINED {
        symptom: "Cancelled meetings make people look busy.",
        origin: "L52, L66, SCH-06",
        shown_by: SOGO,
    }

    /// Busy times can be asked for in the name of somebody else as organizer.
    ANYBODY_ASKS_FOR_ANYBODY {
        symptom: "Users ask for busy times in the name of others.",
        origin: "SCH-04",
        shown_by: SOGO,
    }

    /// Asked for the busy times of somebody on whose calendars one has no rights, the server says success and free.
    CLOSED_LOOKS_FREE {
        symptom: "Everybody looks free to everybody, and meetings are set at impossible times.",
        origin: "SCH-05, L52",
        shown_by: SOGO,
    }

    /// In answers about busy times the recipient is text and no href.
    RECIPIENT_AS_TEXT {
        symptom: "Programs show no busy times.",
        origin: "SCH-09",
        shown_by: SOGO,
    }
}
