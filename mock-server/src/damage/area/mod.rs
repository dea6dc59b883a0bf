//! The tables, by the areas of the catalogue.

mod auth;
mod collections;
mod conditional;
mod ctag;
mod discovery;
mod duplicates;
mod freebusy;
mod multiget;
mod objects;
mod paths;
mod permissions;
mod preconditions;
mod privileges;
mod properties;
mod query;
mod roundtrip;
mod scheduling;
mod sharing;
mod sync;
mod wire;

use super::AnswerDamage;
use super::content::ContentDamage;

/// Faults that damage answers.
pub(super) const ANSWERS: &[&[AnswerDamage]] = &[
    discovery::ANSWERS,
    paths::ANSWERS,
    wire::ANSWERS,
    auth::ANSWERS,
    properties::ANSWERS,
    collections::ANSWERS,
    objects::ANSWERS,
    conditional::ANSWERS,
    preconditions::ANSWERS,
    sync::ANSWERS,
    ctag::ANSWERS,
    query::ANSWERS,
    multiget::ANSWERS,
    duplicates::ANSWERS,
    permissions::ANSWERS,
    privileges::ANSWERS,
    sharing::ANSWERS,
    scheduling::ANSWERS,
    freebusy::ANSWERS,
];

/// Faults that damage what is stored.
pub(super) const CONTENT: &[&[ContentDamage]] = &[roundtrip::CONTENT];
