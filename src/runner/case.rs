//! One case from its fixtures to its clean-up.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use davproof_dav::Exchange;
use davproof_reports::{self as model, Attempt, Check, Verdict};

use super::context::{Context, Evidence};
use super::digests::Digests;
use super::env::Env;
use super::fixture::Made;
use super::invite::{Addressee, addressees};
use super::record::{record, slim};
use super::session::AccountPaths;
use crate::scenario::PlannedCase;
use crate::verdict::Observed;

/// What came of a case.
pub(crate) struct Outcome {
    pub(crate) observed: Observed,
    pub(crate) exchanges: Vec<model::Exchange>,
    pub(crate) duration: Duration,
    pub(crate) attempts: Vec<Attempt>,
    /// Attempts in which the server dropped a connection.
    pub(crate) drops: usize,
    /// What could not be removed.
    pub(crate) left: Vec<String>,
}

/// A case that is being executed.
pub(crate) struct CaseRun<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) case: &'a PlannedCase,
    pub(crate) env: Env<'a>,
    /// What the names of this case's things begin with.
    pub(crate) prefix: String,
    /// What fixtures and puts sent, by label.
    pub(crate) sent: BTreeMap<String, Vec<u8>>,
    pub(crate) checks: Vec<Check>,
    pub(crate) exchanges: Vec<model::Exchange>,
    digests: Digests,
    pub(crate) made: Vec<Made>,
    /// The server dropped a connection, or a proxy said that it did.
    pub(crate) dropped: bool,
}

/// How often a case is tried again after a dropped connection, each time with fresh fixtures.
const DROPS: usize = 3;

/// Exchanges of an attempt that are kept with headers and bodies.
const FULL_EXCHANGES: usize = 20;

/// Executes a case, in fresh fixtures each time: a server that drops a connection gets another chance after a pause, and
/// a case that fails unexpectedly is tried again as often as the run allows. Each attempt is kept.
pub(crate) async fn execute(
    case: &PlannedCase,
    context: &Context<'_>,
    judge: impl Fn(&Observed) -> (Verdict, Option<String>),
) -> Outcome {
    let begin = Instant::now();
    let mut attempts = Vec::new();
    let mut left = Vec::new();
    let (mut drops, mut failures) = (0, 0);
    loop {
        let begin_attempt = Instant::now();
        let mut run = CaseRun::new(case, context);
        let observed = run.run().await;
        left.extend(run.clean_up().await);
        drops += usize::from(run.dropped);
        let (verdict, reason) = judge(&observed);
        if verdict != Verdict::Pass || !attempts.is_empty() {
            run.digests.write(&mut run.exchanges).await;
        }
        let exchanges = std::mem::take(&mut run.exchanges);
        let unsettled = matches!(observed, Observed::Trouble(_) | Observed::Blocked(_));
        let again = if context.is_cancelled() {
            false
        } else if run.dropped && unsettled && drops <= DROPS {
            context.clock.sleep(Duration::from_millis(200) * u32::try_from(drops).unwrap_or(1)).await;
            true
        } else if unexpected_failure(verdict) && failures < context.retries {
            failures += 1;
            true
        } else {
            false
        };
        if !again {
            return Outcome { observed, exchanges, duration: begin.elapsed(), attempts, drops, left };
        }
        attempts.push(attempt(verdict, reason, begin_attempt.elapsed(), observed, exchanges));
    }
}

fn unexpected_failure(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Fail | Verdict::Error | Verdict::Blocked => true,
        Verdict::Pass | Verdict::NotApplicable | Verdict::KnownFail | Verdict::UnexpectedPass | Verdict::Flaky => false,
    }
}

fn attempt(
    verdict: Verdict,
    reason: Option<String>,
    duration: Duration,
    observed: Observed,
    mut exchanges: Vec<model::Exchange>,
) -> Attempt {
    exchanges.iter_mut().skip(FULL_EXCHANGES).for_each(slim);
    let (checks, why) = match observed {
        Observed::Judged(checks) => {
            let failed = checks.iter().filter(|check| check.outcome == model::Outcome::Fail).map(|check| &*check.id);
            let why = format!("{} failed", failed.collect::<Vec<_>>().join(", "));
            (checks, why)
        }
        Observed::Trouble(why) | Observed::Blocked(why) | Observed::NotApplicable(why) => (Vec::new(), why),
    };
    let duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    Attempt { verdict, reason: reason.unwrap_or(why), duration_ms, checks, exchanges }
}

impl<'a> CaseRun<'a> {
    pub(crate) fn new(case: &'a PlannedCase, context: &'a Context<'a>) -> CaseRun<'a> {
        let prefix = format!("{}{}-", context.mark, context.number());
        let mut env = Env::new(context.session, context.now, &case.values, prefix.trim_end_matches('-').to_owned());
        env.set("mark", prefix.clone());
        CaseRun {
            context,
            case,
            env,
            prefix,
            sent: BTreeMap::new(),
            checks: Vec::new(),
            exchanges: Vec::new(),
            digests: Digests::default(),
            made: Vec::new(),
            dropped: false,
        }
    }

    /// Makes the fixtures and does the steps.
    pub(crate) async fn run(&mut self) -> Observed {
        for fixture in &self.case.fixtures {
            if let Err(why) = self.make(fixture).await {
                return Observed::Blocked(format!("the fixture `{}` could not be made: {why}", fixture.name));
            }
        }
        for step in &self.case.steps {
            if self.context.is_cancelled() {
                return Observed::Blocked("the run was broken off".to_owned());
            }
            if let Err(why) = self.step(step).await {
                return Observed::Trouble(format!("step `{}`: {why}", step.label));
            }
        }
        Observed::Judged(std::mem::take(&mut self.checks))
    }

    /// Keeps an exchange for the reports; its index is that of the checks.
    pub(crate) fn keep(&mut self, label: &str, role: &str, exchange: &Exchange) -> usize {
        match self.context.evidence {
            Evidence::Kept => {
                self.exchanges.push(record(label, role, exchange, self.context.target));
                self.digests.begin(self.exchanges.len() - 1, exchange);
            }
            Evidence::Dropped => {}
        }
        self.exchanges.len().saturating_sub(1)
    }

    /// Forgets all exchanges but the first ones.
    pub(crate) fn keep_first(&mut self, exchanges: usize) {
        self.exchanges.truncate(exchanges);
        self.digests.keep(exchanges);
    }

    /// The paths of an account.
    pub(crate) fn account(&self, role: &str) -> Result<&'a AccountPaths, String> {
        self.context.session.accounts.get(role).ok_or_else(|| format!("the target has no account `{role}`"))
    }

    /// Refuses content that would make the server write to somebody who has no part in the test, or deliver something
    /// that nobody would take away again.
    pub(crate) fn refuse_invitations(&self, role: &str, body: &[u8], delivers: bool) -> Result<(), String> {
        for Addressee { address, invited } in addressees(body) {
            let accounts = &self.context.session.accounts;
            let account = accounts.iter().find(|(_, account)| {
                account.address.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(&address))
            });
            match account {
                None => {
                    return Err(format!(
                        "davproof does not send it: it invites {address}, which is the address of no account of the target"
                    ));
                }
                Some((invitee, _)) if invited && invitee != role && !delivers => {
                    return Err(format!(
                        "davproof does not send it: it invites `{invitee}`, and the step does not say what it `delivers`"
                    ));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}
