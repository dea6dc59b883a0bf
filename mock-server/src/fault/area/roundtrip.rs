//! Faults of the area `roundtrip`.

use crate::fault::profile::{NONE, SOGO, SOGO_58};

faults! {
    Roundtrip:

    /// A PUT of calendar data is stored in the server's own words: order, defaults, escapes, zones.
    REWRITES_CALENDAR_DATA {
        symptom: "Details of events change or vanish once they are stored.",
        origin: "L56, PUT-01 to PUT-08",
        shown_by: SOGO,
    }

    /// A PUT of a card is stored in the server's own words, always as version 3.0.
    REWRITES_CARDS {
        symptom: "Details of contacts change or vanish once they are stored.",
        origin: "PUT-17 to PUT-19",
        shown_by: SOGO,
    }

    /// A character beyond the BMP that lies across a fold makes the whole object `(null)`.
    CHARACTER_AT_FOLD_LOSES_OBJECT {
        symptom: "An event with an emoji at the wrong place is empty.",
        origin: "L24",
        shown_by: SOGO_58,
    }

    /// Alarms are not stored.
    ALARMS_LOST {
        symptom: "Nobody is reminded of anything.",
        origin: "generic",
        shown_by: NONE,
    }

    /// LOCATION is not stored.
    LOCATION_LOST {
        symptom: "Events lose their place.",
        origin: "generic",
        shown_by: NONE,
    }

    /// TZID parameters are not stored.
    TIME_ZONE_PARAMETER_LOST {
        symptom: "Events move by hours for people in other zones.",
        origin: "generic",
        shown_by: NONE,
    }

    /// SUMMARY is cut after 20 characters.
    SUMMARY_CUT {
        symptom: "Titles of events are cut off.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Properties that begin with X- are not stored.
    UNKNOWN_PROPERTIES_LOST {
        symptom: "Settings of one client are lost by another.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Content is encoded as UTF-8 twice.
    TEXT_ENCODED_TWICE {
        symptom: "Accents and emoji turn into strange letters.",
        origin: "generic",
        shown_by: NONE,
    }

    /// DESCRIPTION is not stored.
    DESCRIPTION_LOST { symptom: "Notes of events are lost.", origin: "generic", shown_by: NONE }

    /// GEO is not stored.
    GEO_LOST { symptom: "Places lose their spot on the map.", origin: "generic", shown_by: NONE }

    /// CATEGORIES is not stored.
    CATEGORIES_LOST { symptom: "Events and contacts lose their categories.", origin: "generic", shown_by: NONE }

    /// Categories are stored with a capital first letter.
    CATEGORIES_CAPITALISED { symptom: "Categories lose their colours, or exist twice.", origin: "generic", shown_by: NONE }

    /// URL is not stored.
    URL_LOST { symptom: "Links are lost.", origin: "generic", shown_by: NONE }

    /// ATTENDEE is not stored.
    ATTENDEE_LOST { symptom: "Guests are lost.", origin: "generic", shown_by: NONE }

    /// ORGANIZER is not stored.
    ORGANIZER_LOST { symptom: "Meetings lose their organizer.", origin: "generic", shown_by: NONE }

    /// RRULE is not stored.
    RRULE_LOST { symptom: "Series become single events.", origin: "generic", shown_by: NONE }

    /// EXDATE is not stored.
    EXDATE_LOST { symptom: "Cancelled occurrences come back.", origin: "generic", shown_by: NONE }

    /// RDATE is not stored.
    RDATE_LOST { symptom: "Extra occurrences are lost.", origin: "generic", shown_by: NONE }

    /// RECURRENCE-ID is not stored.
    RECURRENCE_ID_LOST {
        symptom: "Changed occurrences take the place of the series.",
        origin: "generic",
        shown_by: NONE,
    }

    /// CLASS is not stored.
    CLASS_LOST { symptom: "Private events become public.", origin: "generic", shown_by: NONE }

    /// TRANSP is not stored.
    TRANSP_LOST { symptom: "Free events make people busy.", origin: "generic", shown_by: NONE }

    /// PRIORITY is not stored.
    PRIORITY_LOST { symptom: "Tasks lose their priority.", origin: "generic", shown_by: NONE }

    /// STATUS is not stored.
    STATUS_LOST { symptom: "Cancelled events look fixed.", origin: "generic", shown_by: NONE }

    /// SEQUENCE is not stored.
    SEQUENCE_LOST { symptom: "Updates of meetings are not told from older ones.", origin: "generic", shown_by: NONE }

    /// CREATED is not stored.
    CREATED_LOST { symptom: "Events lose their age.", origin: "generic", shown_by: NONE }

    /// LAST-MODIFIED is not stored.
    LAST_MODIFIED_LOST { symptom: "Events lose the time of their last change.", origin: "generic", shown_by: NONE }

    /// DTSTAMP is not stored.
    DTSTAMP_LOST { symptom: "Strict clients refuse events.", origin: "generic", shown_by: NONE }

    /// ATTACH is not stored.
    ATTACH_LOST { symptom: "Attachments are lost.", origin: "generic", shown_by: NONE }

    /// COMMENT is not stored.
    COMMENT_LOST { symptom: "Comments are lost.", origin: "generic", shown_by: NONE }

    /// CONTACT is not stored.
    CONTACT_LOST { symptom: "Contacts of events are lost.", origin: "generic", shown_by: NONE }

    /// RELATED-TO is not stored.
    RELATED_TO_LOST { symptom: "Tasks lose their parents.", origin: "generic", shown_by: NONE }

    /// RESOURCES is not stored.
    RESOURCES_LOST { symptom: "Rooms and devices are lost.", origin: "generic", shown_by: NONE }

    /// PERCENT-COMPLETE is not stored.
    PERCENT_COMPLETE_LOST { symptom: "Tasks lose their progress.", origin: "generic", shown_by: NONE }

    /// DUE is not stored.
    DUE_LOST { symptom: "Tasks lose their due date.", origin: "generic", shown_by: NONE }

    /// COMPLETED is not stored.
    COMPLETED_LOST { symptom: "Tasks come back undone.", origin: "generic", shown_by: NONE }

    /// DTEND is not stored.
    DTEND_LOST { symptom: "Events lose their end.", origin: "generic", shown_by: NONE }

    /// DURATION is not stored.
    DURATION_LOST { symptom: "Events lose their length.", origin: "generic", shown_by: NONE }

    /// TRIGGER is not stored.
    TRIGGER_LOST { symptom: "Reminders come at the wrong time or never.", origin: "generic", shown_by: NONE }

    /// ACTION is not stored.
    ACTION_LOST { symptom: "Reminders do not ring.", origin: "generic", shown_by: NONE }

    /// REQUEST-STATUS is not stored.
    REQUEST_STATUS_LOST { symptom: "Answers of servers are lost.", origin: "generic", shown_by: NONE }

    /// COLOR is not stored.
    COLOR_LOST { symptom: "Events lose their colours.", origin: "generic", shown_by: NONE }

    /// CONFERENCE is not stored.
    CONFERENCE_LOST { symptom: "Links to video meetings are lost.", origin: "generic", shown_by: NONE }

    /// IMAGE is not stored.
    IMAGE_LOST { symptom: "Pictures of events are lost.", origin: "generic", shown_by: NONE }

    /// ACKNOWLEDGED is not stored.
    ACKNOWLEDGED_LOST { symptom: "Reminders ring again on every device.", origin: "generic", shown_by: NONE }

    /// The parameter PARTSTAT is not stored.
    PARAMETER_PARTSTAT_LOST { symptom: "Answers of guests are lost.", origin: "generic", shown_by: NONE }

    /// The parameter CN is not stored.
    PARAMETER_CN_LOST { symptom: "Guests lose their names.", origin: "generic", shown_by: NONE }

    /// The parameter ROLE is not stored.
    PARAMETER_ROLE_LOST { symptom: "Optional guests become required.", origin: "generic", shown_by: NONE }

    /// The parameter RSVP is not stored.
    PARAMETER_RSVP_LOST { symptom: "Guests are not asked for an answer.", origin: "generic", shown_by: NONE }

    /// The parameter CUTYPE is not stored.
    PARAMETER_CUTYPE_LOST { symptom: "Rooms become people.", origin: "generic", shown_by: NONE }

    /// The parameter LANGUAGE is not stored.
    PARAMETER_LANGUAGE_LOST { symptom: "Languages of texts are lost.", origin: "generic", shown_by: NONE }

    /// The parameter ALTREP is not stored.
    PARAMETER_ALTREP_LOST { symptom: "Formatted notes are lost.", origin: "generic", shown_by: NONE }

    /// The parameter VALUE is not stored.
    PARAMETER_VALUE_LOST {
        symptom: "Events of the whole day become events at midnight.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The parameter ENCODING is not stored.
    PARAMETER_ENCODING_LOST { symptom: "Attachments cannot be opened.", origin: "generic", shown_by: NONE }

    /// The parameter FMTTYPE is not stored.
    PARAMETER_FMTTYPE_LOST { symptom: "Attachments cannot be opened.", origin: "generic", shown_by: NONE }

    /// The parameter FILENAME is not stored.
    PARAMETER_FILENAME_LOST { symptom: "Attachments lose their names.", origin: "generic", shown_by: NONE }

    /// The parameter RELATED is not stored.
    PARAMETER_RELATED_LOST {
        symptom: "Reminders ring at the beginning, not at the end.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The parameter RANGE is not stored.
    PARAMETER_RANGE_LOST {
        symptom: "Changes of a whole series become changes of one event.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The parameter RELTYPE is not stored.
    PARAMETER_RELTYPE_LOST { symptom: "Relations of tasks change.", origin: "generic", shown_by: NONE }

    /// The parameter DELEGATED-TO is not stored.
    PARAMETER_DELEGATED_TO_LOST { symptom: "Delegations are lost.", origin: "generic", shown_by: NONE }

    /// The parameter DELEGATED-FROM is not stored.
    PARAMETER_DELEGATED_FROM_LOST { symptom: "Delegations are lost.", origin: "generic", shown_by: NONE }

    /// The parameter SENT-BY is not stored.
    PARAMETER_SENT_BY_LOST { symptom: "Who sent for whom is lost.", origin: "generic", shown_by: NONE }

    /// The parameter MEMBER is not stored.
    PARAMETER_MEMBER_LOST { symptom: "Groups of guests are lost.", origin: "generic", shown_by: NONE }

    /// The parameter DIR is not stored.
    PARAMETER_DIR_LOST { symptom: "Links to the directory are lost.", origin: "generic", shown_by: NONE }

    /// The parameter SCHEDULE-AGENT is not stored.
    PARAMETER_SCHEDULE_AGENT_LOST { symptom: "Guests are invited twice.", origin: "generic", shown_by: NONE }

    /// VTIMEZONE components are not stored.
    TIME_ZONES_LOST { symptom: "Events move by hours for people in other zones.", origin: "generic", shown_by: NONE }

    /// Of a series only its first component is stored.
    OVERRIDES_LOST { symptom: "Changed occurrences are lost.", origin: "generic", shown_by: NONE }

    /// Of several alarms only the first is stored.
    ONE_ALARM_KEPT { symptom: "The second reminder never comes.", origin: "generic", shown_by: NONE }

    /// Beginnings are moved by an hour.
    TIMES_SHIFTED { symptom: "Meetings are missed by an hour.", origin: "generic", shown_by: NONE }

    /// The Z of UTC times is lost.
    UTC_BECOMES_LOCAL { symptom: "Events move by hours for people in other zones.", origin: "generic", shown_by: NONE }

    /// Backslashes before commas and semicolons are lost.
    ESCAPES_LOST { symptom: "Lists and names fall apart.", origin: "H086", shown_by: NONE }

    /// Backslashes are doubled.
    ESCAPES_DOUBLED { symptom: "Notes fill with backslashes at every sync.", origin: "H086", shown_by: NONE }

    /// Line breaks in texts become blanks.
    LINE_BREAKS_LOST { symptom: "Notes lose their paragraphs.", origin: "generic", shown_by: NONE }

    /// Characters beyond the BMP are lost.
    EMOJI_LOST { symptom: "Emoji vanish.", origin: "H090", shown_by: NONE }

    /// Characters beyond ASCII become question marks.
    NON_ASCII_LOST { symptom: "Accents are lost.", origin: "H090", shown_by: NONE }

    /// Continuation lines lose their first blank.
    FOLDS_BROKEN { symptom: "Long lines end early.", origin: "generic", shown_by: NONE }

    /// Lines are cut after 250 characters.
    LONG_TEXTS_CUT { symptom: "Long notes are cut off.", origin: "H085", shown_by: NONE }

    /// Circumflex accents in parameters are lost.
    CARET_ENCODING_LOST { symptom: "Names with quotes change.", origin: "generic", shown_by: NONE }

    /// Quotes around parameters are lost.
    QUOTES_LOST { symptom: "Names with commas fall apart.", origin: "generic", shown_by: NONE }

    /// Every object gets a UID of the server.
    UIDS_RENEWED { symptom: "Everything exists twice on some devices.", origin: "generic", shown_by: NONE }

    /// Of properties that are repeated only the first is stored.
    REPEATED_PROPERTIES_LOST { symptom: "Guests, numbers and categories are lost.", origin: "H093", shown_by: NONE }

    /// Ends of whole days are a day early.
    ALL_DAY_ENDS_A_DAY_EARLY { symptom: "Holidays lose their last day.", origin: "H104", shown_by: NONE }

    /// METHOD, CALSCALE and the names of calendars are not stored.
    METHOD_LOST { symptom: "Invitations are not taken for invitations.", origin: "generic", shown_by: NONE }

    /// Objects begin with a byte order mark.
    OBJECTS_BEGIN_WITH_BYTE_ORDER_MARK {
        symptom: "Programs that are built on some libraries cannot read any event.",
        origin: "generic",
        shown_by: NONE,
    }

    /// An object that is saved as it is already is refused.
    SAME_CONTENT_REFUSED {
        symptom: "A program shows an error for an event that it saves without a change.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Lines end in LF.
    CRLF_BECOMES_LF { symptom: "Strict clients read one long line.", origin: "generic", shown_by: NONE }
}
