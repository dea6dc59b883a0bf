//! Faults of the area `permissions`.

use crate::fault::profile::SOGO;

faults! {
    Permissions:

    /// MOVE does not ask for the right to remove the item from its source.
    MOVE_IGNORES_SOURCE_RIGHTS {
        symptom: "Somebody who may only read a calendar can take events out of it.",
        origin: "L05",
        shown_by: SOGO,
    }

    /// sync-collection reports every name to whoever sees the folder.
    SYNC_WITHOUT_RIGHTS {
        symptom: "Somebody without rights to read learns what a calendar holds.",
        origin: "L09",
        shown_by: SOGO,
    }

    /// Address book reports hand full cards to those who may only create or erase.
    CARDS_WITHOUT_VIEWER {
        symptom: "Somebody who may only add contacts reads all of them.",
        origin: "L10",
        shown_by: SOGO,
    }

    /// A missing or unseen collection is a 404 on reads and a 403 on PROPPATCH and MKCOL.
    FORBIDDEN_IS_NOT_FOUND {
        symptom: "A calendar that one may not see looks as if it were deleted.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }
}
