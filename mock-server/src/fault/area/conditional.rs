//! Faults of the area `conditional`.

use crate::fault::profile::SOGO;

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
}
