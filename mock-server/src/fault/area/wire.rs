//! Faults of the area `wire`.

use crate::fault::profile::{NONE, SOGO, SOGOD};

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

    /// Connections are reset before the answer.
    CONNECTION_RESET {
        symptom: "Every sync ends in a network error.",
        origin: "transport",
        shown_by: NONE,
    }

    /// Connections are closed within the head of the answer.
    CONNECTION_CLOSED_IN_HEAD {
        symptom: "Every sync ends in a network error.",
        origin: "transport",
        shown_by: NONE,
    }

    /// Connections are closed in the middle of the body.
    BODY_CUT_OFF {
        symptom: "A sync stops half-way, or half a calendar is taken for the whole.",
        origin: "transport",
        shown_by: NONE,
    }

    /// Requests are never answered.
    NO_ANSWER {
        symptom: "Syncs hang until the client gives up.",
        origin: "transport",
        shown_by: NONE,
    }

    /// Bodies come a byte at a time.
    SLOW_DRIP {
        symptom: "Syncs hang until the client gives up.",
        origin: "transport",
        shown_by: NONE,
    }

    /// Another service answers on the port.
    OTHER_PROTOCOL_ANSWERS {
        symptom: "The account cannot be set up.",
        origin: "transport",
        shown_by: NONE,
    }

    /// Content-Length is larger than the body.
    CONTENT_LENGTH_TOO_LONG {
        symptom: "Syncs hang, or end in a network error.",
        origin: "transport",
        shown_by: NONE,
    }

    /// Content-Length is smaller than the body.
    CONTENT_LENGTH_TOO_SHORT {
        symptom: "Clients report broken XML.",
        origin: "transport",
        shown_by: NONE,
    }

    /// Bodies claim the chunked transfer coding and are not chunked.
    BROKEN_CHUNKS {
        symptom: "Every sync ends in a network error.",
        origin: "transport",
        shown_by: NONE,
    }

    /// The head of an answer has a line that is no header field.
    BROKEN_HEADER_LINE {
        symptom: "Strict clients refuse every answer.",
        origin: "transport",
        shown_by: NONE,
    }

    /// Every request is answered with 503.
    SERVICE_UNAVAILABLE {
        symptom: "Nothing can be synced.",
        origin: "transport",
        shown_by: NONE,
    }

    /// A login page with status 200 comes in place of every multistatus.
    LOGIN_PAGE_INSTEAD {
        symptom: "Clients say that this is no calendar server.",
        origin: "transport",
        shown_by: NONE,
    }

    /// A multistatus claims to be compressed and is not.
    GZIP_CLAIMED {
        symptom: "Clients report broken XML.",
        origin: "transport",
        shown_by: NONE,
    }

    /// A multistatus has the media type text/html.
    MULTISTATUS_AS_HTML {
        symptom: "Some clients do not read the answers.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multistatus has no media type.
    MULTISTATUS_WITHOUT_TYPE {
        symptom: "Some clients do not read the answers.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multistatus has the status 200.
    MULTISTATUS_WITH_STATUS_200 {
        symptom: "Clients say that this is no calendar server.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multistatus lacks its last tag.
    MULTISTATUS_WITHOUT_END {
        symptom: "Clients report broken XML.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multistatus does not declare the namespace DAV:.
    NAMESPACE_UNDECLARED {
        symptom: "Clients report broken XML.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The status elements of a multistatus lack the protocol.
    STATUS_LINE_CUT {
        symptom: "Clients cannot tell what was found.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A multistatus begins with two byte order marks.
    BYTE_ORDER_MARK_TWICE {
        symptom: "Clients report broken XML.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Properties that are missing are told with status 200.
    EVERY_STATUS_200 {
        symptom: "Clients take what is not there for empty.",
        origin: "generic",
        shown_by: NONE,
    }

    /// resourcetype is told in another namespace.
    RESOURCETYPE_FOREIGN {
        symptom: "Clients find no calendars.",
        origin: "generic",
        shown_by: NONE,
    }
}
