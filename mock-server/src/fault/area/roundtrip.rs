//! Faults of the area `roundtrip`.

use crate::fault::profile::SOGO;

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
}
