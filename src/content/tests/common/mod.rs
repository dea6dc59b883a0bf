//! Documents for property tests.
#![allow(dead_code, reason = "each test file uses its part")]

use davproof_content::{Component, Document, Param, Property, escape};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A property with a value that fits its name, and another value of another meaning.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) property: Property,
    pub(crate) other: String,
}

fn sample(name: &'static str, value: String, other: impl Into<String>, params: Vec<Param>) -> Sample {
    Sample { property: Property { params, ..Property::new(name, value) }, other: other.into() }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,30}", "[a-zäöüß😀\u{e9}\n,;:\\\\\"]{0,90}", Just("Réunion; semaine, 1\nligne 2".to_owned()),]
}

pub(crate) fn params() -> impl Strategy<Value = Vec<Param>> {
    let value = "[a-zA-Z0-9 .^'é;:,=-]{0,20}";
    let names = ["LANGUAGE", "X-P", "x-vendor-q", "ALTREP"];
    proptest::sample::subsequence(names.to_vec(), 0..=3).prop_flat_map(move |names| {
        let count = names.len();
        (Just(names), vec(vec(value, 1..3), count)).prop_map(|(names, values)| {
            let param = |(name, values): (&str, Vec<String>)| Param { name: name.to_owned(), values };
            names.into_iter().zip(values).map(param).collect()
        })
    })
}

fn date() -> impl Strategy<Value = String> {
    (2020..2035_u16, 1..13_u8, 1..29_u8, 0..24_u8).prop_map(|(y, m, d, h)| format!("{y}{m:02}{d:02}T{h:02}0000"))
}

