//! The gate's answer: one total function of what was, what is, and what is accepted.

use davproof_reports::{CaseOutline, Change, ExpectedOutcome, Gate, Verdict};

/// What a run says of a case, with what its expectation file says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Every check held, and that was expected.
    Passed,
    /// A check failed, and nobody accepted it.
    Failed,
    /// Exactly the checks failed that are accepted.
    KnownFailure,
    /// A check held that is listed as failing.
    UnexpectedPass,
    /// It failed and then held, and nobody accepted that.
    Flaky,
    /// It is listed as varying.
    KnownFlaky,
    /// The transport failed.
    Error,
    /// It could not run.
    Blocked,
    /// The server or the target does not have what it needs.
    NotApplicable,
}

impl State {
    /// Every state.
    pub const ALL: [State; 9] = [
        State::Passed,
        State::Failed,
        State::KnownFailure,
        State::UnexpectedPass,
        State::Flaky,
        State::KnownFlaky,
        State::Error,
        State::Blocked,
        State::NotApplicable,
    ];
}

impl From<&CaseOutline> for State {
    fn from(case: &CaseOutline) -> State {
        match (case.verdict, case.expected) {
            (Verdict::Pass, _) => State::Passed,
            (Verdict::Fail, _) => State::Failed,
            (Verdict::KnownFail, _) => State::KnownFailure,
            (Verdict::UnexpectedPass, _) => State::UnexpectedPass,
            (Verdict::Flaky, Some(ExpectedOutcome::Flaky)) => State::KnownFlaky,
            (Verdict::Flaky, Some(ExpectedOutcome::Fail) | None) => State::Flaky,
            (Verdict::Error, _) => State::Error,
            (Verdict::Blocked, _) => State::Blocked,
            (Verdict::NotApplicable, _) => State::NotApplicable,
        }
    }
}

/// In which of two runs a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// In the baseline alone.
    Before(State),
    /// In the new run alone.
    Now(State),
    /// In both.
    Both(State, State),
}

/// How the checks that fail in the new run compare with those that failed in the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failing {
    /// All of them failed before.
    NothingNew,
    /// One failed that did not before.
    SomethingNew,
}

/// What became of a case.
///
/// What fails in the same checks as before is not new, whatever the expectation files say. What is not judged any more is never
/// taken for fixed, and what was not judged before and fails is new.
#[must_use]
pub fn answer(seen: Seen, failing: Failing) -> Change {
    use State::{Blocked, Error, Failed, Flaky, KnownFailure, KnownFlaky, NotApplicable, Passed, UnexpectedPass};
    match seen {
        Seen::Before(_) => Change::Removed,
        Seen::Now(now) => match now {
            Passed | KnownFailure | KnownFlaky | NotApplicable => Change::Added,
            Failed => Change::NewlyFailing,
            Flaky => Change::NewlyFlaky,
            UnexpectedPass => Change::PassesThoughListed,
            Error | Blocked => Change::NotJudged,
        },
        Seen::Both(before, now) => match (now, before) {
            (Passed, Passed | UnexpectedPass) => Change::StillPassing,
            (Passed, Failed | KnownFailure) => Change::Fixed,
            (Passed, Flaky | KnownFlaky) => Change::Steady,
            (Passed, Error | Blocked | NotApplicable) => Change::Judged,
            (Failed | KnownFailure, Failed | KnownFailure | UnexpectedPass) => match (failing, now) {
                (Failing::NothingNew, _) => Change::StillFailing,
                (Failing::SomethingNew, KnownFailure) => Change::Accepted,
                (
                    Failing::SomethingNew,
                    Passed | Failed | UnexpectedPass | Flaky | KnownFlaky | Error | Blocked | NotApplicable,
                ) => Change::NewlyFailing,
            },
            (Failed, Passed | Flaky | KnownFlaky | Error | Blocked | NotApplicable) => Change::NewlyFailing,
            (KnownFailure, Passed | Flaky | KnownFlaky | Error | Blocked | NotApplicable) => Change::Accepted,
            (UnexpectedPass, Failed | KnownFailure) => Change::FixedThoughListed,
            (UnexpectedPass, Passed | UnexpectedPass | Flaky | KnownFlaky | Error | Blocked | NotApplicable) => {
                Change::PassesThoughListed
            }
            (Flaky | KnownFlaky, Flaky | KnownFlaky) => Change::StillFlaky,
            (Flaky, Passed | Failed | KnownFailure | UnexpectedPass | Error | Blocked | NotApplicable) => {
                Change::NewlyFlaky
            }
            (KnownFlaky, Passed | Failed | KnownFailure | UnexpectedPass | Error | Blocked | NotApplicable) => {
                Change::Accepted
            }
            (Error | Blocked | NotApplicable, Error | Blocked) => Change::StillNotJudged,
            (NotApplicable, NotApplicable) => Change::StillNotApplicable,
            (Error | Blocked, Passed | Failed | KnownFailure | UnexpectedPass | Flaky | KnownFlaky | NotApplicable)
            | (NotApplicable, Passed | Failed | KnownFailure | UnexpectedPass | Flaky | KnownFlaky) => {
                Change::NotJudged
            }
        },
    }
}

/// What the gate does about cases that failed and then held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// They are told, and pass.
    TellFlaky,
    /// They fail.
    FailFlaky,
}

/// Whether a run may pass in which this became of a case.
#[must_use]
pub fn gate(change: Change, policy: Policy) -> Gate {
    match (change, policy) {
        (Change::NewlyFailing, _) | (Change::NewlyFlaky, Policy::FailFlaky) => Gate::Failed,
        (Change::NotJudged | Change::Removed, _) => Gate::Partial,
        (Change::FixedThoughListed | Change::PassesThoughListed, _) => Gate::Stale,
        (Change::NewlyFlaky, Policy::TellFlaky)
        | (
            Change::Accepted
            | Change::Fixed
            | Change::StillFailing
            | Change::StillFlaky
            | Change::StillNotJudged
            | Change::Judged
            | Change::Steady
            | Change::Added
            | Change::StillPassing
            | Change::StillNotApplicable,
            _,
        ) => Gate::Passed,
    }
}
