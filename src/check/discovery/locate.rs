//! Which server: the one that was named, or the one that the domain's DNS names.

use davproof_dav::{Origin, Scheme};
use futures::future::join;

use super::situations as s;
use crate::check::dns::{Dns, Records, Service};
use crate::check::findings::Findings;
use crate::check::plan::Plan;

/// A server, and what was said about the path there.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The server.
    pub(crate) origin: Origin,
    /// The path that was typed.
    pub(crate) typed_path: Option<String>,
    /// The path of the TXT record.
    pub(crate) dns_path: Option<String>,
}

/// Asks DNS where a domain or an e-mail address was given; otherwise the server is the one that was named.
pub(crate) async fn locate(plan: &Plan, findings: &Findings<'_>) -> Place {
    let question = &plan.question;
    let named = Place { origin: question.origin.clone(), typed_path: question.path.clone(), dns_path: None };
    let Some(domain) = &question.domain else { return named };
    let dns = Dns::new(plan.name_server, plan.timeout);
    let (calendars, contacts) = join(dns.service("_caldavs", domain), dns.service("_carddavs", domain)).await;
    let (calendars, contacts) = match (calendars, contacts) {
        (Ok(calendars), Ok(contacts)) => (calendars, contacts),
        (Err(error), _) | (_, Err(error)) => {
            findings.add(s::DNS_SILENT.seen(format!("DNS says nothing about services of {domain}: {error}.")));
            return named;
        }
    };
    tell(domain, &calendars, &contacts, findings);
    let ((Records::At(service), _) | (_, Records::At(service))) = (&calendars, &contacts) else { return named };
    if let Some(origin) = origin(service) {
        return Place { origin, typed_path: None, dns_path: service.path.clone() };
    }
    findings.add(s::DNS_TARGET_IS_ADDRESS.seen(format!("The SRV record of {domain} names `{}`.", service.host)));
    named
}

fn tell(domain: &str, calendars: &Records, contacts: &Records, findings: &Findings<'_>) {
    for (records, name) in [(calendars, "_caldavs"), (contacts, "_carddavs")] {
        match records {
            Records::At(Service { host, port, path }) => {
                let path = path.as_ref().map_or_else(|| "no path".to_owned(), |path| format!("the path {path}"));
                let fact = format!("DNS: {name}._tcp.{domain} names {host}, port {port}, and {path}.");
                findings.add(if path == "no path" { s::DNS_NO_PATH.seen(fact) } else { s::DNS_SERVICE.seen(fact) });
            }
            Records::Denied => findings.add(s::DNS_DENIED.seen(format!("DNS: {name}._tcp.{domain} names `.`."))),
            Records::None => {}
        }
    }
    let missing = |name: &str| format!("DNS: {domain} has no SRV record {name}._tcp.");
    match (calendars, contacts) {
        (Records::None, Records::None) => findings
            .add(s::DNS_NO_SERVICE.seen(format!("DNS: {domain} has no SRV records _caldavs._tcp and _carddavs._tcp."))),
        (Records::None, Records::At(_) | Records::Denied) => findings.add(s::DNS_ONE_SERVICE.seen(missing("_caldavs"))),
        (Records::At(_) | Records::Denied, Records::None) => {
            findings.add(s::DNS_ONE_SERVICE.seen(missing("_carddavs")));
        }
        (Records::At(one), Records::At(other)) if (&one.host, one.port) != (&other.host, other.port) => {
            findings.add(s::DNS_TWO_SERVERS.seen(format!(
                "DNS: calendars of {domain} are at {}:{}, contacts at {}:{}. Only the first was checked.",
                one.host, one.port, other.host, other.port
            )));
        }
        (Records::At(_) | Records::Denied, Records::At(_) | Records::Denied) => {}
    }
}

fn origin(service: &Service) -> Option<Origin> {
    let is_address = service.host.parse::<std::net::IpAddr>().is_ok();
    let url = format!("{}://{}:{}", Scheme::Https.as_str(), service.host, service.port);
    (!is_address).then(|| url.parse().ok()).flatten()
}
