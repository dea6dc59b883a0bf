//! A run without its evidence: what is needed to compare it, in memory that does not grow with bodies.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::{
    Case, Check, Configuration, ExpectedOutcome, Finding, Outcome, Pack, Requirement, Run, RunResult, Severity, Target,
    UsedFile, Verdict,
};

/// A run without exchanges, attempts and checks that held.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// Version of the schema of `results.json`.
    pub schema: u32,
    /// Version of davproof that made the run.
    pub davproof: String,
    /// How the run went.
    pub run: Run,
    /// Who was judged.
    pub target: Target,
    /// The settings of the target file, with defaults filled in.
    pub configuration: Configuration,
    /// The scenarios that the run was selected from.
    pub pack: Pack,
    /// The expectation file, where one was used.
    pub expectations: Option<UsedFile>,
    /// The requirements that the cases cite, by id.
    pub requirements: BTreeMap<String, Requirement>,
    /// What concerns the whole server and no single case.
    pub findings: Vec<Finding>,
    /// The cases in the order of the file.
    #[serde(deserialize_with = "outlines")]
    pub cases: Vec<CaseOutline>,
}

/// A case without its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseOutline {
    /// Stable path-like id.
    pub id: String,
    /// Id of the scenario.
    pub scenario: String,
    /// The case in one sentence.
    pub title: String,
    /// How much a failure hurts.
    pub severity: Severity,
    /// The judgement.
    pub verdict: Verdict,
    /// Why, where the verdict does not speak for itself.
    pub reason: Option<String>,
    /// What the expectation file says will come of the case.
    pub expected: Option<ExpectedOutcome>,
    /// Ids of the requirements that the case proves.
    pub requirements: Vec<String>,
    /// Duration in milliseconds.
    pub duration_ms: u64,
    /// Number of earlier attempts.
    pub attempts: usize,
    /// The checks that failed.
    pub failed: Vec<Check>,
}

impl From<Case> for CaseOutline {
    fn from(case: Case) -> Self {
        Self {
            id: case.id,
            scenario: case.scenario,
            title: case.title,
            severity: case.severity,
            verdict: case.verdict,
            reason: case.reason,
            expected: case.expectation.map(|entry| entry.outcome),
            requirements: case.requirements,
            duration_ms: case.duration_ms,
            attempts: case.attempts.len(),
            failed: case.checks.into_iter().filter(|check| check.outcome == Outcome::Fail).collect(),
        }
    }
}

impl From<&RunResult> for Outline {
    fn from(run: &RunResult) -> Self {
        let RunResult {
            schema,
            davproof,
            run: how,
            target,
            configuration,
            pack,
            expectations,
            requirements,
            findings,
            cases,
        } = run;
        let lean =
            |case: &Case| CaseOutline::from(Case { exchanges: Vec::new(), attempts: Vec::new(), ..case.clone() });
        Self {
            schema: *schema,
            davproof: davproof.clone(),
            run: how.clone(),
            target: target.clone(),
            configuration: configuration.clone(),
            pack: pack.clone(),
            expectations: expectations.clone(),
            requirements: requirements.clone(),
            findings: findings.clone(),
            cases: cases.iter().map(|case| CaseOutline { attempts: case.attempts.len(), ..lean(case) }).collect(),
        }
    }
}

/// Reads cases one by one and keeps of each what the outline needs; each is checked in full.
fn outlines<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<CaseOutline>, D::Error> {
    struct Cases;
    impl<'de> Visitor<'de> for Cases {
        type Value = Vec<CaseOutline>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of cases")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut cases: A) -> Result<Self::Value, A::Error> {
            let mut outlines = Vec::new();
            while let Some(case) = cases.next_element::<Case>()? {
                outlines.push(case.into());
            }
            Ok(outlines)
        }
    }
    deserializer.deserialize_seq(Cases)
}
