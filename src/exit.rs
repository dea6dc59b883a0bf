//! Exit codes. They are public: scripts depend on them.

use davproof_reports::{Case, Gate, RunResult, Verdict};

/// How davproof ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// The gate is passed: nothing unexpected happened.
    Passed = 0,
    /// davproof itself failed.
    Internal = 1,
    /// A mistake in files or usage; nothing was sent.
    Usage = 2,
    /// The target cannot be reached, is no DAV server, or refuses the credentials.
    Unreachable = 3,
    /// No case was selected.
    NothingSelected = 4,
    /// A case failed unexpectedly.
    Failed = 10,
    /// Nothing failed, but something passed that was expected to fail.
    UnexpectedPass = 11,
    /// Something that is required did not run.
    Partial = 12,
    /// Broken off by the user; the reports are written.
    Interrupted = 130,
}

impl From<Exit> for u8 {
    fn from(exit: Exit) -> u8 {
        exit as u8
    }
}

impl From<Gate> for Exit {
    fn from(gate: Gate) -> Exit {
        match gate {
            Gate::Passed => Exit::Passed,
            Gate::Stale => Exit::UnexpectedPass,
            Gate::Partial => Exit::Partial,
            Gate::Failed => Exit::Failed,
        }
    }
}

/// The exit code of a run.
#[must_use]
pub fn exit_code(result: &RunResult) -> Exit {
    let any = |wanted: &[Verdict]| result.cases.iter().any(|case| wanted.contains(&case.verdict));
    if result.run.interrupted {
        Exit::Interrupted
    } else if any(&[Verdict::Fail]) || (result.run.fail_on_flaky && result.cases.iter().any(Case::unexpectedly_flaky)) {
        Exit::Failed
    } else if any(&[Verdict::Error, Verdict::Blocked]) {
        Exit::Partial
    } else if any(&[Verdict::UnexpectedPass]) {
        Exit::UnexpectedPass
    } else {
        Exit::Passed
    }
}
