//! Faults of the area `objects`.

use crate::fault::profile::SOGO;

faults! {
    Objects:

    /// MOVE inside one collection loses an item whose name is already `<UID>.ics`.
    MOVE_WITHIN_COLLECTION_LOSES {
        symptom: "An event that a client renames is gone.",
        origin: "L02",
        shown_by: SOGO,
    }

    /// MOVE names the item after its UID and overwrites in spite of `Overwrite: F`.
    MOVE_RENAMES_TO_UID {
        symptom: "An event that is moved takes the place of another one.",
        origin: "L04",
        shown_by: SOGO,
    }

    /// An object that begins before 1970 or from 2038 on cannot be written again: its column has 31 bits.
    OLD_STARTS_CANNOT_BE_UPDATED {
        symptom: "Birthdays before 1970 cannot be changed.",
        origin: "PUT-25",
        shown_by: SOGO,
    }
}
