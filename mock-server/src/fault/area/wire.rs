//! Faults of the area `wire`.

use crate::fault::profile::{SOGO, SOGOD};

faults! {
    Wire:

    /// A 304 carries a body.
    BODY_ON_304 {
        symptom: "Clients behind some proxies stall, or read the next answer wrongly.",
        origin: "L15",
        shown_by: SOGO,
    }

    /// Depth infinity, missing or wrong lists the children without the collection.
    DEPTH_INFINITY_WITHOUT_SELF {
        symptom: "A client that asks for everything at once does not find the calendar itself.",
        origin: "L19",
        shown_by: SOGO,
    }

    /// propname answers hrefs of the form `http:/host/…`.
    PROPNAME_HREF {
        symptom: "Clients that ask which properties exist cannot use the answer.",
        origin: "L20",
        shown_by: SOGO,
    }

    /// Characters beyond the BMP become surrogate references, control characters stay raw.
    BROKEN_CHARACTERS {
        symptom: "A sync stops at an event with an emoji or a control character.",
        origin: "L23",
        shown_by: SOGO,
    }

    /// LOCK hands out tokens and locks nothing.
    LOCK_WITHOUT_LOCKING {
        symptom: "Two people who lock the same event overwrite each other.",
        origin: "L45",
        shown_by: SOGO,
    }

    /// Chunked request bodies are read as empty.
    CHUNKED_BODY_IGNORED {
        symptom: "Uploads of some clients arrive empty.",
        origin: "L46",
        shown_by: SOGOD,
    }

    /// Each response ends its connection, often without a word.
    CONNECTION_CLOSED_AFTER_RESPONSE {
        symptom: "Syncs are slow, and some requests fail by chance.",
        origin: "sogo-5.8",
        shown_by: SOGOD,
    }

    /// REPORT wants a lower-case XML media type.
    REPORT_CONTENT_TYPE {
        symptom: "A client that names the media type in capitals gets no answers.",
        origin: "L47",
        shown_by: SOGO,
    }

    /// PROPFIND never refuses a body that is not understood.
    PROPFIND_TAKES_ANY_BODY {
        symptom: "A broken request is answered as if it were another one.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// Lines are folded after 75 characters instead of 75 octets, with an empty continuation behind full lines.
    FOLDS_BY_CHARACTERS {
        symptom: "Strict clients refuse events with long lines in other scripts.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// The last line of an object has no line break.
    NO_FINAL_LINE_BREAK {
        symptom: "Strict clients miss the end of an event.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }
}
