//! An independent parser reads the same components, names, parameters and text values as this crate does.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::BTreeSet;
use std::path::PathBuf;

use calcard::icalendar::{ICalendar, ICalendarValue, Uri};
use calcard::vcard::{VCard, VCardValue};
use calcard::{Entry, Parser};
use davproof_content::{Component, Document, Fold, Kind, Property, ValueType, split_list, split_structured};
use proptest::prelude::*;
use rstest::rstest;

// Where the two differ, and who is right. `explained` takes these out, nothing else:
//
// | text | the oracle | this crate |
// |---|---|---|
// | `ENCODING=b`, `QUOTED-PRINTABLE` | decodes the value and drops ENCODING and CHARSET | keeps what is written; the comparison decodes |
// | `LOCATION:` | no value | one empty value, which can be lost |
// | `X-ABUID:a\:b` | drops a backslash that is no escape | keeps it (RFC 6350 §3.4) |
// | a fold inside a character | reads only UTF-8 lines, so it is shown the text refolded | reads it (RFC 5545 §3.1) |

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
            params: entry.params.iter().map(|param| param.name.as_str().to_ascii_uppercase()).collect(),
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
        params: entry.params.iter().map(|param| param.name.as_str().to_ascii_uppercase()).collect(),
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
    readings.extend(component.properties.iter().map(|property| Reading {
        component: component.name.to_ascii_uppercase(),
        name: match &property.group {
            Some(group) => format!("{group}.{}", property.name).to_ascii_uppercase(),
            None => property.name.to_ascii_uppercase(),
        },
        params: property.params.iter().map(|param| param.name.to_ascii_uppercase()).collect(),
        values: Some(values(kind, property)),
    }));
    for inner in &component.components {
        collect(kind, inner, readings);
    }
}

/// Takes the differences of the table above out of our reading.
fn explained(mut reading: Reading) -> Reading {
    let encoded = reading.params.remove("ENCODING");
    reading.params.remove("CHARSET");
    if encoded {
        reading.values = None;
    }
    if reading.name == "X-ABUID" {
        reading.values = reading.values.map(|values| values.iter().map(|value| value.replace("\\:", ":")).collect());
    }
    without_empty(reading)
}

/// No value and one empty value are not told apart.
fn without_empty(mut reading: Reading) -> Reading {
    if reading.values.as_ref().is_some_and(|values| *values == [""]) {
        reading.values = Some(Vec::new());
    }
    reading
}

fn values(kind: Kind, property: &Property) -> Vec<String> {
    match ValueType::of(kind, property) {
        ValueType::TextList => split_list(&property.value),
        ValueType::Structured => split_structured(&property.value).iter().map(|part| part.join(",")).collect(),
        ValueType::Text => vec![property.text()],
        _ => vec![property.value.clone()],
    }
}

/// The lines on which the two do not agree, in words.
fn disagreements(text: &[u8], shown_to_the_oracle: &str) -> Vec<String> {
    let ours: Vec<_> = ours(&Document::parse(text).unwrap()).into_iter().map(explained).collect();
    let mut theirs: Vec<_> = theirs(shown_to_the_oracle).into_iter().map(without_empty).collect();
    for reading in &mut theirs {
        reading.params.remove("CHARSET");
    }
    let (our_names, their_names) = (names(&ours), names(&theirs));
    let mut found = Vec::new();
    if our_names != their_names {
        found.extend(our_names.iter().filter(|name| !their_names.contains(name)).map(|name| format!("ours: {name:?}")));
        found.extend(
            their_names.iter().filter(|name| !our_names.contains(name)).map(|name| format!("theirs: {name:?}")),
        );
        found.push(format!("{} lines against {}", our_names.len(), their_names.len()));
    }
    let decoded: Vec<_> = ours.iter().filter(|reading| reading.values.is_none()).map(|reading| &reading.name).collect();
    let textual = theirs.iter().filter(|reading| reading.values.is_some() && !decoded.contains(&&reading.name));
    found.extend(textual.filter(|reading| !ours.contains(reading)).map(|reading| format!("value: {reading:?}")));
    found
}

fn names(readings: &[Reading]) -> Vec<(&String, &String, &BTreeSet<String>)> {
    let mut names: Vec<_> =
        readings.iter().map(|reading| (&reading.component, &reading.name, &reading.params)).collect();
    names.sort();
    names
}

#[rstest]
fn corpus_is_read_alike(
    #[files("../../scenarios/fixtures/**/*.ics")]
    #[files("../../scenarios/fixtures/**/*.vcf")]
    path: PathBuf,
) {
    let text = std::fs::read(path).unwrap();
    let refolded = Document::parse(&text).unwrap().to_bytes();
    let shown = std::str::from_utf8(&text).or_else(|_| std::str::from_utf8(&refolded)).unwrap();
    assert_eq!(disagreements(&text, shown), [""; 0]);
}

proptest! {
    #[test]
    fn generated_objects_are_read_alike(document in prop_oneof![common::calendar(), common::card()]) {
        let text = document.to_bytes_with(Fold::Octets75);
        prop_assert_eq!(disagreements(&text, std::str::from_utf8(&text).unwrap()), Vec::<String>::new());
    }
}

#[rstest]
#[case::value("a\\, b", "other", 1)]
#[case::name("SUMMARY", "LOCATION", 4)]
#[case::line("SUMMARY:a\\, b\r\n", "", 2)]
fn the_oracle_is_really_asked(#[case] what: &str, #[case] other: &str, #[case] disagreeing: usize) {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:a\\, b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(disagreements(text.as_bytes(), &text.replace(what, other)).len(), disagreeing);
}
