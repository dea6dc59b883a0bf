//! From the text of a file to entries that are tied to the cases of a pack.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use davproof_reports::{Expectation, ExpectedOutcome, UsedFile};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use jiff::civil::Date;
use serde_saphyr::Spanned;
use sha2::{Digest, Sha256};

use super::condition::Condition;
use super::file::{Entry, ExpectationFile};
use crate::diagnostic::Diagnostic;
use crate::scenario::{At, PlannedCase, hex};

/// A parsed expectation file.
#[derive(Clone, Debug)]
pub struct Expectations {
    /// The file for the reports.
    pub file: UsedFile,
    pub(super) text: String,
    pub(super) entries: Vec<ParsedEntry>,
    /// Indices of the entries whose pattern matches a case, by its id.
    pub(super) of_case: BTreeMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
pub(super) struct ParsedEntry {
    pub(super) pattern: String,
    pub(super) when: Option<(Condition, At)>,
    pub(super) expires: Option<(Date, At)>,
    pub(super) expectation: Expectation,
    pub(super) at: At,
}

impl Expectations {
    /// Parses an expectation file and ties it to the cases of a pack.
    ///
    /// # Errors
    /// Every mistake: patterns that match no case, cases that two entries match for the same server, `fail` without
    /// checks, reasons and links that nobody has written yet.
    pub fn parse(text: &str, path: &Path, cases: &[PlannedCase]) -> Result<Expectations, Vec<Diagnostic>> {
        let shown = path.display().to_string();
        let file: ExpectationFile =
            crate::yaml::parse(text).map_err(|error| vec![Diagnostic::from_yaml(&error, &shown, text)])?;
        let mut problems = Problems { file: &shown, text, found: Vec::new() };
        let mut entries = Vec::new();
        let mut patterns = GlobSetBuilder::new();
        for entry in &file.expect {
            match GlobBuilder::new(&entry.value.case.value).literal_separator(true).build() {
                Ok(glob) => {
                    patterns.add(glob);
                    entries.push(problems.entry(entry));
                }
                Err(error) => problems.add(At::of(&entry.value.case), error.to_string()),
            }
        }
        let of_case = match patterns.build() {
            Ok(patterns) => problems.tie(&patterns, &entries, cases),
            Err(error) => {
                problems.add(At::default(), error.to_string());
                BTreeMap::new()
            }
        };
        if !problems.found.is_empty() {
            return Err(problems.found);
        }
        let file = UsedFile { path: shown.clone(), sha256: hex(&Sha256::digest(text)), text: text.to_owned() };
        Ok(Expectations { file, text: text.to_owned(), entries, of_case })
    }
}

/// The mistakes of a file, as they are found.
struct Problems<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<Diagnostic>,
}

impl Problems<'_> {
    fn add(&mut self, at: At, message: impl Into<String>) {
        self.found.push(self.at(at, message));
    }

    fn at(&self, at: At, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(message, self.file, self.text, at)
    }

    fn entry(&mut self, spanned: &Spanned<Entry>) -> ParsedEntry {
        let at = At::of(spanned);
        let Entry { case, outcome, checks, when, expires, reason, link } = &spanned.value;
        let checks: &[String] = checks.as_ref().map_or(&[], |checks| &checks.value);
        let fits = match outcome {
            ExpectedOutcome::Fail => !checks.is_empty(),
            ExpectedOutcome::Flaky => checks.is_empty(),
        };
        if !fits {
            self.add(at, "an entry lists the checks that fail, and a flaky one lists none");
        }
        let unique: BTreeSet<&String> = checks.iter().collect();
        if unique.len() < checks.len() {
            self.add(at, "an entry lists a check twice");
        }
        for (what, text) in [("reason", reason), ("link", link)] {
            let written = text.value.trim();
            if written.is_empty() || written.starts_with("TODO") {
                let help = "say why the server does this and why that is accepted, and where it is documented";
                self.found.push(self.at(At::of(text), format!("the {what} is not written yet")).help(help));
            }
        }
        let when = when.as_ref().and_then(|when| match Condition::parse(&when.value) {
            Ok(condition) => Some((condition, At::of(when))),
            Err(error) => {
                let help = "for example `when: { product: SOGo, version: \">=5.8, <5.12\" }`";
                self.found.push(self.at(At::of(when), error.to_string()).help(help));
                None
            }
        });
        let expires = expires.as_ref().and_then(|expires| {
            let date = expires.value.parse::<Date>();
            if date.is_err() {
                let message = format!("`{}` is no date", expires.value);
                self.found.push(self.at(At::of(expires), message).help("write it as `2027-03-01`"));
            }
            date.ok().map(|date| (date, At::of(expires)))
        });
        ParsedEntry {
            pattern: case.value.clone(),
            expectation: Expectation {
                outcome: *outcome,
                reason: reason.value.clone(),
                link: link.value.clone(),
                checks: checks.to_vec(),
                expires: expires.map(|(date, _)| date.to_string()),
                source: format!("{}:{}", self.file, at.line),
            },
            when,
            expires,
            at: At::of(case),
        }
    }

    fn tie(
        &mut self,
        patterns: &GlobSet,
        entries: &[ParsedEntry],
        cases: &[PlannedCase],
    ) -> BTreeMap<String, Vec<usize>> {
        let mut of_case = BTreeMap::new();
        let mut used = vec![false; entries.len()];
        for case in cases {
            let matching = patterns.matches(&case.id);
            for (nth, &index) in matching.iter().enumerate() {
                used[index] = true;
                let other = matching[..nth].iter().map(|other| &entries[*other]).find(|o| o.overlaps(&entries[index]));
                if let Some(other) = other {
                    let message = format!("two entries match the case `{}`", case.id);
                    let help = format!("the first is in line {}", other.at.line);
                    self.found.push(self.at(entries[index].at, message).help(help));
                }
            }
            if !matching.is_empty() {
                of_case.insert(case.id.clone(), matching);
            }
        }
        for (entry, _) in entries.iter().zip(&used).filter(|(_, used)| !**used) {
            let known = cases.iter().map(|case| case.id.as_str());
            let message = format!("no case matches `{}`", entry.pattern);
            self.found.push(self.at(entry.at, message).suggest(&entry.pattern, known));
        }
        of_case
    }
}

impl ParsedEntry {
    /// True if there can be a server that both entries are about.
    fn overlaps(&self, other: &ParsedEntry) -> bool {
        match (&self.when, &other.when) {
            (Some((a, _)), Some((b, _))) => a.overlaps(b),
            (None, _) | (_, None) => true,
        }
    }
}
