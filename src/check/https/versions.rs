use davproof_tls::{AlertDescription, Offers, TlsSide, Trouble, Version};

use super::situations as met;
use super::view::{View, list, shown};
use crate::check::finding::Finding;

/// Which versions of TLS are spoken, and whether a client of today gets a connection.
pub(super) fn judge(side: &TlsSide, view: &View<'_>) -> Vec<Finding> {
    let TlsSide { offers, named, nameless } = side;
    let (old, new): (Vec<Version>, Vec<Version>) = spoken(side).partition(|version| *version < Version::Tls12);
    let mut found = Vec::new();
    match &named.handshake {
        Ok(_) => {
            let all = list(old.iter().chain(&new));
            found.push(met::TLS_VERSIONS.seen(format!("{view} speaks {all}.")));
        }
        Err(trouble) if new.is_empty() => return vec![no_current_version(trouble, offers, &old, view)],
        Err(trouble) => found.push(no_agreement(trouble, offers, &new, view)),
    }
    if !old.is_empty() {
        found.push(met::OLD_TLS_OFFERED.seen(format!("{view} still speaks {}.", list(&old))));
    }
    match new.as_slice() {
        [Version::Tls12] => found.push(met::TLS13_MISSING.seen(format!("{view} does not speak TLS 1.3."))),
        [Version::Tls13] => found.push(met::TLS12_MISSING.seen(format!("{view} does not speak TLS 1.2."))),
        _ => {}
    }
    if named.asks_client_certificate {
        found.push(met::CLIENT_CERTIFICATE.seen(format!("{view} asks for a certificate of the client.")));
    }
    if let Some(nameless) = nameless
        && named.handshake.is_ok()
        && let (None, Err(trouble)) = (&nameless.chain, &nameless.handshake)
    {
        let sentence = format!("{view} turns away clients that tell no host name: {}.", words(trouble));
        found.push(met::NAMELESS_REFUSED.seen(sentence));
    }
    found
}

/// The versions that were agreed on, be it when each was asked for alone or in the whole handshake.
fn spoken(side: &TlsSide) -> impl Iterator<Item = Version> {
    let shaken = side.named.handshake.as_ref().ok().map(|spoken| spoken.version);
    Version::ALL.into_iter().filter(move |version| side.offers.speaks(*version) || shaken == Some(version.wire()))
}

/// Neither TLS 1.2 nor 1.3: the most telling answer counts.
fn no_current_version(handshake: &Trouble, offers: &Offers, old: &[Version], view: &View<'_>) -> Finding {
    if !old.is_empty() {
        return met::OLD_TLS_ONLY.seen(format!("{view} speaks {} and nothing newer.", list(old)));
    }
    let answers =
        || Version::ALL.into_iter().filter_map(|version| offers.of(version).as_ref().err()).chain([handshake]);
    let name_refused = Trouble::Alert(AlertDescription::UnrecognisedName);
    if let Some(Trouble::NotTls { begins }) = answers().find(|it| matches!(it, Trouble::NotTls { .. })) {
        return met::NOT_TLS.seen(format!("{view} answers with something else than TLS: `{}`.", shown(begins)));
    }
    if answers().any(|it| *it == name_refused) {
        return met::NAME_REFUSED.seen(format!("{view} rejects the host name: {}.", words(&name_refused)));
    }
    match handshake {
        Trouble::TimedOut => met::TLS_SILENT.seen(format!("{view} accepts connections, but does not answer.")),
        Trouble::Closed => met::TLS_CLOSED.seen(format!("{view} closes connections without an answer.")),
        Trouble::Alert(_) | Trouble::NotTls { .. } | Trouble::Failed(_) => {
            met::HANDSHAKE_FAILS.seen(format!("With {view} no handshake succeeds: {}.", words(handshake)))
        }
    }
}

/// TLS 1.2 or 1.3 is spoken, but a current library gets no connection.
fn no_agreement(handshake: &Trouble, offers: &Offers, new: &[Version], view: &View<'_>) -> Finding {
    if let Trouble::Alert(AlertDescription::HandshakeFailure | AlertDescription::InsufficientSecurity) = handshake
        && let Ok(spoken) = &offers.tls12
        && !offers.speaks(Version::Tls13)
    {
        return met::OLD_CIPHERS_ONLY.seen(format!("{view} refuses current ciphers, and chooses {}.", spoken.suite));
    }
    let sentence = format!("{view} speaks {}, but a handshake fails: {}.", list(new), words(handshake));
    met::HANDSHAKE_FAILS.seen(sentence)
}

fn words(trouble: &Trouble) -> String {
    shown(&trouble.to_string())
}
