//! Faults of the area `duplicates`.

use crate::fault::profile::{NONE, SOGO};

faults! {
    Duplicates:

    /// MOVE of a contact gives it a new UID and a new name.
    MOVE_RENEWS_CONTACT_UID {
        symptom: "A contact that is moved shows up twice on other devices.",
        origin: "L06",
        shown_by: SOGO,
    }

    /// UIDs are compared for new events only.
    UID_UNIQUE_FOR_NEW_EVENTS_ONLY {
        symptom: "The same event exists twice in one calendar.",
        origin: "L48, L49",
        shown_by: SOGO,
    }

    /// MOVE into a collection that holds the UID already makes a second object of it.
    MOVE_DOUBLES_UIDS {
        symptom: "Moved events are there twice.",
        origin: "PATH-03",
        shown_by: SOGO,
    }

    /// A new object may have a UID that another one of the collection has.
    UID_UNCHECKED_FOR_NEW { symptom: "The same event exists twice in one calendar.", origin: "generic", shown_by: NONE }

    /// UIDs are compared without regard to case.
    UIDS_WITHOUT_CASE {
        symptom: "An event is refused because another one has nearly the same identity.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A PUT may change the UID of an object.
    UID_MAY_CHANGE { symptom: "The same event exists twice in one calendar.", origin: "generic", shown_by: NONE }

    /// Events without a UID are taken, and the second one is refused as a double of the first.
    MISSING_UIDS_ARE_ONE {
        symptom: "Of several events without identity only the first can be imported.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A UID that another collection of the account has is refused.
    UID_REFUSED_ACROSS_COLLECTIONS {
        symptom: "An event cannot be copied to another calendar.",
        origin: "generic",
        shown_by: NONE,
    }
}
