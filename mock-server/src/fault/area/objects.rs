//! Faults of the area `objects`.

use crate::fault::profile::{NONE, SOGO, SOGO_58};

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
        shown_by: SOGO_58,
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

    /// A proxy strips Overwrite from requests.
    OVERWRITE_STRIPPED {
        symptom: "An event that is moved takes the place of another one.",
        origin: "transport",
        shown_by: NONE,
    }

    /// A new contact is told with status 200.
    CREATED_TOLD_AS_OK { symptom: "Some clients try again and make it twice.", origin: "generic", shown_by: NONE }

    /// A change of an object is told with status 201.
    UPDATE_TOLD_AS_CREATED {
        symptom: "Some clients take the object for another one.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Whatever is longer than 10,000 characters is cut off there.
    GET_CUT { symptom: "Events with long notes cannot be read.", origin: "generic", shown_by: NONE }

    /// Objects have the media type text/plain.
    GET_AS_PLAIN_TEXT { symptom: "Clients do not take events for events.", origin: "generic", shown_by: NONE }

    /// Objects are sent without their charset.
    GET_WITHOUT_CHARSET { symptom: "Accents turn into strange letters.", origin: "generic", shown_by: NONE }

    /// A PUT to an existing object is answered and not stored.
    UPDATE_STORES_NOTHING { symptom: "Changes are lost.", origin: "generic", shown_by: NONE }

    /// A PUT to an existing object makes a second one beside it.
    UPDATE_ADDS { symptom: "Every change makes one more event.", origin: "H081", shown_by: NONE }

    /// A new contact is stored under a name that the server chooses.
    NEW_NAME_CHOSEN { symptom: "Every sync makes one more contact.", origin: "generic", shown_by: NONE }

    /// A DELETE is answered and removes nothing.
    DELETE_REMOVES_NOTHING { symptom: "Deleted events come back.", origin: "generic", shown_by: NONE }

    /// MOVE leaves the object where it was.
    MOVE_KEEPS_SOURCE { symptom: "An event that is moved exists twice.", origin: "H190", shown_by: NONE }

    /// MOVE to another collection loses the alarms of an event.
    MOVE_LOSES_ALARMS { symptom: "After a move nobody is reminded.", origin: "generic", shown_by: NONE }

    /// MOVE takes the object away and stores it nowhere.
    MOVE_LOSES { symptom: "An event that is moved is gone.", origin: "generic", shown_by: NONE }
}
