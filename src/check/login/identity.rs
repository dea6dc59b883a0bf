//! Whether the account that answers is the one that asked.

use davproof_dav::{Href, Multistatus, Request};
use futures::future::join;

use super::situations as s;
use crate::check::account::Account;
use crate::check::answer::{first_href, multistatus, shown, told, with_slash};
use crate::check::endpoints::leads_elsewhere;
use crate::check::findings::Findings;
use crate::check::plan::Login;
use crate::check::prober::{Prober, Who, propfind};

/// Follows `current-user-principal` (RFC 5397) and compares it with the login name.
pub(super) async fn check(
    prober: &Prober,
    login: &Login,
    listing: &Multistatus,
    findings: &Findings<'_>,
) -> Option<Account> {
    let Some(href) = first_href(listing, "D:current-user-principal") else {
        findings.add(s::PRINCIPAL_MISSING.seen("The service does not tell `current-user-principal`."));
        return None;
    };
    let path = with_slash(href.path());
    // Only the account that logged in is asked for, and what the header would open is its own.
    let smuggled = propfind(&path, "0", &["D:displayname"]).header("x-webobjects-remote-user", login.user.as_str());
    let (answer, smuggled) = join(
        prober.propfind(Who::Account, &path, "0", &super::super::account::ASKED),
        smuggled_answer(prober, smuggled),
    )
    .await;
    let Some(principal) = answer.as_ref().ok().and_then(multistatus) else {
        let missing = || {
            let fact = format!("The principal {} is answered with {}.", shown(href.raw()), told(&answer));
            s::PRINCIPAL_MISSING.seen(fact)
        };
        findings.add(leads_elsewhere(prober.origin(), &href).unwrap_or_else(missing));
        return None;
    };
    findings.add(match smuggled {
        Some(true) => s::TRUSTED_HEADER.seen(format!(
            "Without a password, but with the header `x-webobjects-remote-user: {}`, {path} can be listed.",
            login.user
        )),
        Some(false) | None => s::HEADER_NOT_TRUSTED.seen("The header `x-webobjects-remote-user` opens no account."),
    });
    let account = Account::read(&path, href, &principal);
    tell(login, &account, findings);
    Some(account)
}

/// True if the account opens; `None` if it opens without the header too, which is another finding.
async fn smuggled_answer(prober: &Prober, request: Request) -> Option<bool> {
    let mut plain = request.clone();
    plain.headers.retain(|(name, _)| name != "x-webobjects-remote-user");
    let (with, without) = join(prober.ask(Who::Nobody, request), prober.ask(Who::Nobody, plain)).await;
    let opens = |answer: &crate::check::prober::Answer| answer.as_ref().is_ok_and(|r| multistatus(r).is_some());
    (!opens(&without)).then(|| opens(&with))
}

fn tell(login: &Login, account: &Account, findings: &Findings<'_>) {
    let id = Href::new(&account.principal).name().unwrap_or_default();
    let fact = format!("The principal of {} is {}.", login.user, shown(&account.principal));
    let local = login.user.split('@').next().unwrap_or_default();
    let is_address_of =
        account.addresses.iter().any(|address| address.eq_ignore_ascii_case(&format!("mailto:{}", login.user)));
    findings.add(if id == "anonymous" && login.user != "anonymous" {
        s::PSEUDO_USER.seen(fact)
    } else if id == login.user {
        s::PRINCIPAL.seen(fact)
    } else if id.eq_ignore_ascii_case(&login.user) || id.eq_ignore_ascii_case(local) || is_address_of {
        s::PRINCIPAL_MAPPED.seen(fact)
    } else {
        s::PRINCIPAL_OTHER.seen(fact)
    });
}
