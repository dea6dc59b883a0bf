//! Cases in short: those that differ in a parameter only are read as one, and known failures by their deviation.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{Case, Outcome, Severity, evidence, text};

use super::view::{anchor, text_of, web};

/// Failed checks that a family tells.
const CHECK_LIMIT: usize = 2;
/// Bytes of what a check expected and got.
const CHECK_TEXT_LIMIT: usize = 100;

/// Cases of one id but for their parameters.
#[derive(Serialize)]
pub(super) struct FamilyView {
    id: String,
    title: String,
    severity: &'static str,
    verdict: &'static str,
    /// The only case, if it has no parameters.
    alone: Option<MemberView>,
    members: Vec<MemberView>,
    reason: Option<String>,
    symptom: Option<String>,
    checks: Vec<FailedView>,
    checks_left_out: usize,
}

/// One case of a family.
#[derive(Serialize)]
struct MemberView {
    anchor: String,
    parameters: String,
    evidence: Option<String>,
    attempts: usize,
}

/// A failed check of the first case of a family.
#[derive(Serialize)]
struct FailedView {
    id: String,
    expected: String,
    actual: String,
}

/// The failures that the expectation file gives one link.
#[derive(Serialize)]
pub(super) struct DeviationView {
    severity: &'static str,
    link: String,
    url: Option<String>,
    reason: String,
    symptom: Option<String>,
    cases: usize,
    families: Vec<FamilyView>,
}

/// The families of cases, which stand in the order of their ids.
pub(super) fn families(cases: &[&Case]) -> Vec<FamilyView> {
    family_groups(cases).into_iter().map(|group| FamilyView::new(&group)).collect()
}

/// Known failures by deviation, the gravest and then the most frequent first.
pub(super) fn deviations(cases: &[&Case]) -> Vec<DeviationView> {
    let mut by_link: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in cases {
        let link = case.expectation.as_ref().map_or("", |entry| entry.link.as_str());
        by_link.entry(link).or_default().push(case);
    }
    let mut groups: Vec<(&str, Vec<&Case>)> = by_link.into_iter().collect();
    groups.sort_by_key(|(_, cases)| (worst(cases), std::cmp::Reverse(cases.len())));
    groups.into_iter().map(|(link, cases)| DeviationView::new(link, cases)).collect()
}

fn worst(cases: &[&Case]) -> Severity {
    cases.iter().map(|case| case.severity).min().unwrap_or(Severity::Info)
}

fn family_groups<'a>(cases: &[&'a Case]) -> Vec<Vec<&'a Case>> {
    let key = |case: &'a Case| (parts(&case.id).0, case.title.as_str(), case.severity, case.verdict, reason(case));
    let mut groups: Vec<Vec<&Case>> = Vec::new();
    for case in cases {
        match groups.last_mut().filter(|group| key(group[0]) == key(case)) {
            Some(group) => group.push(case),
            None => groups.push(vec![case]),
        }
    }
    groups
}

/// An id without and with its parameters: `sync/collection/deleted` and `depth=0`.
fn parts(id: &str) -> (&str, &str) {
    id.split_once('@').unwrap_or((id, ""))
}

/// Why the case came out as it did: what the expectation file says, or what the run says.
fn reason(case: &Case) -> Option<&str> {
    case.expectation.as_ref().map(|entry| entry.reason.as_str()).or(case.reason.as_deref())
}

impl FamilyView {
    fn new(cases: &[&Case]) -> Self {
        let first = cases[0];
        let failed: Vec<_> = first.checks.iter().filter(|check| check.outcome == Outcome::Fail).collect();
        let short = |text: &str| text::one_line(text, CHECK_TEXT_LIMIT);
        let mut members: Vec<MemberView> = cases.iter().map(|case| MemberView::new(case)).collect();
        let alone = if members.len() == 1 && members[0].parameters.is_empty() { members.pop() } else { None };
        Self {
            id: parts(&first.id).0.to_owned(),
            title: text_of(&first.title),
            severity: first.severity.id(),
            verdict: first.verdict.id(),
            alone,
            members,
            reason: reason(first).map(text_of),
            symptom: first.symptom.as_deref().map(text_of),
            checks: failed
                .iter()
                .take(CHECK_LIMIT)
                .map(|check| FailedView {
                    id: short(&check.id),
                    expected: short(&check.expected),
                    actual: short(&check.actual),
                })
                .collect(),
            checks_left_out: failed.len().saturating_sub(CHECK_LIMIT),
        }
    }
}

impl MemberView {
    fn new(case: &Case) -> Self {
        Self {
            anchor: anchor(&case.id),
            parameters: parts(&case.id).1.to_owned(),
            evidence: evidence_link(case),
            attempts: case.attempts.len(),
        }
    }
}

/// Where the page finds the evidence of a case.
pub(super) fn evidence_link(case: &Case) -> Option<String> {
    evidence::file(case).map(|file| format!("{}/{file}", evidence::FOLDER))
}

impl DeviationView {
    fn new(link: &str, mut cases: Vec<&Case>) -> Self {
        cases.sort_by_key(|case| case.severity);
        let gravest = cases[0];
        let headline = reason(gravest);
        let mut families = families(&cases);
        // What the head of the deviation says need not be said again.
        for family in &mut families {
            if family.reason.as_deref() == headline.map(text_of).as_deref() {
                family.reason = None;
            }
            if family.symptom == gravest.symptom.as_deref().map(text_of) {
                family.symptom = None;
            }
        }
        Self {
            severity: gravest.severity.id(),
            link: text_of(link),
            url: web(link),
            reason: text_of(headline.unwrap_or(&gravest.title)),
            symptom: gravest.symptom.as_deref().map(text_of),
            cases: cases.len(),
            families,
        }
    }
}
