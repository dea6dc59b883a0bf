use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use super::fact::digest;
use crate::component::{Param, Property};
use crate::document::Kind;
use crate::value::{ValueType, is_quoted_printable, uri};

/// The pseudo-parameter that holds the vCard group; parameter names are in upper case and cannot meet it.
pub(crate) const GROUP: &str = "group";

/// The parameters of a property in a form that order and writing do not change.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Params {
    /// Computed once, because all items of a list share the parameters.
    digest: u64,
    /// By name in upper case; what is part of the value's meaning (TZID, quoted-printable) is left out.
    pub(crate) by_name: BTreeMap<String, Vec<String>>,
}

impl Params {
    pub(crate) fn read(kind: Kind, property: &Property, value_type: ValueType) -> Self {
        let told_by_meaning = |name: &str| match name {
            "TZID" => matches!(value_type, ValueType::Time | ValueType::TimeList),
            "ENCODING" => is_quoted_printable(property),
            _ => false,
        };
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for param in &property.params {
            let (name, mut values) = param_meaning(kind, param);
            if values.len() != 1 || !told_by_meaning(&name) {
                by_name.entry(name).or_default().append(&mut values);
            }
        }
        for values in by_name.values_mut() {
            values.sort_unstable();
        }
        if let Some(group) = &property.group {
            by_name.insert(GROUP.to_owned(), vec![group.to_ascii_uppercase()]);
        }
        Self { digest: digest(&by_name), by_name }
    }
}

impl Hash for Params {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

/// Name and values of a parameter in one form: enumerated values in upper case, `TYPE="a,b"` as two values, URIs by scheme.
fn param_meaning(kind: Kind, param: &Param) -> (String, Vec<String>) {
    let name = param.name.to_ascii_uppercase();
    if param.values.is_empty() && kind == Kind::Card {
        return bare_param(name);
    }
    let decoded = param.decoded().map(std::borrow::Cow::into_owned);
    let values = match name.as_str() {
        "TYPE" => decoded.flat_map(|value| value.split(',').map(str::to_ascii_uppercase).collect::<Vec<_>>()).collect(),
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
        "BASE64" | "B" | "QUOTED-PRINTABLE" | "7BIT" | "8BIT" => ("ENCODING".to_owned(), vec![encoding(&name)]),
        "INLINE" | "URL" | "CONTENT-ID" | "CID" => ("VALUE".to_owned(), vec![name]),
        _ => ("TYPE".to_owned(), vec![name]),
    }
}

/// `b` (RFC 2426) is BASE64 (vCard 2.1, RFC 5545).
fn encoding(value: &str) -> String {
    let upper = value.to_ascii_uppercase();
    if upper == "B" { "BASE64".to_owned() } else { upper }
}
