//! A whole run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use davproof_dav::{Client, ClientOptions, Credentials, Fence, Redactor, Request, Reuse, RunMark};
use davproof_reports::{self as model, Attempt, Case, Finding, RunResult, Severity, Verdict};
use futures::stream::{FuturesUnordered, StreamExt};
use jiff::{Timestamp, tz::TimeZone};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::case::{Outcome, execute};
use super::clock::SystemClock;
use super::context::{Context, Evidence, Journaling};
use super::journal::Journal;
use super::limiter::Limiter;
use super::record::slim;
use super::select::Selection;
use super::session::{DiscoveryError, Session, discover};
use crate::diagnostic::Diagnostic;
use crate::exit::exit_code;
use crate::expectation::{Accepted, Expectations, Listed, Server};
use crate::scenario::{Pack, PlannedCase, hex};
use crate::target::{Account, Limits, Target};
use crate::verdict::{Observed, settled, verdict};

/// What a run is to do.
pub struct RunOptions<'a> {
    /// The server.
    pub target: &'a Target,
    /// The pack.
    pub pack: &'a Pack,
    /// All its cases.
    pub cases: &'a [PlannedCase],
    /// Which of them, and in which order.
    pub selection: &'a Selection,
    /// What is accepted.
    pub expectations: Option<&'a Expectations>,
    /// How often a case that fails unexpectedly is tried again.
    pub retries: usize,
    /// True if a case that failed and then held fails the run.
    pub fail_on_flaky: bool,
    /// Folder of the journals.
    pub journals: PathBuf,
    /// Folder of the reports, for the result to name.
    pub reports: &'a Path,
    /// Set it to break off: running cases end, are cleaned up, and the result is still there.
    pub cancelled: &'a AtomicBool,
}

/// Is told how a run goes on.
pub trait Progress {
    /// Discovery is over and the cases begin.
    fn started(&self, session: &Session, cases: usize);
    /// A case has its verdict.
    fn finished(&self, case: &Case);
}

