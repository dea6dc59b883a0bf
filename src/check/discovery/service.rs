//! The path at which the DAV server answers.

use davproof_dav::{Request, Response};
use futures::future::{join, join_all, join3};

use super::locate::Place;
use super::situations as s;
use super::well_known::{self, WellKnown};
use super::{redirect, trouble};
use crate::check::answer::{is_page, speaks_dav, told};
use crate::check::finding::Finding;
use crate::check::findings::Findings;
use crate::check::prober::{Prober, Who, propfind};
use crate::check::walk::{End, Walk};

/// The DAV service as somebody without credentials sees it.
pub(crate) struct Entry {
    /// Its path, with a slash at its end.
    pub(crate) path: String,
    /// The answer to PROPFIND without credentials: 401, or a listing.
    pub(crate) anonymous: Response,
}

/// What came of looking for the service.
pub(crate) enum Found {
    /// It is there.
    Service(Entry),
    /// It is not, and the findings say why.
    Nothing,
    /// No connection stands, for this reason, which looking at HTTPS may tell better.
    NoConnection(Finding),
}

/// Looks for the service. Every trouble on the way is a finding; without a service there is nothing more to check.
pub(crate) async fn find(prober: &Prober, place: &Place, findings: &Findings<'_>) -> Found {
    let root = prober.ask(Who::Nobody, Request::new("OPTIONS", "/")).await;
    if let Err(error) = &root {
        let finding = trouble::finding(&format!("{}/", prober.origin()), error);
        if trouble::is_connection(error) {
            return Found::NoConnection(finding);
        }
        findings.add(finding);
        return Found::Nothing;
    }
    entry(prober, place, findings).await.map_or(Found::Nothing, Found::Service)
}

async fn entry(prober: &Prober, place: &Place, findings: &Findings<'_>) -> Option<Entry> {
    let (well_known, walks) = join(well_known_addresses(prober, findings), candidates(prober, place)).await;
    let led_to = well_known.iter().find_map(|leads| match leads {
        WellKnown::Service(path) => Some((".well-known".to_owned(), path.clone())),
        WellKnown::Nowhere(_) => None,
    });
    let tried = walks.iter().find_map(|(how, asked, walk)| Some((*how, how.words(asked), walk.dav_path()?.to_owned())));
    let chosen = match (tried, led_to) {
        (Some((How::Typed | How::Dns, how, path)), _) | (Some((How::Usual, how, path)), None) => Some((how, path)),
        (Some((How::Usual, ..)) | None, led_to) => led_to,
    };
    let cause = match &chosen {
        Some(_) => Cause::Single,
        None => explain(prober, &walks, findings).await,
    };
    let found_by_well_known = well_known.iter().all(|leads| matches!(leads, WellKnown::Service(_)));
    for leads in well_known {
        match leads {
            WellKnown::Nowhere(finding) if cause == Cause::Single => findings.add(finding),
            WellKnown::Nowhere(_) | WellKnown::Service(_) => {}
        }
    }
    let (how, path) = chosen?;
    if let Some(stale) = walks.iter().find(|(how, _, walk)| *how == How::Dns && walk.dav_path().is_none()) {
        findings.add(s::DNS_STALE_PATH.seen(format!("The TXT record names {}, where no DAV server answers.", stale.1)));
    }
    for (_, asked, walk) in &walks {
        if let (End::Away { url }, true) = (&walk.end, path.starts_with(asked.as_str())) {
            findings.add(redirect::finding(prober.origin(), asked, url));
        }
    }
    let path = crate::check::answer::with_slash(&path);
    let anonymous = prober.propfind(Who::Nobody, &path, "0", &["D:current-user-principal", "D:resourcetype"]).await;
    match anonymous {
        Ok(anonymous) if speaks_dav(&anonymous) => {
            findings.add(s::SERVICE.seen(format!("DAV answers at {}{path}, found by {how}.", prober.origin())));
            other_paths(prober, &path, found_by_well_known, findings).await;
            Some(Entry { path, anonymous })
        }
        answer => {
            findings.add(s::NO_SERVICE.seen(format!("{path} is answered with {}.", told(&answer))));
            None
        }
    }
}

/// How a path came up, the most deliberate first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Typed,
    Dns,
    Usual,
}

impl How {
    fn words(self, path: &str) -> String {
        match self {
            How::Typed => "the address that was given".to_owned(),
            How::Dns => "the TXT record in DNS".to_owned(),
            How::Usual => format!("trying {path}, SOGo's usual path"),
        }
    }
}

async fn well_known_addresses(prober: &Prober, findings: &Findings<'_>) -> [WellKnown; 2] {
    let (calendars, contacts) = join(
        well_known::check(prober, "/.well-known/caldav", findings),
        well_known::check(prober, "/.well-known/carddav", findings),
    )
    .await;
    [calendars, contacts]
}

