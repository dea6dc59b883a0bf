//! SOGo's web interface, and the addresses that it shows to people.
//!
//! SOGo writes whole addresses nowhere but there and in mails, so only there a wrong `x-webobjects-server-url` shows.
//! Entering makes a session, and leaving ends it; nothing else changes.

use davproof_dav::{Credentials, Origin, Request, Response};

use super::situations as s;
use crate::check::answer::{is_page, shown, told};
use crate::check::discovery::Entry;
use crate::check::findings::Findings;
use crate::check::plan::{Plan, Try};
use crate::check::prober::{Prober, Who};

/// Where SOGo's web interface takes user name and password.
const SIGN_IN: &str = "/SOGo/connect";

/// Looks whether the web interface answers, and reads the links that it shows.
pub(super) async fn check(prober: &Prober, entry: &Entry, plan: &Plan, findings: &Findings<'_>) {
    if !entry.path.starts_with("/SOGo/") {
        return;
    }
    let page = prober.ask(Who::Nobody, Request::new("GET", "/SOGo/")).await;
    if page.as_ref().is_ok_and(|response| response.status == 200 && is_page(response)) {
        findings.add(s::WEB.seen(format!("The web interface answers at {}/SOGo/.", prober.origin())));
    } else {
        findings.add(s::WEB_MISSING.seen(format!("GET /SOGo/ is answered with {}.", told(&page))));
        return;
    }
    match (plan.account.as_ref().map(|login| &login.credentials), plan.web_login) {
        (Some(Credentials::Basic { user, password }), Try::Once) => {
            let body = serde_json::json!({ "userName": user, "password": password.expose() }).to_string();
            links(prober, user, body, findings).await;
        }
        (Some(Credentials::Bearer { .. } | Credentials::Anonymous) | None, _) | (Some(_), Try::Never) => {
            findings.add(s::WEB_NOT_ENTERED.seen("The web interface was not entered."));
        }
    }
}

async fn links(prober: &Prober, user: &str, body: String, findings: &Findings<'_>) {
    let sign_in = Request::new("POST", SIGN_IN).header("Content-Type", "application/json").body(body);
    let registered = prober.fence().register_sign_in(SIGN_IN);
    let entered = prober.ask(Who::Nobody, sign_in).await;
    let session =
        entered.as_ref().ok().filter(|response| registered.is_ok() && response.status == 200).and_then(Session::of);
    if let Ok(response) = &entered
        && response.status >= 500
    {
        findings.add(s::WEB_LOGIN_FAILS.seen(format!("The web interface answers the login with {}.", told(&entered))));
        return;
    }
    let Some(session) = session else {
        findings.add(s::WEB_NOT_ENTERED.seen(format!("The web interface answers the login with {}.", told(&entered))));
        return;
    };
    let user = percent_encoding::utf8_percent_encode(user, percent_encoding::NON_ALPHANUMERIC);
    let list = session.request(format!("/SOGo/so/{user}/Calendar/calendarslist"));
    let list = prober.ask(Who::Nobody, list).await;
    let _left = prober.ask(Who::Nobody, session.request(format!("/SOGo/so/{user}/logoff"))).await;
    let addresses = list.as_ref().map(|response| addresses(&response.body)).unwrap_or_default();
    let wrong = addresses.iter().find(|url| url.parse::<Origin>().ok().as_ref() != Some(prober.origin()));
    findings.add(match (wrong, addresses.first()) {
        (Some(url), _) => s::WEB_LINKS_WRONG.seen(format!("The web interface tells people to use {}.", shown(url))),
        (None, Some(url)) => s::WEB_LINKS.seen(format!("The web interface tells people to use {}.", shown(url))),
        (None, None) => s::WEB_NOT_ENTERED.seen(format!("The list of calendars is answered with {}.", told(&list))),
    });
}

/// A session of the web interface.
struct Session {
    cookies: String,
    token: String,
}

impl Session {
    fn of(response: &Response) -> Option<Session> {
        let set: Vec<&str> =
            response.headers.get_all("Set-Cookie").filter_map(|cookie| cookie.split(';').next()).collect();
        let token = set.iter().find_map(|cookie| cookie.strip_prefix("XSRF-TOKEN=")).unwrap_or_default().to_owned();
        let entered = set.iter().any(|cookie| cookie.contains('=') && !cookie.starts_with("XSRF-TOKEN="));
        entered.then(|| Session { cookies: set.join("; "), token })
    }

    fn request(&self, path: String) -> Request {
        Request::new("GET", path).header("Cookie", &*self.cookies).header("X-XSRF-TOKEN", &*self.token)
    }
}

/// All whole addresses in a JSON document.
fn addresses(document: &[u8]) -> Vec<String> {
    fn collect(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) if text.starts_with("http://") || text.starts_with("https://") => {
                out.push(text.clone());
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, out)),
            serde_json::Value::Object(members) => members.values().for_each(|value| collect(value, out)),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_) => {}
        }
    }
    let mut out = Vec::new();
    if let Ok(value) = serde_json::from_slice(document) {
        collect(&value, &mut out);
    }
    out
}
