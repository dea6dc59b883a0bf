//! Text with `{variables}`, as it stands in scenario files.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer};
use serde_saphyr::Spanned;
use thiserror::Error;

use super::value::Scalar;

/// A place in a scenario file: line and column count from 1; 0 means that it is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Characters that the value spans on its line.
    pub length: u32,
}

impl At {
    /// The place of a value that the YAML reader located.
    #[must_use]
    pub fn of<T>(spanned: &Spanned<T>) -> At {
        let location = spanned.referenced;
        let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        At { line: number(location.line()), column: number(location.column()), length: number(location.span().len()) }
    }
}

/// Text in which `{name}` stands for a value and `{{`, `}}` for braces.
#[derive(Clone, Debug)]
pub struct Template {
    /// The text as written.
    pub raw: String,
    /// The text in pieces.
    pub parts: Vec<Part>,
    /// Where it is written.
    pub at: At,
}

/// A piece of a [`Template`].
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Literal text.
    Text(String),
    /// A value to be filled in.
    Variable(Variable),
}

/// `{name}` or `{name|filter}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Name with its arguments, for example `a.href` or `utc:+7d@10:00`.
    pub name: String,
    /// What is done to the value, in order.
    pub filters: Vec<FilterName>,
}

/// What can be done to a value: `{name|percent}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterName {
    /// Percent-encodes everything but unreserved characters and `/`.
    Percent,
    /// Percent-encodes every letter and digit too, but not `/`.
    PercentAll,
    /// Turns percent-encoding into the characters that it stands for.
    Decoded,
    /// Upper case.
    Upper,
    /// Lower case.
    Lower,
    /// Without a slash at the end.
    NoSlash,
    /// Escaped for XML text.
    Xml,
    /// Base64.
    Base64,
}

impl FilterName {
    /// All filters with the names that files use.
    pub const ALL: [(&'static str, FilterName); 8] = [
        ("percent", FilterName::Percent),
        ("percent-all", FilterName::PercentAll),
        ("decoded", FilterName::Decoded),
        ("upper", FilterName::Upper),
        ("lower", FilterName::Lower),
        ("no-slash", FilterName::NoSlash),
        ("xml", FilterName::Xml),
        ("base64", FilterName::Base64),
    ];
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// An opening brace without its partner.
    #[error("`{{` without a closing `}}`; write `{{{{` for a brace")]
    Unclosed,
    /// A closing brace without its partner.
    #[error("`}}` without an opening `{{`; write `}}}}` for a brace")]
    Unopened,
    /// What stands in braces is no variable name.
    #[error("`{{{0}}}` is no variable; write `{{{{` and `}}}}` for braces")]
    BadName(String),
    /// An unknown filter.
    #[error("unknown filter `{0}`; there are percent, percent-all, decoded, upper, lower, no-slash, xml, base64")]
    BadFilter(String),
}

impl Template {
    /// Parses a text.
    ///
    /// # Errors
    /// Braces that do not pair up, and names that no variable or filter can have.
    pub fn parse(raw: &str, at: At) -> Result<Template, TemplateError> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut rest = raw;
        while let Some(index) = rest.find(['{', '}']) {
            text.push_str(&rest[..index]);
            let tail = &rest[index..];
            if let Some(after) = tail.strip_prefix("{{").or_else(|| tail.strip_prefix("}}")) {
                text.push_str(&tail[..1]);
                rest = after;
                continue;
            }
            let Some(inner) = tail.strip_prefix('{') else { return Err(TemplateError::Unopened) };
            let Some(end) = inner.find('}') else { return Err(TemplateError::Unclosed) };
            if !text.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut text)));
            }
            parts.push(Part::Variable(Variable::parse(&inner[..end])?));
            rest = &inner[end + 1..];
        }
        text.push_str(rest);
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        Ok(Template { raw: raw.to_owned(), parts, at })
    }

    /// A template without variables.
    #[must_use]
    pub fn literal(text: &str) -> Template {
        Template { raw: text.to_owned(), parts: vec![Part::Text(text.to_owned())], at: At::default() }
    }

    /// The template that is just `{name}`.
    #[must_use]
    pub(crate) fn variable(name: &str) -> Template {
        let variable = Variable { name: name.to_owned(), filters: Vec::new() };
        Template { raw: format!("{{{name}}}"), parts: vec![Part::Variable(variable)], at: At::default() }
    }

    /// The variables in it.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.parts.iter().filter_map(|part| match part {
            Part::Variable(variable) => Some(variable),
            Part::Text(_) => None,
        })
    }

    /// The template with each variable that `value` knows replaced by its value; others stay.
    #[must_use]
    pub fn bind(&self, value: &dyn Fn(&str) -> Option<String>) -> Template {
        let mut parts: Vec<Part> = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let bound = match part {
                Part::Variable(variable) => match value(&variable.name) {
                    Some(value) => Part::Text(variable.filtered(value)),
                    None => part.clone(),
                },
                Part::Text(_) => part.clone(),
            };
            match (parts.last_mut(), bound) {
                (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
                (_, bound) => parts.push(bound),
            }
        }
        Template { raw: self.raw.clone(), parts, at: self.at }
    }

    /// The text, if no variable is left in it.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            [Part::Variable(_), ..] | [_, _, ..] => None,
        }
    }
}

