//! Executing the matrix, on every core.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use davproof_dav::{ClientError, RunMark};
use davproof_mock::{Fault, Faults};
use davproof_reports::{Outcome, Verdict};
use thiserror::Error;

use super::bench::Bench;
use super::model::{CaseRow, FaultRow, Matrix, Seen};
use crate::embedded;
use crate::runner::{DiscoveryError, Session, Trial, discover};
use crate::scenario::{Pack, PlannedCase};
use crate::target::Target;
use crate::verdict::{Observed, verdict};

/// What is tried.
pub struct MatrixOptions<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The cases.
    pub cases: &'a [&'a PlannedCase],
    /// The faults.
    pub faults: &'a [Fault],
    /// Is told each time a fault is done.
    pub done: &'a (dyn Fn() + Sync),
}

/// Why there is no matrix.
#[derive(Debug, Error)]
pub enum MatrixError {
    /// The mock without faults cannot be used.
    #[error("the mock cannot be used")]
    Discovery(#[from] DiscoveryError),
    /// The HTTP client cannot be set up.
    #[error("the HTTP client cannot be set up")]
    Client(#[from] ClientError),
    /// No socket, no runtime.
    #[error("the mock cannot be served")]
    Io(#[from] std::io::Error),
}

/// The id of the run that the trials belong to, which makes all their names the same each time.
const RUN: &str = "matrix00";

/// Sightings after which a fault between server and client is known well enough: each may cost a time-out.
const ENOUGH: usize = 5;

/// Tries every fault against every case.
///
/// # Errors
/// A mock that cannot be used at all.
///
/// # Panics
/// If the mock or the runner does.
pub fn run(options: &MatrixOptions<'_>) -> Result<Matrix, MatrixError> {
    // The first one is the mock without faults.
    let jobs: Vec<Option<Fault>> = std::iter::once(None).chain(options.faults.iter().copied().map(Some)).collect();
    let next = AtomicUsize::new(0);
    let results: Mutex<BTreeMap<usize, Vec<Seen>>> = Mutex::default();
    let work = || -> Result<(), MatrixError> {
        let worker = Worker::new(options)?;
        while let Some((index, fault)) = take(&next, &jobs) {
            let seen = worker.row(fault)?;
            results.lock().unwrap_or_else(PoisonError::into_inner).insert(index, seen);
            (options.done)();
        }
        Ok(())
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("no trial panics"))
    })?;
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    let plain = results.remove(&0).unwrap_or_default();
    Ok(matrix(options, &plain, &results))
}

fn take(next: &AtomicUsize, jobs: &[Option<Fault>]) -> Option<(usize, Option<Fault>)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    jobs.get(index).map(|fault| (index, *fault))
}

fn matrix(options: &MatrixOptions<'_>, plain: &[Seen], results: &BTreeMap<usize, Vec<Seen>>) -> Matrix {
    let mut failing_without_fault = BTreeMap::new();
    let mut not_applicable = BTreeMap::new();
    for (case, seen) in options.cases.iter().zip(plain) {
        match seen {
            Seen::Passed => {}
            Seen::Failed(checks) => {
                failing_without_fault.insert(case.id.clone(), checks.clone());
            }
            Seen::Trouble(reason) => {
                failing_without_fault.insert(case.id.clone(), vec![reason.clone()]);
            }
            Seen::NotApplicable(reason) => {
                not_applicable.insert(case.id.clone(), reason.clone());
            }
        }
    }
    let mut faults = Vec::new();
    let mut cases: Vec<CaseRow> =
        options.cases.iter().map(|case| CaseRow { id: case.id.clone(), failed_by: Vec::new() }).collect();
    for (fault, seen) in options.faults.iter().zip(results.values()) {
        // What fails anyway says nothing about the fault.
        let told = options.cases.iter().zip(seen).zip(plain).filter(|(_, plain)| **plain == Seen::Passed);
        let told: Vec<(&str, Seen)> = told.map(|((case, seen), _)| (case.id.as_str(), seen.clone())).collect();
        faults.push(FaultRow::new(*fault, &told));
        for ((row, seen), plain) in cases.iter_mut().zip(seen).zip(plain) {
            if matches!((seen, plain), (Seen::Failed(_), Seen::Passed)) {
                row.failed_by.push(fault.id());
            }
        }
    }
    Matrix { failing_without_fault, not_applicable, faults, cases }
}

