//! The comparison as one versioned document, `comparison.json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Severity, Verdict};

/// The version of the `comparison.json` schema that this crate writes.
pub const COMPARISON_SCHEMA_VERSION: u32 = 1;

/// What changed from a baseline to a new run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// Version of this schema; see [`COMPARISON_SCHEMA_VERSION`].
    pub schema: u32,
    /// Version of davproof that compared.
    pub davproof: String,
    /// The baseline: what was.
    pub before: Side,
    /// The new run: what is.
    pub now: Side,
    /// Whether the new run may pass.
    pub gate: Gate,
    /// Exit code that belongs to it.
    pub exit_code: u8,
    /// In what else the runs differ, beside their verdicts.
    pub differences: Vec<Difference>,
    /// The requirements that were proved or disproved.
    pub coverage: Coverage,
    /// Number of cases by what became of them, those without a change too.
    pub counts: BTreeMap<Change, usize>,
    /// The cases that do not simply pass or not apply as before, the gravest first.
    pub changes: Vec<CaseChange>,
    /// The cases that take much longer than before, the slowest first.
    pub slower: Vec<Slower>,
}

/// One of the two runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Id of the run.
    pub run: String,
    /// Start, as RFC 3339 in UTC.
    pub started: String,
    /// Product and version of the server, or its label.
    pub subject: String,
    /// Number of cases in the file.
    pub cases: usize,
}

/// Whether a run may pass, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// Nothing got worse.
    Passed,
    /// Nothing got worse, but something passes that the expectation file lists as failing.
    Stale,
    /// Something that was judged is not any more, or the runs cannot be compared in full.
    Partial,
    /// Something fails that did not.
    Failed,
}

/// A difference between two runs that is no verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// What differs, in words.
    pub what: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub now: String,
    /// True if verdicts cannot be compared in full because of it; false if it is part of what is compared.
    pub hinders: bool,
}

/// The requirements that cases with a judgement cite.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Number in the baseline.
    pub before: usize,
    /// Number in the new run.
    pub now: usize,
    /// Ids of those that were covered and are not any more.
    pub lost: Vec<String>,
}

/// What became of a case, what asks for most attention first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It fails, and did not before, or not in these checks; nobody accepted that.
    NewlyFailing,
    /// It failed and then held when tried again; before it did not vary.
    NewlyFlaky,
    /// It could not be judged or does not apply; before it was judged.
    NotJudged,
    /// It is not in the new run.
    Removed,
    /// It failed before and holds, but the expectation file lists it as failing.
    FixedThoughListed,
    /// It holds as before, but the expectation file lists it as failing.
    PassesThoughListed,
    /// It fails or varies, and did not before; the expectation file accepts that.
    Accepted,
    /// It failed and passes.
    Fixed,
    /// It fails in the same checks, or in fewer.
    StillFailing,
    /// Its outcome varies as before.
    StillFlaky,
    /// It was not judged and is not.
    StillNotJudged,
    /// It was not judged, and passes.
    Judged,
    /// It varied, and passes.
    Steady,
    /// It is new, and nothing is wrong with it that nobody accepted.
    Added,
    /// It passes as before.
    StillPassing,
    /// It does not apply as before.
    StillNotApplicable,
}

/// What became of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseChange {
    /// Stable id of the case.
    pub id: String,
    /// Id of the scenario.
    pub scenario: String,
    /// The case in one sentence.
    pub title: String,
    /// How much a failure hurts.
    pub severity: Severity,
    /// What became of it.
    pub change: Change,
    /// Verdict in the baseline; absent if the case is new.
    pub before: Option<Verdict>,
    /// Verdict in the new run; absent if the case is gone.
    pub now: Option<Verdict>,
    /// Why, as the new run gives it.
    pub reason: Option<String>,
    /// Checks that fail in one of the runs at least, in the order of their ids.
    pub checks: Vec<CheckChange>,
}

/// What became of one check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckChange {
    /// Id, unique in its case.
    pub id: String,
    /// What became of it.
    pub change: Turn,
    /// What is expected, in words.
    pub expected: String,
    /// What came, in words: in the new run if it fails there, else in the baseline.
    pub actual: String,
}

/// What became of a check that fails in one of two runs at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// It fails, and did not before.
    NewlyFailing,
    /// It failed and does not any more.
    Gone,
    /// It fails as before.
    StillFailing,
}

/// A case that takes much longer than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slower {
    /// Id of the case.
    pub id: String,
    /// Duration in the baseline in milliseconds.
    pub before_ms: u64,
    /// Duration in the new run in milliseconds.
    pub now_ms: u64,
}
