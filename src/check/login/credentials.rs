//! The right password, a wrong one, and none that gets through.

use davproof_dav::{Challenge, Credentials, Multistatus, Origin, Request, Response, Secret};

use super::situations as s;
use crate::check::answer::{multistatus, told};
use crate::check::discovery::Entry;
use crate::check::findings::Findings;
use crate::check::plan::{Login, Plan, Try};
use crate::check::prober::{Answer, Prober, Who};

const WHO_AM_I: [&str; 1] = ["D:current-user-principal"];

/// Logs in; the listing of the service, if that works.
pub(super) async fn accepted(
    prober: &Prober,
    entry: &Entry,
    login: &Login,
    findings: &Findings<'_>,
) -> Option<Multistatus> {
    let answer = prober.propfind(Who::Account, &entry.path, "0", &WHO_AM_I).await;
    let fact = format!("PROPFIND {} as {} is answered with {}.", entry.path, login.user, told(&answer));
    let Ok(response) = &answer else {
        findings.add(s::NO_ANSWER.seen(fact));
        return None;
    };
    if let Some(listing) = multistatus(response) {
        findings.add(s::ACCEPTED.seen(format!("The login as {} works.", login.user)));
        if response.headers.get("Set-Cookie").is_some() {
            findings.add(s::COOKIE.seen(format!("The answer to PROPFIND {} sets a cookie.", entry.path)));
        }
        return Some(listing);
    }
    match response.status {
        401 => refused(prober, entry, login, response, findings).await,
        429 => findings.add(s::LOCKED.seen(fact)),
        403 => findings.add(s::FORBIDDEN.seen(fact)),
        503 if response.headers.get("Retry-After").is_some() => findings.add(s::LOCKED.seen(fact)),
        500.. => findings.add(s::NO_ANSWER.seen(fact)),
        _ => findings.add(s::NOT_DAV.seen(fact)),
    }
    None
}

/// Why 401. sogod tells what it got: without the header its 401 is empty, with a wrong password it says `Unauthorized`,
/// and with a header that is no Basic it says that too. Other servers answer alike to all three.
async fn refused(prober: &Prober, entry: &Entry, login: &Login, response: &Response, findings: &Findings<'_>) {
    let is_sogo = Challenge::all(&response.headers).iter().any(|c| c.param("realm") == Some("SOGo"));
    let like_without = response.body == entry.anonymous.body;
    let empty = entry.anonymous.status == 401 && entry.anonymous.body.is_empty();
    let who = format!("The login as {} is answered with 401", login.user);
    findings.add(if is_sogo && like_without && empty {
        // Nobody's password: this cannot count as a failed login of anybody.
        let nonsense = Request::new("PROPFIND", entry.path.as_str())
            .header("Depth", "0")
            .header("Authorization", "Basic davproof-is-no-base64!");
        let heard = prober.ask(Who::Nobody, nonsense).await;
        match heard {
            Ok(heard) if !heard.body.is_empty() => s::REFUSED.seen(format!("{who}.")),
            Ok(_) | Err(_) => s::STRIPPED
                .seen(format!("{who}, and SOGo's answer is the one it gives when no `Authorization` header arrives.")),
        }
    } else if !is_ascii(login) {
        s::REFUSED_NON_ASCII.seen(format!("{who}."))
    } else if like_without && !is_sogo {
        s::REFUSED_OR_STRIPPED.seen(format!("{who}, with the same answer as without credentials."))
    } else {
        s::REFUSED.seen(format!("{who}: the server got user name and password, and refuses them."))
    });
}

/// One wrong password, once: a random one, so that nobody can have it. Then the right one again.
pub(super) async fn wrong_password(
    prober: &Prober,
    entry: &Entry,
    plan: &Plan,
    login: &Login,
    findings: &Findings<'_>,
) {
    let user = match (&login.credentials, plan.wrong_password) {
        (Credentials::Basic { user, .. }, Try::Once) => user.clone(),
        (Credentials::Basic { .. } | Credentials::Bearer { .. } | Credentials::Anonymous, _) => {
            findings.add(s::WRONG_NOT_TRIED.seen("No wrong password was tried."));
            return;
        }
    };
    let mut random = fastrand::Rng::new();
    let password: String = (0..24).map(|_| random.alphanumeric()).collect();
    let wrong = Credentials::Basic { user, password: Secret::new(password) };
    let answer = prober.propfind(Who::Other(&wrong), &entry.path, "0", &WHO_AM_I).await;
    let fact = format!("A wrong password for {} is answered with {}.", login.user, told(&answer));
    findings.add(match &answer {
        Ok(response) if response.status == 401 => s::WRONG_REFUSED.seen(fact),
        Ok(response) if response.status < 300 => s::WRONG_ACCEPTED.seen(fact),
        Ok(_) | Err(_) => s::WRONG_ODD.seen(fact),
    });
    let again = prober.propfind(Who::Account, &entry.path, "0", &WHO_AM_I).await;
    if !works(&again) {
        findings.add(s::WRONG_LOCKS.seen(format!(
            "After one wrong password the right one for {} is answered with {}.",
            login.user,
            told(&again)
        )));
    }
}

/// True if requests to this server do not leave the machine.
pub(crate) fn stays_here(origin: &Origin) -> bool {
    let host = origin.host().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn works(answer: &Answer) -> bool {
    answer.as_ref().is_ok_and(|response| multistatus(response).is_some())
}

fn is_ascii(login: &Login) -> bool {
    match &login.credentials {
        Credentials::Basic { user, password } => user.is_ascii() && password.expose().is_ascii(),
        Credentials::Bearer { .. } | Credentials::Anonymous => true,
    }
}
