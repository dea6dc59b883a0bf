//! The model as the templates see it.

use std::collections::HashSet;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{Attempt, Case, Check, Finding, Outcome, Requirement, RunResult, Verdict, text};

use super::{
    evidence::{self, Budget, ExchangeView},
    families::evidence_link,
};

/// Bytes of one text that is read as a line.
pub(super) const LINE_LIMIT: usize = 1_000;
/// Checks of one case.
const CHECK_LIMIT: usize = 60;

/// A text that is read as a line, cut where it is too long for that.
pub(crate) fn text_of(text: &str) -> String {
    text::excerpt(text, LINE_LIMIT).into_owned()
}

#[derive(Serialize)]
pub(super) struct CaseView {
    anchor: String,
    id: String,
    title: String,
    severity: &'static str,
    verdict: &'static str,
    words: &'static str,
    open: bool,
    source: String,
    symptom: Option<String>,
    advice: Option<String>,
    reason: Option<String>,
    clients: String,
    requirements: Vec<RequirementView>,
    expectation: Option<ExpectationView>,
    attempts: Vec<String>,
    duration: String,
    checks: Vec<CheckView>,
    checks_left_out: usize,
    exchanges: Vec<ExchangeView>,
    exchanges_left_out: usize,
    evidence: Option<String>,
}

/// An earlier attempt in a line: what came of it, and the first check that failed.
fn attempt_of(attempt: &Attempt) -> String {
    let failed = attempt.checks.iter().find(|check| check.outcome == Outcome::Fail);
    let told = failed.map_or(String::new(), |check| format!(" (expected {}, got {})", check.expected, check.actual));
    text_of(&format!("{}: {}{told}", attempt.verdict.words(), attempt.reason))
}

#[derive(Serialize)]
struct ExpectationView {
    reason: String,
    link: String,
    url: Option<String>,
    checks: String,
    source: String,
}