/// Templates are the same if their texts are, wherever they stand.
impl PartialEq for Template {
    fn eq(&self, other: &Template) -> bool {
        self.raw == other.raw
    }
}

impl Eq for Template {}

impl PartialOrd for Template {
    fn partial_cmp(&self, other: &Template) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Template {
    fn cmp(&self, other: &Template) -> std::cmp::Ordering {
        self.raw.cmp(&other.raw)
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.raw)
    }
}

impl Variable {
    fn parse(inner: &str) -> Result<Variable, TemplateError> {
        let mut pieces = inner.split('|');
        let name = pieces.next().unwrap_or_default();
        let legal = |c: char| c.is_ascii_alphanumeric() || "._:+@-".contains(c);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(legal) {
            return Err(TemplateError::BadName(inner.to_owned()));
        }
        let filters = pieces
            .map(|piece| {
                FilterName::ALL
                    .iter()
                    .find(|(name, _)| *name == piece)
                    .map(|(_, filter)| *filter)
                    .ok_or_else(|| TemplateError::BadFilter(piece.to_owned()))
            })
            .collect::<Result<_, _>>()?;
        Ok(Variable { name: name.to_owned(), filters })
    }

    /// A value after all filters.
    #[must_use]
    pub fn filtered(&self, value: String) -> String {
        self.filters.iter().fold(value, |value, filter| filter.apply(&value))
    }
}

impl FilterName {
    fn apply(self, value: &str) -> String {
        use base64::Engine;
        let percent = |keep: fn(u8) -> bool| -> String {
            value.bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
        };
        match self {
            FilterName::Percent => percent(|b| b.is_ascii_alphanumeric() || b"-._~/".contains(&b)),
            FilterName::PercentAll => percent(|b| b == b'/'),
            FilterName::Decoded => percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned(),
            FilterName::Upper => value.to_uppercase(),
            FilterName::Lower => value.to_lowercase(),
            FilterName::NoSlash => value.trim_end_matches('/').to_owned(),
            FilterName::Xml => value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
            FilterName::Base64 => base64::engine::general_purpose::STANDARD.encode(value),
        }
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Scalar>::deserialize(deserializer)?;
        Template::parse(&spanned.value.0, At::of(&spanned)).map_err(de::Error::custom)
    }
}

impl JsonSchema for Template {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Text in which {name} stands for a value; {{ and }} are braces.",
            "type": ["string", "number", "boolean"],
        })
    }
}
