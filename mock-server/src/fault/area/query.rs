//! Faults of the area `query`.

use crate::fault::profile::{NONE, SOGO};

faults! {
    Query:

    /// Reports silently drop properties that they do not know.
    REPORT_DROPS_UNKNOWN_PROPERTIES {
        symptom: "Clients wait for properties that are never mentioned.",
        origin: "L35",
        shown_by: SOGO,
    }

    /// expand-property and principal-property-search fail when resourcetype is asked.
    RESOURCETYPE_BREAKS_EXPAND {
        symptom: "People cannot be found by clients that ask what kind of thing they are.",
        origin: "L50",
        shown_by: SOGO,
    }

    /// calendar-query looks at index columns only: few prop-filters, recurring objects by their last end, 32 bits.
    CALENDAR_QUERY_BY_COLUMNS {
        symptom: "A search for events finds too many or too few.",
        origin: "L28 to L32, L64",
        shown_by: SOGO,
    }

    /// addressbook-query looks at index columns only: surname instead of name, most conditions ignored.
    ADDRESSBOOK_QUERY_BY_COLUMNS {
        symptom: "A search for contacts finds too many or too few.",
        origin: "L33, L64",
        shown_by: SOGO,
    }

    /// Calendar queries find nothing.
    QUERY_ANSWERED_WITH_NOTHING {
        symptom: "Calendars look empty.",
        origin: "generic",
        shown_by: NONE,
    }
}
