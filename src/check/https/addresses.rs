use std::net::IpAddr;

use davproof_tls::{Reach, TlsFacts, Unresolved};

use super::situations as met;
use super::view::list;
use crate::check::finding::{Finding, Situation};

/// Whether each address can be reached.
pub(super) fn judge(facts: &TlsFacts) -> Vec<Finding> {
    let tried = match &facts.addresses {
        Ok(tried) => tried,
        Err(Unresolved::NoAddress(_)) => {
            return vec![met::UNRESOLVABLE.seen(format!("The host name {} has no address.", facts.target.host()))];
        }
        Err(Unresolved::NoNameServer) => {
            return vec![met::RESOLVER_SILENT.seen(format!("No name server answered for {}.", facts.target.host()))];
        }
    };
    let mut found = Vec::new();
    if !facts.untried.is_empty() {
        found.push(met::ADDRESSES_UNTRIED.seen(format!("Not tried: {}.", list(&facts.untried))));
    }
    let open = |six: bool| tried.iter().any(|it| it.address.is_ipv6() == six && it.reach == Reach::Open);
    let (four, six) = (open(false), open(true));
    if !four && !six {
        // The first error that concerns the server counts.
        let worst = tried.iter().find(|it| it.reach != Reach::NoRouteHere).or_else(|| tried.first());
        found.extend(worst.map(|it| nothing_answers(&it.reach).seen(sentence(facts, it.address, &it.reach))));
        return found;
    }
    let open: Vec<IpAddr> = tried.iter().filter(|it| it.reach == Reach::Open).map(|it| it.address).collect();
    let (host, port) = (facts.target.host(), facts.target.port());
    found.push(met::REACHABLE.seen(format!("{host} can be reached on port {port} at {}.", list(&open))));
    for it in tried {
        let situation = match (&it.reach, it.address) {
            (Reach::Open, _) => continue,
            (Reach::NoRouteHere, _) => &met::FAMILY_UNTESTED,
            (_, IpAddr::V4(_)) if !four => &met::IPV4_BROKEN,
            (_, IpAddr::V6(_)) if !six => &met::IPV6_BROKEN,
            (_, _) => &met::ADDRESS_DEAD,
        };
        found.push(situation.seen(sentence(facts, it.address, &it.reach)));
    }
    found
}

fn nothing_answers(reach: &Reach) -> &'static Situation {
    match reach {
        Reach::Refused => &met::REFUSED,
        Reach::TimedOut => &met::FILTERED,
        Reach::Unreachable | Reach::NoRouteHere => &met::UNROUTABLE,
        Reach::Open | Reach::Failed(_) => &met::CONNECT_FAILS,
    }
}

fn sentence(facts: &TlsFacts, address: IpAddr, reach: &Reach) -> String {
    let (host, port) = (facts.target.host(), facts.target.port());
    let at = if facts.target.address().is_some() { host } else { format!("{host} at {address}") };
    match reach {
        Reach::Open => format!("{at} can be reached on port {port}."),
        Reach::Refused => format!("{at} refuses connections on port {port}."),
        Reach::TimedOut => format!("{at} does not answer on port {port}."),
        Reach::Unreachable => format!("No route leads to {at}."),
        Reach::NoRouteHere => format!("From here no route leads to {at}."),
        Reach::Failed(reason) => format!("{at} cannot be reached on port {port}: {reason}."),
    }
}
