//! Faults of the area `paths`.

use crate::fault::profile::{NONE, SOGO, SOGO_58};

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

    /// A path that begins with two slashes is answered with the login page of the web mail.
    DOUBLE_SLASH_IS_LOGIN_PAGE {
        symptom: "A mistake in the address gives no error but an account in which nothing works.",
        origin: "G21",
        shown_by: SOGO_58,
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

    /// Hrefs name the inner address of the server.
    HREFS_WITH_INNER_HOST { symptom: "The account works in the office only.", origin: "PRX-01", shown_by: NONE }

    /// Percent signs in hrefs are encoded again.
    HREFS_ENCODED_TWICE {
        symptom: "Events with blanks or accents in their names cannot be opened.",
        origin: "PRX-17",
        shown_by: NONE,
    }

    /// Hrefs are written decoded.
    HREFS_DECODED {
        symptom: "Events with percent signs in their names cannot be opened.",
        origin: "PRX-17",
        shown_by: NONE,
    }

    /// Hrefs in answers to PROPFIND are relative to the collection.
    HREFS_RELATIVE { symptom: "Clients do not find what is listed.", origin: "generic", shown_by: NONE }

    /// Hrefs of collections lack their last slash.
    HREFS_WITHOUT_LAST_SLASH {
        symptom: "Clients ask twice, or take the calendar for another one.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Hrefs in answers to PROPFIND have a doubled slash.
    HREFS_WITH_DOUBLE_SLASH {
        symptom: "Clients do not recognise their own calendars.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A proxy decodes paths before it passes them on.
    PATHS_DECODED_BY_PROXY { symptom: "Some events can never be opened.", origin: "PRX-17", shown_by: NONE }

    /// A plus sign in a path is taken for a blank.
    PLUS_IS_A_BLANK {
        symptom: "Events with a plus sign in their names are mixed up.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Paths are read without regard to case.
    PATHS_IN_LOWER_CASE { symptom: "Two events become one.", origin: "generic", shown_by: NONE }

    /// Percent escapes with lower-case digits are not decoded.
    LOWER_CASE_ESCAPES_UNKNOWN {
        symptom: "One program does not find events with accents in their names.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Paths are cut at a semicolon.
    PATHS_CUT_AT_SEMICOLON { symptom: "Two events become one.", origin: "generic", shown_by: NONE }

    /// Targets with a query are refused.
    QUERIES_REFUSED { symptom: "Clients that work around caches get errors.", origin: "PRX-03", shown_by: NONE }

    /// What does not exist is answered by the login page, with status 200.
    MISSING_IS_A_PAGE { symptom: "A mistyped address looks like a broken server.", origin: "PRX-20", shown_by: NONE }

    /// What does not exist is answered with 403.
    MISSING_IS_REFUSED {
        symptom: "Clients keep events that were deleted elsewhere.",
        origin: "generic",
        shown_by: NONE,
    }

    /// What does not exist is answered with 500.
    DELETED_IS_AN_ERROR { symptom: "Clients try again for ever.", origin: "generic", shown_by: NONE }

    /// A name that does not exist leads to another object.
    MISSING_SHOWS_ANOTHER {
        symptom: "The wrong event is shown, changed or deleted.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Whatever stands behind the name of an object is overlooked.
    BELOW_AN_OBJECT_IS_THE_OBJECT { symptom: "A mistyped address hits an event.", origin: "generic", shown_by: NONE }
}
