//! Faults of the area `preconditions`.

use crate::fault::profile::{NONE, SOGO, SOGO_58};

faults! {
    Preconditions:

    /// Errors are in the namespace `DAV`, without the colon.
    ERROR_NAMESPACE {
        symptom: "Clients show a bare number in place of a reason.",
        origin: "L22",
        shown_by: SOGO_58,
    }

    /// Reports that are unknown answer 501 with a page instead of 403 supported-report.
    UNKNOWN_REPORT_501 {
        symptom: "A client cannot tell an unknown report from a broken server.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// A new body that is not understood is a 404.
    UNPARSEABLE_IS_NOT_FOUND {
        symptom: "A broken upload is reported as something that does not exist.",
        origin: "L14, PUT-09",
        shown_by: SOGO,
    }

    /// The media type of a PUT does not count: a picture's is as good as a calendar's.
    MEDIA_TYPE_IGNORED {
        symptom: "A file of another kind lands in the calendar.",
        origin: "PUT-23",
        shown_by: SOGO,
    }

    /// A text that breaks off, does not nest or has lines that are none is mended and stored.
    BROKEN_OBJECTS_TAKEN {
        symptom: "After a broken upload half an event is in the calendar.",
        origin: "PUT-10",
        shown_by: SOGO,
    }

    /// A calendar without any component but time zones is told to be of an unknown component.
    NO_OBJECTS_TAKEN {
        symptom: "A device looks for the wrong reason why its upload was refused.",
        origin: "PUT-09",
        shown_by: SOGO,
    }

    /// Several UIDs, types, calendars or cards in one body are taken, and a METHOD too.
    OBJECT_RULES_IGNORED {
        symptom: "Of several events in one file only the first is shown.",
        origin: "PUT-10, PUT-17",
        shown_by: SOGO,
    }

    /// Events without a start or with an end before it, cards without a name, and the like are taken.
    NONSENSE_TAKEN {
        symptom: "An event shows up at another time on each device.",
        origin: "PUT-10, PUT-11, PUT-20",
        shown_by: SOGO,
    }

    /// A NUL byte in a body is an internal error.
    NUL_FAILS {
        symptom: "A device retries for ever, because the fault seems to be the server's.",
        origin: "PUT-10",
        shown_by: SOGO,
    }

    /// A VFREEBUSY is refused in spite of what supported-calendar-component-set says.
    FREE_BUSY_OBJECTS_REFUSED {
        symptom: "A program that goes by the announcement cannot save.",
        origin: "PUT-09",
        shown_by: SOGO,
    }

    /// A proxy turns answers with status 400 into pages with status 200.
    REFUSAL_400_HIDDEN {
        symptom: "Mistakes of clients go unnoticed, and data is lost.",
        origin: "PRX-20",
        shown_by: NONE,
    }

    /// A proxy turns answers with status 401 into pages with status 200.
    REFUSAL_401_HIDDEN { symptom: "Clients believe that they are logged in.", origin: "PRX-20", shown_by: NONE }

    /// A proxy turns answers with status 403 into pages with status 200.
    REFUSAL_403_HIDDEN {
        symptom: "Clients believe that they changed what they may not change.",
        origin: "PRX-20",
        shown_by: NONE,
    }

    /// A proxy turns answers with status 404 into pages with status 200.
    REFUSAL_404_HIDDEN { symptom: "Clients take an error page for an event.", origin: "PRX-20", shown_by: NONE }

    /// A proxy turns answers with status 405 into pages with status 200.
    REFUSAL_405_HIDDEN { symptom: "Clients believe that something was done.", origin: "PRX-20", shown_by: NONE }

    /// A proxy turns answers with status 409 into pages with status 200.
    REFUSAL_409_HIDDEN { symptom: "Clients believe that something was saved.", origin: "PRX-20", shown_by: NONE }

    /// A proxy turns answers with status 412 into pages with status 200.
    REFUSAL_412_HIDDEN { symptom: "Clients believe that their change was saved.", origin: "PRX-20", shown_by: NONE }

    /// A proxy turns answers with status 415 into pages with status 200.
    REFUSAL_415_HIDDEN { symptom: "Clients believe that something was saved.", origin: "PRX-20", shown_by: NONE }

    /// A change that is refused because of its content deletes what was there.
    REFUSED_UPDATE_DELETES {
        symptom: "One broken change, and the event is gone.",
        origin: "generic",
        shown_by: NONE,
    }

    /// What is refused is answered with 500.
    REFUSALS_ARE_SERVER_ERRORS { symptom: "Clients try again for ever.", origin: "generic", shown_by: NONE }

    /// A proxy turns server errors into pages with status 200.
    SERVER_ERRORS_HIDDEN { symptom: "Clients take an error page for an event.", origin: "PRX-20", shown_by: NONE }

    /// Refusals have no body that tells which condition was not met.
    REFUSALS_WITHOUT_REASON {
        symptom: "Clients show a bare number in place of a reason.",
        origin: "generic",
        shown_by: NONE,
    }
}