async fn candidates(prober: &Prober, place: &Place) -> Vec<(How, String, Walk)> {
    let mut paths: Vec<(How, String)> = Vec::new();
    if let Some(typed) = &place.typed_path {
        paths.push((How::Typed, typed.clone()));
        paths.push((How::Typed, format!("{typed}dav/")));
    }
    paths.extend(place.dns_path.iter().map(|path| (How::Dns, path.clone())));
    if !paths.iter().any(|(_, path)| path == "/SOGo/dav/") {
        paths.push((How::Usual, "/SOGo/dav/".to_owned()));
    }
    join_all(paths.into_iter().map(async |(how, path)| {
        let walk = Walk::of(prober, propfind(&path, "0", &["D:current-user-principal", "D:resourcetype"])).await;
        (how, path, walk)
    }))
    .await
}

/// Which spellings of the path work beside the right one, and where Apple devices end that get no `.well-known`.
async fn other_paths(prober: &Prober, path: &str, well_known: bool, findings: &Findings<'_>) {
    let ask = |path: &str| Walk::of(prober, propfind(path, "0", &["D:resourcetype"]));
    let lower = path.to_ascii_lowercase();
    let (root, principals, lower_walk) = join3(ask("/"), ask("/principals/"), ask(&lower)).await;
    if !well_known && (root.dav_path().is_some() || principals.dav_path().is_some()) {
        findings.add(s::FALL_BACK.seen("Apple devices find the service all the same, by `/` or `/principals/`."));
    }
    if lower != *path {
        findings.add(if lower_walk.dav_path().is_some() {
            s::LOWER_CASE.seen(format!("{lower} works too, for people who type it."))
        } else {
            s::EXACT_CASE.seen(format!("Only {path} works, with these capitals; {lower} does not."))
        });
    }
}

/// What a reason covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    /// One thing among others.
    Single,
    /// Everything: what else goes wrong comes from it and is not told.
    Whole,
}

/// Why nothing was found.
async fn explain(prober: &Prober, walks: &[(How, String, Walk)], findings: &Findings<'_>) -> Cause {
    let Some((_, path, walk)) = walks.last() else { return Cause::Single };
    let url = format!("{}{path}", prober.origin());
    let whole = |finding| {
        findings.add(finding);
        Cause::Whole
    };
    match &walk.end {
        End::Circle => whole(s::CIRCLE.seen(format!("{url} is redirected in a circle."))),
        End::Away { url: away } => {
            let elsewhere = prober.ask(Who::Nobody, Request::new("GET", "/davproof-no-such-page")).await;
            let same = |location: &str| host(location) == host(away);
            let all = elsewhere.as_ref().is_ok_and(|r| r.headers.get("Location").is_some_and(same));
            let fact = format!("{url} redirects to {}.", crate::check::answer::shown(away));
            match (looks_like_sign_on(away), all) {
                (true, _) => whole(s::SSO.seen(fact)),
                (false, true) => whole(s::CAPTIVE.seen(format!("{fact} So does a path that does not exist."))),
                (false, false) => {
                    findings.add(redirect::finding(prober.origin(), path, away));
                    findings.add(s::NO_SERVICE.seen(format!("No DAV server answers at {url} itself.")));
                    Cause::Single
                }
            }
        }
        End::Answer { answer: Err(error), .. } => whole(trouble::finding(&url, error)),
        End::Answer { path: end, answer: answer @ Ok(response) } => {
            let fact = format!("PROPFIND {url} is answered with {}.", told(answer));
            let sign_on = looks_like_sign_on(end) && !walk.hops.is_empty();
            let finding = why(prober, path, response, fact, sign_on).await;
            let cause = if *finding.situation == s::NO_SERVICE { Cause::Single } else { Cause::Whole };
            findings.add(finding);
            cause
        }
    }
}

/// What an answer that is no DAV means.
async fn why(prober: &Prober, path: &str, response: &Response, fact: String, sign_on: bool) -> Finding {
    match response.status {
        511 => s::CAPTIVE.seen(fact),
        502..=504 => s::GATEWAY.seen(fact),
        500 => s::SERVER_ERROR.seen(fact),
        200..300 if is_page(response) => {
            let asks = String::from_utf8_lossy(&response.body).to_ascii_lowercase().contains("type=\"password\"");
            if sign_on || asks { s::SSO.seen(fact) } else { s::WEB_PAGE.seen(fact) }
        }
        400 | 403 | 405 | 406 | 501 => {
            let options = prober.ask(Who::Nobody, Request::new("OPTIONS", path)).await;
            if options.as_ref().is_ok_and(|r| r.status == 401 || r.headers.get("DAV").is_some()) {
                s::PROPFIND_BLOCKED.seen(format!("{fact} OPTIONS is answered with {}.", told(&options)))
            } else {
                s::NO_SERVICE.seen(fact)
            }
        }
        _ => s::NO_SERVICE.seen(fact),
    }
}

fn host(url: &str) -> Option<String> {
    url.parse::<davproof_dav::Origin>().ok().map(|origin| origin.host().to_owned())
}

/// True if a URL or path is one of the usual addresses of a login page.
fn looks_like_sign_on(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    ["saml", "oauth", "openid", "/cas/", "cas/login", "sso", "/adfs/", "login", "signin", "/auth", "keycloak", "idp"]
        .iter()
        .any(|word| url.contains(word))
}
