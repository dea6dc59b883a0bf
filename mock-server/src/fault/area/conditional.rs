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

    /// `If-Unmodified-Since` is ignored.
    UNMODIFIED_SINCE_IGNORED {
        symptom: "A program that goes by dates overwrites what another has changed.",
        origin: "COND-13",
        shown_by: SOGO,
    }

    /// The `If` header of WebDAV is ignored.
    IF_HEADER_IGNORED {
        symptom: "A general WebDAV program overwrites what another has changed.",
        origin: "COND-13",
        shown_by: SOGO,
    }

    /// MOVE ignores `If-Match`.
    MOVE_IGNORES_IF_MATCH {
        symptom: "An event is moved as it has become in the meantime, and not as the user saw it.",
        origin: "COND-14",
        shown_by: SOGO,
    }

    /// An answer to GET has no Last-Modified.
    NO_LAST_MODIFIED {
        symptom: "A program that goes by dates fetches everything again and again.",
        origin: "COND-07",
        shown_by: SOGO,
    }

    /// A weak entity tag in `If-None-Match` never matches.
    WEAK_TAGS_NOT_COMPARED {
        symptom: "A little more traffic, for instance behind proxies that weaken tags.",
        origin: "COND-11",
        shown_by: SOGO,
    }

    /// The answer to a PUT has a strong ETag though the object is stored otherwise than it was sent.
    ETAG_OF_CHANGED_OBJECT {
        symptom: "A device never learns what the server made of its event.",
        origin: "COND-05",
        shown_by: SOGO,
    }

    /// A proxy strips If-Match from requests.
    IF_MATCH_STRIPPED { symptom: "Two devices overwrite each other's changes.", origin: "transport", shown_by: NONE }

    /// A proxy strips If-None-Match from requests.
    IF_NONE_MATCH_STRIPPED {
        symptom: "A new event overwrites another one of the same name.",
        origin: "transport",
        shown_by: NONE,
    }

    /// A proxy strips If-Modified-Since from requests.
    IF_MODIFIED_SINCE_STRIPPED {
        symptom: "Clients fetch everything anew at every sync.",
        origin: "transport",
        shown_by: NONE,
    }

    /// A proxy strips If-Unmodified-Since from requests.
    IF_UNMODIFIED_SINCE_STRIPPED {
        symptom: "Two devices overwrite each other's changes.",
        origin: "transport",
        shown_by: NONE,
    }

    /// A proxy strips If from requests.
    IF_STRIPPED {
        symptom: "Two people who lock the same event overwrite each other.",
        origin: "transport",
        shown_by: NONE,
    }

    /// ETags of single objects are weak.
    ETAG_WEAKENED { symptom: "Changes are refused, and taken back on the device.", origin: "PRX-12", shown_by: NONE }

    /// ETags in listings lack their quotes.
    ETAG_UNQUOTED { symptom: "Strict clients fetch everything anew at every sync.", origin: "generic", shown_by: NONE }

    /// Every version of every object has the same ETag.
    ETAG_NEVER_CHANGES { symptom: "Changes never arrive on other devices.", origin: "generic", shown_by: NONE }

    /// PUT answers an ETag that is not that of the stored object.
    PUT_WITH_FOREIGN_ETAG { symptom: "The next change is refused.", origin: "generic", shown_by: NONE }

    /// A HEAD is answered without an ETag.
    HEAD_WITHOUT_ETAG {
        symptom: "Clients that look before they fetch see no change.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Answers lack Last-Modified.
    LAST_MODIFIED_MISSING {
        symptom: "Clients that go by dates fetch everything anew.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Last-Modified is no HTTP date.
    LAST_MODIFIED_NO_DATE { symptom: "Clients that go by dates stop with an error.", origin: "generic", shown_by: NONE }

    /// What did not change is sent again with status 200.
    NOT_MODIFIED_NEVER { symptom: "Syncs are slow and cost data volume.", origin: "generic", shown_by: NONE }

    /// Reports tell that there is no getetag.
    REPORTS_WITHOUT_ETAG { symptom: "Clients do not see that something changed.", origin: "generic", shown_by: NONE }

    /// Reports tell another ETag than GET.
    REPORTS_WITH_OTHER_ETAG { symptom: "The next change is refused.", origin: "generic", shown_by: NONE }

    /// The ETag is the second of the last change.
    ETAG_COUNTS_SECONDS { symptom: "Of two changes in one second, one is lost.", origin: "generic", shown_by: NONE }

    /// The ETag is made of the length of the object.
    ETAG_OF_LENGTH { symptom: "Changes that keep the length never arrive.", origin: "generic", shown_by: NONE }
}
