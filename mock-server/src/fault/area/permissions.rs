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

    /// Whoever has any right on a folder may read who else has.
    ACL_TOLD_TO_GRANTEES {
        symptom: "Colleagues see with whom somebody shares his calendar.",
        origin: "ACL-09",
        shown_by: SOGO,
    }

    /// A masked event whose length is a duration has none.
    MASK_DROPS_DURATION {
        symptom: "A colleague sees an appointment of an hour as one without length.",
        origin: "ACL-06",
        shown_by: SOGO,
    }

    /// A masked event does not say that it blocks no time.
    MASK_DROPS_TRANSPARENCY {
        symptom: "A colleague sees the owner busy on a day on which he is free.",
        origin: "ACL-07",
        shown_by: SOGO,
    }

    /// Who may only answer gets success for any change; all but the answer is thrown away.
    RESPONDER_CHANGES_DROPPED {
        symptom: "A colleague's change looks saved and is gone after the next sync.",
        origin: "ACL-08",
        shown_by: SOGO,
    }
}
