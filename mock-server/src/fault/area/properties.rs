//! Faults of the area `properties`.

use crate::fault::profile::SOGO;

faults! {
    Properties:

    /// Dates carry the owner's offset, creationdate is no ISO date.
    DATES_WITH_OFFSET {
        symptom: "Clients cannot read when something was changed.",
        origin: "L21",
        shown_by: SOGO,
    }

    /// PROPPATCH knows no dead properties, is not atomic, and remove does nothing.
    PROPPATCH_WITHOUT_DEAD_PROPERTIES {
        symptom: "Settings that clients keep on the server are lost.",
        origin: "L42",
        shown_by: SOGO,
    }

    /// calendar-description cannot be set.
    DESCRIPTION_READ_ONLY {
        symptom: "The description of a calendar cannot be changed.",
        origin: "L43",
        shown_by: SOGO,
    }

    /// calendar-color needs eight digits.
    COLOR_NEEDS_ALPHA {
        symptom: "The colour of a calendar changes by itself or cannot be set.",
        origin: "L44",
        shown_by: SOGO,
    }

    /// getcontentlength counts the stored text, not the served one.
    CONTENT_LENGTH_OF_STORED {
        symptom: "A download looks broken off or too long.",
        origin: "L55",
        shown_by: SOGO,
    }

    /// PROPPATCH takes a truncated body as far as it goes, so half of a change is made.
    PROPPATCH_TAKES_TRUNCATED_BODY {
        symptom: "Half of a change is made when the connection breaks.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }
}
