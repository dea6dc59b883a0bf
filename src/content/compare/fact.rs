use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::component::{Param, Property};
use crate::document::Kind;
use crate::value::{Meaning, ValueType, items, uri};

/// The pseudo-parameter that holds the vCard group; parameter names are in upper case and cannot meet it.
pub(crate) const GROUP: &str = "group";

/// One thing that a property says: its value, or one item of its list, with its parameters.
#[derive(Debug)]
pub(crate) struct Fact<'a> {
    /// In upper case.
    pub(crate) name: String,
    /// By name in upper case; what is part of the meaning (TZID, quoted-printable) is left out.
    pub(crate) params: BTreeMap<String, Vec<String>>,
    pub(crate) meaning: Meaning,
    pub(crate) value_type: ValueType,
    /// The value or item as written.
    pub(crate) raw: &'a str,
    pub(crate) kind: Kind,
}

impl<'a> Fact<'a> {
    /// What `property` says: one fact, or one for each item of a list.
    pub(crate) fn read(kind: Kind, property: &'a Property) -> Vec<Self> {
        let value_type = ValueType::of(kind, property);
        let facts = items(value_type, &property.value).into_iter().map(|raw| {
            let meaning = Meaning::read(kind, property, value_type, raw);
            Self {
                name: property.name.to_ascii_uppercase(),
                params: params(kind, property, &meaning),
                meaning,
                value_type,
                raw,
                kind,
            }
        });
        facts.collect()
    }

    /// Whether it is one item of a list, so that it may repeat and has no place of its own.
    pub(crate) fn is_item(&self) -> bool {
        self.value_type.is_list()
    }

    /// Whether the value is empty, or has only empty parts.
    pub(crate) fn is_empty(&self) -> bool {
        self.raw
            .chars()
            .all(|c| c == ';' || c == ',' || c.is_whitespace())
    }

    /// The value for a reader, with the zone that belongs to it.
    pub(crate) fn shown(&self) -> String {
        let start = if let Meaning::Period(start, _) = &self.meaning {
            start
        } else {
            &self.meaning
        };
        let zone = if let Meaning::Moment(moment) = start {
            moment.zone.as_deref()
        } else {
            None
        };
        zone.map_or_else(
            || self.raw.to_owned(),
            |zone| format!("{} ({zone})", self.raw),
        )
    }

    pub(crate) fn digest(&self) -> u64 {
        digest(&(&self.name, &self.params, &self.meaning))
    }

    /// Equal for values that a wrong escape, another case, cut-off separators or another form tell apart.
    pub(crate) fn likeness(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for character in self.raw.chars().filter(|c| c.is_alphanumeric()) {
            character.to_ascii_lowercase().hash(&mut hasher);
        }
        hasher.finish()
    }
}

pub(crate) fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn params(kind: Kind, property: &Property, meaning: &Meaning) -> BTreeMap<String, Vec<String>> {
    let mut params: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for param in &property.params {
        let (name, mut values) = param_meaning(kind, param);
        let told_by_meaning = match name.as_str() {
            "TZID" => matches!(meaning, Meaning::Moment(_) | Meaning::Period(..)),
            "ENCODING" => {
                let decoded = matches!(meaning, Meaning::Text(_) | Meaning::Structured(_));
                decoded && values == ["QUOTED-PRINTABLE"]
            }
            _ => false,
        };
        if !told_by_meaning || values.len() > 1 {
            params.entry(name).or_default().append(&mut values);
        }
    }
    for values in params.values_mut() {
        values.sort_unstable();
    }
    if let Some(group) = &property.group {
        params.insert(GROUP.to_owned(), vec![group.to_ascii_uppercase()]);
    }
    params
}

/// Name and values of a parameter in one form: enumerated values in upper case, `TYPE="a,b"` as two values, URIs by scheme.
fn param_meaning(kind: Kind, param: &Param) -> (String, Vec<String>) {
    let name = param.name.to_ascii_uppercase();
    if param.values.is_empty() && kind == Kind::Card {
        return bare_param(name);
    }
    let decoded = param.decoded().map(std::borrow::Cow::into_owned);
    let values = match name.as_str() {
        "TYPE" => decoded
            .flat_map(|value| {
                value
                    .split(',')
                    .map(str::to_ascii_uppercase)
                    .collect::<Vec<_>>()
            })
            .collect(),
        "ENCODING" => decoded.map(|value| encoding(&value)).collect(),
        "VALUE"
        | "CUTYPE"
        | "FBTYPE"
        | "PARTSTAT"
        | "RANGE"
        | "RELATED"
        | "RELTYPE"
        | "ROLE"
        | "RSVP"
        | "LANGUAGE"
        | "CHARSET"
        | "FMTTYPE"
        | "MEDIATYPE"
        | "SCHEDULE-AGENT"
        | "SCHEDULE-FORCE-SEND"
        | "FEATURE"
        | "DISPLAY"
        | "CALSCALE" => decoded.map(|value| value.to_ascii_uppercase()).collect(),
        "MEMBER" | "DELEGATED-TO" | "DELEGATED-FROM" | "SENT-BY" | "DIR" | "ALTREP" => {
            decoded.map(|value| uri(&value)).collect()
        }
        _ => decoded.collect(),
    };
    (name, values)
}

/// What a parameter without `=` says in vCard 2.1: a type, an encoding or a kind of value.
fn bare_param(name: String) -> (String, Vec<String>) {
    match name.as_str() {
        "BASE64" | "B" | "QUOTED-PRINTABLE" | "7BIT" | "8BIT" => {
            ("ENCODING".to_owned(), vec![encoding(&name)])
        }
        "INLINE" | "URL" | "CONTENT-ID" | "CID" => ("VALUE".to_owned(), vec![name]),
        _ => ("TYPE".to_owned(), vec![name]),
    }
}

/// `b` (RFC 2426) is BASE64 (vCard 2.1, RFC 5545).
fn encoding(value: &str) -> String {
    let upper = value.to_ascii_uppercase();
    if upper == "B" {
        "BASE64".to_owned()
    } else {
        upper
    }
}
