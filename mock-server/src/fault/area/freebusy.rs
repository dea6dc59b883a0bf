//! Faults of the area `freebusy`.

use crate::fault::profile::{NONE, SOGO, SOGO_58};

faults! {
    Freebusy:

    /// Free/busy counts cancelled events, merges nothing and ends days a second early.
    FREE_BUSY_UNREFINED {
        symptom: "Cancelled meetings make people look busy.",
        origin: "L52, SCH-06",
        shown_by: SOGO,
    }

    /// A request for busy times that names no time is answered as if everybody were free.
    TIMELESS_REQUEST_ANSWERED {
        symptom: "A program shows everybody as free, and does not learn why.",
        origin: "SCH-20",
        shown_by: SOGO,
    }

    /// Busy times can be asked for in the name of somebody else as organizer.
    ANYBODY_ASKS_FOR_ANYBODY {
        symptom: "Users ask for busy times in the name of others.",
        origin: "SCH-04",
        shown_by: SOGO,
    }

    /// Asked for the busy times of somebody on whose calendars one has no rights, the server says success and free.
    CLOSED_LOOKS_FREE {
        symptom: "Everybody looks free to everybody, and meetings are set at impossible times.",
        origin: "SCH-05, L52",
        shown_by: SOGO,
    }

    /// In answers about busy times the recipient is text and no href.
    RECIPIENT_AS_TEXT {
        symptom: "Programs show no busy times.",
        origin: "SCH-09",
        shown_by: SOGO,
    }

    /// Free/busy tells no busy times.
    BUSY_TIMES_NOT_TOLD { symptom: "People look free when they are not.", origin: "generic", shown_by: NONE }

    /// Free/busy does not tell what kind of busy it is.
    BUSY_TYPE_NOT_TOLD { symptom: "Tentative meetings look like fixed ones.", origin: "generic", shown_by: NONE }

    /// Busy times are told in local time.
    BUSY_TIMES_LOCAL { symptom: "Meetings look moved for people in other zones.", origin: "generic", shown_by: NONE }

    /// Free/busy tells the subjects of meetings.
    FREE_BUSY_TELLS_SUBJECTS { symptom: "Colleagues read what one is busy with.", origin: "generic", shown_by: NONE }

    /// Free/busy has the media type text/html.
    FREE_BUSY_AS_HTML { symptom: "Clients do not read it.", origin: "generic", shown_by: NONE }

    /// The outbox answers for people who do not exist.
    UNKNOWN_PERSON_TOLD_AS_FREE { symptom: "Unknown people look free.", origin: "generic", shown_by: NONE }

    /// The outbox does not know the people of this server.
    KNOWN_PERSON_TOLD_AS_UNKNOWN { symptom: "Nobody's free times can be seen.", origin: "generic", shown_by: NONE }

    /// Free/busy answers for another time than was asked.
    FREE_BUSY_FOR_ANOTHER_TIME { symptom: "Meetings are planned at the wrong time.", origin: "generic", shown_by: NONE }

    /// Events of calendars that do not count are told as busy.
    FREE_CALENDARS_COUNT_AS_BUSY { symptom: "People look busy when they are not.", origin: "generic", shown_by: NONE }

    /// Free/busy is told to those who may not see it.
    FREE_BUSY_IGNORES_RIGHTS { symptom: "Anybody learns when users are away.", origin: "generic", shown_by: NONE }

    /// Free/busy forgets a changed occurrence whose original time is excluded as well.
    FREE_BUSY_FORGETS_EXCLUDED_OVERRIDE {
        symptom: "Others book the time to which a meeting was moved.",
        origin: "L66",
        shown_by: SOGO_58,
    }

    /// There is no free/busy file.
    FREE_BUSY_FILE_MISSING {
        symptom: "Outlook shows no busy times.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A free-busy-query without a time range is answered.
    FREE_BUSY_QUERY_NEEDS_NO_RANGE {
        symptom: "A mistake of a program asks for all times ever.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Tasks count as busy.
    TASKS_ARE_BUSY {
        symptom: "Somebody looks busy who only has something to do.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Recurring events do not count as busy.
    SERIES_ARE_NEVER_BUSY {
        symptom: "Others book the time of the weekly meeting.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Events that block no time count as busy.
    TRANSPARENT_IS_BUSY {
        symptom: "Somebody looks busy who is free.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Busy times outside of the time that was asked about are told.
    BUSY_BEYOND_RANGE {
        symptom: "A program shows busy times of other days.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Busy times come with the titles of the events.
    BUSY_TIMES_WITH_TITLES {
        symptom: "Colleagues read titles of private appointments.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Only the first calendar of a user counts as busy.
    FIRST_CALENDAR_COUNTS_ONLY {
        symptom: "Others book times that are taken in a second calendar.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Of several users who are asked about only the first is told.
    FIRST_ATTENDEE_COUNTS_ONLY {
        symptom: "The planner shows the busy times of one guest.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Anybody may post to somebody else's outbox.
    OUTBOX_OPEN_TO_ALL {
        symptom: "Users ask for busy times in the name of others.",
        origin: "generic",
        shown_by: NONE,
    }
}
