//! Faults of the area `freebusy`.

use crate::fault::profile::SOGO;

faults! {
    Freebusy:

    /// Free/busy counts cancelled events, merges nothing, ends days a second early and forgets excluded overrides.
    FREE_BUSY_UNREFINED {
        symptom: "Cancelled meetings make people look busy.",
        origin: "L52, L66, SCH-06",
        shown_by: SOGO,
    }
}