#[derive(Serialize)]
struct RequirementView {
    id: String,
    level: String,
    summary: String,
    place: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct CheckView {
    id: String,
    outcome: &'static str,
    words: &'static str,
    expected: String,
    actual: String,
    source: String,
}

#[derive(Serialize)]
pub(super) struct FindingView {
    id: String,
    severity: &'static str,
    summary: String,
    advice: String,
}

impl From<&Finding> for FindingView {
    fn from(finding: &Finding) -> Self {
        let Finding { id, severity, summary, advice } = finding;
        Self { id: text_of(id), severity: severity.id(), summary: text_of(summary), advice: text_of(advice) }
    }
}

impl CaseView {
    pub(super) fn new(run: &RunResult, case: &Case, budget: &mut Budget) -> Self {
        let Case {
            id,
            scenario: _,
            title,
            source,
            severity,
            requirements,
            symptom,
            advice,
            clients,
            verdict,
            reason,
            expectation,
            duration_ms,
            attempts,
            checks,
            exchanges,
        } = case;
        let failed: HashSet<usize> =
            checks.iter().filter(|check| check.outcome == Outcome::Fail).filter_map(|check| check.exchange).collect();
        // What failed comes first; apart from that the order is that of evaluation.
        let mut in_order: Vec<&Check> = checks.iter().collect();
        in_order.sort_by_key(|check| match check.outcome {
            Outcome::Fail => 0,
            Outcome::NotEvaluated => 1,
            Outcome::Pass => 2,
        });
        let (exchanges, exchanges_left_out) = evidence::exchanges(exchanges, &failed, budget);
        Self {
            anchor: anchor(id),
            id: id.clone(),
            title: text_of(title),
            severity: severity.id(),
            verdict: verdict.id(),
            words: verdict.words(),
            open: matches!(verdict, Verdict::Fail | Verdict::Error | Verdict::Blocked),
            source: text_of(source),
            symptom: symptom.as_deref().map(text_of),
            advice: advice.as_deref().map(text_of),
            reason: reason.as_deref().map(text_of),
            clients: text_of(&clients.join(", ")),
            requirements: requirements.iter().map(|id| requirement(run, id)).collect(),
            expectation: expectation.as_ref().map(|entry| ExpectationView {
                reason: text_of(&entry.reason),
                link: text_of(&entry.link),
                url: web(&entry.link),
                checks: text_of(&entry.checks.join(", ")),
                source: text_of(&entry.source),
            }),
            attempts: attempts.iter().take(CHECK_LIMIT).map(attempt_of).collect(),
            duration: text::duration(*duration_ms),
            checks: in_order.into_iter().take(CHECK_LIMIT).map(check).collect(),
            checks_left_out: checks.len().saturating_sub(CHECK_LIMIT),
            exchanges,
            exchanges_left_out,
            evidence: evidence_link(case),
        }
    }
}

fn check(check: &Check) -> CheckView {
    let Check { id, outcome, expected, actual, source, exchange: _ } = check;
    let (outcome, words) = match outcome {
        Outcome::Pass => ("pass", "held"),
        Outcome::Fail => ("fail", "failed"),
        Outcome::NotEvaluated => ("not-applicable", "not evaluated"),
    };
    CheckView {
        id: text_of(id),
        outcome,
        words,
        expected: text_of(expected),
        actual: text_of(actual),
        source: text_of(source),
    }
}

fn requirement(run: &RunResult, id: &str) -> RequirementView {
    match run.requirements.get(id) {
        Some(requirement) => RequirementView {
            id: text_of(id),
            level: text_of(&requirement.level),
            summary: text_of(&requirement.summary),
            place: text_of(&format!("{} section {}", requirement.document, requirement.section)),
            url: rfc(requirement),
        },
        None => RequirementView {
            id: text_of(id),
            level: String::new(),
            summary: String::new(),
            place: String::new(),
            url: None,
        },
    }
}

/// Canonical address of a section, where the document is an RFC.
fn rfc(requirement: &Requirement) -> Option<String> {
    let number = requirement.document.strip_prefix("RFC")?;
    let digits = |text: &str| !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(number) {
        return None;
    }
    let section = &requirement.section;
    let parts: Vec<&str> = section.split('.').collect();
    let letter = |part: &str| part.len() == 1 && part.bytes().all(|b| b.is_ascii_uppercase());
    let fragment = match parts.as_slice() {
        all if all.iter().all(|part| digits(part)) => format!("#section-{section}"),
        [first, rest @ ..] if letter(first) && rest.iter().all(|part| digits(part)) => {
            format!("#appendix-{section}")
        }
        _ => String::new(),
    };
    Some(format!("https://www.rfc-editor.org/rfc/rfc{number}{fragment}"))
}

/// The link, if following it is safe.
pub(super) fn web(link: &str) -> Option<String> {
    let safe = link.starts_with("https://") || link.starts_with("http://");
    (safe && link.len() <= LINE_LIMIT && !link.contains(|c: char| c.is_whitespace() || c.is_control()))
        .then(|| link.to_owned())
}

/// A fragment for the case, fit for an `id` attribute. Ids of cases that hold only the usual
/// characters are kept, others get a digest of what they are.
pub(crate) fn anchor(id: &str) -> String {
    let usual = |c: char| c.is_ascii_alphanumeric() || "/-_.@=,".contains(c);
    if id.chars().all(usual) {
        return format!("case:{id}");
    }
    let digest = Sha256::digest(id);
    let hex = digest.iter().take(8).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    format!("case:{hex}")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("RFC6578", "3.5.2", Some("https://www.rfc-editor.org/rfc/rfc6578#section-3.5.2"))]
    #[case("RFC4791", "B.1", Some("https://www.rfc-editor.org/rfc/rfc4791#appendix-B.1"))]
    #[case("RFC4791", "see \"here\"", Some("https://www.rfc-editor.org/rfc/rfc4791"))]
    #[case("RFC", "1", None)]
    #[case("RFC12x", "1", None)]
    #[case("caldav-ctag-03", "4", None)]
    fn rfc_sections_have_addresses(#[case] document: &str, #[case] section: &str, #[case] expected: Option<&str>) {
        let requirement = Requirement {
            document: document.to_owned(),
            section: section.to_owned(),
            level: String::new(),
            summary: String::new(),
        };
        assert_eq!(rfc(&requirement).as_deref(), expected);
    }

    #[rstest]
    #[case("https://bugs.example.org/5931", true)]
    #[case("javascript:alert(1)", false)]
    #[case("https://x\njavascript:", false)]
    #[case("deviations/sogo-5.8#COND-01", false)]
    fn only_web_links_are_followed(#[case] link: &str, #[case] expected: bool) {
        assert_eq!(web(link).is_some(), expected);
    }

    #[rstest]
    #[case("sync/collection/deleted-member@depth=0", "case:sync/collection/deleted-member@depth=0")]
    #[case("a b", "case:c8687a08aa5d6ed2")]
    fn anchors_are_valid_ids(#[case] id: &str, #[case] expected: &str) {
        assert_eq!(anchor(id), expected);
    }
}
