//! Faults of the area `collections`.

use crate::fault::profile::{NONE, SOGO};

faults! {
    Collections:

    /// Extended MKCOL ignores the properties that it is given.
    MKCOL_IGNORES_PROPERTIES {
        symptom: "A new address book has no name and no colour.",
        origin: "L40",
        shown_by: SOGO,
    }

    /// A PUT or MKCOL below a missing collection is a 404 instead of a 409.
    MISSING_PARENT_IS_NOT_FOUND {
        symptom: "A client cannot tell a missing folder from a missing event.",
        origin: "PUT-22",
        shown_by: SOGO,
    }

    /// MKCALENDAR and MKCOL are refused by a bare status, without a condition.
    MKCALENDAR_REFUSED_WITHOUT_REASON {
        symptom: "A general error where a calendar of that address is there already.",
        origin: "PROP-09",
        shown_by: SOGO,
    }

    /// MKCALENDAR and MKCOL pass over a body that is no XML.
    MAKING_TAKES_ANY_BODY {
        symptom: "A calendar without a name is made when the connection breaks.",
        origin: "PROP-01",
        shown_by: SOGO,
    }

    /// MKCALENDAR takes name, color and transparency, and passes over all other properties.
    MKCALENDAR_PASSES_OVER {
        symptom: "A new calendar takes tasks too, and has no description.",
        origin: "PROP-07",
        shown_by: SOGO,
    }

    /// MKCALENDAR overlooks the properties that it is given.
    MKCALENDAR_PROPERTIES_OVERLOOKED { symptom: "New calendars have no name.", origin: "generic", shown_by: NONE }

    /// MKCOL overlooks its body.
    MKCOL_BODY_LOST { symptom: "New address books become plain folders.", origin: "generic", shown_by: NONE }

    /// A new calendar is told with status 200.
    MKCALENDAR_TOLD_AS_OK { symptom: "Some clients try again.", origin: "generic", shown_by: NONE }

    /// A DELETE of a collection is answered and removes nothing.
    COLLECTION_DELETE_REMOVES_NOTHING { symptom: "Deleted calendars come back.", origin: "generic", shown_by: NONE }
}
