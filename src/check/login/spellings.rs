//! The same person, written in another way.

use davproof_dav::{Credentials, resource_key};

use super::situations as s;
use crate::check::account::Account;
use crate::check::answer::{first_href, multistatus};
use crate::check::discovery::Entry;
use crate::check::findings::Findings;
use crate::check::plan::{Login, Plan, Try};
use crate::check::prober::{Prober, Who};

/// Signs in with other spellings of the name and the same password. A server may refuse them, but not open another account.
pub(super) async fn check(
    prober: &Prober,
    entry: &Entry,
    plan: &Plan,
    login: &Login,
    account: &Account,
    findings: &Findings<'_>,
) {
    // A spelling that is refused counts as a failed login, as a wrong password does.
    let (Credentials::Basic { user, password }, Try::Once) = (&login.credentials, plan.wrong_password) else { return };
    let spellings = spellings(user, &account.addresses);
    let (mut same, mut other) = (Vec::new(), Vec::new());
    for spelling in &spellings {
        let credentials = Credentials::Basic { user: spelling.clone(), password: password.clone() };
        let answer = prober.propfind(Who::Other(&credentials), &entry.path, "0", &["D:current-user-principal"]).await;
        let listing = answer.as_ref().ok().and_then(multistatus);
        let Some(href) = listing.as_ref().and_then(|listing| first_href(listing, "D:current-user-principal")) else {
            continue;
        };
        if resource_key(href.raw()) == resource_key(&account.principal) {
            same.push(spelling.as_str());
        } else {
            other.push(format!("{spelling} is {}", href.raw()));
        }
    }
    findings.add(if other.is_empty() {
        let accepted = if same.is_empty() { "none".to_owned() } else { same.join(", ") };
        let tried = spellings.join(", ");
        s::SPELLINGS.seen(format!(
            "No other spelling of the user opens another account (tried: {tried}; accepted: {accepted})."
        ))
    } else {
        s::SPELLING_OTHER.seen(format!(
            "With the password of {user}, whose principal is {}: {}.",
            account.principal,
            other.join(", ")
        ))
    });
}

/// The name in other case, without its domain, and the addresses that the account has.
fn spellings(user: &str, addresses: &[String]) -> Vec<String> {
    let lower = user.to_lowercase();
    let other_case = if user == lower { capitalised(user) } else { lower };
    let local = user.split('@').next().unwrap_or_default().to_owned();
    let addresses = addresses.iter().filter_map(|address| address.strip_prefix("mailto:")).map(str::to_owned);
    let mut spellings: Vec<String> = Vec::new();
    for spelling in [other_case, local].into_iter().chain(addresses.take(2)) {
        if !spelling.is_empty() && spelling != user && !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    }
    spellings
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
