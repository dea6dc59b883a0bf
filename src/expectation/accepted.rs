//! What of a file holds for one server on one day.

use davproof_reports::Expectation;
use jiff::civil::Date;

use super::condition::{Decision, Server};
use super::parse::{Expectations, ParsedEntry};
use crate::diagnostic::Diagnostic;

/// The entries that are about one server.
#[derive(Clone, Debug)]
pub struct Accepted<'a> {
    expectations: &'a Expectations,
    /// Which entries are about the server, by index.
    about: Vec<bool>,
    today: Date,
}

/// What is listed for a case, on the day of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed<'a> {
    /// It accepts what it lists.
    InForce(&'a Expectation),
    /// Its last day is over: it accepts nothing any more.
    Expired(&'a Expectation),
}

impl Expectations {
    /// What of the file holds for a server on a day.
    ///
    /// # Errors
    /// Entries of which nobody can tell, because the server does not let its product or version be known.
    pub fn accept(&self, server: &Server, today: Date) -> Result<Accepted<'_>, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let about = self.entries.iter().map(|entry| match &entry.when {
            None => true,
            Some((condition, at)) => match condition.decide(server) {
                Decision::Holds => true,
                Decision::DoesNot => false,
                Decision::Unknown(what) => {
                    let message = format!(
                        "the server does not let its {what} be known, so nobody can tell whether this entry is about it"
                    );
                    let help = "give `product` and `version` in the target file";
                    problems.push(Diagnostic::new(message, &*self.file.path, &self.text, *at).help(help));
                    false
                }
            },
        });
        let about = about.collect();
        if problems.is_empty() { Ok(Accepted { expectations: self, about, today }) } else { Err(problems) }
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True if nothing is accepted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries whose last day is over.
    #[must_use]
    pub fn expired(&self, today: Date) -> Vec<Diagnostic> {
        let entries = self.entries.iter().filter_map(|entry| match entry.expires {
            Some((last, at)) if last < today => Some((last, at)),
            Some(_) | None => None,
        });
        entries
            .map(|(last, at)| {
                Diagnostic::new(format!("the entry expired on {last}"), &*self.file.path, &self.text, at)
                    .help("look whether the server still does this: take the entry out, or give it a new reason and a new day")
            })
            .collect()
    }
}

impl Accepted<'_> {
    /// The entry for a case.
    #[must_use]
    pub fn of(&self, case: &str) -> Option<Listed<'_>> {
        let indices = self.expectations.of_case.get(case)?;
        let index = indices.iter().find(|index| self.about[**index])?;
        let ParsedEntry { expectation, expires, .. } = &self.expectations.entries[*index];
        match expires {
            Some((last, _)) if *last < self.today => Some(Listed::Expired(expectation)),
            Some(_) | None => Some(Listed::InForce(expectation)),
        }
    }
}
