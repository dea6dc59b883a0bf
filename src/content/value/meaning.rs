use std::collections::BTreeMap;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::moment::{Duration, Moment, utc_offset};
use super::text::{split_raw, split_structured, unescape};
use super::{ValueType, quoted_printable};
use crate::component::Property;
use crate::document::Kind;

/// What a value says, however it is written. Two values of equal meaning are the same to every correct reader.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Meaning {
    Text(String),
    /// In upper case.
    Enumeration(String),
    /// Parts by `;`, each a list by `,`.
    Structured(Vec<Vec<String>>),
    /// With its scheme in lower case.
    Uri(String),
    Moment(Moment),
    /// Start, and end or duration.
    Period(Box<Meaning>, Box<Meaning>),
    Duration(Duration),
    /// Rule parts in any order; numbers and lists in one form; defaults left out.
    Recur(BTreeMap<String, Vec<String>>),
    /// In its shortest form.
    Number(String),
    /// Seconds east of UTC.
    UtcOffset(i32),
    Boolean(bool),
    Binary(Vec<u8>),
    /// Quoted-printable that is broken or not UTF-8: counts as it is written.
    Undecoded(String),
    /// No value of its type: counts as it is written.
    Malformed(String),
}

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

impl Meaning {
    /// The meaning of `raw`, which is the value of `property` or one item of its list.
    pub(crate) fn read(kind: Kind, property: &Property, value_type: ValueType, raw: &str) -> Self {
        if quoted_printable::is_quoted_printable(property) {
            let Some(text) = quoted_printable::decode(property) else {
                return Self::Undecoded(raw.to_owned());
            };
            let text = text.replace("\r\n", "\n");
            if value_type == ValueType::Structured {
                return Self::Structured(structured(property, &text));
            }
            return Self::Text(unescape(&text));
        }
        let zone = property.param_value("TZID");
        let read = match value_type {
            ValueType::Text | ValueType::TextList => Some(Self::Text(unescape(raw))),
            ValueType::Structured => Some(Self::Structured(structured(property, raw))),
            ValueType::Geo => geo(raw),
            ValueType::Uri => Some(Self::Uri(uri(raw))),
            ValueType::Enumeration => Some(Self::Enumeration(raw.trim().to_ascii_uppercase())),
            ValueType::Time | ValueType::TimeList => Some(time(kind, raw, zone.as_deref())),
            ValueType::Duration => Duration::read(raw).map(Self::Duration),
            ValueType::Recur => recur(raw),
            ValueType::UtcOffset => utc_offset(raw).map(Self::UtcOffset),
            ValueType::Integer => number(raw).map(Self::Number),
            ValueType::Boolean => boolean(raw),
            ValueType::Binary => binary(raw),
        };
        read.unwrap_or_else(|| Self::Malformed(raw.to_owned()))
    }

    /// A structured value without its empty parts at the end; anything else as it is.
    pub(crate) fn without_empty_tail(&self) -> Self {
        let Self::Structured(parts) = self else {
            return self.clone();
        };
        let filled = parts.iter().rposition(|part| part.iter().any(|text| !text.is_empty()));
        Self::Structured(parts[..filled.map_or(0, |last| last + 1)].to_vec())
    }
}

/// A longer list is compared as one text: more items are no user's data, and would cost memory.
const MOST_ITEMS: usize = 10_000;

/// The items of a value: of a list type each one, else the whole.
pub(crate) fn items(value_type: ValueType, property: &Property) -> Vec<&str> {
    let whole = property.value.as_str();
    if !value_type.is_list() || quoted_printable::is_quoted_printable(property) {
        return vec![whole];
    }
    let items: Vec<_> = split_raw(whole, b',').take(MOST_ITEMS + 1).collect();
    if items.len() > MOST_ITEMS { vec![whole] } else { items }
}

/// Only in N and ADR does a comma separate; in ORG and the others it is text.
fn structured(property: &Property, raw: &str) -> Vec<Vec<String>> {
    if property.is("N") || property.is("ADR") {
        return split_structured(raw);
    }
    split_raw(raw, b';').map(|part| vec![unescape(part)]).collect()
}

fn geo(raw: &str) -> Option<Meaning> {
    let (latitude, longitude) = raw.split_once(';')?;
    Some(Meaning::Structured(vec![vec![number(latitude)?], vec![number(longitude)?]]))
}

/// Scheme names are case-insensitive (RFC 3986 §3.1); the rest is not ours to judge.
pub(crate) fn uri(raw: &str) -> String {
    match raw.split_once(':') {
        Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) => {
            format!("{}:{rest}", scheme.to_ascii_lowercase())
        }
        Some(_) | None => raw.to_owned(),
    }
}

fn time(kind: Kind, raw: &str, zone: Option<&str>) -> Meaning {
    let moment = |text: &str| match kind {
        Kind::Card => Moment::read_card(text, zone),
        Kind::Calendar | Kind::Other => Moment::read(text, zone),
    };
    let Some((start, end)) = raw.split_once('/') else {
        return Meaning::Moment(moment(raw));
    };
    let end = Duration::read(end).map_or_else(|| Meaning::Moment(moment(end)), Meaning::Duration);
    Meaning::Period(Box::new(Meaning::Moment(moment(start))), Box::new(end))
}

fn recur(raw: &str) -> Option<Meaning> {
    let mut parts = BTreeMap::new();
    for part in raw.split(';').filter(|part| !part.is_empty()) {
        let (name, values) = part.split_once('=')?;
        let name = name.to_ascii_uppercase();
        let mut values: Vec<String> = values.split(',').map(rule_value).collect();
        values.sort_unstable();
        if parts.insert(name, values).is_some() {
            return None;
        }
    }
    // The defaults of RFC 5545 §3.3.10: naming them says nothing.
    for (name, default) in [("INTERVAL", "1"), ("WKST", "MO")] {
        if parts.get(name).is_some_and(|values| *values == [default]) {
            parts.remove(name);
        }
    }
    Some(Meaning::Recur(parts))
}

/// `+2TU` is `2TU`, `05` is `5`. An UNTIL has a `T` or eight digits and stays.
fn rule_value(raw: &str) -> String {
    let upper = raw.to_ascii_uppercase();
    let unsigned = upper.strip_prefix('+').unwrap_or(&upper);
    let digits = unsigned.trim_start_matches('-').bytes().take_while(u8::is_ascii_digit).count();
    let split = unsigned.len() - unsigned.trim_start_matches('-').len() + digits;
    match unsigned[..split].parse::<i32>() {
        Ok(count) if digits < 8 => format!("{count}{}", &unsigned[split..]),
        Ok(_) | Err(_) => unsigned.to_owned(),
    }
}

fn number(raw: &str) -> Option<String> {
    let text = raw.trim();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains('.') {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let sign = if text.starts_with('-') && !(whole.is_empty() && fraction.is_empty()) { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

fn boolean(raw: &str) -> Option<Meaning> {
    match raw.to_ascii_uppercase().as_str() {
        "TRUE" => Some(Meaning::Boolean(true)),
        "FALSE" => Some(Meaning::Boolean(false)),
        _ => None,
    }
}

fn binary(raw: &str) -> Option<Meaning> {
    let compact: Vec<u8> = raw.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    BASE64.decode(compact).ok().map(Meaning::Binary)
}
