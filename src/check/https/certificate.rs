use davproof_tls::{Certificate, Chain, Digest, Presented, PublicKey, TlsSide, Trust, covers};
use jiff::{SignedDuration, Timestamp};

use super::judge::Thresholds;
use super::situations as met;
use super::view::{View, list, shown};
use crate::check::finding::{Finding, Situation};

/// The server's own certificate: dates, names, strength.
pub(super) fn judge(side: &TlsSide, view: &View<'_>, thresholds: Thresholds, now: Timestamp) -> Vec<Finding> {
    let Some(chain) = &side.named.chain else { return Vec::new() };
    let mut found = Vec::new();
    if chain.sent.is_empty() {
        found.push(met::CERTIFICATE_UNREADABLE.seen(format!("{view} sends no certificate.")));
    }
    if let Some(Err(unreadable)) = chain.sent.iter().find(|it| it.is_err()) {
        let sentence = format!("{view} sends {}.", shown(&unreadable.to_string()));
        found.push(met::CERTIFICATE_UNREADABLE.seen(sentence));
    }
    let Some(own) = chain.own() else { return found };
    let before = found.len();
    found.extend(dates(own, view, thresholds, now));
    found.extend(names(own, view));
    found.extend(strength(chain, view));
    found.extend(validity(own, &chain.trust, view));
    if found.len() == before {
        found.push(met::CERTIFICATE.seen(format!(
            "The certificate of {view} is valid until {} ({} days left), issued by {}, with an {}.",
            day(own.not_after),
            days(now, own.not_after),
            shown(&own.issuer),
            own.key,
        )));
    }
    found.extend(nameless(side, view));
    found
}

fn dates(own: &Certificate, view: &View<'_>, thresholds: Thresholds, now: Timestamp) -> Option<Finding> {
    let (start, end) = (day(own.not_before), day(own.not_after));
    if now < own.not_before {
        let sentence = format!("The certificate of {view} is valid only from {start} on; today is {}.", day(now));
        return Some(met::CERTIFICATE_NOT_YET_VALID.seen(sentence));
    }
    if now > own.not_after {
        let ago = days(own.not_after, now);
        return Some(
            met::CERTIFICATE_EXPIRED.seen(format!("The certificate of {view} expired on {end}, {ago} days ago.")),
        );
    }
    // Automatic renewal is due when a third of the lifetime is left; short-lived certificates are not late before that.
    let third = own.not_after.duration_since(own.not_before) / 3;
    let left = own.not_after.duration_since(now);
    let within = |limit: u16| left < SignedDuration::from_hours(24 * i64::from(limit)).min(third);
    let situation: &'static Situation = if within(thresholds.fail_days) {
        &met::CERTIFICATE_EXPIRES_NOW
    } else if within(thresholds.warn_days) {
        &met::CERTIFICATE_EXPIRES_SOON
    } else {
        return None;
    };
    let left = days(now, own.not_after);
    Some(situation.seen(format!("The certificate of {view} expires on {end}, in {left} days.")))
}

fn names(own: &Certificate, view: &View<'_>) -> Option<Finding> {
    let host = view.host();
    if covers(own, &host) {
        return None;
    }
    if !own.has_names() {
        let name = own.common_name.as_deref().map_or_else(String::new, |name| format!(", only the common name {name}"));
        let sentence = format!("The certificate of {view} has no alternative names{}.", shown(&name));
        return Some(met::CERTIFICATE_WITHOUT_NAMES.seen(sentence));
    }
    let addresses = own.addresses.iter().map(ToString::to_string);
    let has = list(own.names.iter().cloned().chain(addresses));
    let under_wildcard = own
        .names
        .iter()
        .filter_map(|name| name.strip_prefix("*."))
        .any(|parent| host == parent || host.strip_suffix(parent).is_some_and(|labels| labels.ends_with('.')));
    let situation: &'static Situation = if host.parse::<std::net::IpAddr>().is_ok() {
        &met::CERTIFICATE_WITHOUT_ADDRESS
    } else if under_wildcard {
        &met::CERTIFICATE_WILDCARD_DEPTH
    } else {
        &met::CERTIFICATE_WRONG_NAME
    };
    let sentence = format!("The certificate that {view} shows is not for {host}, but for {}.", shown(&has));
    Some(situation.seen(sentence))
}

