//! Faults of the area `query`.

use crate::fault::profile::{NONE, SOGO, SOGO_512};

faults! {
    Query:

    /// Reports silently drop properties that they do not know.
    REPORT_DROPS_UNKNOWN_PROPERTIES {
        symptom: "Clients wait for properties that are never mentioned.",
        origin: "L35",
        shown_by: SOGO,
    }

    /// A REPORT takes a truncated body as far as it goes.
    REPORT_TAKES_TRUNCATED_BODY {
        symptom: "A query that was cut off on its way finds too much or too little.",
        origin: "PROP-01",
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

    /// A `%` in the text of a search stands for any text.
    PERCENT_IS_WILDCARD {
        symptom: "A search for a percent sign finds everything.",
        origin: "G15",
        shown_by: SOGO_512,
    }
    /// A range of time that ends before 1970 finds all single events from before its end, and all from 2038 on.
    RANGE_BEFORE_1970_HAS_NO_START {
        symptom: "A search in the years of one's parents finds events of the far future.",
        origin: "G19",
        shown_by: SOGO_512,
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

    /// Calendar queries do not tell the last of what they found.
    CALENDAR_QUERY_WITHOUT_LAST {
        symptom: "Something is always missing on other devices.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Calendar queries tell everything twice.
    CALENDAR_QUERY_TWICE { symptom: "Everything exists twice on some devices.", origin: "generic", shown_by: NONE }

    /// Calendar queries tell nothing.
    CALENDAR_QUERY_EMPTY { symptom: "Calendars look empty.", origin: "generic", shown_by: NONE }

    /// Address book queries do not tell the last of what they found.
    ADDRESSBOOK_QUERY_WITHOUT_LAST {
        symptom: "Something is always missing on other devices.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Address book queries tell everything twice.
    ADDRESSBOOK_QUERY_TWICE { symptom: "Everything exists twice on some devices.", origin: "generic", shown_by: NONE }

    /// Address book queries tell nothing.
    ADDRESSBOOK_QUERY_EMPTY { symptom: "Calendars look empty.", origin: "generic", shown_by: NONE }

    /// Searches for people do not tell the last of what they found.
    PRINCIPAL_SEARCH_WITHOUT_LAST {
        symptom: "Something is always missing on other devices.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Searches for people tell everything twice.
    PRINCIPAL_SEARCH_TWICE { symptom: "Everything exists twice on some devices.", origin: "generic", shown_by: NONE }

    /// Searches for people tell nothing.
    PRINCIPAL_SEARCH_EMPTY { symptom: "Calendars look empty.", origin: "generic", shown_by: NONE }

    /// Reports that expand properties do not tell the last of what they found.
    EXPAND_PROPERTY_WITHOUT_LAST {
        symptom: "Something is always missing on other devices.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Reports that expand properties tell everything twice.
    EXPAND_PROPERTY_TWICE { symptom: "Everything exists twice on some devices.", origin: "generic", shown_by: NONE }

    /// Reports that expand properties tell nothing.
    EXPAND_PROPERTY_EMPTY { symptom: "Calendars look empty.", origin: "generic", shown_by: NONE }

    /// Queries of a calendar do not find what was changed since it was made.
    CALENDAR_QUERY_MISSES_CHANGED {
        symptom: "A meeting that was moved is missing in the new week.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A report that is asked again gets the answer that it got before.
    REPORTS_ANSWERED_FROM_CACHE {
        symptom: "Changes never arrive on other devices.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Reports tell the ETag of the first object with the second, and the other way round.
    REPORTS_SWAP_ETAGS { symptom: "Changes are refused, or overwrite others.", origin: "generic", shown_by: NONE }

    /// A range of time without a start or without an end finds nothing.
    OPEN_RANGES_ARE_EMPTY { symptom: "Devices that ask for the future only get nothing.", origin: "H051", shown_by: NONE }

    /// A range of time finds only what lies wholly in it.
    RANGES_FIND_WHOLE_EVENTS_ONLY { symptom: "Long events are missing.", origin: "generic", shown_by: NONE }

    /// A range of time does not find events that take no time.
    EVENTS_WITHOUT_LENGTH_NOT_FOUND { symptom: "Reminders without a length are missing.", origin: "H064", shown_by: NONE }

    /// A range of time does not find events of whole days.
    WHOLE_DAYS_NOT_FOUND { symptom: "Holidays and birthdays are missing.", origin: "generic", shown_by: NONE }

    /// A range of time does not find tasks.
    RANGES_FIND_EVENTS_ONLY { symptom: "Tasks are missing.", origin: "generic", shown_by: NONE }

    /// Queries overlook time ranges.
    TIME_RANGE_OVERLOOKED { symptom: "A search finds too much.", origin: "generic", shown_by: NONE }

    /// Queries overlook conditions on properties.
    PROP_FILTER_OVERLOOKED { symptom: "A search finds too much.", origin: "generic", shown_by: NONE }

    /// Queries overlook conditions on parameters.
    PARAM_FILTER_OVERLOOKED { symptom: "A search finds too much.", origin: "generic", shown_by: NONE }

    /// Queries overlook conditions on text.
    TEXT_MATCH_OVERLOOKED { symptom: "A search finds too much.", origin: "generic", shown_by: NONE }

    /// Queries overlook conditions that something is not there.
    IS_NOT_DEFINED_OVERLOOKED { symptom: "A search finds too much.", origin: "generic", shown_by: NONE }

    /// Queries overlook the wish to expand recurrences.
    EXPAND_OVERLOOKED { symptom: "Clients get more than they asked for.", origin: "generic", shown_by: NONE }

    /// Queries overlook the wish to limit recurrences.
    LIMIT_RECURRENCE_SET_OVERLOOKED {
        symptom: "Clients get more than they asked for.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Queries overlook the choice of components and properties.
    COMPONENT_CHOICE_OVERLOOKED { symptom: "Clients get more than they asked for.", origin: "generic", shown_by: NONE }

    /// Queries overlook conditions on properties of contacts.
    CARD_PROP_FILTER_OVERLOOKED { symptom: "A search finds too much.", origin: "generic", shown_by: NONE }

    /// Queries overlook conditions on text of contacts.
    CARD_TEXT_MATCH_OVERLOOKED { symptom: "A search finds too much.", origin: "generic", shown_by: NONE }

    /// Queries overlook conditions on parameters of contacts.
    CARD_PARAM_FILTER_OVERLOOKED { symptom: "A search finds too much.", origin: "generic", shown_by: NONE }

    /// Queries overlook conditions that something is not there in contacts.
    CARD_IS_NOT_DEFINED_OVERLOOKED { symptom: "A search finds too much.", origin: "generic", shown_by: NONE }

    /// Queries overlook limits of contacts.
    CARD_LIMIT_OVERLOOKED { symptom: "A search finds too much.", origin: "generic", shown_by: NONE }

    /// Queries overlook the choice of properties of contacts.
    CARD_PROPERTY_CHOICE_OVERLOOKED {
        symptom: "Clients get more than they asked for.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Queries overlook negations.
    NEGATION_OVERLOOKED { symptom: "A search finds too much or too little.", origin: "generic", shown_by: NONE }

    /// Queries overlook collations.
    COLLATION_OVERLOOKED { symptom: "A search finds too much or too little.", origin: "generic", shown_by: NONE }

    /// Queries overlook how a text is to match.
    MATCH_TYPE_OVERLOOKED { symptom: "A search finds too much or too little.", origin: "generic", shown_by: NONE }

    /// Queries overlook whether all or any conditions are to hold.
    TEST_OVERLOOKED { symptom: "A search finds too much or too little.", origin: "generic", shown_by: NONE }

    /// Multigets overlook the wish to expand recurrences.
    EXPAND_OVERLOOKED_IN_MULTIGET { symptom: "Series show their first event only.", origin: "generic", shown_by: NONE }

    /// Events in reports are cut in the middle.
    DATA_CUT { symptom: "Events cannot be read.", origin: "generic", shown_by: NONE }

    /// Contacts in reports are cut in the middle.
    CARD_DATA_CUT { symptom: "Contacts cannot be read.", origin: "generic", shown_by: NONE }

    /// Reports tell that there is no calendar-data.
    DATA_MISSING { symptom: "Calendars are empty on some devices.", origin: "generic", shown_by: NONE }

    /// Reports tell that there is no address-data.
    CARD_DATA_MISSING { symptom: "Address books are empty on some devices.", origin: "generic", shown_by: NONE }

    /// Queries that make no sense are answered with an empty result.
    INVALID_QUERIES_ARE_ANSWERED {
        symptom: "Mistakes of clients look like empty calendars.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A report gives every object of its collection a new ETag.
    REPORTS_CHANGE_ITEMS {
        symptom: "Devices load everything anew each time another one has looked.",
        origin: "generic",
        shown_by: NONE,
    }
}
