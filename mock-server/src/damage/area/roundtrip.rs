//! Content that is not stored as it was sent.

use crate::damage::answer::{Answers, Change};
use crate::damage::content::{ContentChange, ContentDamage};
use crate::damage::texts::{capitalised, first_of, without_repetitions};
use crate::damage::{AnswerDamage, answers, content};
use crate::fault::Fault;

pub(super) const CONTENT: &[ContentDamage] = &[
    content(Fault::ALARMS_LOST, ContentChange::WithoutComponent("VALARM")),
    content(Fault::LOCATION_LOST, ContentChange::WithoutProperty("LOCATION")),
    content(Fault::TIME_ZONE_PARAMETER_LOST, ContentChange::WithoutParameter("TZID")),
    content(Fault::SUMMARY_CUT, ContentChange::Value("SUMMARY", |value| value.chars().take(20).collect())),
    content(
        Fault::UNKNOWN_PROPERTIES_LOST,
        ContentChange::Lines(|line| (!line.to_ascii_uppercase().starts_with("X-")).then(|| line.to_owned())),
    ),
    content(Fault::TEXT_ENCODED_TWICE, ContentChange::Text(|text| text.bytes().map(char::from).collect())),
    content(Fault::DESCRIPTION_LOST, ContentChange::WithoutProperty("DESCRIPTION")),
    content(Fault::GEO_LOST, ContentChange::WithoutProperty("GEO")),
    content(Fault::CATEGORIES_LOST, ContentChange::WithoutProperty("CATEGORIES")),
    content(Fault::CATEGORIES_CAPITALISED, ContentChange::Value("CATEGORIES", capitalised)),
    content(Fault::URL_LOST, ContentChange::WithoutProperty("URL")),
    content(Fault::ATTENDEE_LOST, ContentChange::WithoutProperty("ATTENDEE")),
    content(Fault::ORGANIZER_LOST, ContentChange::WithoutProperty("ORGANIZER")),
    content(Fault::RRULE_LOST, ContentChange::WithoutProperty("RRULE")),
    content(Fault::EXDATE_LOST, ContentChange::WithoutProperty("EXDATE")),
    content(Fault::RDATE_LOST, ContentChange::WithoutProperty("RDATE")),
    content(Fault::RECURRENCE_ID_LOST, ContentChange::WithoutProperty("RECURRENCE-ID")),
    content(Fault::CLASS_LOST, ContentChange::WithoutProperty("CLASS")),
    content(Fault::TRANSP_LOST, ContentChange::WithoutProperty("TRANSP")),
    content(Fault::PRIORITY_LOST, ContentChange::WithoutProperty("PRIORITY")),
    content(Fault::STATUS_LOST, ContentChange::WithoutProperty("STATUS")),
    content(Fault::SEQUENCE_LOST, ContentChange::WithoutProperty("SEQUENCE")),
    content(Fault::CREATED_LOST, ContentChange::WithoutProperty("CREATED")),
    content(Fault::LAST_MODIFIED_LOST, ContentChange::WithoutProperty("LAST-MODIFIED")),
    content(Fault::DTSTAMP_LOST, ContentChange::WithoutProperty("DTSTAMP")),
    content(Fault::ATTACH_LOST, ContentChange::WithoutProperty("ATTACH")),
    content(Fault::COMMENT_LOST, ContentChange::WithoutProperty("COMMENT")),
    content(Fault::CONTACT_LOST, ContentChange::WithoutProperty("CONTACT")),
    content(Fault::RELATED_TO_LOST, ContentChange::WithoutProperty("RELATED-TO")),
    content(Fault::RESOURCES_LOST, ContentChange::WithoutProperty("RESOURCES")),
    content(Fault::PERCENT_COMPLETE_LOST, ContentChange::WithoutProperty("PERCENT-COMPLETE")),
    content(Fault::DUE_LOST, ContentChange::WithoutProperty("DUE")),
    content(Fault::COMPLETED_LOST, ContentChange::WithoutProperty("COMPLETED")),
    content(Fault::DTEND_LOST, ContentChange::WithoutProperty("DTEND")),
    content(Fault::DURATION_LOST, ContentChange::WithoutProperty("DURATION")),
    content(Fault::TRIGGER_LOST, ContentChange::WithoutProperty("TRIGGER")),
    content(Fault::ACTION_LOST, ContentChange::WithoutProperty("ACTION")),
    content(Fault::REQUEST_STATUS_LOST, ContentChange::WithoutProperty("REQUEST-STATUS")),
    content(Fault::COLOR_LOST, ContentChange::WithoutProperty("COLOR")),
    content(Fault::CONFERENCE_LOST, ContentChange::WithoutProperty("CONFERENCE")),
    content(Fault::IMAGE_LOST, ContentChange::WithoutProperty("IMAGE")),
    content(Fault::ACKNOWLEDGED_LOST, ContentChange::WithoutProperty("ACKNOWLEDGED")),
    content(Fault::PARAMETER_PARTSTAT_LOST, ContentChange::WithoutParameter("PARTSTAT")),
    content(Fault::PARAMETER_CN_LOST, ContentChange::WithoutParameter("CN")),
    content(Fault::PARAMETER_ROLE_LOST, ContentChange::WithoutParameter("ROLE")),
    content(Fault::PARAMETER_RSVP_LOST, ContentChange::WithoutParameter("RSVP")),
    content(Fault::PARAMETER_CUTYPE_LOST, ContentChange::WithoutParameter("CUTYPE")),
    content(Fault::PARAMETER_LANGUAGE_LOST, ContentChange::WithoutParameter("LANGUAGE")),
    content(Fault::PARAMETER_ALTREP_LOST, ContentChange::WithoutParameter("ALTREP")),
    content(Fault::PARAMETER_VALUE_LOST, ContentChange::WithoutParameter("VALUE")),
    content(Fault::PARAMETER_ENCODING_LOST, ContentChange::WithoutParameter("ENCODING")),
    content(Fault::PARAMETER_FMTTYPE_LOST, ContentChange::WithoutParameter("FMTTYPE")),
    content(Fault::PARAMETER_FILENAME_LOST, ContentChange::WithoutParameter("FILENAME")),
    content(Fault::PARAMETER_RELATED_LOST, ContentChange::WithoutParameter("RELATED")),
    content(Fault::PARAMETER_RANGE_LOST, ContentChange::WithoutParameter("RANGE")),
    content(Fault::PARAMETER_RELTYPE_LOST, ContentChange::WithoutParameter("RELTYPE")),
    content(Fault::PARAMETER_DELEGATED_TO_LOST, ContentChange::WithoutParameter("DELEGATED-TO")),
    content(Fault::PARAMETER_DELEGATED_FROM_LOST, ContentChange::WithoutParameter("DELEGATED-FROM")),
    content(Fault::PARAMETER_SENT_BY_LOST, ContentChange::WithoutParameter("SENT-BY")),
    content(Fault::PARAMETER_MEMBER_LOST, ContentChange::WithoutParameter("MEMBER")),
    content(Fault::PARAMETER_DIR_LOST, ContentChange::WithoutParameter("DIR")),
    content(Fault::PARAMETER_SCHEDULE_AGENT_LOST, ContentChange::WithoutParameter("SCHEDULE-AGENT")),
    content(Fault::TIME_ZONES_LOST, ContentChange::WithoutComponent("VTIMEZONE")),
    content(Fault::OVERRIDES_LOST, ContentChange::Text(|text| first_of(text, "VEVENT"))),
    content(Fault::ONE_ALARM_KEPT, ContentChange::Text(|text| first_of(text, "VALARM"))),
    content(
        Fault::TIMES_SHIFTED,
        ContentChange::Value("DTSTART", |value| {
            value
                .replace("T09", "T10")
                .replace("T10", "T11")
                .replace("T08", "T09")
                .replace("T14", "T15")
                .replace("T12", "T13")
        }),
    ),
    content(
        Fault::UTC_BECOMES_LOCAL,
        ContentChange::Lines(|line| {
            Some(if line.starts_with("DT") { line.trim_end_matches('Z').to_owned() } else { line.to_owned() })
        }),
    ),
    content(Fault::ESCAPES_LOST, ContentChange::Text(|text| text.replace("\\,", ",").replace("\\;", ";"))),
    content(Fault::ESCAPES_DOUBLED, ContentChange::Text(|text| text.replace('\\', "\\\\"))),
    content(Fault::LINE_BREAKS_LOST, ContentChange::Text(|text| text.replace("\\n", " ").replace("\\N", " "))),
    content(
        Fault::EMOJI_LOST,
        ContentChange::Text(|text| text.chars().filter(|letter| u32::from(*letter) < 0x10000).collect()),
    ),
    content(
        Fault::NON_ASCII_LOST,
        ContentChange::Text(|text| text.chars().map(|letter| if letter.is_ascii() { letter } else { '?' }).collect()),
    ),
    content(Fault::FOLDS_BROKEN, ContentChange::Text(|text| text.replace("\r\n ", "\r\n"))),
    content(Fault::LONG_TEXTS_CUT, ContentChange::Lines(|line| Some(line.chars().take(250).collect()))),
    content(Fault::CARET_ENCODING_LOST, ContentChange::Text(|text| text.replace('^', ""))),
    content(Fault::QUOTES_LOST, ContentChange::Text(|text| text.replace('"', ""))),
    content(Fault::UIDS_RENEWED, ContentChange::Value("UID", |uid| format!("new-{uid}"))),
    content(Fault::REPEATED_PROPERTIES_LOST, ContentChange::Text(without_repetitions)),
    content(
        Fault::ALL_DAY_ENDS_A_DAY_EARLY,
        ContentChange::Lines(|line| (!line.starts_with("DTEND;VALUE=DATE")).then(|| line.to_owned())),
    ),
    content(
        Fault::METHOD_LOST,
        ContentChange::Lines(|line| {
            let name = line.split([':', ';']).next().unwrap_or_default();
            (!matches!(name, "METHOD" | "CALSCALE" | "NAME" | "SOURCE" | "REFRESH-INTERVAL")).then(|| line.to_owned())
        }),
    ),
];

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(Fault::CRLF_BECOMES_LF, Answers::To("GET"), Change::Body(|body| body.replace("\r\n", "\n"))),
    answers(
        Fault::OBJECTS_BEGIN_WITH_BYTE_ORDER_MARK,
        Answers::To("GET"),
        Change::Body(|body| format!("\u{feff}{body}")),
    ),
];
