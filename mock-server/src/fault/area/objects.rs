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

    /// Cards are `text/x-vcard` instead of `text/vcard`.
    OLD_CARD_MEDIA_TYPE {
        symptom: "A strict program passes the contacts over.",
        origin: "PUT-19",
        shown_by: SOGO,
    }

    /// PUT to a collection is an internal error.
    PUT_ON_COLLECTION_FAILS {
        symptom: "Server errors in the log where a program is set up wrongly.",
        origin: "PUT-21",
        shown_by: SOGO,
    }

    /// A PUT with Content-Range is stored as if it were whole.
    PARTIAL_PUT_TAKEN_FOR_WHOLE {
        symptom: "An event becomes a fragment of itself.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// A name that is too long is an internal error.
    LONG_NAME_FAILS {
        symptom: "A device retries such an item for ever.",
        origin: "PATH-22",
        shown_by: SOGO,
    }

    /// COPY does not exist.
    NO_COPY {
        symptom: "Copying in a file manager fails.",
        origin: "PATH-06",
        shown_by: SOGO,
    }

    /// MOVE to where nothing can be put is an internal error.
    UNREACHABLE_FAILS {
        symptom: "A program does not learn why the event cannot be moved.",
        origin: "PATH-07",
        shown_by: SOGO,
    }
}
