//! The checks of one step, as they come about.

use davproof_reports::{Check, Outcome};

use crate::runner::Missing;

/// Collects the checks of one step. Their ids begin with the step's label.
#[derive(Debug)]
pub(crate) struct Report {
    label: String,
    source: String,
    exchange: Option<usize>,
    checks: Vec<Check>,
}

impl Report {
    /// A report on the step `label`, written at `source` (`file:line`), about the exchange of that index.
    pub(crate) fn new(label: &str, source: &str, exchange: Option<usize>) -> Report {
        Report { label: label.to_owned(), source: source.to_owned(), exchange, checks: Vec::new() }
    }

    /// A check that holds, or not.
    pub(crate) fn check(&mut self, id: &str, holds: bool, expected: impl Into<String>, actual: impl Into<String>) {
        let outcome = if holds { Outcome::Pass } else { Outcome::Fail };
        let actual = if holds { String::new() } else { shorten(&actual.into()) };
        self.push(id, outcome, shorten(&expected.into()), actual);
    }

    /// A check that could not be evaluated.
    pub(crate) fn not_evaluated(&mut self, id: &str, expected: impl Into<String>, why: impl Into<String>) {
        self.push(id, Outcome::NotEvaluated, shorten(&expected.into()), why.into());
    }

    /// The value that a check needs, or the check marked as not evaluated.
    pub(crate) fn need<T>(&mut self, id: &str, value: Result<T, Missing>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(missing) => {
                self.not_evaluated(id, "a value from an earlier step", missing.to_string());
                None
            }
        }
    }

    /// All checks.
    pub(crate) fn finish(self) -> Vec<Check> {
        self.checks
    }

    fn push(&mut self, id: &str, outcome: Outcome, expected: String, actual: String) {
        let id = format!("{}.{id}", self.label);
        let (source, exchange) = (self.source.clone(), self.exchange);
        self.checks.push(Check { id, outcome, expected, actual, source, exchange });
    }
}

/// Longest text of an expected or actual value in characters; the whole is in the exchange.
const LONGEST: usize = 2_000;

fn shorten(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}… ({} bytes in all)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}
