use std::error::Error as StdError;
use std::io;

use crate::error::{Cause, TransportError};
use crate::origin::Origin;

/// A host name without an address.
#[derive(Debug, thiserror::Error)]
#[error("the host name has no address")]
pub(crate) struct NoAddress(#[source] pub(crate) Option<io::Error>);

/// Where an error happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Before a connection stood.
    Connect,
    /// Between the first byte of the request and the last of the response head.
    Head,
    /// In the response body, after so many bytes.
    Body(u64),
}

/// Finds the error in a chain that tells what happened, and gives it its type.
pub(crate) fn classify(error: Box<dyn StdError + Send + Sync>, stage: Stage, origin: &Origin) -> TransportError {
    let verdict = look(error.as_ref(), stage);
    let source = Cause::new(error);
    let (host, port) = (origin.host().to_owned(), origin.port());
    match verdict {
        Verdict::NoAddress => TransportError::Unresolvable { host, source },
        Verdict::Refused => TransportError::ConnectRefused { host, port },
        Verdict::Tls(kind) => TransportError::Tls { kind, source },
        Verdict::NotHttp(text) => TransportError::NotHttp { text, source },
        Verdict::Closed { sent } => match stage {
            Stage::Connect => TransportError::Dropped { sent: false, source },
            Stage::Head => TransportError::Dropped { sent, source },
            Stage::Body(received) => TransportError::Truncated { received, source },
        },
        Verdict::Unknown => match stage {
            Stage::Connect => TransportError::ConnectFailed { host, port, source },
            Stage::Head => TransportError::Other { source },
            Stage::Body(received) => TransportError::Truncated { received, source },
        },
    }
}

enum Verdict {
    NoAddress,
    Refused,
    Tls(crate::error::TlsTrouble),
    NotHttp(String),
    Closed { sent: bool },
    Unknown,
}

fn look(error: &(dyn StdError + 'static), stage: Stage) -> Verdict {
    let mut next = Some(error);
    let mut verdict = Verdict::Unknown;
    while let Some(error) = next {
        if error.is::<NoAddress>() {
            return Verdict::NoAddress;
        }
        if let Some(tls) = error.downcast_ref::<rustls::Error>() {
            return Verdict::Tls(crate::tls::trouble(tls));
        }
        if let Some(hyper) = error.downcast_ref::<hyper::Error>() {
            if hyper.is_parse() || hyper.is_parse_too_large() {
                return Verdict::NotHttp(hyper.to_string());
            }
            if hyper.is_incomplete_message() || hyper.is_body_write_aborted() {
                verdict = Verdict::Closed { sent: true };
            } else if hyper.is_canceled() || hyper.is_closed() {
                verdict = Verdict::Closed { sent: false };
            }
        }
        if let Some(io) = error.downcast_ref::<io::Error>() {
            // An error inside an `io::Error` is not its source but its content.
            if let Some(inner) = io.get_ref() {
                match look(inner, stage) {
                    Verdict::Unknown => {}
                    found => return found,
                }
            }
            match io.kind() {
                io::ErrorKind::ConnectionRefused if stage == Stage::Connect => {
                    return Verdict::Refused;
                }
                io::ErrorKind::ConnectionReset
                | io::ErrorKind::ConnectionAborted
                | io::ErrorKind::BrokenPipe
                | io::ErrorKind::UnexpectedEof => return Verdict::Closed { sent: true },
                _ => {}
            }
        }
        next = error.source();
    }
    verdict
}
