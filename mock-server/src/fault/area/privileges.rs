//! Faults of the area `privileges`.

use crate::fault::profile::{NONE, SOGO};

faults! {
    Privileges:

    /// Asked for its access list, a file that is no object (free/busy, a whole calendar) fails, and with it the
    /// listing.
    ACL_OF_FILES_FAILS {
        symptom: "A home cannot be listed by a client that asks for access lists.",
        origin: "L50",
        shown_by: SOGO,
    }

    /// Viewers and editors of an address book get an empty privilege set, creators get unbind.
    ADDRESSBOOK_PRIVILEGES_WRONG {
        symptom: "A shared address book looks read-only, or writable, when it is not.",
        origin: "L59",
        shown_by: SOGO,
    }

    /// Everybody is told that he may do all with every principal.
    PRINCIPAL_OPEN_TO_ALL {
        symptom: "Programs offer to change a colleague's settings.",
        origin: "ACL-01",
        shown_by: SOGO,
    }

    /// Whoever may only add or delete is told that he may read.
    READING_ALWAYS_TOLD {
        symptom: "An empty calendar that cannot be read appears on the phone.",
        origin: "ACL-15",
        shown_by: SOGO,
    }

    /// Whoever may add is told that he may change, and who may change is not.
    ADDING_TOLD_AS_CHANGING {
        symptom: "Changes to events of a shared calendar look saved and then vanish.",
        origin: "ACL-15",
        shown_by: SOGO,
    }

    /// Whoever may only answer for an event is told that he may write it.
    RESPONDER_TOLD_TO_WRITE {
        symptom: "A colleague's change looks saved and is gone after the next sync.",
        origin: "ACL-15",
        shown_by: SOGO,
    }

    /// Homes and items do not know the privilege to read busy times.
    FREE_BUSY_PRIVILEGE_UNTOLD {
        symptom: "Programs cannot offer to share busy times only.",
        origin: "ACL-18",
        shown_by: SOGO,
    }

    /// The access list of an unshared calendar names every authenticated user.
    EVERYBODY_ALWAYS_IN_ACL {
        symptom: "A fresh calendar looks open to others.",
        origin: "ACL-16",
        shown_by: SOGO,
    }

    /// A refusal for lack of rights does not say which right is lacking.
    REFUSED_WITHOUT_PRIVILEGE {
        symptom: "The program shows an error in place of taking the change back.",
        origin: "PROP-02",
        shown_by: SOGO,
    }

    /// current-user-privilege-set is told as missing.
    CURRENT_USER_PRIVILEGE_SET_MISSING {
        symptom: "Clients treat all calendars as read-only.",
        origin: "generic",
        shown_by: NONE,
    }

    /// supported-privilege-set is told as missing.
    SUPPORTED_PRIVILEGE_SET_MISSING { symptom: "Rights cannot be edited.", origin: "generic", shown_by: NONE }

    /// acl is told as missing.
    ACL_MISSING { symptom: "Rights cannot be edited.", origin: "generic", shown_by: NONE }

    /// current-user-privilege-set does not tell read.
    READ_NOT_TOLD { symptom: "Clients hide calendars that can be read.", origin: "generic", shown_by: NONE }

    /// current-user-privilege-set does not tell write.
    WRITE_NOT_TOLD { symptom: "Clients treat all calendars as read-only.", origin: "generic", shown_by: NONE }

    /// current-user-privilege-set does not tell bind.
    BIND_NOT_TOLD { symptom: "Clients do not offer to add events.", origin: "generic", shown_by: NONE }

    /// current-user-privilege-set does not tell unbind.
    UNBIND_NOT_TOLD { symptom: "Clients do not offer to delete events.", origin: "generic", shown_by: NONE }

    /// current-user-privilege-set does not tell write-content.
    WRITE_CONTENT_NOT_TOLD { symptom: "Clients do not offer to change events.", origin: "generic", shown_by: NONE }

    /// current-user-privilege-set does not tell write-properties.
    WRITE_PROPERTIES_NOT_TOLD {
        symptom: "Clients do not offer to rename calendars.",
        origin: "generic",
        shown_by: NONE,
    }

    /// current-user-privilege-set does not tell read-acl.
    READ_ACL_NOT_TOLD { symptom: "Clients do not show who has rights.", origin: "generic", shown_by: NONE }

    /// current-user-privilege-set does not tell write-acl.
    WRITE_ACL_NOT_TOLD { symptom: "Clients do not offer to share.", origin: "generic", shown_by: NONE }

    /// current-user-privilege-set does not tell read-current-user-privilege-set.
    READ_CURRENT_USER_PRIVILEGE_SET_NOT_TOLD {
        symptom: "Clients do not learn what is allowed.",
        origin: "generic",
        shown_by: NONE,
    }

    /// current-user-privilege-set tells every privilege to everybody.
    ALL_PRIVILEGES_TOLD {
        symptom: "Clients offer what is then refused, and lose the change.",
        origin: "generic",
        shown_by: NONE,
    }

    /// current-user-privilege-set is empty.
    NO_PRIVILEGES_TOLD { symptom: "Clients treat all calendars as read-only.", origin: "generic", shown_by: NONE }
}
