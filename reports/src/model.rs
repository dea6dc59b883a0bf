//! The result model: what a run found, as one versioned document.
//!
//! `results.json` is this model and nothing else, and every other report is a fold over it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the `results.json` schema that this crate writes and reads.
pub const SCHEMA_VERSION: u32 = 2;

/// A whole run against one target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunResult {
    /// Version of this schema; see [`SCHEMA_VERSION`].
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
    /// What concerns the whole server and no single case, such as its capacity.
    pub findings: Vec<Finding>,
    /// The cases in the order of their ids.
    pub cases: Vec<Case>,
}

/// How a run went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Random id of the run; the names of its scratch collections carry it.
    pub id: String,
    /// Start, as RFC 3339 in UTC.
    pub started: String,
    /// Duration in milliseconds.
    pub duration_ms: u64,
    /// Order of execution.
    pub order: Order,
    /// Cases that ran at the same time at most.
    pub jobs: usize,
    /// True if only requests that change nothing were allowed.
    pub read_only: bool,
    /// How often a case that failed unexpectedly was tried again.
    pub retries: usize,
    /// True if a case that failed and then held fails the run.
    pub fail_on_flaky: bool,
    /// Folder of the reports as given; reports that pipelines collect name the evidence by it.
    pub reports: String,
    /// Patterns that selected the cases; empty means the whole pack.
    pub only: Vec<String>,
    /// Number of cases that were selected, in all shards together.
    pub selected: usize,
    /// Which part of the selection ran here, if it was cut into shards.
    pub shard: Option<Shard>,
    /// The runs that this result was merged from, by shard; empty if it comes from one run.
    pub merged: Vec<MergedRun>,
    /// True if the run was broken off by its user.
    pub interrupted: bool,
    /// Exit code that the run ends with.
    pub exit_code: u8,
}

/// One of the parts into which a selection was cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shard {
    /// Which one, from 1.
    pub index: u32,
    /// Of how many.
    pub count: u32,
    /// What all shards of one run share and others do not, such as the number of the pipeline; empty if nobody said.
    pub group: String,
}

/// A run that became part of a merged result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MergedRun {
    /// Which shard it was.
    pub shard: Shard,
    /// Id of the run.
    pub id: String,
    /// Start, as RFC 3339 in UTC.
    pub started: String,
    /// Duration in milliseconds.
    pub duration_ms: u64,
    /// Order of execution.
    pub order: Order,
    /// Cases that it judged.
    pub cases: usize,
    /// Exit code that it ended with.
    pub exit_code: u8,
}

/// Order in which the cases were executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Order {
    /// By id.
    Listed,
    /// Shuffled with this seed.
    Random {
        /// Seed of the shuffle.
        seed: u64,
    },
}

/// The server under test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Name for people: the label of the target file, or the host.
    pub label: String,
    /// Base URL, without credentials.
    pub url: String,
    /// Product, if the server let it be known, for example `SOGo`.
    pub product: Option<String>,
    /// Version of the product, if the server let it be known.
    pub version: Option<String>,
    /// What else was learned before the first case: features, paths, the proxy in front.
    pub facts: BTreeMap<String, String>,
    /// Account roles that the target file configures.
    pub roles: Vec<String>,
}

/// The settings of the target file, with defaults filled in and without secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// Accounts by role.
    pub accounts: BTreeMap<String, Account>,
    /// Time for a connection, in milliseconds.
    pub connect_timeout_ms: u64,
    /// Time for a request with its answer, in milliseconds.
    pub timeout_ms: u64,
    /// Largest answer in bytes.
    pub max_response_bytes: u64,
    /// SHA-256 of each PEM file that was trusted beside the system's certificates, in hexadecimal.
    pub trust_sha256: Vec<String>,
}

/// An account, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Login name.
    pub user: String,
    /// E-mail address, where the target file has one.
    pub address: Option<String>,
    /// What it proves itself with.
    pub proof: Proof,
}

/// What an account proves itself with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// A password (RFC 7617, RFC 7616).
    Password,
    /// A bearer token (RFC 6750).
    Token,
}

/// The scenarios that a run was selected from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Number of cases before selection.
    pub cases: usize,
    /// SHA-256 over all scenario and fixture files, in hexadecimal.
    pub digest: String,
}

/// A file that a run used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UsedFile {
    /// Path as given.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// What stood in it.
    pub text: String,
}

/// One requirement of a standard, in davproof's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Document, for example `RFC6578`.
    pub document: String,
    /// Section of the document.
    pub section: String,
    /// `MUST`, `SHOULD NOT`, …
    pub level: String,
    /// The requirement in one sentence.
    pub summary: String,
}

/// Something about the server as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Stable id, for example `capacity/dropped-connections`.
    pub id: String,
    /// How much it matters.
    pub severity: Severity,
    /// What was seen, in a sentence.
    pub summary: String,
    /// What to do about it.
    pub advice: String,
}

/// How much a failure hurts the people who sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Data is lost, overwritten or shown to the wrong person.
    Critical,
    /// Sync breaks or shows wrong data for some clients.
    Major,
    /// Clients must work around it.
    Minor,
    /// Worth knowing.
    Info,
}

