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

    /// PROPPATCH of a collection that does not exist answers 405.
    PROPPATCH_OF_MISSING_405 {
        symptom: "A program takes the address for one that cannot be changed.",
        origin: "PROP-05",
        shown_by: SOGO,
    }

    /// PROPPATCH is answered by its first error as a whole, and what came before it stays changed.
    PROPPATCH_STOPS_AT_ERROR {
        symptom: "A client shows an error, and half of its change has been made.",
        origin: "PROP-04",
        shown_by: SOGO,
    }

    /// Order and time zone of a calendar can be set with success, and stay as they were.
    ORDER_AND_ZONE_IGNORED {
        symptom: "The order of calendars differs from device to device.",
        origin: "PROP-20",
        shown_by: SOGO,
    }

    /// inherited-acl-set, supportedlock and lockdiscovery do not exist.
    EMPTY_PROPERTIES_MISSING {
        symptom: "Programs that lock before they write do not work.",
        origin: "PROP-11",
        shown_by: SOGO,
    }

    /// The lists of supported collations and formats do not exist.
    CAPABILITIES_UNTOLD {
        symptom: "Programs must guess how to search, and which format to send.",
        origin: "PROP-13",
        shown_by: SOGO,
    }

    /// The entity tag of every collection is `None`.
    COLLECTION_ETAG_NONE {
        symptom: "A program that goes by the tag of a collection never sees a change.",
        origin: "COND-09",
        shown_by: SOGO,
    }

    /// A collection was changed at the present moment, always.
    COLLECTION_CHANGES_ALWAYS {
        symptom: "A program that goes by dates loads everything anew each time.",
        origin: "PROP-10",
        shown_by: SOGO,
    }
}
