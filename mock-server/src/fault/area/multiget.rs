//! Faults of the area `multiget`.

use crate::fault::profile::{NONE, SOGO};

faults! {
    Multiget:

    /// A multiget href is cut at an XML entity, and at a letter beyond ASCII.
    MULTIGET_HREF_CUT {
        symptom: "Events with an ampersand or an accent in their names never arrive.",
        origin: "L27",
        shown_by: SOGO,
    }

    /// Of several spellings of one href in a multiget only the last is found.
    MULTIGET_ONE_SPELLING {
        symptom: "An event that is asked for by two spellings of its path is reported missing.",
        origin: "QRY-27",
        shown_by: SOGO,
    }

    /// A multiget tells the href of what it does not find decoded and not escaped.
    MULTIGET_ECHOES_DECODED {
        symptom: "A client cannot tell which event is missing.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// An empty href in a multiget is an internal error.
    EMPTY_MULTIGET_HREF_FAILS {
        symptom: "One broken reference stops a whole sync.",
        origin: "L65",
        shown_by: SOGO,
    }

    /// A report that asks for all properties tells none.
    REPORT_KNOWS_NO_ALLPROP {
        symptom: "A client that asks for all learns no ETag.",
        origin: "SYNC-07",
        shown_by: SOGO,
    }

    /// A response about an object without any property that was found has neither a status nor properties.
    RESPONSE_WITHOUT_STATUS {
        symptom: "A strict client refuses the whole answer.",
        origin: "SYNC-07",
        shown_by: SOGO,
    }

    /// A multiget does not find an object by a relative address.
    MULTIGET_RELATIVE_UNKNOWN {
        symptom: "Events are listed, but their text cannot be loaded.",
        origin: "QRY-12",
        shown_by: SOGO,
    }

    /// An object does not answer a multiget about itself.
    NO_MULTIGET_OF_ITEM {
        symptom: "A client that asks the event itself gets a server error.",
        origin: "QRY-12",
        shown_by: SOGO,
    }

    /// Calendar multigets do not tell the last of what they found.
    CALENDAR_MULTIGET_WITHOUT_LAST {
        symptom: "Something is always missing on other devices.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Calendar multigets tell everything twice.
    CALENDAR_MULTIGET_TWICE { symptom: "Everything exists twice on some devices.", origin: "generic", shown_by: NONE }

    /// Calendar multigets tell nothing.
    CALENDAR_MULTIGET_EMPTY { symptom: "Calendars look empty.", origin: "generic", shown_by: NONE }

    /// Address book multigets do not tell the last of what they found.
    ADDRESSBOOK_MULTIGET_WITHOUT_LAST {
        symptom: "Something is always missing on other devices.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Address book multigets tell everything twice.
    ADDRESSBOOK_MULTIGET_TWICE {
        symptom: "Everything exists twice on some devices.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Address book multigets tell nothing.
    ADDRESSBOOK_MULTIGET_EMPTY { symptom: "Calendars look empty.", origin: "generic", shown_by: NONE }

    /// Calendar multigets tell no more than twenty members.
    CALENDAR_MULTIGET_CUT_AFTER_TWENTY { symptom: "Large calendars are incomplete.", origin: "generic", shown_by: NONE }

    /// Address book multigets tell no more than twenty members.
    ADDRESSBOOK_MULTIGET_CUT_AFTER_TWENTY {
        symptom: "Large calendars are incomplete.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multiget says nothing about what is not there.
    MULTIGET_LEAVES_MISSING_OUT {
        symptom: "A client waits for an event that was deleted.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multiget fails as a whole if one object is missing.
    MULTIGET_FAILS_FOR_ONE_MISSING {
        symptom: "One deleted event stops the whole sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multiget says of what is not there that it is well.
    MULTIGET_MISSING_TOLD_AS_FOUND {
        symptom: "A client takes a deleted event for an empty one.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multiget does not find an object whose address is percent-encoded.
    MULTIGET_ENCODED_UNKNOWN {
        symptom: "Events with blanks or accents in their names cannot be loaded.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multiget does not find an object by its whole URL.
    MULTIGET_ABSOLUTE_UNKNOWN {
        symptom: "Events are listed, but their text cannot be loaded.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multiget looks at the last part of an address only.
    MULTIGET_LOOKS_AT_NAMES_ONLY {
        symptom: "An event of one calendar is shown in another.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multiget fails inside for an href that leads elsewhere.
    MULTIGET_ODD_HREF_FAILS {
        symptom: "One odd address stops the whole sync.",
        origin: "generic",
        shown_by: NONE,
    }
}
