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
}