/// Keys and signatures of the server's own certificate and of those above it.
fn strength(chain: &Chain, view: &View<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (position, certificate) in chain.path().enumerate() {
        let which = if position == 0 {
            format!("The certificate of {view}")
        } else {
            format!("The certificate `{}` in the chain of {view}", shown(certificate.label()))
        };
        if has_weak_key(certificate) {
            found.push(met::KEY_WEAK.seen(format!("{which} has only an {}.", certificate.key)));
        }
        if has_weak_signature(certificate) {
            found.push(met::SIGNATURE_WEAK.seen(format!("{which} is signed with {}.", certificate.signature)));
        }
    }
    found
}

pub(super) fn has_weak_key(certificate: &Certificate) -> bool {
    match certificate.key {
        PublicKey::Rsa { bits } => bits < 2048,
        PublicKey::Ec { bits } => bits < 256,
        PublicKey::Edwards | PublicKey::Other(_) => false,
    }
}

/// A root's own signature proves nothing.
pub(super) fn has_weak_signature(certificate: &Certificate) -> bool {
    match certificate.signature {
        Digest::Md5 | Digest::Sha1 => !certificate.is_self_issued,
        Digest::Sha2 | Digest::Inherent | Digest::Other(_) => false,
    }
}

/// Apple's limits: 398 days for public authorities since September 2020, 825 days for all since July 2019.
fn validity(own: &Certificate, trust: &Trust, view: &View<'_>) -> Option<Finding> {
    let length = days(own.not_before, own.not_after);
    let issued_since = |date: &str| date.parse::<Timestamp>().is_ok_and(|date| own.not_before >= date);
    let situation: &'static Situation = if length > 825 && issued_since("2019-07-01T00:00:00Z") {
        &met::VALIDITY_OVER_825_DAYS
    } else if length > 398 && issued_since("2020-09-01T00:00:00Z") && *trust == Trust::Public {
        &met::VALIDITY_OVER_398_DAYS
    } else {
        return None;
    };
    Some(situation.seen(format!("The certificate of {view} is valid for {length} days in all.")))
}

/// Clients that tell no name get the certificate of another site.
fn nameless(side: &TlsSide, view: &View<'_>) -> Option<Finding> {
    let (named, nameless) = (own(&side.named)?, own(side.nameless.as_ref()?)?);
    if named.fingerprint == nameless.fingerprint || covers(nameless, &view.host()) {
        return None;
    }
    let label = shown(nameless.label());
    Some(met::NAMELESS_DIFFERS.seen(format!("{view} shows the certificate of {label} if no host name is told.")))
}

/// The addresses of a host show different certificates.
pub(super) fn differs(views: &[(View<'_>, &TlsSide)]) -> Option<Finding> {
    let (first, certificate) = views.iter().find_map(|(view, side)| Some((view, own(&side.named)?)))?;
    let (second, other) = views.iter().find_map(|(view, side)| {
        let other = own(&side.named)?;
        (other.fingerprint != certificate.fingerprint).then_some((view, other))
    })?;
    Some(met::CERTIFICATE_DIFFERS.seen(format!(
        "{} shows one certificate at {} (until {}) and another at {} (until {}).",
        first.host(),
        list(first.addresses()),
        day(certificate.not_after),
        list(second.addresses()),
        day(other.not_after),
    )))
}

fn own(presented: &Presented) -> Option<&Certificate> {
    presented.chain.as_ref().and_then(Chain::own)
}

pub(super) fn day(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d").to_string()
}

/// Whole days from one time to a later one.
fn days(from: Timestamp, to: Timestamp) -> i64 {
    (to.as_second() - from.as_second()).div_euclid(24 * 60 * 60)
}
