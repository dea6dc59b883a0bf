//! A check as the result that the JUnit and HTML writers take.

use std::collections::BTreeMap;

use davproof_dav::Credentials;
use davproof_reports::{
    self as model, Case, Check, Configuration, Order, Outcome as Held, Pack, Proof, Run, RunResult, SCHEMA_VERSION,
    Severity, Target, Verdict,
};
use sha2::{Digest as _, Sha256};

use super::finding::{Finding, Level};
use super::outcome::{Outcome, millis};
use super::plan::{Login, Plan};

/// The check as a run whose cases are the situations that were met, with their facts as checks. A warning is a finding
/// about the whole server there, and its case passes.
#[must_use]
pub fn run_result(outcome: &Outcome, plan: &Plan) -> RunResult {
    let mut met: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    for finding in &outcome.findings {
        met.entry(format!("check/{}", finding.id())).or_default().push(finding);
    }
    let warnings = outcome.findings.iter().filter(|finding| finding.situation.level() == Level::Warning);
    let cases: Vec<Case> = met.into_iter().map(|(id, findings)| case(id, &findings)).collect();
    let url = outcome.service.as_ref().map(|service| format!("{}{}", service.origin, service.path));
    RunResult {
        schema: SCHEMA_VERSION,
        davproof: env!("CARGO_PKG_VERSION").to_owned(),
        run: Run {
            id: "check".to_owned(),
            started: outcome.started.to_string(),
            duration_ms: millis(outcome.took),
            order: Order::Listed,
            jobs: 1,
            read_only: true,
            retries: 0,
            fail_on_flaky: false,
            reports: String::new(),
            only: vec!["check".to_owned()],
            selected: cases.len(),
            shard: None,
            merged: Vec::new(),
            interrupted: false,
            exit_code: u8::from(outcome.exit()),
        },
        target: Target {
            label: outcome.subject.clone(),
            url: url.unwrap_or_else(|| outcome.subject.clone()),
            product: None,
            version: None,
            facts: BTreeMap::new(),
            roles: plan.account.iter().map(|_| "owner".to_owned()).collect(),
        },
        configuration: configuration(plan),
        pack: Pack { cases: cases.len(), digest: String::new() },
        expectations: None,
        requirements: BTreeMap::new(),
        findings: warnings
            .map(|finding| model::Finding {
                id: format!("check/{}", finding.id()),
                severity: Severity::Minor,
                summary: finding.fact.clone(),
                advice: finding.situation.advice().to_owned(),
            })
            .collect(),
        cases,
    }
}

fn configuration(plan: &Plan) -> Configuration {
    let account = |Login { user, credentials }: &Login| model::Account {
        user: user.clone(),
        address: plan.question.address.clone(),
        proof: match credentials {
            Credentials::Bearer { .. } => Proof::Token,
            Credentials::Basic { .. } | Credentials::Anonymous => Proof::Password,
        },
    };
    let hex = |pem: &Vec<u8>| format!("{:x}", Sha256::digest(pem));
    Configuration {
        accounts: plan.account.iter().map(|login| ("owner".to_owned(), account(login))).collect(),
        connect_timeout_ms: millis(plan.timeout),
        timeout_ms: millis(plan.timeout),
        max_response_bytes: super::prober::MAX_ANSWER,
        trust_sha256: plan.trust.iter().map(hex).collect(),
    }
}

fn case(id: String, findings: &[&Finding]) -> Case {
    let situation = findings[0].situation;
    let (verdict, severity) = match situation.level() {
        Level::Failure => (Verdict::Fail, Severity::Major),
        Level::Warning => (Verdict::Pass, Severity::Minor),
        Level::Skipped => (Verdict::NotApplicable, Severity::Info),
        Level::Ok => (Verdict::Pass, Severity::Info),
    };
    let facts: Vec<&str> = findings.iter().map(|finding| finding.fact.as_str()).collect();
    let checks = findings.iter().zip(1..).map(|(finding, number)| check(finding, number)).collect();
    Case {
        scenario: format!("check/{}", situation.group().id()),
        title: facts.join(" "),
        source: id.clone(),
        id,
        severity,
        requirements: Vec::new(),
        symptom: None,
        advice: Some(situation.advice().to_owned()).filter(|advice| !advice.is_empty()),
        clients: Vec::new(),
        verdict,
        reason: (situation.level() == Level::Skipped).then(|| facts.join(" ")),
        expectation: None,
        duration_ms: 0,
        attempts: Vec::new(),
        checks,
        exchanges: Vec::new(),
    }
}

fn check(finding: &Finding, number: usize) -> Check {
    let situation = finding.situation;
    let (outcome, actual) = match situation.level() {
        Level::Failure => (Held::Fail, finding.fact.clone()),
        Level::Warning | Level::Ok => (Held::Pass, String::new()),
        Level::Skipped => (Held::NotEvaluated, String::new()),
    };
    let expected = match situation.level() {
        Level::Failure => format!("not {}", situation.id()),
        Level::Warning | Level::Skipped | Level::Ok => finding.fact.clone(),
    };
    Check {
        id: format!("{}-{number}", situation.id()),
        outcome,
        expected,
        actual,
        source: finding.id(),
        exchange: None,
    }
}
