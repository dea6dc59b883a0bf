//! The verdict: one total function of what was observed and what was expected.

use std::collections::BTreeSet;

use davproof_reports::{Check, Expectation, Outcome, Verdict};

use crate::expectation::ExpectedOutcome;

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
pub fn verdict(observed: &Observed, expected: Option<(ExpectedOutcome, &Expectation)>) -> (Verdict, Option<String>) {
    match (observed, expected) {
        (Observed::Trouble(reason), _) => (Verdict::Error, Some(reason.clone())),
        (Observed::Blocked(reason), _) => (Verdict::Blocked, Some(reason.clone())),
        (Observed::NotApplicable(reason), _) => (Verdict::NotApplicable, Some(reason.clone())),
        (Observed::Judged(_), Some((ExpectedOutcome::Flaky, expectation))) => {
            (Verdict::Flaky, Some(expectation.reason.clone()))
        }
        (Observed::Judged(checks), None) => {
            let open = checks.iter().find(|check| check.outcome == Outcome::NotEvaluated);
            match (failed(checks).is_empty(), open) {
                (false, _) => (Verdict::Fail, None),
                (true, None) => (Verdict::Pass, None),
                // Not one check failed, and yet not all were looked at: that is no pass.
                (true, Some(check)) => {
                    (Verdict::Blocked, Some(format!("{} could not be evaluated: {}", check.id, check.actual)))
                }
            }
        }
        (Observed::Judged(checks), Some((ExpectedOutcome::Fail, expectation))) => {
            let failed = failed(checks);
            let accepted: BTreeSet<&str> = expectation.checks.iter().map(String::as_str).collect();
            let new: Vec<&str> = failed.difference(&accepted).copied().collect();
            let fixed: Vec<&str> = accepted.difference(&failed).copied().collect();
            match (new.as_slice(), fixed.as_slice()) {
                ([], []) => (Verdict::KnownFail, Some(expectation.reason.clone())),
                ([_, ..], _) => {
                    let reason = format!("{} failed beside what {} lists", new.join(", "), expectation.source);
                    (Verdict::Fail, Some(reason))
                }
                ([], [_, ..]) => {
                    let reason = format!("{} did not fail as {} lists", fixed.join(", "), expectation.source);
                    (Verdict::UnexpectedPass, Some(reason))
                }
            }
        }
    }
}

fn failed(checks: &[Check]) -> BTreeSet<&str> {
    checks.iter().filter(|check| check.outcome == Outcome::Fail).map(|check| check.id.as_str()).collect()
}
