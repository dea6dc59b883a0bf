//! The words that all reports share.

use crate::{Severity, Verdict};

impl Verdict {
    /// All verdicts, the one that asks for most attention first.
    pub const ALL: [Self; 8] = [
        Self::Fail,
        Self::Error,
        Self::Blocked,
        Self::UnexpectedPass,
        Self::KnownFail,
        Self::Flaky,
        Self::NotApplicable,
        Self::Pass,
    ];

    /// The id as in `results.json`, for example `known-fail`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Error => "error",
            Self::Blocked => "blocked",
            Self::NotApplicable => "not-applicable",
            Self::KnownFail => "known-fail",
            Self::UnexpectedPass => "unexpected-pass",
            Self::Flaky => "flaky",
        }
    }

    /// The verdict in words for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Pass => "Passed",
            Self::Fail => "Unexpected failure",
            Self::Error => "Not judged: error",
            Self::Blocked => "Not judged: blocked",
            Self::NotApplicable => "Not applicable",
            Self::KnownFail => "Known failure",
            Self::UnexpectedPass => "Unexpected pass",
            Self::Flaky => "Flaky",
        }
    }
}

impl Severity {
    /// All severities, the gravest first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::Major, Self::Minor, Self::Info];

    /// The id as in `results.json`, which is also the word for people.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Info => "info",
        }
    }
}