/// Properties of calendar components, of every value type.
pub(crate) fn calendar_sample() -> impl Strategy<Value = Sample> {
    let text_names = select(vec!["SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "X-NOTE", "x-lower"]);
    let zone = Param { name: "TZID".to_owned(), values: vec!["Europe/Paris".to_owned()] };
    prop_oneof![
        4 => (text_names, text(), params()).prop_map(|(name, value, params)| {
            let other = escape(&format!("{value}Z"));
            sample(name, escape(&value), other, params)
        }),
        1 => date().prop_map(|value| sample("DTSTART", format!("{value}Z"), "20000101T000000Z", vec![])),
        1 => date().prop_map(move |value| sample("DTEND", value, "20000101T000000", vec![zone.clone()])),
        1 => vec(date(), 1..4).prop_map(|dates| sample("EXDATE", dates.join(","), "20000101T000000", vec![])),
        1 => vec("[a-z]{1,8}", 1..4).prop_map(|items| sample("CATEGORIES", items.join(","), "OTHER", vec![])),
        1 => (1..9_u8, 1..50_u8).prop_map(|(i, c)| {
            sample("RRULE", format!("FREQ=WEEKLY;INTERVAL={i};COUNT={c};BYDAY=MO,TU"), "FREQ=YEARLY", vec![])
        }),
        1 => (2..80_u8, 0..99_u8).prop_map(|(a, b)| sample("GEO", format!("{a}.{b};{b}.5"), "1.0;1.0", vec![])),
        1 => "[a-z/?&=;,]{0,20}".prop_map(|path| {
            sample("URL", format!("http://x.example/{path}"), "http://y.example/", vec![])
        }),
        1 => (1..10_u8).prop_map(|value| sample("PRIORITY", value.to_string(), "77", vec![])),
        1 => (1..90_u8).prop_map(|m| sample("DURATION", format!("PT{m}M"), "PT99H", vec![])),
        1 => "[a-z]{1,9}".prop_map(|name| {
            let partstat = Param { name: "PARTSTAT".to_owned(), values: vec!["ACCEPTED".to_owned()] };
            let cn = Param { name: "CN".to_owned(), values: vec![format!("Doe, {name}")] };
            sample("ATTENDEE", format!("mailto:{name}@example.org"), "mailto:other@example.net", vec![cn, partstat])
        }),
    ]
}

/// Properties of cards.
pub(crate) fn card_sample() -> impl Strategy<Value = Sample> {
    let types = select(vec![vec!["HOME"], vec!["work", "voice"], vec!["cell", "pref"]]);
    prop_oneof![
        2 => (select(vec!["NOTE", "TITLE", "X-FOO"]), text(), params()).prop_map(|(name, value, params)| {
            let other = escape(&format!("{value}Z"));
            sample(name, escape(&value), other, params)
        }),
        1 => ("[A-Za-z]{1,8}", "[a-z]{1,8}").prop_map(|(a, b)| sample("N", format!("{a};{b};;Dr.;"), "X;Y;;;", vec![])),
        1 => ("[+0-9]{3,9}", types).prop_map(|(number, types)| {
            let values = types.into_iter().map(str::to_owned).collect();
            sample("TEL", number, "0", vec![Param { name: "TYPE".to_owned(), values }])
        }),
        1 => "[A-Za-z0-9+/]{8}".prop_map(|data| {
            let encoding = Param { name: "ENCODING".to_owned(), values: vec!["b".to_owned()] };
            sample("PHOTO", data, "AAAAAAAA", vec![encoding])
        }),
        1 => (1900..2000_u16).prop_map(|year| sample("BDAY", format!("{year}-04-12"), "2001-01-01", vec![])),
    ]
}

fn properties(samples: Vec<Sample>) -> Vec<Property> {
    samples.into_iter().map(|sample| sample.property).collect()
}

fn component(name: &'static str) -> impl Strategy<Value = Component> {
    vec(calendar_sample(), 0..6)
        .prop_map(move |samples| Component { properties: properties(samples), ..Component::new(name) })
}

/// A calendar object with events, alarms and unknown components.
pub(crate) fn calendar() -> impl Strategy<Value = Document> {
    let event = (vec(calendar_sample(), 1..9), vec(component("VALARM"), 0..3));
    (vec(event, 1..4), vec(component("X-OTHER"), 0..2)).prop_map(|(events, others)| {
        let mut calendar = Component::new("VCALENDAR");
        calendar.properties = vec![Property::new("VERSION", "2.0"), Property::new("PRODID", "-//Test//X//EN")];
        for (index, (samples, alarms)) in events.into_iter().enumerate() {
            let mut event = Component { components: alarms, ..Component::new("VEVENT") };
            event.properties = properties(samples);
            event.properties.push(Property::new("UID", format!("uid-{index}")));
            calendar.components.push(event);
        }
        calendar.components.extend(others);
        Document { components: vec![calendar] }
    })
}

/// A card with groups.
pub(crate) fn card() -> impl Strategy<Value = Document> {
    vec((card_sample(), proptest::option::of("item[1-3]")), 1..12).prop_map(|samples| {
        let mut card = Component::new("VCARD");
        card.properties = vec![Property::new("VERSION", "3.0"), Property::new("FN", "Jane")];
        let grouped = samples.into_iter().map(|(sample, group)| Property { group, ..sample.property });
        card.properties.extend(grouped);
        Document { components: vec![card] }
    })
}

/// A document whose names and values follow no standard.
pub(crate) fn wild() -> impl Strategy<Value = Document> {
    let name = "[A-Za-z][A-Za-z0-9_-]{0,9}"
        .prop_filter("is structure", |name| !name.eq_ignore_ascii_case("BEGIN") && !name.eq_ignore_ascii_case("END"));
    let property = (proptest::option::of("[a-z0-9]{1,5}"), name, params(), "[^\n]{0,120}")
        .prop_map(|(group, name, params, value)| Property { group, params, ..Property::new(name, value) });
    let leaf = ("[A-Z-]{1,8}", vec(property, 0..6))
        .prop_map(|(name, properties)| Component { properties, ..Component::new(name) });
    let tree = leaf.prop_recursive(4, 20, 4, |inner| {
        ("[A-Z-]{1,8}", vec(inner, 0..4))
            .prop_map(|(name, components)| Component { components, ..Component::new(name) })
    });
    vec(tree, 1..3).prop_map(|components| Document { components })
}

/// Any of them.
pub(crate) fn document() -> impl Strategy<Value = Document> {
    prop_oneof![calendar(), card(), wild()]
}
