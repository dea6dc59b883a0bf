//! Whether each method reaches the DAV server, or something before it refuses.
//!
//! Nothing can change, for four reasons, each enough by itself. The collection that every writing request is about does
//! not exist, and its name is a fresh random one; RFC 4918 section 9 lets no method create or move a member of a missing
//! collection (409, and 404 on SOGo). Where a precondition is possible it is one that cannot hold (`If-Match` with an
//! ETag that no server gave, RFC 9110 section 13.1.1; `Overwrite: F`). The bodies are empty or set one property. And
//! the fence of the client lets a write out only if its path lies below a home in a collection of this run's mark.

use davproof_dav::build::{self, Ask, PropUpdate, PropValue};
use davproof_dav::{Href, Request, Response};
use futures::future::join_all;

use super::situations as s;
use crate::check::account::Account;
use crate::check::answer::{is_page, told, with_slash};
use crate::check::findings::Findings;
use crate::check::prober::{Answer, Prober, Who};

/// Asks with every method that sync clients use.
pub(super) async fn check(prober: &Prober, account: &Account, findings: &Findings<'_>) {
    let Some(home) = account.calendar_home.as_ref().or(account.addressbook_home.as_ref()) else {
        findings.add(s::METHODS_UNSAFE.seen("The account has no home."));
        return;
    };
    if prober.fence().register_home(home).is_err() {
        findings.add(s::METHODS_UNSAFE.seen(format!("The home {home} is no plain path.")));
        return;
    }
    let nowhere = format!("{}{}nowhere/", with_slash(home), prober.fence().mark());
    let requests = requests(home, &nowhere);
    let answers = join_all(requests.into_iter().map(async |request| {
        let method = request.method.clone();
        (method, prober.ask(Who::Account, request).await)
    }))
    .await;
    let mut well = Vec::new();
    for (method, answer) in &answers {
        match reached(answer) {
            Reached::Server => well.push(method.as_str()),
            Reached::Refused => {
                findings.add(s::METHOD_BLOCKED.seen(format!("{method} is answered with {}.", told(answer))));
            }
            Reached::OtherLogin => findings.add(
                s::METHOD_DENIED
                    .seen(format!("PROPFIND works with this login, but {method} is answered with {}.", told(answer))),
            ),
        }
    }
    if well.len() == answers.len() {
        findings.add(s::METHODS.seen(format!("These reach the server: PROPFIND, {}.", well.join(", "))));
    }
}

fn requests(home: &str, nowhere: &str) -> Vec<Request> {
    let member = format!("{nowhere}nothing.ics");
    let xml = |request: Request| request.header("Content-Type", "application/xml; charset=utf-8");
    let never = |request: Request| request.header("If-Match", "\"davproof-no-such-etag\"");
    let name = PropValue::text("D:displayname".parse().expect("the name is a literal"), "nothing");
    let elsewhere =
        |request: Request| request.header("Destination", format!("{nowhere}nowhere.ics")).header("Overwrite", "F");
    let multiget = build::calendar_multiget(
        &Ask::names(["D:getetag".parse().expect("the name is a literal")]),
        &[Href::new(format!("{home}nothing.ics"))],
    );
    vec![
        xml(Request::new("REPORT", home).header("Depth", "1")).body(multiget),
        never(Request::new("PUT", &*member)).header("Content-Type", "text/calendar; charset=utf-8").body(Vec::new()),
        never(Request::new("DELETE", &*member)),
        xml(Request::new("PROPPATCH", &*member)).body(build::proppatch(&[PropUpdate::Set(name)])),
        Request::new("MKCALENDAR", format!("{nowhere}nothing/")),
        Request::new("MKCOL", format!("{nowhere}nothing/")),
        elsewhere(Request::new("MOVE", &*member)),
    ]
}

enum Reached {
    Server,
    Refused,
    OtherLogin,
}

/// The DAV server's own refusals are short XML or text. A web page with such a status comes from something before it,
/// and so do the statuses by which a front end says that it knows no such method, without any sign of the server.
fn reached(answer: &Answer) -> Reached {
    match answer {
        Err(_) => Reached::Refused,
        Ok(response) if response.status == 401 => Reached::OtherLogin,
        Ok(response) if matches!(response.status, 400 | 403 | 405 | 406 | 501) && from_before(response) => {
            Reached::Refused
        }
        Ok(response) if matches!(response.status, 502..=504) => Reached::Refused,
        Ok(response) if is_page(response) && response.status < 400 => Reached::Refused,
        Ok(_) => Reached::Server,
    }
}

fn from_before(response: &Response) -> bool {
    let unknown = matches!(response.status, 405 | 501);
    is_page(response) || (unknown && response.body.is_empty() && response.headers.get("Content-Type").is_none())
}
