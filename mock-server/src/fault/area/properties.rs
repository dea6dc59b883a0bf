//! Faults of the area `properties`.

use crate::fault::profile::{NONE, SOGO, SOGO_58};

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
    CALENDAR_DESCRIPTION_READ_ONLY {
        symptom: "The description of a calendar cannot be changed.",
        origin: "L43",
        shown_by: SOGO_58,
    }

    /// addressbook-description cannot be set.
    ADDRESSBOOK_DESCRIPTION_READ_ONLY {
        symptom: "The description of an address book cannot be changed.",
        origin: "PROP-06",
        shown_by: SOGO,
    }

    /// calendar-color needs eight digits.
    COLOR_NEEDS_ALPHA {
        symptom: "The colour of a calendar changes by itself or cannot be set.",
        origin: "L44",
        shown_by: SOGO_58,
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

    /// Listings do not tell the last of what they found.
    LISTING_WITHOUT_LAST { symptom: "Something is always missing on other devices.", origin: "generic", shown_by: NONE }

    /// Listings tell everything twice.
    LISTING_TWICE { symptom: "Everything exists twice on some devices.", origin: "generic", shown_by: NONE }

    /// Listings tell nothing.
    LISTING_EMPTY { symptom: "Calendars look empty.", origin: "generic", shown_by: NONE }

    /// Listings tell no more than twenty members.
    LISTING_CUT_AFTER_TWENTY { symptom: "Large calendars are incomplete.", origin: "generic", shown_by: NONE }

    /// Listings do not tell the collection itself.
    LISTING_WITHOUT_SELF { symptom: "Clients do not find the calendar itself.", origin: "generic", shown_by: NONE }

    /// resourcetype is told as missing.
    RESOURCETYPE_MISSING { symptom: "Clients find no calendars.", origin: "generic", shown_by: NONE }

    /// displayname is told as missing.
    DISPLAYNAME_MISSING { symptom: "Calendars have no name.", origin: "generic", shown_by: NONE }

    /// getcontenttype is told as missing.
    GETCONTENTTYPE_MISSING { symptom: "Clients do not take events for events.", origin: "generic", shown_by: NONE }

    /// getcontentlength is told as missing.
    GETCONTENTLENGTH_MISSING { symptom: "Clients show no size.", origin: "generic", shown_by: NONE }

    /// getlastmodified is told as missing.
    GETLASTMODIFIED_MISSING {
        symptom: "Clients that go by dates fetch everything anew.",
        origin: "generic",
        shown_by: NONE,
    }

    /// creationdate is told as missing.
    CREATIONDATE_MISSING { symptom: "Clients cannot sort by age.", origin: "generic", shown_by: NONE }

    /// owner is told as missing.
    OWNER_MISSING { symptom: "Clients take shared calendars for own ones.", origin: "generic", shown_by: NONE }

    /// calendar-timezone is told as missing.
    CALENDAR_TIMEZONE_MISSING { symptom: "Events of the whole day move.", origin: "generic", shown_by: NONE }

    /// calendar-description is told as missing.
    CALENDAR_DESCRIPTION_MISSING { symptom: "Descriptions of calendars are lost.", origin: "generic", shown_by: NONE }

    /// addressbook-description is told as missing.
    ADDRESSBOOK_DESCRIPTION_MISSING {
        symptom: "Descriptions of address books are lost.",
        origin: "generic",
        shown_by: NONE,
    }

    /// calendar-color is told as missing.
    CALENDAR_COLOR_MISSING { symptom: "Calendars lose their colours.", origin: "generic", shown_by: NONE }

    /// calendar-order is told as missing.
    CALENDAR_ORDER_MISSING { symptom: "Calendars lose their order.", origin: "generic", shown_by: NONE }

    /// schedule-calendar-transp is told as missing.
    CALENDAR_TRANSP_MISSING { symptom: "Private calendars make people look busy.", origin: "generic", shown_by: NONE }

    /// supportedlock is told as missing.
    SUPPORTEDLOCK_MISSING { symptom: "Clients do not lock.", origin: "generic", shown_by: NONE }

    /// lockdiscovery is told as missing.
    LOCKDISCOVERY_MISSING { symptom: "Clients do not see locks.", origin: "generic", shown_by: NONE }

    /// supported-address-data is told as missing.
    SUPPORTED_ADDRESS_DATA_MISSING {
        symptom: "Clients guess which version of vCards may be stored.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Who renames a calendar resets its colour.
    RENAME_RESETS_COLOR { symptom: "A calendar that was renamed has another colour.", origin: "generic", shown_by: NONE }

    /// displayname is cut after 20 characters.
    DISPLAYNAME_CUT { symptom: "Names of calendars are cut off.", origin: "generic", shown_by: NONE }

    /// displayname is escaped twice.
    DISPLAYNAME_ESCAPED_TWICE { symptom: "Names of calendars show &amp;.", origin: "generic", shown_by: NONE }

    /// getcontenttype is application/octet-stream.
    GETCONTENTTYPE_OCTETS { symptom: "Clients do not take events for events.", origin: "generic", shown_by: NONE }

    /// Who asks for all properties gets the costly ones of calendars and rights too.
    ALLPROP_WITH_COSTLY_PROPERTIES { symptom: "Browsing clients get slow.", origin: "generic", shown_by: NONE }

    /// getcontentlength is off by seven.
    GETCONTENTLENGTH_OFF { symptom: "A download looks broken off.", origin: "generic", shown_by: NONE }

    /// getlastmodified is an ISO date.
    GETLASTMODIFIED_ISO { symptom: "Clients that go by dates stop with an error.", origin: "generic", shown_by: NONE }

    /// creationdate is an HTTP date.
    CREATIONDATE_HTTP { symptom: "Clients stop with an error.", origin: "generic", shown_by: NONE }

    /// Collections do not say that they are calendars or address books.
    COLLECTIONS_WITHOUT_TYPE { symptom: "Clients find no calendars.", origin: "generic", shown_by: NONE }

    /// PROPPATCH is answered and changes nothing.
    PROPPATCH_STORES_NOTHING {
        symptom: "Names and colours of calendars change back.",
        origin: "generic",
        shown_by: NONE,
    }
}
