//! All groups of a check, at the same time where they do not need each other.

use davproof_dav::{ClientError, Origin, Scheme};
use davproof_tls::{HostPort, ProbeOptions, TrustError, TrustStore, probe, probe_http};
use futures::future::join;
use jiff::Timestamp;
use thiserror::Error;

use super::discovery::{self, Found, Place};
use super::finding::{Group, Level};
use super::findings::Findings;
use super::https::{self, Thresholds};
use super::plan::Plan;
use super::prober::Prober;
use super::{endpoints, login};

/// The service that a check found, for the address card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Scheme, host and port, for example `https://mail.example.org`.
    pub origin: Origin,
    /// Path of the DAV service, for example `/SOGo/dav/`.
    pub path: String,
    /// Path of the account's principal, if one logged in.
    pub principal: Option<String>,
}

/// Why a check cannot begin.
#[derive(Debug, Error)]
pub enum CheckError {
    /// The HTTP client cannot be made.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The trust anchors cannot be used.
    #[error("the certificates to trust cannot be used")]
    Trust(#[from] TrustError),
}

/// Checks a server and puts what it finds into `findings`; the service, if there is one.
///
/// # Errors
/// If the trust anchors cannot be used.
pub async fn check(plan: &Plan, findings: &Findings<'_>) -> Result<Option<Service>, CheckError> {
    let trust = TrustStore::with_system(&plan.trust)?;
    let place = discovery::locate(plan, findings).await;
    let prober = Prober::new(&place.origin, plan)?;
    let (found, ()) =
        join(service(plan, &place, &prober, findings), Box::pin(https(plan, &place, trust, findings))).await;
    Ok(match found {
        Ok(service) => service,
        Err(why) if place.origin.scheme() == Scheme::Https && findings.any(Group::Https, Level::Failure) => {
            findings.add(discovery::NOT_CHECKED.seen(format!("Login and endpoints were not checked. {}", why.fact)));
            None
        }
        Err(why) => {
            findings.add(why);
            None
        }
    })
}

/// Login and endpoints; the reason, if no connection stands.
async fn service(
    plan: &Plan,
    place: &Place,
    prober: &Prober,
    findings: &Findings<'_>,
) -> Result<Option<Service>, super::Finding> {
    let entry = match Box::pin(discovery::find(prober, place, findings)).await {
        Found::Service(entry) => entry,
        Found::Nothing => return Ok(None),
        Found::NoConnection(why) => return Err(why),
    };
    let account = Box::pin(login::check(prober, &entry, plan, findings)).await;
    if let Some(account) = &account {
        Box::pin(endpoints::check(prober, &entry, plan, account, findings)).await;
    }
    let principal = account.map(|account| account.principal);
    Ok(Some(Service { origin: place.origin.clone(), path: entry.path, principal }))
}

/// Reachability, TLS and certificates; of an http address only that it is one.
async fn https(plan: &Plan, place: &Place, trust: TrustStore, findings: &Findings<'_>) {
    let origin = &place.origin;
    let target = match (origin.scheme(), HostPort::new(origin.host(), origin.port())) {
        (Scheme::Https, Ok(target)) => target,
        (Scheme::Http, _) if super::login::stays_here(origin) => {
            findings.add(discovery::LOCAL.seen(format!("{origin} is not encrypted, and does not leave this machine.")));
            return;
        }
        (Scheme::Http, _) => {
            findings.add(discovery::PLAIN.seen(format!("{origin} is not encrypted.")));
            return;
        }
        // A host that is no name has no certificate; the requests tell what else is wrong with it.
        (Scheme::Https, Err(_)) => return,
    };
    let now = Timestamp::now();
    let path = place.typed_path.as_ref().or(place.dns_path.as_ref()).map_or("/SOGo/dav/", String::as_str);
    let mut options = ProbeOptions::new(trust, now);
    options.connect_timeout = plan.timeout;
    options.answer_timeout = plan.timeout;
    let thresholds = Thresholds { warn_days: plan.warn_days, fail_days: plan.fail_days };
    let with_tls = async {
        let facts = probe(&target, &options, |_| ()).await;
        findings.extend(https::judge(&facts, thresholds, now));
    };
    // A firewall that swallows plain HTTP must not hold up what is known of TLS.
    let without_tls = async {
        if let Some(port) = plan.http_port {
            let facts = probe_http(&target.with_port(port), path, &options).await;
            findings.extend(https::judge_http(&facts));
        }
    };
    join(with_tls, without_tls).await;
}
