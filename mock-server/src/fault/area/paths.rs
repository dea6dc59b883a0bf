//! Faults of the area `paths`.

use crate::fault::profile::SOGO;

faults! {
    Paths:

    /// An apostrophe in a resource name makes every method work on another object of the collection.
    APOSTROPHE_IN_NAME {
        symptom: "Opening or deleting one event hits another one.",
        origin: "L01",
        shown_by: SOGO,
    }

    /// An unknown user's path is answered for a pseudo user `anonymous`.
    UNKNOWN_USER_IS_ANONYMOUS {
        symptom: "A mistyped user name looks like an empty account.",
        origin: "L17",
        shown_by: SOGO,
    }

    /// Reports write hrefs raw instead of percent-encoded.
    RAW_REPORT_HREFS {
        symptom: "Events with spaces or accents in their names are fetched anew at every sync.",
        origin: "L25",
        shown_by: SOGO,
    }

    /// Members are listed below the request target as sent, query and all, with a slash if it ends with one.
    LISTING_ECHOES_TARGET {
        symptom: "The same event shows up twice, with and without the query of the request.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// `_range` in a path makes a PROPFIND a query for numbered rows, which are told under a cut href.
    RANGE_IN_PATH {
        symptom: "An event with a certain name cannot be listed.",
        origin: "PATH-24",
        shown_by: SOGO,
    }

    /// The href of a PROPFIND is cut at `;` or `?` of the name.
    HREF_CUT {
        symptom: "An event with a semicolon in its name cannot be found by what the listing says.",
        origin: "L26",
        shown_by: SOGO,
    }

    /// A PUT to a path below an object writes the object.
    PUT_BELOW_ITEM_WRITES_ITEM {
        symptom: "An upload to a wrong path overwrites an event.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// The entity tag of a whole calendar has no quotes.
    EXPORT_TAG_UNQUOTED {
        symptom: "A cache never finds the calendar unchanged.",
        origin: "COND-08",
        shown_by: SOGO,
    }

    /// GET of a collection is an internal error.
    GET_OF_COLLECTION_FAILS {
        symptom: "A server error when somebody opens the address in a browser.",
        origin: "PATH-14",
        shown_by: SOGO,
    }

    /// A calendar home lists each calendar twice more, as files.
    EXPORTS_LISTED {
        symptom: "A program that looks at everything in the home offers each calendar three times.",
        origin: "PATH-12",
        shown_by: SOGO,
    }

    /// The path of the service itself may not be written with percent signs.
    ENCODED_SERVICE_UNKNOWN {
        symptom: "A client that encodes more than others gets a web page where it wants a calendar.",
        origin: "PATH-20",
        shown_by: SOGO,
    }

    /// Whatever is below the site's name and unknown shows the login page.
    LOGIN_PAGE_EVERYWHERE {
        symptom: "A typing mistake in the address is not recognised as one.",
        origin: "PATH-20",
        shown_by: SOGO,
    }

    /// A collection that is asked without its last slash is also named without it.
    SLASH_NOT_ADDED {
        symptom: "A program may take one calendar for two.",
        origin: "PATH-21",
        shown_by: SOGO,
    }
}
