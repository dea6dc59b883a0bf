//! The tables, by the areas of the catalogue.

mod auth;
mod collections;
mod conditional;
mod ctag;
mod discovery;
mod freebusy;
mod multiget;
mod objects;
mod paths;
mod preconditions;
mod privileges;
mod properties;
mod query;
mod roundtrip;
mod roundtrip_cards;
mod scheduling;
mod sharing;
mod sync;
mod wire;

use super::AnswerDamage;
use super::content::ContentDamage;
use super::request::RequestDamage;

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
    privileges::ANSWERS,
    sharing::ANSWERS,
    scheduling::ANSWERS,
    freebusy::ANSWERS,
    roundtrip::ANSWERS,
];

/// Faults that damage requests.
pub(super) const REQUESTS: &[&[RequestDamage]] = &[
    paths::REQUESTS,
    wire::REQUESTS,
    auth::REQUESTS,
    collections::REQUESTS,
    objects::REQUESTS,
    conditional::REQUESTS,
    sync::REQUESTS,
    query::REQUESTS,
];

/// Faults that damage what is stored.
pub(super) const CONTENT: &[&[ContentDamage]] = &[roundtrip::CONTENT, roundtrip_cards::CONTENT];
