//! Laws of the comparison.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::time::{Duration, Instant};

use davproof_content::{Component, Document, Fold, Property, Tolerances, compare};
use proptest::prelude::*;
use proptest::sample::Index;

fn component_at<'a>(component: &'a mut Component, picks: &mut impl Iterator<Item = Index>) -> &'a mut Component {
    let inside = component.components.len();
    match picks.next().map(|pick| pick.index(inside + 1)) {
        Some(chosen) if chosen < inside => component_at(&mut component.components[chosen], picks),
        Some(_) | None => component,
    }
}

/// Some component of the document.
fn any_component<'a>(document: &'a mut Document, picks: &[Index]) -> &'a mut Component {
    let mut picks = picks.iter().copied();
    let top = picks.next().unwrap().index(document.components.len());
    component_at(&mut document.components[top], &mut picks)
}

/// Order, case and folds changed in a way that no reader may notice.
fn rewritten(component: &Component, seed: u64) -> Component {
    let mut random = seed;
    let mut next = move || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        random >> 33
    };
    let mut copy = component.clone();
    copy.properties.sort_by_cached_key(|_| next());
    for property in &mut copy.properties {
        property.params.sort_by_cached_key(|_| next());
        property.name =
            if next() % 2 == 0 { property.name.to_ascii_uppercase() } else { property.name.to_ascii_lowercase() };
        for param in &mut property.params {
            param.name = param.name.to_ascii_uppercase();
        }
    }
    copy.components = copy.components.iter().map(|inner| rewritten(inner, next())).collect();
    // Alarms and components without UID have only their order, so that is kept for those of one content class.
    copy.components.sort_by_cached_key(|_| next());
    copy
}

fn is_same(one: &Document, other: &Document) -> bool {
    compare(one, other, &Tolerances::none()).is_same()
}

proptest! {
    #[test]
    fn nothing_differs_from_itself(document in common::document()) {
        prop_assert!(is_same(&document, &document));
    }

    #[test]
    fn writing_otherwise_is_no_difference(document in common::document(), seed: u64, fold in 0..3_usize) {
        let top: Vec<_> = document.components.iter().map(|component| rewritten(component, seed)).collect();
        let written = Document { components: top }.to_bytes_with([Fold::Octets75, Fold::Characters75, Fold::None][fold]);
        let line_feeds: Vec<u8> = written.into_iter().filter(|byte| *byte != b'\r').collect();
        let plain = document.to_bytes().iter().filter(|byte| **byte != b'\r').copied().collect::<Vec<u8>>();
        let (plain, other) = (Document::parse(&plain).unwrap(), Document::parse(&line_feeds).unwrap());
        let comparison = compare(&plain, &other, &Tolerances::none());
        prop_assert_eq!(comparison.differences, vec![]);
    }

    #[test]
    fn a_removed_property_is_never_missed(document in common::document(), picks: [Index; 5], which: Index) {
        let mut other = document.clone();
        let component = any_component(&mut other, &picks);
        prop_assume!(!component.properties.is_empty());
        component.properties.remove(which.index(component.properties.len()));
        prop_assert!(!is_same(&document, &other));
        prop_assert!(!is_same(&other, &document));
    }

    #[test]
    fn a_removed_parameter_is_never_missed(document in common::document(), picks: [Index; 5], which: Index, param: Index) {
        let mut other = document.clone();
        let component = any_component(&mut other, &picks);
        prop_assume!(!component.properties.is_empty());
        let property = which.index(component.properties.len());
        let property = &mut component.properties[property];
        prop_assume!(!property.params.is_empty());
        property.params.remove(param.index(property.params.len()));
        prop_assert!(!is_same(&document, &other));
    }

    #[test]
    fn a_removed_component_is_never_missed(document in common::calendar(), which: Index) {
        let mut other = document.clone();
        let inner = &mut other.components[0].components;
        inner.remove(which.index(inner.len()));
        prop_assert!(!is_same(&document, &other));
        prop_assert!(!is_same(&other, &document));
    }

    #[test]
    fn a_changed_value_is_never_missed(
        document in common::calendar(),
        sample in common::calendar_sample(),
        which: Index,
    ) {
        let with = |property: Property| {
            let mut document = document.clone();
            let inner = &mut document.components[0].components;
            let at = which.index(inner.len());
            inner[at].properties.push(property);
            document
        };
        let changed = Property { value: sample.other.clone(), ..sample.property.clone() };
        let comparison = compare(&with(sample.property), &with(changed), &Tolerances::standard());
        prop_assert!(!comparison.is_same());
    }

    #[test]
    fn a_changed_value_of_a_card_is_never_missed(document in common::card(), sample in common::card_sample()) {
        let with = |property: Property| {
            let mut document = document.clone();
            document.components[0].properties.push(property);
            document
        };
        let changed = Property { value: sample.other.clone(), ..sample.property.clone() };
        prop_assert!(!compare(&with(sample.property), &with(changed), &Tolerances::standard()).is_same());
    }
}

/// 20,000 properties of one name, all changed, take far less than a quadratic comparison would.
#[test]
fn ten_thousand_changed_properties_are_not_quadratic() {
    let document = |value: &str| {
        let properties = (0..20_000).map(|index| Property::new("X-MANY", format!("{value}{index}"))).collect();
        Document { components: vec![Component { properties, ..Component::new("VCARD") }] }
    };
    let (sent, got) = (document("a"), document("b"));
    let start = Instant::now();
    let comparison = compare(&sent, &got, &Tolerances::standard());
    assert_eq!((comparison.differences.len(), comparison.omitted), (10_000, 10_000));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}
