//! What all cases of a run share.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use davproof_dav::{Client, Credentials, Exchange, Request, Secret};

use super::clock::Clock;
use super::journal::{Entry, Journal};
use super::session::Session;
use crate::scenario::{Pack, WrongPassword};
use crate::target::Target;

/// What all cases of a run share.
pub(crate) struct Context<'a> {
    pub(crate) client: &'a Client,
    pub(crate) target: &'a Target,
    pub(crate) session: &'a Session,
    pub(crate) pack: &'a Pack,
    /// Where it is noted what is created.
    pub(crate) journal: Journaling<'a>,
    /// Whether exchanges are kept for reports.
    pub(crate) evidence: Evidence,
    /// Where time comes from.
    pub(crate) clock: &'a dyn Clock,
    /// What the names of everything that the run creates begin with.
    pub(crate) mark: &'a str,
    /// The clock when the run began, in Unix seconds.
    pub(crate) now: i64,
    /// How often a case that fails unexpectedly is tried again.
    pub(crate) retries: usize,
    /// Set when the user breaks off.
    pub(crate) cancelled: &'a AtomicBool,
    /// Rights that the server told to be set, but that had no effect until they were set again.
    pub(crate) stale_rights: AtomicUsize,
    /// Numbers that make names unique.
    pub(crate) counter: AtomicUsize,
}

/// Where it is noted what a run creates.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Journaling<'a> {
    /// In a file.
    File(&'a Journal),
    /// Nothing is created.
    ReadOnly,
    /// The server ends with the run.
    Unneeded,
}

/// Whether exchanges are kept for reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// For reports.
    Kept,
    /// Only verdicts are wanted.
    Dropped,
}

impl Context<'_> {
    /// Sends a request in a role: an account's, `anonymous`, or the owner's with a wrong password.
    pub(crate) async fn send(&self, role: &str, request: Request) -> Exchange {
        let credentials = match (WrongPassword::of_role(role), self.target.accounts.get(role)) {
            (Some(wrong), _) => self.with_wrong_password(wrong),
            (None, Some(account)) => account.credentials.clone(),
            (None, None) => Credentials::Anonymous,
        };
        self.client.send(request, &credentials).await
    }

    fn with_wrong_password(&self, wrong: WrongPassword) -> Credentials {
        let Some(owner) = self.target.accounts.get("owner") else { return Credentials::Anonymous };
        let right = match &owner.credentials {
            Credentials::Basic { password, .. } => password.expose(),
            Credentials::Bearer { .. } | Credentials::Anonymous => "",
        };
        Credentials::Basic { user: owner.user.clone(), password: Secret::new(wrong.instead_of(right)) }
    }

    /// Notes in the journal what is about to be created.
    pub(crate) fn note(&self, entry: &Entry) -> Result<(), String> {
        match self.journal {
            Journaling::File(journal) => journal
                .write(entry)
                .map_err(|error| format!("the journal {} cannot be written: {error}", journal.path().display())),
            Journaling::Unneeded => Ok(()),
            Journaling::ReadOnly => Err("a read-only run creates nothing".to_owned()),
        }
    }

    /// A number that no other name of this run has.
    pub(crate) fn number(&self) -> usize {
        self.counter.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// True once the user broke off.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
