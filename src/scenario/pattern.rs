//! Regular expressions in expectations.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use regex::Regex;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;

/// A regular expression, compiled when it is first needed: an answer may have thousands of values to match.
#[derive(Clone, Default, Deserialize)]
#[serde(from = "String")]
pub struct Pattern {
    raw: String,
    regex: OnceLock<Result<Regex, regex::Error>>,
}

impl Pattern {
    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.raw
    }

    /// What is wrong with it; checking a file reports it before anything is sent.
    ///
    /// # Errors
    /// The mistake in the expression.
    pub fn check(&self) -> Result<(), &regex::Error> {
        self.regex().map(|_| ())
    }

    /// Whether it matches somewhere in a text. One that does not parse matches nothing.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.regex().is_ok_and(|regex| regex.is_match(text))
    }

    fn regex(&self) -> Result<&Regex, &regex::Error> {
        self.regex.get_or_init(|| Regex::new(&self.raw)).as_ref()
    }
}

impl From<String> for Pattern {
    fn from(raw: String) -> Self {
        Self { raw, regex: OnceLock::new() }
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raw.fmt(f)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.raw)
    }
}

impl JsonSchema for Pattern {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}
