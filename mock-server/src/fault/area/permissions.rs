//! Faults of the area `permissions`.

use crate::fault::profile::{NONE, SOGO};

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

    /// Whether something changed is answered before rights are looked at.
    NOT_MODIFIED_BEFORE_RIGHTS {
        symptom: "Somebody whose rights were taken away can still tell when an event changes.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Everybody who can log in may read every calendar and address book.
    ANYBODY_READS { symptom: "Anybody reads the calendars of others.", origin: "generic", shown_by: NONE }

    /// Everybody who can log in may change every object.
    ANYBODY_WRITES { symptom: "Anybody changes the calendars of others.", origin: "generic", shown_by: NONE }

    /// Everybody who can log in may create objects everywhere.
    ANYBODY_CREATES { symptom: "Anybody adds to the calendars of others.", origin: "generic", shown_by: NONE }

    /// Everybody who can log in may erase objects everywhere.
    ANYBODY_ERASES { symptom: "Anybody deletes from the calendars of others.", origin: "generic", shown_by: NONE }

    /// Whoever has any right in a folder may delete it and give rights away.
    GRANTEES_OWN { symptom: "A colleague deletes a shared calendar.", origin: "generic", shown_by: NONE }

    /// Whoever may view objects may change them.
    VIEWERS_WRITE { symptom: "Somebody who may only look changes events.", origin: "generic", shown_by: NONE }

    /// Whoever may view objects may create some.
    VIEWERS_CREATE { symptom: "Somebody who may only look adds events.", origin: "generic", shown_by: NONE }

    /// Whoever may view objects may erase them.
    VIEWERS_ERASE { symptom: "Somebody who may only look deletes events.", origin: "generic", shown_by: NONE }

    /// Whoever may create objects may view all of them.
    CREATORS_READ { symptom: "Somebody who may only add events reads all of them.", origin: "generic", shown_by: NONE }

    /// Whoever may erase objects may view all of them.
    ERASERS_READ {
        symptom: "Somebody who may only delete events reads all of them.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Whoever may change objects may erase them.
    MODIFIERS_ERASE { symptom: "Somebody who may only change events deletes them.", origin: "generic", shown_by: NONE }

    /// Whoever may change objects may create some.
    MODIFIERS_CREATE { symptom: "Somebody who may only change events adds some.", origin: "generic", shown_by: NONE }

    /// Whoever may answer for the owner may change everything.
    RESPONDERS_MODIFY {
        symptom: "A delegate changes meetings that he may only answer.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Whoever may see when something is may see all of it.
    DATE_AND_TIME_VIEWERS_SEE_ALL {
        symptom: "Subjects of private events are shown.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Private objects have the rights of public ones.
    PRIVATE_LIKE_PUBLIC { symptom: "Private events are shown to colleagues.", origin: "generic", shown_by: NONE }

    /// Confidential objects have the rights of public ones.
    CONFIDENTIAL_LIKE_PUBLIC {
        symptom: "Confidential events are shown to colleagues.",
        origin: "generic",
        shown_by: NONE,
    }
}
