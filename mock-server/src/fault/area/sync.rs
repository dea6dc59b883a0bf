//! Faults of the area `sync`.

use crate::fault::profile::{NONE, SOGO};

faults! {
    Sync:

    /// sync-collection takes any token, reports a token one second back, and ignores limits.
    SYNC_TOKEN_SECONDS {
        symptom: "Changes of the last second are sent twice, and expired tokens go unnoticed.",
        origin: "L36, L37",
        shown_by: SOGO,
    }

    /// A sync request may lack its token, its level and its properties, and ask for any depth.
    SYNC_REQUEST_UNCHECKED {
        symptom: "A broken client seems to work, and misses what lies deeper.",
        origin: "SYNC-09",
        shown_by: SOGO,
    }

    /// Sync reports do not tell the last of what they found.
    SYNC_WITHOUT_LAST { symptom: "Something is always missing on other devices.", origin: "generic", shown_by: NONE }

    /// Sync reports tell everything twice.
    SYNC_TWICE { symptom: "Everything exists twice on some devices.", origin: "generic", shown_by: NONE }

    /// Sync reports tell nothing.
    SYNC_EMPTY { symptom: "Calendars look empty.", origin: "generic", shown_by: NONE }

    /// Sync reports tell no more than twenty members.
    SYNC_CUT_AFTER_TWENTY { symptom: "Large calendars are incomplete.", origin: "generic", shown_by: NONE }

    /// sync-token is told as missing.
    SYNC_TOKEN_MISSING { symptom: "Clients fall back to slow ways to sync.", origin: "generic", shown_by: NONE }

    /// Every sync report tells everything, whatever token is sent.
    SYNC_TOKEN_OVERLOOKED {
        symptom: "Every sync takes as long as the first one, and deletions never arrive.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Sync reports overlook the limit.
    SYNC_LIMIT_OVERLOOKED { symptom: "Clients get more than they can take.", origin: "generic", shown_by: NONE }

    /// Sync reports tell deleted objects with status 200.
    SYNC_DELETIONS_TOLD_AS_FOUND { symptom: "Deleted events stay on phones.", origin: "generic", shown_by: NONE }

    /// Sync reports tell no new token.
    SYNC_TOKEN_NOT_TOLD { symptom: "Every sync takes as long as the first one.", origin: "generic", shown_by: NONE }

    /// Sync tokens are no URIs.
    SYNC_TOKEN_IS_NO_URI {
        symptom: "Strict clients fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// An invalid token is answered with 500.
    OLD_TOKEN_GONE_WITHOUT_REASON { symptom: "Clients never sync again.", origin: "generic", shown_by: NONE }

    /// Sync reports do not tell what was deleted.
    SYNC_FORGETS_DELETIONS { symptom: "Deleted events stay on phones.", origin: "generic", shown_by: NONE }

    /// Sync reports do not tell what was changed.
    SYNC_FORGETS_CHANGES { symptom: "Changes never arrive on phones.", origin: "generic", shown_by: NONE }

    /// Sync reports do not tell what is new.
    SYNC_FORGETS_NEW { symptom: "New events never arrive on phones.", origin: "generic", shown_by: NONE }

    /// A sync report takes any token for the first one.
    SYNC_TAKES_ANY_TOKEN {
        symptom: "After a restore clients never notice what is gone.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Sync reports tell the token again that they were asked with.
    SYNC_TOKEN_STANDS { symptom: "Every sync fetches the same changes again.", origin: "generic", shown_by: NONE }

    /// Sync reports tell a token of the future.
    SYNC_TOKEN_AHEAD { symptom: "Clients begin anew at every sync.", origin: "generic", shown_by: NONE }

    /// A sync report that is cut short tells the newest token.
    SYNC_LIMIT_LOSES_THE_REST { symptom: "What was cut off never arrives.", origin: "generic", shown_by: NONE }

    /// Sync reports name members below another collection.
    SYNC_HREFS_OF_ANOTHER { symptom: "Clients fetch nothing of what changed.", origin: "generic", shown_by: NONE }

    /// Only the latest token is accepted.
    SYNC_KNOWS_LAST_TOKEN_ONLY {
        symptom: "A device that was off for a while, or a second device, loads everything anew.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A first sync report tells what was deleted long ago.
    SYNC_BEGINS_WITH_THE_DEAD {
        symptom: "A new device shows errors about events that it never had.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A sync report does not tell that a member was moved away.
    SYNC_MISSES_MOVES {
        symptom: "A moved event is on the phone twice.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A PUT that is refused changes the ETags of the collection.
    REFUSED_PUT_COUNTS_AS_CHANGE {
        symptom: "Devices load everything anew after each conflict.",
        origin: "generic",
        shown_by: NONE,
    }
}
