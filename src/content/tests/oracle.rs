//! An independent parser reads the same components, names, parameters and text values as this crate does.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use calcard::icalendar::{ICalendar, ICalendarValue, Uri};
use calcard::vcard::{VCard, VCardValue};
use calcard::{Entry, Parser};
use davproof_content::{
    Component, Document, Fold, Kind, Property, ValueType, split_list, split_structured,
};
use proptest::prelude::*;
use rstest::rstest;

/// What both must agree on of one content line; no values where the oracle has another type than text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    component: String,
    name: String,
    params: BTreeSet<String>,
    values: Option<Vec<String>>,
}

fn theirs(text: &str) -> Vec<Reading> {
    let mut parser = Parser::new(text);
    let mut readings = Vec::new();
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => readings.extend(of_calendar(&calendar)),
            Entry::VCard(card) => readings.extend(of_card(&card)),
            Entry::Eof => break,
            other => panic!("the oracle cannot read it: {other:?}"),
        }
    }
    readings.sort();
    readings
}

fn of_calendar(calendar: &ICalendar) -> Vec<Reading> {
    let lines = calendar.components.iter().flat_map(|component| {
        component.entries.iter().map(|entry| Reading {
            component: component.component_type.as_str().to_ascii_uppercase(),
            name: entry.name.as_str().to_ascii_uppercase(),
            params: entry
                .params
                .iter()
                .map(|param| param.name.as_str().to_ascii_uppercase())
                .collect(),
            values: entry.values.iter().map(calendar_text).collect(),
        })
    });
    lines.collect()
}

fn calendar_text(value: &ICalendarValue) -> Option<String> {
    match value {
        ICalendarValue::Text(text) | ICalendarValue::Uri(Uri::Location(text)) => Some(text.clone()),
        _ => None,
    }
}

fn of_card(card: &VCard) -> Vec<Reading> {
    let lines = card.entries.iter().map(|entry| Reading {
        component: "VCARD".to_owned(),
        name: match &entry.group {
            Some(group) => format!("{group}.{}", entry.name.as_str()).to_ascii_uppercase(),
            None => entry.name.as_str().to_ascii_uppercase(),
        },
        params: entry
            .params
            .iter()
            .map(|param| param.name.as_str().to_ascii_uppercase())
            .collect(),
        values: entry.values.iter().map(card_text).collect(),
    });
    lines.collect()
}

fn card_text(value: &VCardValue) -> Option<String> {
    match value {
        VCardValue::Text(text) => Some(text.clone()),
        VCardValue::Component(parts) => Some(parts.join(",")),
        _ => None,
    }
}

fn ours(document: &Document) -> Vec<Reading> {
    let mut readings = Vec::new();
    for component in &document.components {
        collect(document.kind(), component, &mut readings);
    }
    readings.sort();
    readings
}

fn collect(kind: Kind, component: &Component, readings: &mut Vec<Reading>) {
    readings.extend(component.properties.iter().map(|property| {
        Reading {
            component: component.name.to_ascii_uppercase(),
            name: match &property.group {
                Some(group) => format!("{group}.{}", property.name).to_ascii_uppercase(),
                None => property.name.to_ascii_uppercase(),
            },
            params: property
                .params
                .iter()
                .map(|param| param.name.to_ascii_uppercase())
                .collect(),
            values: Some(values(kind, property)),
        }
    }));
    for inner in &component.components {
        collect(kind, inner, readings);
    }
}

fn values(kind: Kind, property: &Property) -> Vec<String> {
    match ValueType::of(kind, property) {
        ValueType::TextList => split_list(&property.value),
        ValueType::Structured => split_structured(&property.value)
            .iter()
            .map(|part| part.join(","))
            .collect(),
        ValueType::Text => vec![property.text()],
        _ => vec![property.value.clone()],
    }
}

/// The lines on which the two do not agree, in words.
fn disagreements(text: &[u8]) -> Vec<String> {
    let document = Document::parse(text).unwrap();
    let ours = ours(&document);
    let theirs = theirs(std::str::from_utf8(text).unwrap());
    let names = |readings: &[Reading]| {
        let key = |reading: &Reading| {
            (
                reading.component.clone(),
                reading.name.clone(),
                reading.params.clone(),
            )
        };
        let mut keys: Vec<_> = readings.iter().map(key).collect();
        keys.sort();
        keys
    };
    let (our_names, their_names) = (names(&ours), names(&theirs));
    let mut found: Vec<String> = Vec::new();
    found.extend(
        our_names
            .iter()
            .filter(|name| !their_names.contains(name))
            .map(|name| format!("only ours: {name:?}")),
    );
    found.extend(
        their_names
            .iter()
            .filter(|name| !our_names.contains(name))
            .map(|name| format!("only theirs: {name:?}")),
    );
    let unmatched = theirs
        .iter()
        .filter(|reading| reading.values.is_some() && !ours.contains(reading));
    found.extend(unmatched.map(|reading| format!("value: {reading:?}")));
    found
}

#[rstest]
fn corpus_is_read_alike(
    #[files("../../scenarios/fixtures/**/*.ics")]
    #[files("../../scenarios/fixtures/**/*.vcf")]
    path: std::path::PathBuf,
) {
    let text = std::fs::read(Path::new(&path)).unwrap();
    assert_eq!(
        disagreements(&text),
        [""; 0],
        "{}",
        String::from_utf8_lossy(&text)
    );
}

proptest! {
    #[test]
    fn generated_objects_are_read_alike(document in prop_oneof![common::calendar(), common::card()]) {
        let text = document.to_bytes_with(Fold::Octets75);
        prop_assert_eq!(disagreements(&text), Vec::<String>::new());
    }
}