/// Why a run could not begin.
#[derive(Debug, Error)]
pub enum RunError {
    /// No case is left after selection.
    #[error("no case matches {}; `davproof scenario list` shows all", .0.join(", "))]
    NothingSelected(Vec<String>),
    /// The server cannot be tested.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// It cannot be told which entries of the expectation file are about the server.
    #[error("{} mistakes in the expectation file", .0.len())]
    Expectations(Vec<Diagnostic>),
    /// The client cannot be set up.
    #[error("the HTTP client cannot be set up")]
    Client(#[from] davproof_dav::ClientError),
    /// The journal cannot be written.
    #[error("the journal in {folder} cannot be written; without it a killed run could not be cleaned up")]
    Journal {
        /// Folder of the journals.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Runs the selected cases and judges them.
///
/// # Errors
/// When the run cannot begin; whatever happens afterwards is part of the result.
#[expect(clippy::missing_panics_doc, reason = "a run id of letters and digits always makes a mark")]
pub async fn run(options: &RunOptions<'_>, progress: &dyn Progress) -> Result<RunResult, RunError> {
    let begin = Instant::now();
    let RunOptions { target, pack, cases, selection, expectations, journals, reports, cancelled, .. } = options;
    let matching = selection.matching(cases).len();
    if matching == 0 {
        return Err(RunError::NothingSelected(selection.only.clone()));
    }
    // A shard may be empty: the others of its run have the cases.
    let selected = selection.apply(cases);
    let started = Timestamp::now();
    let id = run_id();
    let mark = super::step::mark(&id).expect("letters and digits make a mark");
    let mark_text = mark.as_str().to_owned();
    let client = reusing_client(target, mark).await?;
    let session = discover(&client, target, &id).await?;
    let server = Server { product: session.product.clone(), version: session.version.clone() };
    let today = started.to_zoned(TimeZone::UTC).date();
    let accepted = expectations.map(|file| file.accept(&server, today)).transpose().map_err(RunError::Expectations)?;
    register_homes(&client, &session);
    let unwritable = |source| RunError::Journal { folder: journals.clone(), source };
    let journal = if target.limits.read_only {
        None
    } else {
        Some(Journal::start(journals, &id, &target.origin.to_string()).map_err(unwritable)?)
    };
    let mut context = context(&client, target, &session, pack, &mark_text);
    context.journal = journal.as_ref().map_or(Journaling::ReadOnly, Journaling::File);
    context.cancelled = cancelled;
    context.retries = options.retries;
    context.now = started.as_second();
    progress.started(&session, selected.len());
    let limiter = Limiter::new(target.limits.jobs);
    let mut left = Vec::new();
    let mut judged = Vec::new();
    let (alone, together): (Vec<&PlannedCase>, Vec<&PlannedCase>) = selected.into_iter().partition(|case| case.alone);
    let mut take = |case: &PlannedCase, outcome: Outcome| {
        left.extend(outcome.left.iter().cloned());
        let result = conclude(case, outcome, accepted.as_ref());
        progress.finished(&result);
        judged.push(result);
    };
    let mut running: FuturesUnordered<_> =
        together.iter().map(|case| one(case, &context, &limiter, accepted.as_ref())).collect();
    while let Some((case, outcome)) = running.next().await {
        take(case, outcome);
    }
    for case in alone {
        let (case, outcome) = one(case, &context, &limiter, accepted.as_ref()).await;
        take(case, outcome);
    }
    judged.sort_by(|a, b| a.id.cmp(&b.id));
    let mut findings = findings(&limiter, context.stale_rights.load(Ordering::Relaxed), &left);
    findings.extend(expectations.and_then(|file| expired(file.expired(today).len(), &file.file.path)));
    let interrupted = context.is_cancelled();
    if let Some(journal) = &journal
        && left.is_empty()
    {
        journal.finish().map_err(unwritable)?;
    }
    let requirements = cited(&judged, pack);
    let mut result = RunResult {
        schema: model::SCHEMA_VERSION,
        davproof: env!("CARGO_PKG_VERSION").to_owned(),
        run: model::Run {
            id,
            started: started.to_string(),
            duration_ms: millis(begin.elapsed()),
            order: selection.order,
            jobs: target.limits.jobs,
            read_only: target.limits.read_only,
            retries: options.retries,
            fail_on_flaky: options.fail_on_flaky,
            reports: reports.display().to_string(),
            only: selection.only.clone(),
            selected: matching,
            shard: selection.shard.clone(),
            merged: Vec::new(),
            interrupted,
            exit_code: 0,
        },
        target: target_of(target, &session),
        configuration: configuration_of(target),
        pack: model::Pack { cases: cases.len(), digest: pack.digest.clone() },
        expectations: expectations.map(|expectations| expectations.file.clone()),
        requirements,
        findings,
        cases: judged,
    };
    result.run.exit_code = exit_code(&result).into();
    Ok(result)
}

async fn one<'a>(
    case: &'a PlannedCase,
    context: &Context<'_>,
    limiter: &Limiter,
    accepted: Option<&Accepted<'_>>,
) -> (&'a PlannedCase, Outcome) {
    let nothing = |observed| Outcome {
        observed,
        exchanges: Vec::new(),
        duration: std::time::Duration::ZERO,
        attempts: Vec::new(),
        drops: 0,
        left: Vec::new(),
    };
    if let Some(why) = not_applicable(case, context) {
        return (case, nothing(Observed::NotApplicable(why)));
    }
    limiter.enter().await;
    if context.is_cancelled() {
        limiter.leave(false);
        return (case, nothing(Observed::Blocked("the run was broken off before this case".to_owned())));
    }
    let listed = accepted.and_then(|accepted| accepted.of(&case.id));
    let outcome = execute(case, context, |observed| verdict(observed, listed)).await;
    limiter.leave(outcome.drops > 0);
    (case, outcome)
}

pub(crate) fn not_applicable(case: &PlannedCase, context: &Context<'_>) -> Option<String> {
    if let Some(role) = case.roles.iter().find(|role| !context.target.accounts.contains_key(*role)) {
        return Some(format!("the target has no account for the role `{role}`"));
    }
    if let Some(feature) = case.requires.iter().find(|feature| !context.session.features.contains(*feature)) {
        return Some(format!("the server does not have the feature `{feature}`"));
    }
    if context.target.limits.read_only && !case.only_reads() {
        return Some("the case writes, and the run is read-only".to_owned());
    }
    None
}

fn conclude(case: &PlannedCase, outcome: Outcome, accepted: Option<&Accepted<'_>>) -> Case {
    let Outcome { observed, mut exchanges, duration, attempts, drops: _, left: _ } = outcome;
    let listed = accepted.and_then(|accepted| accepted.of(&case.id));
    let (last, reason) = verdict(&observed, listed);
    let verdict = settled(last, attempts.iter().map(|attempt| attempt.verdict));
    let reason = if verdict == last { reason } else { Some(varied(&attempts, reason.as_deref())) };
    let expectation = match listed {
        Some(Listed::InForce(entry)) => Some(entry.clone()),
        Some(Listed::Expired(_)) | None => None,
    };
    if verdict == Verdict::Pass {
        exchanges.iter_mut().for_each(slim);
    }
    let checks = match observed {
        Observed::Judged(checks) => checks,
        Observed::Trouble(_) | Observed::Blocked(_) | Observed::NotApplicable(_) => Vec::new(),
    };
    Case {
        id: case.id.clone(),
        scenario: case.scenario.clone(),
        title: case.title.clone(),
        source: format!("{}:{}", case.file, case.at.line),
        severity: case.severity,
        requirements: case.requirements.clone(),
        symptom: case.symptom.clone(),
        advice: case.advice.clone(),
        clients: case.clients.clone(),
        verdict,
        reason,
        expectation,
        duration_ms: millis(duration),
        attempts,
        checks,
        exchanges,
    }
}

/// Why the last attempt is not the whole verdict.
fn varied(attempts: &[Attempt], last: Option<&str>) -> String {
    let failed = attempts.iter().filter(|attempt| attempt.verdict == Verdict::Fail).count();
    let last = last.map_or(String::new(), |reason| format!("; the last time: {reason}"));
    format!("failed in {failed} of {} attempts{last}", attempts.len() + 1)
}

fn findings(limiter: &Limiter, stale_rights: usize, left: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (drops, lowest) = limiter.drops();
    if drops > 0 {
        findings.push(Finding {
            id: "capacity/dropped-connections".to_owned(),
            severity: Severity::Major,
            summary: format!("The server dropped connections in {drops} cases; davproof went down to {lowest} at a time."),
            advice: "Give the server more workers (SOGo: WOWorkersCount), or look for crashing ones in its log. Phones that sync at the same time will meet the same.".to_owned(),
        });
    }
    if stale_rights > 0 {
        findings.push(Finding {
            id: "permissions/stale-rights".to_owned(),
            severity: Severity::Major,
            summary: format!("{stale_rights} times, rights that the server said were set had no effect until they were set again."),
            advice: "The server caches rights, and requests at the same moment fill the cache with old ones. If somebody cannot open a calendar that was just shared, share it again.".to_owned(),
        });
    }
    if !left.is_empty() {
        findings.push(Finding {
            id: "clean-up/left-behind".to_owned(),
            severity: Severity::Minor,
            summary: format!("Not everything that the run created could be removed: {}.", left.join("; ")),
            advice: "Run `davproof clean` with the same target file.".to_owned(),
        });
    }
    findings
}

fn expired(entries: usize, file: &str) -> Option<Finding> {
    (entries > 0).then(|| Finding {
        id: "expectations/expired".to_owned(),
        severity: Severity::Minor,
        summary: format!("{entries} entries of {file} have expired and accept nothing any more."),
        advice: "`davproof expect check` shows them. Take them out, or give them a new reason and a new day."
            .to_owned(),
    })
}

fn cited(cases: &[Case], pack: &Pack) -> BTreeMap<String, model::Requirement> {
    let ids = cases.iter().flat_map(|case| &case.requirements);
    ids.filter_map(|id| pack.requirements.rows.get(id).map(|row| (id.clone(), row.requirement.clone()))).collect()
}

fn target_of(target: &Target, session: &Session) -> model::Target {
    let mut facts = session.facts.clone();
    facts.insert("dav-service".to_owned(), session.context.clone());
    facts.insert("features".to_owned(), session.features.iter().cloned().collect::<Vec<_>>().join(", "));
    model::Target {
        label: target.label.clone(),
        url: format!("{}{}", session.origin, target.base_path),
        product: session.product.clone(),
        version: session.version.clone(),
        facts,
        roles: target.accounts.keys().cloned().collect(),
    }
}

fn configuration_of(target: &Target) -> model::Configuration {
    let Limits { jobs: _, connect_timeout, timeout, max_response, read_only: _ } = &target.limits;
    let account = |account: &Account| model::Account {
        user: account.user.clone(),
        address: account.address.clone(),
        proof: match account.credentials {
            Credentials::Bearer { .. } => model::Proof::Token,
            Credentials::Basic { .. } | Credentials::Anonymous => model::Proof::Password,
        },
    };
    model::Configuration {
        accounts: target.accounts.iter().map(|(role, known)| (role.clone(), account(known))).collect(),
        connect_timeout_ms: millis(*connect_timeout),
        timeout_ms: millis(*timeout),
        max_response_bytes: *max_response,
        trust_sha256: target.trust.iter().map(|pem| hex(&Sha256::digest(pem))).collect(),
    }
}

/// The client of a run, which uses connections again if the server keeps them open.
///
/// sogod closes its socket after every response, often without saying so: a connection used again would then look as
/// if the server had dropped the request.
pub(crate) async fn reusing_client(target: &Target, mark: RunMark) -> Result<Client, davproof_dav::ClientError> {
    let client = client(target, mark.clone(), Reuse::Never)?;
    let probe = Request::new("OPTIONS", target.base_path.as_str());
    let keeps = match target.accounts.get("owner") {
        Some(owner) => client.keeps_connections(probe, &owner.credentials).await,
        None => false,
    };
    if keeps { self::client(target, mark, Reuse::Allowed) } else { Ok(client) }
}

fn client(target: &Target, mark: RunMark, reuse: Reuse) -> Result<Client, davproof_dav::ClientError> {
    let mut options = ClientOptions::new(target.origin.clone());
    options.trust.clone_from(&target.trust);
    options.connect_timeout = target.limits.connect_timeout;
    options.exchange_timeout = target.limits.timeout;
    options.read_timeout = target.limits.timeout;
    options.max_response_bytes = target.limits.max_response;
    options.reuse = reuse;
    let redactor = Redactor::new(target.accounts.values().map(|account| &account.credentials));
    Client::new(options, redactor, Fence::new(mark))
}

/// Makes the homes of all accounts known to the fence; nothing else can be written to.
pub(crate) fn register_homes(client: &Client, session: &Session) {
    for account in session.accounts.values() {
        for home in [&account.calendar_home, &account.addressbook_home].into_iter().flatten() {
            // A home that the fence does not admit is one that no scratch collection can be made in.
            client.fence().register_home(home).ok();
        }
        if let Some(outbox) = &account.outbox {
            client.fence().register_outbox(outbox).ok();
        }
    }
}

static NEVER: AtomicBool = AtomicBool::new(false);

/// A context without a journal that nobody breaks off.
pub(crate) fn context<'a>(
    client: &'a Client,
    target: &'a Target,
    session: &'a Session,
    pack: &'a Pack,
    mark: &'a str,
) -> Context<'a> {
    let now = Timestamp::now().as_second();
    Context {
        client,
        target,
        session,
        pack,
        journal: Journaling::ReadOnly,
        evidence: Evidence::Kept,
        clock: &SystemClock,
        retries: 0,
        mark,
        now,
        cancelled: &NEVER,
        stale_rights: AtomicUsize::new(0),
        counter: AtomicUsize::new(0),
    }
}

fn run_id() -> String {
    let mut random = fastrand::Rng::new();
    (0..8).map(|_| random.alphanumeric().to_ascii_lowercase()).collect()
}

fn millis(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