/// The judgement of a case; see `davproof`'s verdict function for how it comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every check held.
    Pass,
    /// A check failed that nobody expected to fail.
    Fail,
    /// The case could not be judged: the transport failed.
    Error,
    /// A fixture could not be made, so the case did not run.
    Blocked,
    /// The server does not claim the feature, or the target has no such account.
    NotApplicable,
    /// Exactly the checks failed that the expectation file lists.
    KnownFail,
    /// A check held that the expectation file lists as failing.
    UnexpectedPass,
    /// The outcome varies: the expectation file says so, or the case failed and held when it was tried again.
    Flaky,
}

/// One case with its verdict and evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Stable path-like id, for example `sync/collection/deleted-member@depth=0`.
    pub id: String,
    /// Id of the scenario, for example `sync/collection`.
    pub scenario: String,
    /// The case in one sentence.
    pub title: String,
    /// Where the case is written, as `file:line`.
    pub source: String,
    /// How much a failure hurts.
    pub severity: Severity,
    /// Ids of the requirements that the case proves.
    pub requirements: Vec<String>,
    /// What a person would see if the case failed.
    pub symptom: Option<String>,
    /// What an administrator can do about it.
    pub advice: Option<String>,
    /// Client programs that a failure hits.
    pub clients: Vec<String>,
    /// The judgement.
    pub verdict: Verdict,
    /// Why, where the verdict does not speak for itself: what was missing, or what went wrong.
    pub reason: Option<String>,
    /// The entry of the expectation file that applied.
    pub expectation: Option<Expectation>,
    /// Duration in milliseconds.
    pub duration_ms: u64,
    /// Earlier attempts, which did not settle the case; each in fixtures of its own.
    pub attempts: Vec<Attempt>,
    /// Every expectation that was evaluated, in order.
    pub checks: Vec<Check>,
    /// What went over the wire. Bodies and headers are kept unless the case passed.
    pub exchanges: Vec<Exchange>,
}

impl Case {
    /// True if the case failed and then held, and no expectation file says that its outcome varies.
    #[must_use]
    pub fn unexpectedly_flaky(&self) -> bool {
        let listed = self.expectation.as_ref().map(|entry| entry.outcome);
        self.verdict == Verdict::Flaky && listed != Some(ExpectedOutcome::Flaky)
    }
}

/// An attempt at a case that did not settle it: the transport failed, or the case failed and was to be tried again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// The judgement of this attempt alone.
    pub verdict: Verdict,
    /// What went wrong, in a sentence.
    pub reason: String,
    /// Duration in milliseconds.
    pub duration_ms: u64,
    /// Every expectation that was evaluated, in order.
    pub checks: Vec<Check>,
    /// What went over the wire; bodies and headers of the first ones only, where there are many.
    pub exchanges: Vec<Exchange>,
}

/// The entry of the expectation file that applied to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// What is expected to come of the case.
    pub outcome: ExpectedOutcome,
    /// Why the failure is accepted.
    pub reason: String,
    /// Row of the deviations page, or a link.
    pub link: String,
    /// Ids of the checks that are expected to fail, in which `*` stands for any text. Empty for `flaky`.
    pub checks: Vec<String>,
    /// Last day on which the failure is accepted, as `2027-03-01`.
    pub expires: Option<String>,
    /// Where the entry is written, as `file:line`.
    pub source: String,
}

/// What an expectation file says will come of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExpectedOutcome {
    /// The listed checks fail.
    #[default]
    Fail,
    /// It varies from run to run, because the server's own answer does.
    Flaky,
}

/// One expectation of a case with what was expected and what came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Id, unique in its case, for example `put-2.status`.
    pub id: String,
    /// What came of it.
    pub outcome: Outcome,
    /// What was expected, in words.
    pub expected: String,
    /// What came, in words. Empty if the check held or was not evaluated.
    pub actual: String,
    /// Where the expectation is written, as `file:line`.
    pub source: String,
    /// Index into the exchanges of the case, if the check is about one.
    pub exchange: Option<usize>,
}

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The expectation held.
    Pass,
    /// It did not.
    Fail,
    /// It depends on something that did not come about.
    NotEvaluated,
}

/// One recorded request and its answer, redacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// Label of the step that sent it, for example `put-2`, or `fixture cal`.
    pub step: String,
    /// Role of the account that asked, for example `sharee`.
    pub role: String,
    /// Method as sent.
    pub method: String,
    /// Absolute URL as sent.
    pub url: String,
    /// Request headers and body; absent for cases that passed.
    pub request: Option<Message>,
    /// Status of the answer, if one came.
    pub status: Option<u16>,
    /// Answer headers and body; absent for cases that passed.
    pub response: Option<Message>,
    /// What went wrong on the way, if anything did.
    pub error: Option<String>,
    /// Redirects and authentication challenges on the way, each as a line.
    pub hops: Vec<String>,
    /// When it began, in milliseconds from the start of the run.
    pub started_ms: u64,
    /// Duration in milliseconds.
    pub duration_ms: u64,
    /// A command line that repeats the request, with a placeholder for the password.
    pub curl: Option<String>,
}

/// Headers and body of a request or an answer, redacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Header names and values in the order on the wire.
    pub headers: Vec<(String, String)>,
    /// The body as text; bytes that are not UTF-8 are replaced.
    pub body: String,
    /// Size of the whole body in bytes.
    pub body_bytes: u64,
    /// SHA-256 of the whole unredacted body in hexadecimal, if `body` holds less than all of it.
    pub body_sha256: Option<String>,
}
