//! Faults of the area `sync`.

use crate::fault::profile::SOGO;

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
}
