//! One case on a server that is thrown away afterwards.

use std::sync::atomic::Ordering;

use davproof_dav::Client;

use super::case::CaseRun;
use super::clock::Clock;
use super::context::{Context, Evidence, Journaling};
use super::run::{context, not_applicable, register_homes};
use super::session::Session;
use crate::scenario::{Pack, PlannedCase};
use crate::target::Target;
use crate::verdict::Observed;

/// Executes cases without journal, evidence, second attempts and clean-up, for a server that ends with each case.
pub(crate) struct Trial<'a>(Context<'a>);

impl<'a> Trial<'a> {
    /// Trials by a client whose fence knows `mark`.
    pub(crate) fn new(
        client: &'a Client,
        target: &'a Target,
        session: &'a Session,
        pack: &'a Pack,
        mark: &'a str,
        clock: &'a dyn Clock,
    ) -> Trial<'a> {
        register_homes(client, session);
        let now = i64::try_from(clock.now().as_secs()).unwrap_or(i64::MAX);
        let context = context(client, target, session, pack, mark);
        Trial(Context { journal: Journaling::Unneeded, evidence: Evidence::Dropped, clock, now, ..context })
    }

    /// What is observed of a case. All that it makes has the same names each time.
    pub(crate) async fn observe(&self, case: &PlannedCase) -> Observed {
        if let Some(why) = not_applicable(case, &self.0) {
            return Observed::NotApplicable(why);
        }
        self.0.counter.store(0, Ordering::Relaxed);
        CaseRun::new(case, &self.0).run().await
    }
}
