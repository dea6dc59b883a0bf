//! May everybody in who should, nobody else, and as whom?

mod challenge;
mod credentials;
mod identity;
mod situations;
mod spellings;

use futures::future::join;

use super::account::Account;
use super::discovery::Entry;
use super::findings::Findings;
use super::plan::Plan;
use super::prober::Prober;
use situations as s;

pub(crate) use credentials::stays_here;

/// Checks everything about the login; the account, if one came in.
pub(crate) async fn check(prober: &Prober, entry: &Entry, plan: &Plan, findings: &Findings<'_>) -> Option<Account> {
    let Some(login) = &plan.account else {
        challenge::check(prober, entry, findings).await;
        findings.add(s::NOT_TRIED.seen("No user was given, so no login was tried."));
        return None;
    };
    if prober.origin().scheme() == davproof_dav::Scheme::Http && !credentials::stays_here(prober.origin()) {
        challenge::check(prober, entry, findings).await;
        findings.add(s::IN_CLEAR.seen(format!("{} is not encrypted.", prober.origin())));
        return None;
    }
    let ((), accepted) =
        join(challenge::check(prober, entry, findings), credentials::accepted(prober, entry, login, findings)).await;
    let listing = accepted?;
    let account = identity::check(prober, login, &listing, findings).await;
    // After the right password, so that a lock hurts nothing that is still to be checked but the endpoints' own login.
    credentials::wrong_password(prober, entry, plan, login, findings).await;
    if let Some(account) = &account {
        spellings::check(prober, entry, plan, login, account, findings).await;
    }
    account
}
