//! Faults of the area `privileges`.

use crate::fault::profile::SOGO;

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
}
