//! The two addresses that every client asks first (RFC 6764 section 5, RFC 8615).

use davproof_dav::Request;
use futures::future::join;

use super::situations as s;
use super::{redirect, trouble};
use crate::check::answer::{is_page, shown, told};
use crate::check::finding::Finding;
use crate::check::findings::Findings;
use crate::check::prober::{Prober, Who, propfind};
use crate::check::walk::{End, Walk};

/// Where a well-known address leads.
pub(super) enum WellKnown {
    /// To a DAV server, at this path.
    Service(String),
    /// Nowhere. What is wrong with it counts only if it is not the server as a whole that fails.
    Nowhere(Finding),
}

/// Asks `/.well-known/caldav` or `/.well-known/carddav` as clients and as browsers do.
pub(super) async fn check(prober: &Prober, path: &str, findings: &Findings<'_>) -> WellKnown {
    let ask = propfind(path, "0", &["D:current-user-principal", "D:resourcetype"]);
    let (walk, get) = join(Walk::of(prober, ask), prober.ask(Who::Nobody, Request::new("GET", path))).await;
    let url = format!("{}{path}", prober.origin());
    let get_redirects = get.as_ref().is_ok_and(|response| (300..400).contains(&response.status));
    match (&walk.end, walk.hops.is_empty()) {
        (End::Circle, _) => {
            WellKnown::Nowhere(s::CIRCLE.seen(format!("{url} is redirected in a circle: {}.", way(&walk))))
        }
        (End::Away { url: away }, _) => WellKnown::Nowhere(redirect::finding(prober.origin(), path, away)),
        (End::Answer { answer: Err(error), .. }, _) => WellKnown::Nowhere(trouble::finding(&url, error)),
        (End::Answer { answer, .. }, true) if walk.dav_path().is_none() => {
            let fact = format!("PROPFIND {url} is answered with {}.", told(answer));
            WellKnown::Nowhere(if get_redirects {
                s::WELL_KNOWN_GET_ONLY.seen(format!("{fact} GET is answered with {}.", told(&get)))
            } else if answer.as_ref().is_ok_and(|response| response.status == 200 && is_page(response)) {
                s::WELL_KNOWN_PAGE.seen(fact)
            } else {
                s::WELL_KNOWN_MISSING.seen(fact)
            })
        }
        (End::Answer { path: end, answer }, false) if walk.dav_path().is_none() => WellKnown::Nowhere(
            s::WELL_KNOWN_DEAD_END.seen(format!("{url} leads to {end}, which is answered with {}.", told(answer))),
        ),
        (End::Answer { path: end, .. }, _) => {
            tell_good(&url, &walk, end, findings);
            WellKnown::Service(end.clone())
        }
    }
}

fn tell_good(url: &str, walk: &Walk, end: &str, findings: &Findings<'_>) {
    let mut well = true;
    let mut warn = |finding| {
        well = false;
        findings.add(finding);
    };
    if let Some(step) = walk.hops.iter().find(|step| matches!(step.status, 303 | 308)) {
        warn(s::WELL_KNOWN_STATUS.seen(format!("{url} redirects with {}.", step.status)));
    }
    if !walk.hops.is_empty() && !end.ends_with('/') {
        warn(s::WELL_KNOWN_SLASH.seen(format!("{url} leads to {end}, without a slash at its end.")));
    }
    if walk.hops.len() > 2 {
        warn(s::WELL_KNOWN_LONG.seen(format!("{url} takes {} redirects: {}.", walk.hops.len(), way(walk))));
    }
    if well {
        let fact = if walk.hops.is_empty() { "answers itself".to_owned() } else { format!("leads to {end}") };
        findings.add(s::WELL_KNOWN.seen(format!("{url} {fact}.")));
    }
}

fn way(walk: &Walk) -> String {
    walk.hops.iter().map(|step| format!("{} to {}", step.status, shown(&step.location))).collect::<Vec<_>>().join(", ")
}
