//! Which product answers, and in which version.

use davproof_dav::Request;

use super::situations as s;
use crate::check::account::Account;
use crate::check::answer::{is_sogo, shown};
use crate::check::findings::Findings;
use crate::check::prober::{Prober, Who};

/// Tells the product; true if it is SOGo, which writes its version into the free/busy files that it makes.
pub(super) async fn check(prober: &Prober, account: &Account, findings: &Findings<'_>) -> bool {
    let request = Request::new("GET", format!("{}freebusy.ifb", account.principal));
    let Ok(response) = prober.ask(Who::Account, request).await else { return false };
    let body = String::from_utf8_lossy(&response.body).into_owned();
    let version = body
        .lines()
        .find_map(|line| line.trim_end().strip_prefix("PRODID:"))
        .and_then(|id| id.split_once("/SOGo ").map(|(_, rest)| rest.split("//").next().unwrap_or_default().to_owned()));
    let server = response.headers.get("Server").map(|server| format!("; the web server says `{}`", shown(server)));
    let server = server.unwrap_or_default();
    match version {
        Some(version) => findings.add(s::PRODUCT.seen(format!("SOGo {} answers{server}.", shown(&version)))),
        None if is_sogo(&response) => findings.add(s::PRODUCT.seen(format!("SOGo answers{server}."))),
        None => {
            findings.add(s::PRODUCT.seen(format!("The product does not tell its name{server}.")));
            return false;
        }
    }
    true
}
