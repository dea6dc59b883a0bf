//! Contacts that are not stored as they were sent.

use crate::damage::content;
use crate::damage::content::{ContentChange, ContentDamage};
use crate::fault::Fault;

pub(super) const CONTENT: &[ContentDamage] = &[
    content(Fault::PHOTO_LOST, ContentChange::WithoutProperty("PHOTO")),
    content(Fault::NOTE_LOST, ContentChange::WithoutProperty("NOTE")),
    content(Fault::BDAY_LOST, ContentChange::WithoutProperty("BDAY")),
    content(Fault::TEL_LOST, ContentChange::WithoutProperty("TEL")),
    content(Fault::EMAIL_LOST, ContentChange::WithoutProperty("EMAIL")),
    content(Fault::ADR_LOST, ContentChange::WithoutProperty("ADR")),
    content(Fault::ORG_LOST, ContentChange::WithoutProperty("ORG")),
    content(Fault::TITLE_LOST, ContentChange::WithoutProperty("TITLE")),
    content(Fault::ROLE_LOST, ContentChange::WithoutProperty("ROLE")),
    content(Fault::NICKNAME_LOST, ContentChange::WithoutProperty("NICKNAME")),
    content(Fault::IMPP_LOST, ContentChange::WithoutProperty("IMPP")),
    content(Fault::KEY_LOST, ContentChange::WithoutProperty("KEY")),
    content(Fault::ANNIVERSARY_LOST, ContentChange::WithoutProperty("ANNIVERSARY")),
    content(Fault::GENDER_LOST, ContentChange::WithoutProperty("GENDER")),
    content(Fault::LANG_LOST, ContentChange::WithoutProperty("LANG")),
    content(Fault::KIND_LOST, ContentChange::WithoutProperty("KIND")),
    content(Fault::MEMBER_LOST, ContentChange::WithoutProperty("MEMBER")),
    content(Fault::RELATED_LOST, ContentChange::WithoutProperty("RELATED")),
    content(Fault::LOGO_LOST, ContentChange::WithoutProperty("LOGO")),
    content(Fault::SOUND_LOST, ContentChange::WithoutProperty("SOUND")),
    content(Fault::TZ_LOST, ContentChange::WithoutProperty("TZ")),
    content(Fault::REV_LOST, ContentChange::WithoutProperty("REV")),
    content(Fault::N_LOST, ContentChange::WithoutProperty("N")),
    content(Fault::FN_LOST, ContentChange::WithoutProperty("FN")),
    content(Fault::SORT_STRING_LOST, ContentChange::WithoutProperty("SORT-STRING")),
    content(Fault::PARAMETER_TYPE_LOST, ContentChange::WithoutParameter("TYPE")),
    content(Fault::PARAMETER_PREF_LOST, ContentChange::WithoutParameter("PREF")),
    content(Fault::PARAMETER_MEDIATYPE_LOST, ContentChange::WithoutParameter("MEDIATYPE")),
    content(Fault::PARAMETER_LABEL_LOST, ContentChange::WithoutParameter("LABEL")),
    content(Fault::PARAMETER_SORT_AS_LOST, ContentChange::WithoutParameter("SORT-AS")),
    content(Fault::PARAMETER_PID_LOST, ContentChange::WithoutParameter("PID")),
    content(Fault::PARAMETER_CALSCALE_LOST, ContentChange::WithoutParameter("CALSCALE")),
    content(Fault::PARAMETER_CHARSET_LOST, ContentChange::WithoutParameter("CHARSET")),
    content(Fault::PARAMETER_X_SERVICE_TYPE_LOST, ContentChange::WithoutParameter("X-SERVICE-TYPE")),
    content(Fault::PARAMETER_ALTID_LOST, ContentChange::WithoutParameter("ALTID")),
    content(
        Fault::GROUPS_LOST,
        ContentChange::Lines(|line| {
            let head = line.split([':', ';']).next().unwrap_or_default();
            Some(head.split_once('.').map_or_else(|| line.to_owned(), |(group, _)| line[group.len() + 1..].to_owned()))
        }),
    ),
    content(Fault::VERSION_CHANGED, ContentChange::Text(|text| text.replace("VERSION:4.0", "VERSION:3.0"))),
    content(
        Fault::STRUCTURED_NAMES_CUT,
        ContentChange::Value("N", |value| value.split(';').take(2).collect::<Vec<_>>().join(";")),
    ),
    content(
        Fault::STRUCTURED_ADDRESSES_CUT,
        ContentChange::Value("ADR", |value| value.split(';').take(5).collect::<Vec<_>>().join(";")),
    ),
    content(
        Fault::DATES_WITHOUT_YEAR_LOST,
        ContentChange::Lines(|line| (!line.contains(":--")).then(|| line.to_owned())),
    ),
];
