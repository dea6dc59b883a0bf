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

    /// LOCK of what is locked already is granted, with another token.
    LOCKED_TWICE { symptom: "Two people believe that the event is theirs alone.", origin: "generic", shown_by: NONE }

    /// Whoever may see an event can lock it.
    LOCK_WITHOUT_RIGHTS {
        symptom: "The owner cannot change his own appointment.",
        origin: "generic",
        shown_by: NONE,
    }

    /// UNLOCK takes any token.
    UNLOCK_BY_ANY_TOKEN {
        symptom: "Anybody can take away the lock of somebody else.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A method that the server does not have is answered with 405, as if another resource had it.
    UNKNOWN_METHOD_NOT_ALLOWED {
        symptom: "A program tries the same on other addresses.",
        origin: "PATH-26",
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

    /// A login page with status 200 comes in place of every answer to a PROPFIND.
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

    /// The multistatus of a calendar-query has the status 200.
    MULTISTATUS_WITH_STATUS_200 {
        symptom: "Clients show an empty calendar.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The multistatus of a calendar-query lacks its last tag.
    MULTISTATUS_WITHOUT_END {
        symptom: "Clients report broken XML.",
        origin: "generic",
        shown_by: NONE,
    }

    /// An answer to a PROPFIND does not declare the namespace DAV:.
    NAMESPACE_UNDECLARED {
        symptom: "Clients report broken XML.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The status elements of a calendar-query lack the protocol.
    STATUS_LINE_CUT {
        symptom: "Clients cannot tell what was found.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The multistatus of a calendar-query begins with two byte order marks.
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

    /// A firewall answers every PROPFIND by a page with status 403.
    PROPFIND_BLOCKED { symptom: "Clients say that this is no calendar server.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every REPORT by a page with status 403.
    REPORT_BLOCKED { symptom: "Calendars stay empty, although they are listed.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every PROPPATCH by a page with status 403.
    PROPPATCH_BLOCKED { symptom: "Names and colours of calendars cannot be changed.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every MKCALENDAR by a page with status 403.
    MKCALENDAR_BLOCKED { symptom: "Calendars cannot be made.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every MKCOL by a page with status 403.
    MKCOL_BLOCKED { symptom: "Address books cannot be made.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every PUT by a page with status 403.
    PUT_BLOCKED { symptom: "Nothing can be saved.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every DELETE by a page with status 403.
    DELETE_BLOCKED { symptom: "Nothing can be deleted.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every MOVE by a page with status 403.
    MOVE_BLOCKED { symptom: "Events cannot be moved to another calendar.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every COPY by a page with status 403.
    COPY_BLOCKED { symptom: "Clients that copy before they change fail.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every LOCK by a page with status 403.
    LOCK_BLOCKED { symptom: "Clients that lock before they write cannot write.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every UNLOCK by a page with status 403.
    UNLOCK_BLOCKED { symptom: "What a client locked stays locked.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every POST by a page with status 403.
    POST_BLOCKED {
        symptom: "Nobody's free times can be seen, and nothing can be shared.",
        origin: "PRX-03",
        shown_by: NONE,
    }

    /// A firewall answers every OPTIONS by a page with status 403.
    OPTIONS_BLOCKED { symptom: "The account cannot be set up.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every HEAD by a page with status 403.
    HEAD_BLOCKED { symptom: "Clients that look before they fetch fail.", origin: "PRX-03", shown_by: NONE }

    /// A firewall answers every GET by a page with status 403.
    GET_BLOCKED { symptom: "Events are listed and cannot be opened.", origin: "PRX-03", shown_by: NONE }

    /// HEAD tells another media type than GET.
    HEAD_WITH_OTHER_TYPE {
        symptom: "Clients that look before they fetch pass events over.",
        origin: "generic",
        shown_by: NONE,
    }

    /// DELETE and PUT are answered with a page.
    DELETE_WITH_PAGE {
        symptom: "Programs and proxies get out of step with the server.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A proxy strips Depth from requests.
    DEPTH_STRIPPED {
        symptom: "Clients get far more than they asked for, or a refusal.",
        origin: "transport",
        shown_by: NONE,
    }

    /// The body of a PROPFIND does not reach the server.
    PROPFIND_BODY_LOST { symptom: "Properties that clients ask for are missing.", origin: "transport", shown_by: NONE }

    /// The body of a REPORT does not reach the server.
    REPORT_BODY_LOST { symptom: "Calendars stay empty.", origin: "transport", shown_by: NONE }

    /// Requests in chunks are refused with 411.
    CHUNKED_REFUSED { symptom: "Nothing can be saved from some programs.", origin: "PRX-10", shown_by: NONE }

    /// Requests that expect 100-continue are refused with 417.
    EXPECTATION_REFUSED { symptom: "Nothing can be saved from some programs.", origin: "PRX-10", shown_by: NONE }

    /// Requests with a Prefer header are refused with 400.
    UNKNOWN_PREFER_REFUSED { symptom: "A new client program gets errors.", origin: "generic", shown_by: NONE }

    /// Requests whose media type is text/xml are refused with 415.
    TEXT_XML_REFUSED { symptom: "One client program gets errors for everything.", origin: "PRX-03", shown_by: NONE }

    /// Requests whose media type is application/xml are refused with 415.
    APPLICATION_XML_REFUSED {
        symptom: "One client program gets errors for everything.",
        origin: "PRX-03",
        shown_by: NONE,
    }

    /// XML with comments, other prefixes or unknown elements is refused.
    COMMENTS_REFUSED { symptom: "One client program gets errors for everything.", origin: "PRX-03", shown_by: NONE }

    /// Requests in UTF-16 are refused.
    UTF_16_REFUSED { symptom: "None that is known; clients write UTF-8.", origin: "generic", shown_by: NONE }

    /// A multistatus claims another charset than it has.
    MULTISTATUS_IN_LATIN_1 {
        symptom: "Accents turn into strange letters, or a client stops.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Texts in a multistatus are not escaped.
    NAMES_LEAVE_MARKUP_OPEN {
        symptom: "One calendar with an ampersand in its name keeps all from syncing.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Who asks for all properties gets the whole text of each event.
    ALLPROP_WITH_DATA { symptom: "Browsing a large calendar takes very long.", origin: "generic", shown_by: NONE }

    /// Errors are plain texts in place of XML.
    ERRORS_WITHOUT_ROOT { symptom: "Clients show a number in place of a reason.", origin: "generic", shown_by: NONE }

    /// External entities in requests are replaced by the content of a file.
    EXTERNAL_ENTITIES_READ {
        symptom: "Anybody with an account reads files of the server.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Methods that do not exist are answered with 200.
    UNKNOWN_METHODS_SUCCEED { symptom: "None that is known.", origin: "generic", shown_by: NONE }
}
