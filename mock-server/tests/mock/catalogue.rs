//! The catalogue of faults, as data.

use std::collections::BTreeSet;

use davproof_mock::{Fault, Faults, Profile};
use rstest::rstest;

#[test]
fn ids_are_unique_and_lead_back() {
    let ids: BTreeSet<String> = Fault::all().map(Fault::id).collect();
    assert_eq!(ids.len(), Fault::all().count());
    for fault in Fault::all() {
        assert_eq!(fault.id().parse::<Fault>().unwrap(), fault);
    }
}

#[test]
fn every_fault_is_told_in_sentences() {
    for fault in Fault::all() {
        let id = fault.id();
        assert!(
            id.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'),
            "{id}"
        );
        for sentence in [fault.description(), fault.symptom()] {
            assert!(sentence.ends_with('.') && !sentence.starts_with(' '), "{id}: {sentence}");
        }
        assert!(!fault.origin().is_empty(), "{id}");
    }
}

#[rstest]
#[case::rfc(Profile::Rfc)]
#[case::sogo(Profile::Sogo58)]
#[case::sogod(Profile::Sogod58)]
fn a_profile_is_found_by_its_name(#[case] profile: Profile) {
    assert_eq!(profile.name().parse::<Profile>().unwrap(), profile);
}

#[test]
fn what_is_not_in_the_catalogue_is_named() {
    assert_eq!("no-such".parse::<Fault>().unwrap_err().to_string(), "there is no fault `no-such`");
    assert_eq!("no-such".parse::<Profile>().unwrap_err().to_string(), "there is no profile `no-such`");
    assert_eq!(Profile::Rfc.faults(), Faults::none());
}