/// One thread's mock, client and runtime.
struct Worker<'a> {
    options: &'a MatrixOptions<'a>,
    runtime: tokio::runtime::Runtime,
    bench: Bench,
    target: Target,
    mark: RunMark,
    session: Session,
}

impl<'a> Worker<'a> {
    fn new(options: &'a MatrixOptions<'a>) -> Result<Worker<'a>, MatrixError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let bench = Bench::new();
        let target = embedded::target("https://dav.example.org".parse().expect("this is an origin"));
        let mark = crate::runner::mark(RUN).expect("letters and digits make a mark");
        let client = bench.client(&target, &mark);
        // Paths and features are those of the server without faults: what a fault does to them is for the cases to see.
        let session = runtime.block_on(discover(&client, &target, RUN))?;
        Ok(Worker { options, runtime, bench, target, mark, session })
    }

    /// What becomes of every case with one fault, or without any.
    fn row(&self, fault: Option<Fault>) -> Result<Vec<Seen>, MatrixError> {
        let faults: Faults = fault.into_iter().collect();
        match fault {
            Some(fault) if fault.needs_socket() => self.runtime.block_on(self.over_a_socket(fault, &faults)),
            Some(_) | None => {
                let client = self.bench.client(&self.target, &self.mark);
                let trial = self.trial(&client, &self.target, &self.session);
                let cases = self.options.cases.iter();
                Ok(self.runtime.block_on(async {
                    let mut row = Vec::with_capacity(self.options.cases.len());
                    for case in cases {
                        self.bench.renew(&faults);
                        row.push(seen(&trial.observe(case).await));
                    }
                    row
                }))
            }
        }
    }

    /// The same for a fault between server and client: only the cases of its area, until it is known well enough.
    async fn over_a_socket(&self, fault: Fault, faults: &Faults) -> Result<Vec<Seen>, MatrixError> {
        let server = self.bench.serve(faults).await?;
        let origin = format!("http://{}", server.addr());
        let target = Target { origin: origin.parse().expect("this is an origin"), ..self.target.clone() };
        let session = Session { origin, host: target.origin.authority(), ..self.session.clone() };
        let client = Bench::remote(&target, &self.mark)?;
        let trial = self.trial(&client, &target, &session);
        let mut row = Vec::with_capacity(self.options.cases.len());
        let mut sightings = 0;
        for case in self.options.cases {
            let tried = case.id.starts_with(fault.area().name()) && sightings < ENOUGH;
            row.push(if tried {
                self.bench.renew(faults);
                seen(&trial.observe(case).await)
            } else {
                Seen::Passed
            });
            sightings += usize::from(!matches!(row.last(), Some(Seen::Passed | Seen::NotApplicable(_))));
        }
        Ok(row)
    }

    fn trial<'t>(&'t self, client: &'t davproof_dav::Client, target: &'t Target, session: &'t Session) -> Trial<'t> {
        Trial::new(client, target, session, self.options.pack, self.mark.as_str(), self.bench.clock())
    }
}

fn seen(observed: &Observed) -> Seen {
    let (verdict, reason) = verdict(observed, None);
    let reason = reason.unwrap_or_default();
    match (verdict, observed) {
        (Verdict::Pass, _) => Seen::Passed,
        (Verdict::Fail, Observed::Judged(checks)) => {
            let failed = checks.iter().filter(|check| check.outcome == Outcome::Fail);
            Seen::Failed(failed.map(|check| check.id.clone()).collect())
        }
        (Verdict::NotApplicable, _) => Seen::NotApplicable(reason),
        (
            Verdict::Fail
            | Verdict::Error
            | Verdict::Blocked
            | Verdict::KnownFail
            | Verdict::UnexpectedPass
            | Verdict::Flaky,
            _,
        ) => Seen::Trouble(reason),
    }
}
