//! Whether the service's own names for its paths lead back to it.

use davproof_dav::{Href, Origin};

use super::situations as s;
use crate::check::account::Account;
use crate::check::answer::{shown, speaks_dav, told};
use crate::check::finding::Finding;
use crate::check::findings::Findings;
use crate::check::prober::{Prober, Who};

/// Compares every href with the server that was asked, and looks whether the homes are where they are said to be.
pub(super) async fn check(prober: &Prober, account: &Account, findings: &Findings<'_>) {
    let mut well = true;
    for href in &account.hrefs {
        if let Some(finding) = leads_elsewhere(prober.origin(), href) {
            well = false;
            findings.add(finding);
        } else if href.raw() != href.path() {
            well = false;
            findings.add(s::HREF_ABSOLUTE.seen(format!("For example {}.", shown(href.raw()))));
        }
    }
    for home in [&account.calendar_home, &account.addressbook_home].into_iter().flatten() {
        let answer = prober.propfind(Who::Account, home, "0", &["D:resourcetype"]).await;
        if !answer.as_ref().is_ok_and(speaks_dav) {
            well = false;
            findings.add(
                s::HREF_OUTSIDE.seen(format!("The principal names {home}, which is answered with {}.", told(&answer))),
            );
        }
    }
    if well {
        findings.add(
            s::HREFS.seen("All paths that the service names lead back to it, over the same scheme, host and port."),
        );
    }
}

/// The finding that an href leads away from the server that was asked, if it does.
pub(crate) fn leads_elsewhere(origin: &Origin, href: &Href) -> Option<Finding> {
    let other = elsewhere(origin, href)?;
    Some(s::HREF_ELSEWHERE.seen(format!("The service calls itself {}.", shown(&other))))
}

/// The scheme, host and port of an absolute href that is not of this server. `http:/host/…`, with one slash, is one too.
pub(super) fn elsewhere(origin: &Origin, href: &Href) -> Option<String> {
    let raw = href.raw();
    let is_absolute =
        raw.starts_with("//") || raw.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if !is_absolute || raw.starts_with("mailto:") || raw.starts_with("urn:") {
        return None;
    }
    if raw.starts_with("//") {
        return Some(raw.to_owned());
    }
    match raw.parse::<Origin>() {
        Ok(named) if named == *origin && raw.contains("://") => None,
        Ok(named) => Some(named.to_string()),
        Err(_) => Some(raw.to_owned()),
    }
}
