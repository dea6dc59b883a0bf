//! The catalogue, by the areas of the pack.

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
mod roundtrip_cards;
mod scheduling;
mod sharing;
mod sync;
mod wire;

use super::Fault;

/// The faults of every area, in the order of the areas.
pub(super) const ALL: &[&[Fault]] = &[
    discovery::FAULTS,
    paths::FAULTS,
    wire::FAULTS,
    auth::FAULTS,
    properties::FAULTS,
    collections::FAULTS,
    objects::FAULTS,
    conditional::FAULTS,
    preconditions::FAULTS,
    sync::FAULTS,
    ctag::FAULTS,
    query::FAULTS,
    multiget::FAULTS,
    duplicates::FAULTS,
    roundtrip::FAULTS,
    roundtrip_cards::FAULTS,
    permissions::FAULTS,
    privileges::FAULTS,
    sharing::FAULTS,
    scheduling::FAULTS,
    freebusy::FAULTS,
];
