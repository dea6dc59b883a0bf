//! Content that is not stored as it was sent.

use crate::damage::content;
use crate::damage::content::{ContentChange, ContentDamage};
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
];
