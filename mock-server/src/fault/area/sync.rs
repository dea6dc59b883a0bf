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
}
