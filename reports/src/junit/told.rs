//! What is told of a case.

use crate::{
    Case, Check, Exchange, Outcome, RunResult, Verdict,
    text::{excerpt, one_line},
};

/// Bytes of one text (an actual value, a command line) in a body.
const TEXT_LIMIT: usize = 2_000;
/// Failed checks that a body shows in full.
const CHECK_LIMIT: usize = 20;

/// One of the times that a case was tried.
pub(super) struct Try<'a> {
    pub(super) verdict: Verdict,
    reason: Option<&'a str>,
    checks: &'a [Check],
    exchanges: &'a [Exchange],
}

impl<'a> Try<'a> {
    /// All of them, in order.
    pub(super) fn all(case: &'a Case) -> Vec<Self> {
        let earlier = case.attempts.iter().map(|attempt| Self {
            verdict: attempt.verdict,
            reason: Some(&attempt.reason),
            checks: &attempt.checks,
            exchanges: &attempt.exchanges,
        });
        let last = Self {
            verdict: case.verdict,
            reason: case.reason.as_deref(),
            checks: &case.checks,
            exchanges: &case.exchanges,
        };
        earlier.chain([last]).collect()
    }

    /// The index of the one that the result element tells of. Readers take a failure for what came first, and the reruns for
    /// what followed. An error on the way does not speak for a failure, and of errors the last one sums up.
    pub(super) fn that_speaks(case: &Case, tries: &[Self]) -> usize {
        let first_failure = || tries.iter().position(|one| one.verdict == Verdict::Fail);
        let speaks = if case.verdict == Verdict::Fail { first_failure() } else { None };
        speaks.unwrap_or(case.attempts.len())
    }

    fn failed(&self) -> Vec<&'a Check> {
        self.checks.iter().filter(|check| check.outcome == Outcome::Fail).collect()
    }
}

/// The `type` of a result element.
pub(super) fn word(run: &RunResult, verdict: Verdict, case: &Case) -> &'static str {
    let levels = || case.requirements.iter().filter_map(|id| run.requirements.get(id)).map(|r| r.level.as_str());
    match verdict {
        Verdict::Fail if levels().any(|level| level.starts_with("MUST") || level.starts_with("REQUIRED")) => "MUST",
        Verdict::Fail if levels().any(|level| level.starts_with("SHOULD") || level.contains("RECOMMENDED")) => "SHOULD",
        Verdict::Fail | Verdict::Pass => "assertion",
        Verdict::Error => "transport",
        Verdict::Blocked => "setup",
        Verdict::NotApplicable => "not-applicable",
        Verdict::KnownFail => "known-failure",
        Verdict::UnexpectedPass => "unexpected-pass",
        Verdict::Flaky => "flaky",
    }
}

/// What is wrong, in a line.
pub(super) fn headline(case: &Case, told: &Try<'_>) -> String {
    let accepted = case.expectation.as_ref().map(|entry| entry.reason.as_str());
    let reason = told.reason;
    match (told.verdict, told.failed().as_slice()) {
        (Verdict::Fail, [first, rest @ ..]) => {
            let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
            format!(
                "{}: expected {}, got {}{more}",
                first.id,
                one_line(&first.expected, 80),
                one_line(&first.actual, 80)
            )
        }
        (Verdict::KnownFail | Verdict::Flaky, _) => accepted.or(reason).unwrap_or(&case.title).to_owned(),
        (Verdict::UnexpectedPass, _) => format!("passed, and should fail: {}", accepted.unwrap_or("no reason given")),
        (Verdict::Fail | Verdict::Pass | Verdict::Error | Verdict::Blocked | Verdict::NotApplicable, _) => {
            reason.unwrap_or(&case.title).to_owned()
        }
    }
}

/// What went wrong another time, as lines of text.
pub(super) fn rerun_body(case: &Case, told: &Try<'_>) -> String {
    let failed = told.failed().into_iter().take(CHECK_LIMIT).map(|check| {
        let text = |text| excerpt(text, TEXT_LIMIT);
        format!("\ncheck: {}\nexpected: {}\nactual: {}", check.id, text(&check.expected), text(&check.actual))
    });
    let reason = told.reason.map_or_else(|| headline(case, told), str::to_owned);
    excerpt(&reason, TEXT_LIMIT).into_owned() + &failed.collect::<String>()
}

/// Everything that a person needs who sees nothing but this case, as lines of text.
pub(super) fn body(run: &RunResult, case: &Case, told: &Try<'_>) -> String {
    let mut lines = vec![
        case.source.clone(),
        format!("{} [{}]: {}", case.verdict.words(), case.severity.id(), excerpt(&case.title, TEXT_LIMIT)),
    ];
    let mut line = |label: &str, text: &str| lines.push(format!("{label}: {}", excerpt(text, TEXT_LIMIT)));
    let entry = case.expectation.as_ref();
    let texts = [
        ("reason", told.reason),
        ("accepted", entry.map(|entry| entry.reason.as_str())),
        ("see", entry.map(|entry| entry.link.as_str())),
        ("people see", case.symptom.as_deref()),
        ("advice", case.advice.as_deref()),
    ];
    for (label, text) in texts {
        if let Some(text) = text {
            line(label, text);
        }
    }
    for id in &case.requirements {
        if let Some(requirement) = run.requirements.get(id) {
            line(id, &format!("{}: {}", requirement.level, requirement.summary));
        }
    }
    let failed = told.failed();
    let mut shown = None;
    for check in failed.iter().take(CHECK_LIMIT) {
        line("\ncheck", &format!("{} ({})", check.id, check.source));
        line("expected", &check.expected);
        line("actual", &check.actual);
        if let Some(index) = check.exchange
            && shown != Some(index)
            && let Some(exchange) = told.exchanges.get(index)
        {
            shown = Some(index);
            line("request", &format!("{} {} as {}", exchange.method, exchange.url, exchange.role));
            if let Some(curl) = &exchange.curl {
                line("repeat", curl);
            }
        }
    }
    if failed.len() > CHECK_LIMIT {
        lines.push(format!("… and {} more failed checks in results.json", failed.len() - CHECK_LIMIT));
    }
    lines.join("\n")
}
