//! The `DAV` header of OPTIONS (RFC 4918 section 10.1), by which clients decide whether there is a service.

use davproof_dav::{Request, Response};
use futures::future::join_all;

use super::collections::Defaults;
use super::situations as s;
use crate::check::account::Account;
use crate::check::answer::{is_sogo, told};
use crate::check::findings::Findings;
use crate::check::prober::{Prober, Who};

/// Asks where clients ask: DAVx5 and Apple at the principal, Evolution at the collection.
pub(super) async fn check(prober: &Prober, account: &Account, defaults: &Defaults, findings: &Findings<'_>) {
    let principal_needs: Vec<&str> = [
        account.calendar_home.as_ref().map(|_| "calendar-access"),
        account.addressbook_home.as_ref().map(|_| "addressbook"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut asked = vec![(account.principal.as_str(), principal_needs)];
    asked.extend(defaults.calendar.as_deref().map(|path| (path, vec!["calendar-access"])));
    asked.extend(defaults.addressbook.as_deref().map(|path| (path, vec!["addressbook"])));
    let all = asked.iter().map(async |(path, needs)| {
        let answer = prober.ask(Who::Account, Request::new("OPTIONS", *path)).await;
        let Ok(response) = &answer else {
            findings.add(s::OPTIONS_EATEN.seen(format!("OPTIONS {path} is answered with {}.", told(&answer))));
            return false;
        };
        let tokens = tokens(response);
        let missing: Vec<&str> =
            needs.iter().copied().filter(|need| !tokens.iter().any(|t| t.eq_ignore_ascii_case(need))).collect();
        if tokens.is_empty() {
            let fact = format!("OPTIONS {path} is answered with {} and without a `DAV` header.", told(&answer));
            findings.add(s::OPTIONS_EATEN.seen(fact));
        } else if !missing.is_empty() {
            let from = if is_sogo(response) { " by SOGo" } else { "" };
            findings.add(
                s::DAV_TOKEN_MISSING
                    .seen(format!("The `DAV` header of OPTIONS {path}{from} lacks {}.", missing.join(" and "))),
            );
        }
        missing.is_empty()
    });
    if join_all(all).await.into_iter().all(|well| well) {
        findings
            .add(s::DAV_HEADER.seen("OPTIONS names `calendar-access` and `addressbook` where clients look for them."));
    }
}

fn tokens(response: &Response) -> Vec<String> {
    let lists = response.headers.get_all("DAV").flat_map(|value| value.split(','));
    lists.map(|token| token.trim().to_owned()).filter(|token| !token.is_empty()).collect()
}
