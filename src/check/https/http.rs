use std::net::IpAddr;

use davproof_dav::Origin;
use davproof_tls::{HttpAnswer, HttpTrouble, PlainHttp, TlsFacts};

use super::place::{list, shown};
use super::situations as met;
use crate::check::finding::{Finding, Situation};

/// Whether plain HTTP leads to HTTPS, and serves nothing itself.
pub(super) fn judge(facts: &TlsFacts) -> Vec<Finding> {
    let mut met: Vec<(&'static Situation, String, Vec<IpAddr>)> = Vec::new();
    for address in facts.tried() {
        let Some(http) = &address.http else { continue };
        let (situation, what) = of(http, &facts.target.host());
        match met.iter_mut().find(|(known, words, _)| *known == situation && *words == what) {
            Some((_, _, addresses)) => addresses.push(address.address),
            None => met.push((situation, what, vec![address.address])),
        }
    }
    let single = met.len() == 1;
    met.into_iter()
        .map(|(situation, what, addresses)| {
            let at = if single { String::new() } else { format!(" at {}", list(addresses)) };
            situation.seen(format!("Plain HTTP on {}{at} {what}.", facts.target.host()))
        })
        .collect()
}

/// What is met at one address, and what it does.
fn of(http: &PlainHttp, host: &str) -> (&'static Situation, String) {
    let (propfind, get) = match http {
        PlainHttp::Closed(_) => return (&met::HTTP_CLOSED, "is closed".to_owned()),
        PlainHttp::Open { propfind, get } => (propfind, get),
    };
    let answers = || [propfind, get].into_iter().flatten();
    if let Some(answer) = answers().find(|answer| serves(answer)) {
        return (&met::HTTP_SERVES_DAV, format!("answers DAV requests with status {}", answer.status.as_u16()));
    }
    match (redirect(propfind), redirect(get)) {
        (Some(location), _) => leads(location, host),
        (None, Some(location)) => match leads(location, host) {
            (situation, _) if *situation == met::HTTP_REDIRECTS => {
                (&met::HTTP_REDIRECTS_ONLY_GET, format!("redirects GET, but answers PROPFIND with {}", words(propfind)))
            }
            elsewhere => elsewhere,
        },
        (None, None) if answers().next().is_none() => (&met::HTTP_BROKEN, format!("is broken: {}", words(get))),
        (None, None) => (&met::HTTP_NOT_REDIRECTED, format!("answers with {}", words(get))),
    }
}

/// Asking for credentials in the clear is serving, too.
fn serves(answer: &HttpAnswer) -> bool {
    answer.is_dav || answer.asks_credentials
}

fn redirect(answer: &Result<HttpAnswer, HttpTrouble>) -> Option<&str> {
    answer.as_ref().ok().filter(|answer| answer.status.is_redirection())?.location.as_deref()
}

fn leads(location: &str, host: &str) -> (&'static Situation, String) {
    let what = format!("redirects to {}", shown(location));
    let situation = match location.parse::<Origin>() {
        Ok(origin) if origin.scheme() == davproof_dav::Scheme::Http => &met::HTTP_REDIRECTS_INSECURELY,
        Ok(origin) if origin.host().trim_matches(['[', ']']).eq_ignore_ascii_case(host) => &met::HTTP_REDIRECTS,
        Ok(_) => &met::HTTP_REDIRECTS_ELSEWHERE,
        // A path stays where it is.
        Err(_) => &met::HTTP_NOT_REDIRECTED,
    };
    (situation, what)
}

fn words(answer: &Result<HttpAnswer, HttpTrouble>) -> String {
    match answer {
        Ok(answer) if answer.is_html => format!("a page (status {})", answer.status.as_u16()),
        Ok(answer) => format!("status {}", answer.status.as_u16()),
        Err(trouble) => shown(&trouble.to_string()),
    }
}
