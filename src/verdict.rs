//! The verdict: one total function of what was observed and what was expected.

use std::collections::BTreeSet;

use davproof_reports::{Check, Expectation, ExpectedOutcome, Outcome, Verdict};

use crate::expectation::{Listed, check_matches};

/// What became of a case, before anybody's expectations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observed {
    /// It ran, and these checks came of it.
    Judged(Vec<Check>),
    /// It could not be judged.
    Trouble(String),
    /// A fixture could not be made.
    Blocked(String),
    /// The server does not claim the feature, or the target has no such account.
    NotApplicable(String),
}

/// The verdict on a case, and why, where it does not speak for itself.
///
/// Trouble is never expected: an entry of the expectation file accepts wrong answers, not missing ones.
#[must_use]
pub fn verdict(observed: &Observed, listed: Option<Listed<'_>>) -> (Verdict, Option<String>) {
    match (observed, listed) {
        (Observed::Trouble(reason), _) => (Verdict::Error, Some(reason.clone())),
        (Observed::Blocked(reason), _) => (Verdict::Blocked, Some(reason.clone())),
        (Observed::NotApplicable(reason), _) => (Verdict::NotApplicable, Some(reason.clone())),
        (Observed::Judged(checks), None) => unlisted(checks, None),
        (Observed::Judged(checks), Some(Listed::Expired(entry))) => unlisted(checks, Some(entry)),
        (Observed::Judged(checks), Some(Listed::InForce(entry))) => match entry.outcome {
            ExpectedOutcome::Flaky => (Verdict::Flaky, Some(entry.reason.clone())),
            ExpectedOutcome::Fail => expected_to_fail(checks, entry),
        },
    }
}

/// The verdict on a case that was tried more than once.
///
/// A case that failed and then did as it should is flaky. No later attempt hides a failure otherwise: what failed and then
/// could not be judged has failed.
#[must_use]
pub fn settled(last: Verdict, earlier: impl IntoIterator<Item = Verdict>) -> Verdict {
    let failed = earlier.into_iter().any(|verdict| verdict == Verdict::Fail);
    match (failed, last) {
        (false, last) => last,
        (true, Verdict::Pass | Verdict::KnownFail | Verdict::Flaky) => Verdict::Flaky,
        (true, Verdict::Fail | Verdict::Error | Verdict::Blocked | Verdict::NotApplicable) => Verdict::Fail,
        (true, Verdict::UnexpectedPass) => Verdict::UnexpectedPass,
    }
}

fn unlisted(checks: &[Check], expired: Option<&Expectation>) -> (Verdict, Option<String>) {
    let open = checks.iter().find(|check| check.outcome == Outcome::NotEvaluated);
    match (failed(checks).is_empty(), open) {
        (false, _) => {
            let until = |entry: &Expectation| entry.expires.clone().unwrap_or_default();
            (Verdict::Fail, expired.map(|entry| format!("{} accepted this until {}", entry.source, until(entry))))
        }
        (true, None) => (Verdict::Pass, None),
        // Not one check failed, and yet not all were looked at: that is no pass.
        (true, Some(check)) => {
            (Verdict::Blocked, Some(format!("{} could not be evaluated: {}", check.id, check.actual)))
        }
    }
}

fn expected_to_fail(checks: &[Check], entry: &Expectation) -> (Verdict, Option<String>) {
    let failed = failed(checks);
    let listed = |id: &&str| entry.checks.iter().any(|pattern| check_matches(pattern, id));
    let holds = |pattern: &&str| !failed.iter().any(|id| check_matches(pattern, id));
    let new: Vec<&str> = failed.iter().copied().filter(|id| !listed(id)).collect();
    let fixed: Vec<&str> = entry.checks.iter().map(String::as_str).filter(holds).collect();
    match (new.as_slice(), fixed.as_slice()) {
        ([], []) => (Verdict::KnownFail, Some(entry.reason.clone())),
        ([_, ..], _) => (Verdict::Fail, Some(format!("{} failed beside what {} lists", new.join(", "), entry.source))),
        ([], [_, ..]) => {
            (Verdict::UnexpectedPass, Some(format!("{} did not fail as {} lists", fixed.join(", "), entry.source)))
        }
    }
}

fn failed(checks: &[Check]) -> BTreeSet<&str> {
    checks.iter().filter(|check| check.outcome == Outcome::Fail).map(|check| check.id.as_str()).collect()
}
