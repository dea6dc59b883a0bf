//! Faults of the area `ctag`.

use crate::fault::profile::NONE;

faults! {
    Ctag:

    /// getctag is told as missing.
    GETCTAG_MISSING { symptom: "Clients fetch everything anew at every sync.", origin: "generic", shown_by: NONE }

    /// getctag is always the same.
    CTAG_NEVER_CHANGES { symptom: "Changes never arrive on other devices.", origin: "generic", shown_by: NONE }

    /// getctag is empty.
    CTAG_EMPTY { symptom: "Clients fetch everything anew at every sync.", origin: "generic", shown_by: NONE }

    /// getctag and the sync token change though nothing did.
    CTAG_CHANGES_BY_ITSELF { symptom: "Phones fetch everything anew at every sync.", origin: "generic", shown_by: NONE }

    /// getctag is the number of objects.
    CTAG_COUNTS_OBJECTS { symptom: "Changes never arrive on other devices.", origin: "generic", shown_by: NONE }

    /// getctag does not change when somebody else than the owner changes something.
    CTAG_OVERLOOKS_OTHERS {
        symptom: "Assistants enter events that their chief never sees.",
        origin: "generic",
        shown_by: NONE,
    }
}
