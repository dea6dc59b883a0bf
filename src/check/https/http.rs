use std::net::IpAddr;

use davproof_dav::Origin;
use davproof_tls::{HttpAnswer, HttpFacts, HttpTrouble, PlainHttp};

use super::situations as met;
use super::view::{list, shown};
use crate::check::finding::{Finding, Situation};

/// Judges whether plain HTTP leads to HTTPS, and serves nothing itself.
#[must_use]
pub fn judge(facts: &HttpFacts) -> Vec<Finding> {
    let host = facts.target.host();
    let mut groups: Vec<(&'static Situation, String, Vec<IpAddr>)> = Vec::new();
    for (address, answer) in &facts.answers {
        let (situation, what) = of(answer, &host);
        match groups.iter_mut().find(|(known, words, _)| *known == situation && *words == what) {
            Some((_, _, addresses)) => addresses.push(*address),
            None => groups.push((situation, what, vec![*address])),
        }
    }
    let single = groups.len() == 1;
    let found = groups.into_iter().map(|(situation, what, addresses)| {
        let at = if single { String::new() } else { format!(" at {}", list(addresses)) };
        situation.seen(format!("Plain HTTP on {host}{at} {what}."))
    });
    found.collect()
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
