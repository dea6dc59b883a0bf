//! The words that all writers of a comparison share.

use super::model::{Change, Gate, Turn};

impl Change {
    /// All changes, what asks for most attention first.
    pub const ALL: [Self; 16] = [
        Self::NewlyFailing,
        Self::NewlyFlaky,
        Self::NotJudged,
        Self::Removed,
        Self::FixedThoughListed,
        Self::PassesThoughListed,
        Self::Accepted,
        Self::Fixed,
        Self::StillFailing,
        Self::StillFlaky,
        Self::StillNotJudged,
        Self::Judged,
        Self::Steady,
        Self::Added,
        Self::StillPassing,
        Self::StillNotApplicable,
    ];

    /// The id as in `comparison.json`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NewlyFailing => "newly-failing",
            Self::NewlyFlaky => "newly-flaky",
            Self::NotJudged => "not-judged",
            Self::Removed => "removed",
            Self::FixedThoughListed => "fixed-though-listed",
            Self::PassesThoughListed => "passes-though-listed",
            Self::Accepted => "accepted",
            Self::Fixed => "fixed",
            Self::StillFailing => "still-failing",
            Self::StillFlaky => "still-flaky",
            Self::StillNotJudged => "still-not-judged",
            Self::Judged => "judged",
            Self::Steady => "steady",
            Self::Added => "added",
            Self::StillPassing => "still-passing",
            Self::StillNotApplicable => "still-not-applicable",
        }
    }

    /// What became of the case, in words for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NewlyFailing => "Newly failing",
            Self::NewlyFlaky => "Newly flaky",
            Self::NotJudged => "No longer judged",
            Self::Removed => "Gone",
            Self::FixedThoughListed => "Fixed, and still listed as failing",
            Self::PassesThoughListed => "Passes, and is listed as failing",
            Self::Accepted => "Newly failing, and accepted",
            Self::Fixed => "Fixed",
            Self::StillFailing => "Still failing",
            Self::StillFlaky => "Still flaky",
            Self::StillNotJudged => "Still not judged",
            Self::Judged => "Judged for the first time",
            Self::Steady => "No longer flaky",
            Self::Added => "Added",
            Self::StillPassing => "Still passing",
            Self::StillNotApplicable => "Still not applicable",
        }
    }

    /// True if the case is as it was and nothing is wrong with it: it is counted and not listed.
    #[must_use]
    pub fn is_quiet(self) -> bool {
        match self {
            Self::StillPassing | Self::StillNotApplicable => true,
            Self::NewlyFailing
            | Self::NewlyFlaky
            | Self::NotJudged
            | Self::Removed
            | Self::FixedThoughListed
            | Self::PassesThoughListed
            | Self::Accepted
            | Self::Fixed
            | Self::StillFailing
            | Self::StillFlaky
            | Self::StillNotJudged
            | Self::Judged
            | Self::Steady
            | Self::Added => false,
        }
    }
}

impl Turn {
    /// What became of the check, in words for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NewlyFailing => "newly failing",
            Self::Gone => "no longer failing",
            Self::StillFailing => "still failing",
        }
    }
}

impl Gate {
    /// The answer in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Passed => "The gate is passed.",
            Self::Stale => "The gate is not passed: the expectation file is out of date.",
            Self::Partial => "The gate is not passed: not everything was compared.",
            Self::Failed => "The gate is not passed.",
        }
    }
}
