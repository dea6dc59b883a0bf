//! The checks of one step, as they come about.

use std::fmt::{self, Display};

use davproof_reports::{Check, Outcome};

use crate::runner::Missing;

/// Collects the checks of one step. Their ids begin with the step's label.
#[derive(Debug)]
pub(crate) struct Report {
    keeps: Keeps,
    label: String,
    source: String,
    exchange: Option<usize>,
    checks: Vec<Check>,
}

/// Which checks a report keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeps {
    All,
    /// Nothing is put in words for a check that holds: there may be one for each of thousands of members.
    Failures,
}

impl Report {
    /// A report that is to find out whether anything fails.
    pub(crate) fn of_failures() -> Report {
        Report { keeps: Keeps::Failures, ..Report::new("", "", None) }
    }

    /// A report on the step `label`, written at `source` (`file:line`), about the exchange of that index.
    pub(crate) fn new(label: &str, source: &str, exchange: Option<usize>) -> Report {
        Report { keeps: Keeps::All, label: label.to_owned(), source: source.to_owned(), exchange, checks: Vec::new() }
    }

    /// A check that holds, or not.
    pub(crate) fn check(&mut self, id: impl Display, holds: bool, expected: impl Display, actual: impl Display) {
        let (outcome, actual) = match (holds, self.keeps) {
            (true, Keeps::Failures) => return,
            (true, Keeps::All) => (Outcome::Pass, String::new()),
            (false, Keeps::All | Keeps::Failures) => (Outcome::Fail, shorten(&actual.to_string())),
        };
        self.push(id, outcome, shorten(&expected.to_string()), actual);
    }

    /// A check that could not be evaluated.
    pub(crate) fn not_evaluated(&mut self, id: impl Display, expected: impl Display, why: impl Display) {
        self.push(id, Outcome::NotEvaluated, shorten(&expected.to_string()), why.to_string());
    }

    /// The value that a check needs, or the check marked as not evaluated.
    pub(crate) fn need<T>(&mut self, id: impl Display, value: Result<T, Missing>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(missing) => {
                self.not_evaluated(id, "a value from an earlier step", missing.to_string());
                None
            }
        }
    }

    /// The first check that was kept.
    pub(crate) fn first(&self) -> Option<&Check> {
        self.checks.first()
    }

    /// All checks.
    pub(crate) fn finish(self) -> Vec<Check> {
        self.checks
    }

    fn push(&mut self, id: impl Display, outcome: Outcome, expected: String, actual: String) {
        let id = format!("{}.{id}", self.label);
        let (source, exchange) = (self.source.clone(), self.exchange);
        self.checks.push(Check { id, outcome, expected, actual, source, exchange });
    }
}

/// A text that is put together only when it is shown.
pub(crate) struct Lazy<F>(pub(crate) F);

impl<F: Fn() -> String> Display for Lazy<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&(self.0)())
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
