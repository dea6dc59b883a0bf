//! A server that gives no answer: which situation that is.

use davproof_dav::{TlsTrouble, TransportError};

use super::situations as s;
use crate::check::finding::Finding;
use crate::check::https::situations as https;

/// What a missing answer of `url` means.
pub(crate) fn finding(url: &str, error: &TransportError) -> Finding {
    let situation = match error {
        TransportError::Unresolvable { .. } => &https::UNRESOLVABLE,
        TransportError::ConnectRefused { .. } => &https::REFUSED,
        TransportError::ConnectTimeout { .. } => &https::FILTERED,
        TransportError::Tls { kind: TlsTrouble::NotTls, .. } => &https::NOT_TLS,
        TransportError::Tls {
            kind:
                TlsTrouble::UnknownIssuer
                | TlsTrouble::Expired
                | TlsTrouble::NotYetValid
                | TlsTrouble::WrongName
                | TlsTrouble::BadCertificate
                | TlsTrouble::Handshake,
            ..
        } => &s::TLS_FAILS,
        TransportError::NotHttp { text, .. } if text.contains("too large") => &s::HUGE_HEADER,
        TransportError::NotHttp { .. } => &s::NOT_HTTP,
        TransportError::TimedOut { .. } => &s::SILENT,
        TransportError::Dropped { .. } => &s::DROPPED,
        TransportError::Truncated { .. } | TransportError::TooLarge { .. } => &s::BROKEN_ANSWER,
        TransportError::ConnectFailed { .. }
        | TransportError::Refused(_)
        | TransportError::Unsendable(_)
        | TransportError::Other { .. } => &https::CONNECT_FAILS,
    };
    situation.seen(format!("{url}: {error}."))
}

/// True if no connection stands that a request could be sent over.
pub(super) const fn is_connection(error: &TransportError) -> bool {
    matches!(
        error,
        TransportError::Unresolvable { .. }
            | TransportError::ConnectRefused { .. }
            | TransportError::ConnectTimeout { .. }
            | TransportError::ConnectFailed { .. }
            | TransportError::Tls { .. }
    )
}
