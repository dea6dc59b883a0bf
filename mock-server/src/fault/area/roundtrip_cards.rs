//! Faults of the area `roundtrip` that hit contacts.

use crate::fault::profile::NONE;

faults! {
    Roundtrip:

    /// PHOTO is not stored.
    PHOTO_LOST { symptom: "Contacts lose their photos.", origin: "generic", shown_by: NONE }

    /// NOTE is not stored.
    NOTE_LOST { symptom: "Notes of contacts are lost.", origin: "generic", shown_by: NONE }

    /// BDAY is not stored.
    BDAY_LOST { symptom: "Birthdays are lost.", origin: "generic", shown_by: NONE }

    /// TEL is not stored.
    TEL_LOST { symptom: "Numbers are lost.", origin: "generic", shown_by: NONE }

    /// EMAIL is not stored.
    EMAIL_LOST { symptom: "Addresses are lost.", origin: "generic", shown_by: NONE }

    /// ADR is not stored.
    ADR_LOST { symptom: "Postal addresses are lost.", origin: "generic", shown_by: NONE }

    /// ORG is not stored.
    ORG_LOST { symptom: "Companies are lost.", origin: "generic", shown_by: NONE }

    /// TITLE is not stored.
    TITLE_LOST { symptom: "Titles are lost.", origin: "generic", shown_by: NONE }

    /// ROLE is not stored.
    ROLE_LOST { symptom: "Roles are lost.", origin: "generic", shown_by: NONE }

    /// NICKNAME is not stored.
    NICKNAME_LOST { symptom: "Nicknames are lost.", origin: "generic", shown_by: NONE }

    /// IMPP is not stored.
    IMPP_LOST { symptom: "Chat addresses are lost.", origin: "generic", shown_by: NONE }

    /// KEY is not stored.
    KEY_LOST { symptom: "Keys are lost.", origin: "generic", shown_by: NONE }

    /// ANNIVERSARY is not stored.
    ANNIVERSARY_LOST { symptom: "Anniversaries are lost.", origin: "generic", shown_by: NONE }

    /// GENDER is not stored.
    GENDER_LOST { symptom: "Salutations are lost.", origin: "generic", shown_by: NONE }

    /// LANG is not stored.
    LANG_LOST { symptom: "Languages are lost.", origin: "generic", shown_by: NONE }

    /// KIND is not stored.
    KIND_LOST { symptom: "Groups become people.", origin: "generic", shown_by: NONE }

    /// MEMBER is not stored.
    MEMBER_LOST { symptom: "Groups lose their members.", origin: "generic", shown_by: NONE }

    /// RELATED is not stored.
    RELATED_LOST { symptom: "Relations are lost.", origin: "generic", shown_by: NONE }

    /// LOGO is not stored.
    LOGO_LOST { symptom: "Logos are lost.", origin: "generic", shown_by: NONE }

    /// SOUND is not stored.
    SOUND_LOST { symptom: "Sounds are lost.", origin: "generic", shown_by: NONE }

    /// TZ is not stored.
    TZ_LOST { symptom: "Time zones of contacts are lost.", origin: "generic", shown_by: NONE }

    /// REV is not stored.
    REV_LOST { symptom: "Contacts lose the time of their last change.", origin: "generic", shown_by: NONE }

    /// N is not stored.
    N_LOST { symptom: "Contacts lose their names.", origin: "generic", shown_by: NONE }

    /// FN is not stored.
    FN_LOST { symptom: "Contacts lose their names.", origin: "generic", shown_by: NONE }

    /// SORT-STRING is not stored.
    SORT_STRING_LOST { symptom: "Contacts are sorted wrongly.", origin: "generic", shown_by: NONE }

    /// The parameter TYPE is not stored.
    PARAMETER_TYPE_LOST { symptom: "Home and work numbers are mixed up.", origin: "generic", shown_by: NONE }

    /// The parameter PREF is not stored.
    PARAMETER_PREF_LOST { symptom: "Preferred numbers are lost.", origin: "generic", shown_by: NONE }

    /// The parameter MEDIATYPE is not stored.
    PARAMETER_MEDIATYPE_LOST { symptom: "Media cannot be opened.", origin: "generic", shown_by: NONE }

    /// The parameter LABEL is not stored.
    PARAMETER_LABEL_LOST { symptom: "Labels are lost.", origin: "generic", shown_by: NONE }

    /// The parameter SORT-AS is not stored.
    PARAMETER_SORT_AS_LOST { symptom: "Contacts are sorted wrongly.", origin: "generic", shown_by: NONE }

    /// The parameter PID is not stored.
    PARAMETER_PID_LOST { symptom: "Contacts are merged wrongly.", origin: "generic", shown_by: NONE }

    /// The parameter CALSCALE is not stored.
    PARAMETER_CALSCALE_LOST { symptom: "Dates in other calendars change.", origin: "generic", shown_by: NONE }

    /// The parameter CHARSET is not stored.
    PARAMETER_CHARSET_LOST { symptom: "Accents turn into strange letters.", origin: "generic", shown_by: NONE }

    /// The parameter X-SERVICE-TYPE is not stored.
    PARAMETER_X_SERVICE_TYPE_LOST { symptom: "Chat addresses lose their service.", origin: "generic", shown_by: NONE }

    /// The parameter ALTID is not stored.
    PARAMETER_ALTID_LOST { symptom: "Spellings in other scripts are mixed up.", origin: "generic", shown_by: NONE }

    /// Groups of vCard properties are lost.
    GROUPS_LOST { symptom: "Labels of numbers are lost.", origin: "H101", shown_by: NONE }

    /// Cards become version 3.0.
    VERSION_CHANGED { symptom: "Details of new clients are lost.", origin: "generic", shown_by: NONE }

    /// Only the first two parts of a name are stored.
    STRUCTURED_NAMES_CUT { symptom: "Titles and second names are lost.", origin: "generic", shown_by: NONE }

    /// Only the first five parts of an address are stored.
    STRUCTURED_ADDRESSES_CUT { symptom: "Postal codes and countries are lost.", origin: "generic", shown_by: NONE }

    /// Dates without a year are lost.
    DATES_WITHOUT_YEAR_LOST { symptom: "Birthdays are lost.", origin: "generic", shown_by: NONE }
}
