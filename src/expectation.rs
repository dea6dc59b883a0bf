//! The expectation file: what is accepted of a given server, and why.

use std::path::Path;

use davproof_reports::{Expectation, FileDigest};
use globset::{GlobBuilder, GlobMatcher};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::scenario::{At, PlannedCase, hex};

/// The file as written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExpectationFile {
    /// Whom it describes, in words, for example `SOGo 5.8`.
    pub server: String,
    /// The entries.
    #[schemars(with = "Vec<Entry>")]
    pub expect: Vec<Spanned<Entry>>,
}

/// What is accepted of one case, or of those that a pattern names.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Entry {
    /// Id of the case. `*` stands for any part of an id within one `/`, `**` for any parts.
    pub case: String,
    /// What comes of it.
    #[serde(default)]
    pub outcome: ExpectedOutcome,
    /// Ids of the checks that fail; exactly these and no others. Not for `flaky`.
    #[serde(default)]
    pub checks: Vec<String>,
    /// Why this is so and why it is accepted.
    pub reason: String,
    /// Row of the deviations page, for example `COND-01`, or a link.
    pub link: String,
}

/// What comes of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExpectedOutcome {
    /// The listed checks fail.
    #[default]
    Fail,
    /// It varies from run to run, because the server's own answer does.
    Flaky,
}

/// The parsed file.
#[derive(Clone, Debug)]
pub struct Expectations {
    /// Path and digest for the reports.
    pub file: FileDigest,
    entries: Vec<ParsedEntry>,
}

#[derive(Clone, Debug)]
struct ParsedEntry {
    matcher: GlobMatcher,
    outcome: ExpectedOutcome,
    expectation: Expectation,
    at: At,
}

impl Expectations {
    /// Parses an expectation file and ties it to the cases of a pack.
    ///
    /// # Errors
    /// Every mistake: patterns that match no case, cases that two entries match, `fail` without checks.
    pub fn parse(text: &str, path: &Path, cases: &[PlannedCase]) -> Result<Expectations, Vec<Diagnostic>> {
        let shown = path.display().to_string();
        let file: ExpectationFile =
            crate::yaml::parse(text).map_err(|error| vec![Diagnostic::from_yaml(&error, &shown, text)])?;
        let mut problems = Vec::new();
        let mut entries = Vec::new();
        for spanned in &file.expect {
            let at = At::of(spanned);
            let entry = &spanned.value;
            match GlobBuilder::new(&entry.case).literal_separator(true).build() {
                Ok(glob) => entries.push(ParsedEntry {
                    matcher: glob.compile_matcher(),
                    outcome: entry.outcome,
                    expectation: Expectation {
                        reason: entry.reason.clone(),
                        link: entry.link.clone(),
                        checks: entry.checks.clone(),
                        source: format!("{shown}:{}", at.line),
                    },
                    at,
                }),
                Err(error) => problems.push(Diagnostic::new(format!("`{}`: {error}", entry.case), &shown, text, at)),
            }
            let fits = match entry.outcome {
                ExpectedOutcome::Fail => !entry.checks.is_empty(),
                ExpectedOutcome::Flaky => entry.checks.is_empty(),
            };
            if !fits {
                let message = "an entry lists the checks that fail, and a flaky one lists none";
                problems.push(Diagnostic::new(message, &shown, text, at));
            }
        }
        let file = FileDigest { path: shown.clone(), sha256: hex(&Sha256::digest(text)) };
        let expectations = Expectations { file, entries };
        problems.extend(expectations.misfits(&shown, text, cases));
        if problems.is_empty() { Ok(expectations) } else { Err(problems) }
    }

    /// The entry for a case.
    #[must_use]
    pub fn of(&self, case: &str) -> Option<(ExpectedOutcome, &Expectation)> {
        let entry = self.entries.iter().find(|entry| entry.matcher.is_match(case))?;
        Some((entry.outcome, &entry.expectation))
    }

    fn misfits(&self, shown: &str, text: &str, cases: &[PlannedCase]) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let mut used = vec![false; self.entries.len()];
        for case in cases {
            let mut matching = self.entries.iter().enumerate().filter(|(_, entry)| entry.matcher.is_match(&case.id));
            let Some((first, entry)) = matching.next() else { continue };
            used[first] = true;
            if let Some((second, other)) = matching.next() {
                used[second] = true;
                let message = format!("two entries match the case `{}`", case.id);
                let help = format!("the first is in line {}", entry.at.line);
                problems.push(Diagnostic::new(message, shown, text, other.at).help(help));
            }
        }
        for (entry, _) in self.entries.iter().zip(&used).filter(|(_, used)| !**used) {
            let pattern = entry.matcher.glob().glob();
            let known = cases.iter().map(|case| case.id.as_str());
            let message = format!("no case matches `{pattern}`");
            problems.push(Diagnostic::new(message, shown, text, entry.at).suggest(pattern, known));
        }
        problems
    }
}
