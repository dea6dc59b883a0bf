//! What somebody without credentials gets.

use davproof_dav::{Challenge, Request, Response};
use futures::future::join3;

use super::situations as s;
use crate::check::answer::{first_href, multistatus, shown, told};
use crate::check::discovery::Entry;
use crate::check::findings::Findings;
use crate::check::prober::{Prober, Who, propfind};

/// Every method without credentials must get 401 with a challenge that sync clients can answer (RFC 9110 section 15.5.2).
pub(super) async fn check(prober: &Prober, entry: &Entry, findings: &Findings<'_>) {
    match entry.anonymous.status {
        401 => tell_challenge(&entry.path, &entry.anonymous, findings),
        _ => tell_open(entry, findings),
    }
    let report = Request::new("REPORT", entry.path.as_str())
        .header("Content-Type", "application/xml; charset=utf-8")
        .body(&b"<D:principal-search-property-set xmlns:D=\"DAV:\"/>"[..]);
    let public = format!("{}public/", entry.path);
    let (report, get, public_answer) = join3(
        prober.ask(Who::Nobody, report),
        prober.ask(Who::Nobody, Request::new("GET", entry.path.as_str())),
        prober.ask(Who::Nobody, propfind(&public, "0", &["D:resourcetype"])),
    )
    .await;
    if entry.anonymous.status == 401 {
        for (method, answer) in [("REPORT", &report), ("GET", &get)] {
            let open = answer.as_ref().is_ok_and(|response| response.status < 300);
            let forbidden = method == "REPORT" && answer.as_ref().is_ok_and(|response| response.status == 403);
            if open || forbidden {
                findings.add(s::METHODS_DIFFER.seen(format!(
                    "Without credentials, PROPFIND {} is answered with 401, but {method} with {}.",
                    entry.path,
                    told(answer)
                )));
            }
        }
    }
    if entry.anonymous.status == 401 && public_answer.as_ref().is_ok_and(|response| multistatus(response).is_some()) {
        findings.add(s::PUBLIC_ZONE.seen(format!("{public} can be listed without credentials.")));
    }
}

fn tell_challenge(path: &str, response: &Response, findings: &Findings<'_>) {
    let challenges = Challenge::all(&response.headers);
    let usable = challenges.iter().find(|challenge| challenge.is("basic") || challenge.is("digest"));
    match (usable, challenges.first()) {
        (Some(challenge), _) => {
            let realm = challenge.param("realm").map(|realm| format!(" with the realm “{}”", shown(realm)));
            findings.add(s::CHALLENGE.seen(format!(
                "Without credentials {path} answers 401 and asks for {}{}.",
                capitalised(&challenge.scheme),
                realm.unwrap_or_default()
            )));
        }
        (None, Some(other)) => findings
            .add(s::CHALLENGE_UNUSABLE.seen(format!("{path} answers 401 and asks only for {}.", shown(&other.scheme)))),
        (None, None) => {
            findings.add(s::CHALLENGE_MISSING.seen(format!("{path} answers 401 without `WWW-Authenticate`.")));
        }
    }
}

fn tell_open(entry: &Entry, findings: &Findings<'_>) {
    let principal = multistatus(&entry.anonymous).and_then(|list| first_href(&list, "D:current-user-principal"));
    let whom = principal.map(|href| format!(", as {}", shown(href.raw())));
    findings.add(s::OPEN.seen(format!(
        "Without credentials PROPFIND {} is answered with {}{}.",
        entry.path,
        entry.anonymous.status,
        whom.unwrap_or_default()
    )));
}

fn capitalised(word: &str) -> String {
    let word = shown(word).to_ascii_lowercase();
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    format!("{}{rest}", first.to_uppercase())
}
