//! Faults of the area `roundtrip`.

use crate::fault::profile::{NONE, SOGO};

faults! {
    Roundtrip:

    /// A PUT of calendar data is stored in the server's own words: order, defaults, escapes, zones.
    REWRITES_CALENDAR_DATA {
        symptom: "Details of events change or vanish once they are stored.",
        origin: "L56, PUT-01 to PUT-08",
        shown_by: SOGO,
    }

    /// A PUT of a card is stored in the server's own words, always as version 3.0.
    REWRITES_CARDS {
        symptom: "Details of contacts change or vanish once they are stored.",
        origin: "PUT-17 to PUT-19",
        shown_by: SOGO,
    }

    /// A character beyond the BMP that lies across a fold makes the whole object `(null)`.
    CHARACTER_AT_FOLD_LOSES_OBJECT {
        symptom: "An event with an emoji at the wrong place is empty.",
        origin: "L24",
        shown_by: SOGO,
    }

    /// Alarms are not stored.
    ALARMS_LOST {
        symptom: "Nobody is reminded of anything.",
        origin: "generic",
        shown_by: NONE,
    }

    /// LOCATION is not stored.
    LOCATION_LOST {
        symptom: "Events lose their place.",
        origin: "generic",
        shown_by: NONE,
    }

    /// TZID parameters are not stored.
    TIME_ZONE_PARAMETER_LOST {
        symptom: "Events move by hours for people in other zones.",
        origin: "generic",
        shown_by: NONE,
    }

    /// SUMMARY is cut after 20 characters.
    SUMMARY_CUT {
        symptom: "Titles of events are cut off.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Properties that begin with X- are not stored.
    UNKNOWN_PROPERTIES_LOST {
        symptom: "Settings of one client are lost by another.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Content is encoded as UTF-8 twice.
    TEXT_ENCODED_TWICE {
        symptom: "Accents and emoji turn into strange letters.",
        origin: "generic",
        shown_by: NONE,
    }
}
