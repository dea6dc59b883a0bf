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

    /// Queries with bad dates, unknown collations or formats, or without a filter are answered as if they were sound.
    QUERY_MISTAKES_TAKEN {
        symptom: "A program with a mistake in its search gets everything or nothing, and nobody notices.",
        origin: "QRY-10",
        shown_by: SOGO,
    }

    /// Wishes to expand or to limit a recurrence set are ignored.
    NO_EXPANSION {
        symptom: "A display shows a series at its first date only.",
        origin: "QRY-08",
        shown_by: SOGO,
    }

    /// Wishes for parts of the data are ignored.
    NO_PARTIAL_DATA {
        symptom: "More data than asked for.",
        origin: "QRY-08",
        shown_by: SOGO,
    }

    /// A query of Depth 0 finds the members of the collection.
    REPORT_DEPTH_IGNORED {
        symptom: "A program that asks about the collection alone gets everything in it.",
        origin: "QRY-09",
        shown_by: SOGO,
    }

    /// A limit on the number of cards is ignored.
    CARD_LIMIT_IGNORED {
        symptom: "A client with little memory gets more than it asked for.",
        origin: "QRY-14",
        shown_by: SOGO,
    }

    /// The time zone that a query or a calendar gives for floating times is ignored.
    QUERY_ZONE_IGNORED {
        symptom: "Events without a zone are found at wrong hours.",
        origin: "QRY-25",
        shown_by: SOGO,
    }

    /// The free/busy report on calendars does not exist.
    NO_FREE_BUSY_QUERY {
        symptom: "Programs that look up free time in a calendar cannot.",
        origin: "QRY-11",
        shown_by: SOGO,
    }

    /// A query looks at what a masked event hides.
    QUERY_SEES_THROUGH_MASKS {
        symptom: "Colleagues guess titles of private appointments by searching.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }
}
