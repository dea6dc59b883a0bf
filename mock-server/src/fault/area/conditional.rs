//! Faults of the area `conditional`.

use crate::fault::profile::{NONE, SOGO};

faults! {
    Conditional:

    /// `If-None-Match: *` does not protect an existing object.
    IF_NONE_MATCH_STAR_IGNORED {
        symptom: "Two devices that create the same name overwrite each other.",
        origin: "L11",
        shown_by: SOGO,
    }

    /// `If-Match` on a new event is ignored.
    IF_MATCH_ON_NEW_EVENT_IGNORED {
        symptom: "An event that was deleted elsewhere comes back.",
        origin: "L12",
        shown_by: SOGO,
    }

    /// DELETE ignores `If-Match`.
    DELETE_IGNORES_IF_MATCH {
        symptom: "A change made on one device is lost by a deletion on another.",
        origin: "L13",
        shown_by: SOGO,
    }

    /// A new object under an old name starts again with version 0.
    ETAG_RESTARTS {
        symptom: "A device takes a new event for the old one of the same name.",
        origin: "L38",
        shown_by: SOGO,
    }

    /// A HEAD takes no notice of `If-None-Match`.
    HEAD_UNCONDITIONAL {
        symptom: "A check for changes always says that something changed.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// A GET is answered without an ETag.
    GET_WITHOUT_ETAG {
        symptom: "Clients fetch everything anew at every sync, or overwrite each other.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A proxy adds a suffix to the ETag of a GET, so that it fits no listing and no condition.
    ETAG_CHANGED_BY_COMPRESSION {
        symptom: "Changes made on a Mac are refused and taken back.",
        origin: "transport",
        shown_by: NONE,
    }

    /// Listings tell that there is no getetag.
    LISTING_WITHOUT_ETAG {
        symptom: "Clients do not see that something changed.",
        origin: "generic",
        shown_by: NONE,
    }
}
