//! Faults of the area `scheduling`.

use crate::fault::profile::{NONE, SOGO, SOGO_58, SOGO_512};

faults! {
    Scheduling:

    /// MOVE and PUT to the pseudo inbox succeed and store nothing.
    INBOX_SWALLOWS {
        symptom: "An invitation that a client puts into the inbox is lost.",
        origin: "L03",
        shown_by: SOGO,
    }

    /// An attendee with `SCHEDULE-AGENT=CLIENT` gets his copy all the same.
    SCHEDULE_AGENT_IGNORED {
        symptom: "Somebody is invited whom the client had invited itself.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// Who is added to a series and to one of its occurrences at once gets no copy.
    ATTENDEE_ADDED_TWICE_IS_FORGOTTEN {
        symptom: "Somebody who is added to a series and to one occurrence is not invited.",
        origin: "L63",
        shown_by: SOGO,
    }

    /// An attendee's copy with an old sequence is refused by 409 without a condition.
    OLD_SEQUENCE_IS_CONFLICT {
        symptom: "A program does not learn that it has to load a meeting anew.",
        origin: "L62",
        shown_by: SOGO_58,
    }

    /// An attendee's copy with an old sequence is refused by 403 without a condition.
    OLD_SEQUENCE_WITHOUT_CONDITION {
        symptom: "A program does not learn that it has to load a meeting anew.",
        origin: "L62",
        shown_by: SOGO_512,
    }

    /// An event with the UID of somebody's meeting replaces that meeting in the calendars of its guests.
    UID_TAKES_MEETINGS_OVER {
        symptom: "A stranger changes a meeting in the calendar of its guests.",
        origin: "SCH-16",
        shown_by: SOGO,
    }

    /// The organizer's reminders are copied into the calendars of the guests.
    ALARMS_TRAVEL {
        symptom: "The reminders of the organizer ring on the phones of his guests.",
        origin: "SCH-17",
        shown_by: SOGO,
    }

    /// An update by the organizer removes the reminders that a guest has set.
    UPDATE_DROPS_GUEST_ALARMS {
        symptom: "Reminders vanish whenever the organizer changes something.",
        origin: "SCH-18",
        shown_by: SOGO,
    }

    /// Who is invited to one occurrence only when the series is made gets nothing.
    GUEST_OF_OCCURRENCE_FORGOTTEN {
        symptom: "Who is invited once does not get the invitation.",
        origin: "L63",
        shown_by: SOGO,
    }

    /// The organizer's event does not tell what became of the invitations.
    NO_SCHEDULE_STATUS {
        symptom: "The organizer cannot see whether an invitation arrived.",
        origin: "SCH-02",
        shown_by: SOGO,
    }

    /// There is no Schedule-Tag, and conditions on it are ignored.
    NO_SCHEDULE_TAG {
        symptom: "An answer to an old invitation counts for the new time.",
        origin: "SCH-02",
        shown_by: SOGO,
    }

    /// A guest may change time and title of his copy.
    GUEST_CHANGES_HIS_COPY {
        symptom: "A guest sees another title than everybody else, and does not know it.",
        origin: "SCH-03",
        shown_by: SOGO,
    }

    /// The schedule inbox holds no messages.
    INBOX_ALWAYS_EMPTY {
        symptom: "Programs that look into the inbox show no notice of an invitation.",
        origin: "SCH-01",
        shown_by: SOGO,
    }

    /// The meetings of a calendar that is deleted stay with their guests.
    CALENDAR_DELETION_CANCELS_NOTHING {
        symptom: "The invited comes to a meeting that was called off.",
        origin: "L57",
        shown_by: SOGO,
    }

    /// What is not understood at the outbox gives 415 without a condition.
    OUTBOX_REFUSES_BY_415 {
        symptom: "A program does not learn what is wrong with its message.",
        origin: "SCH-07",
        shown_by: SOGO,
    }

    /// The outbox answers with an empty response.
    OUTBOX_ANSWERS_NOTHING { symptom: "Nobody's free times can be seen.", origin: "generic", shown_by: NONE }

    /// Invitations do not reach the calendars of the guests.
    INVITATIONS_NOT_DELIVERED { symptom: "Guests do not learn of a meeting.", origin: "generic", shown_by: NONE }

    /// Changes of a meeting do not reach the calendars of others.
    UPDATES_NOT_DELIVERED { symptom: "Guests come at the old time.", origin: "generic", shown_by: NONE }

    /// A meeting that is cancelled stays in the calendars of the guests.
    CANCELLATIONS_NOT_DELIVERED { symptom: "Guests come to a cancelled meeting.", origin: "generic", shown_by: NONE }

    /// Invitations are delivered twice.
    DELIVERED_TWICE { symptom: "Guests see each meeting twice.", origin: "H178", shown_by: NONE }

    /// The answer of one guest is written down as the answer of all.
    ONE_ANSWER_FOR_ALL { symptom: "The organizer sees that everybody comes.", origin: "generic", shown_by: NONE }

    /// When a guest answers, what the others answered before is forgotten.
    ANSWER_RESETS_OTHERS { symptom: "The organizer does not learn who comes.", origin: "generic", shown_by: NONE }

    /// Copies of a meeting do not name the guests.
    DELIVERED_WITHOUT_GUESTS { symptom: "Guests cannot answer.", origin: "generic", shown_by: NONE }
}
