use davproof_tls::{Certificate, Chain, Distrust, Shape, TlsSide, Trust};
use jiff::Timestamp;

use super::certificate::{day, has_weak_key, has_weak_signature};
use super::situations as met;
use super::view::{View, list, shown};
use crate::check::finding::Finding;

/// Whether the certificates as sent lead to an authority, and nothing else is sent.
pub(super) fn judge(side: &TlsSide, view: &View<'_>, now: Timestamp) -> Vec<Finding> {
    let Some(chain) = &side.named.chain else { return Vec::new() };
    let (Some(own), Some(shape)) = (chain.own(), &chain.shape) else { return Vec::new() };
    let mut found = Vec::new();
    found.extend(match &chain.trust {
        Trust::Public => {
            let sent = match chain.sent.len() {
                1 => "1 certificate is sent".to_owned(),
                count => format!("{count} certificates are sent"),
            };
            Some(met::CHAIN_TRUSTED.seen(format!("The chain of {view} is complete; {sent}.")))
        }
        Trust::Given => Some(
            met::CHAIN_TRUSTED_BY_GIVEN
                .seen(format!("The chain of {view} leads to the given authority, which every device needs too.")),
        ),
        Trust::None(distrust) => untrusted(distrust, chain, own, view, now),
    });
    found.extend(surplus(chain, shape, view, now));
    found
}

/// Why no path leads to an authority; nothing if the strength of keys and signatures has said it already.
fn untrusted(
    distrust: &Distrust,
    chain: &Chain,
    own: &Certificate,
    view: &View<'_>,
    now: Timestamp,
) -> Option<Finding> {
    if own.is_self_issued {
        return Some(met::SELF_SIGNED.seen(format!("The certificate of {view} is signed by itself.")));
    }
    let top = chain.path().last().unwrap_or(own);
    let member = |wrong: &dyn Fn(&Certificate) -> bool| {
        let member = chain.path().skip(1).find(|it| wrong(it));
        member.map_or_else(|| "an authority".to_owned(), |it| format!("`{}`", shown(it.label())))
    };
    Some(match distrust {
        Distrust::UnknownIssuer => unknown_issuer(own, top, view),
        Distrust::Expired => met::CHAIN_MEMBER_EXPIRED.seen(format!(
            "In the chain of {view}, the certificate of {} has expired.",
            member(&|it| now > it.not_after)
        )),
        Distrust::NotYetValid => met::CHAIN_MEMBER_NOT_YET_VALID.seen(format!(
            "In the chain of {view}, the certificate of {} is not valid yet.",
            member(&|it| now < it.not_before)
        )),
        Distrust::UnsupportedSignature if chain.path().any(|it| has_weak_key(it) || has_weak_signature(it)) => {
            return None;
        }
        Distrust::UnsupportedSignature => met::CHAIN_INVALID
            .seen(format!("In the chain of {view}, a signature is of a kind that clients do not know.")),
        Distrust::BadSignature => met::CHAIN_SIGNATURE_WRONG.seen(format!(
            "In the chain of {view}, a certificate carries a signature that its issuer, as sent, did not make."
        )),
        Distrust::Purpose => {
            met::CERTIFICATE_PURPOSE.seen(format!("The certificate of {view} is not meant for servers."))
        }
        Distrust::AuthorityAsServer => {
            met::CERTIFICATE_IS_AUTHORITY.seen(format!("The certificate of {view} is the one of an authority."))
        }
        Distrust::Other(reason) => {
            met::CHAIN_INVALID.seen(format!("The chain of {view} does not hold: {}.", shown(reason)))
        }
    })
}

/// Public authorities never issue from their root, and say where the issuer's certificate is (CA/Browser Forum, baseline
/// requirements): where only the server's own certificate is sent, the intermediate is missing.
fn unknown_issuer(own: &Certificate, top: &Certificate, view: &View<'_>) -> Finding {
    let issuer = shown(&top.issuer);
    if top.is_self_issued {
        return met::PRIVATE_CA.seen(format!("The chain of {view} ends at {issuer}, which is not known here."));
    }
    match own.issuer_urls.first() {
        Some(url) if top == own => met::CHAIN_INCOMPLETE
            .seen(format!("The chain of {view} lacks the certificate of {issuer}, which is at {}.", shown(url))),
        Some(_) | None => met::ISSUER_UNKNOWN.seen(format!(
            "The chain of {view} ends at a certificate of {issuer}, which is neither sent nor known here."
        )),
    }
}

/// What is sent out of order, or need not be sent.
fn surplus(chain: &Chain, shape: &Shape, view: &View<'_>, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    let labels = |certificates: &[&Certificate]| list(certificates.iter().map(|it| format!("`{}`", shown(it.label()))));
    if !shape.is_in_order() {
        let order = list(shape.path.iter().map(|position| position + 1));
        found.push(met::CHAIN_ORDER.seen(format!(
            "{view} sends the chain out of order: from its own certificate up, they are number {order}."
        )));
    }
    let (expired, superfluous): (Vec<&Certificate>, Vec<&Certificate>) =
        chain.superfluous().partition(|it| now > it.not_after);
    if !superfluous.is_empty() {
        let sentence = format!("{view} also sends {}, which is no part of the chain.", labels(&superfluous));
        found.push(met::CHAIN_SUPERFLUOUS.seen(sentence));
    }
    let trusted = matches!(chain.trust, Trust::Public | Trust::Given);
    let needless = chain.path().skip(1).filter(|it| trusted && now > it.not_after);
    let leftover: Vec<&Certificate> = expired.into_iter().chain(needless).collect();
    if let Some(first) = leftover.first() {
        let sentence = format!("{view} also sends {}, expired on {}.", labels(&leftover), day(first.not_after));
        found.push(met::CHAIN_LEFTOVER_EXPIRED.seen(sentence));
    }
    if let Some(root) = chain.path().skip(1).find(|it| it.is_self_issued && trusted && now <= it.not_after) {
        let sentence = format!("{view} also sends the root `{}`.", shown(root.label()));
        found.push(met::CHAIN_ROOT_SENT.seen(sentence));
    }
    found
}
