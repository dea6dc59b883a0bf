use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use crate::fence_refusal::FenceRefusal;
use crate::origin::ForeignOrigin;

/// Why a client could not be built.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// A trust anchor bundle is no PEM, or holds no usable certificate.
    #[error("trust anchors number {index} cannot be read; give a PEM file with certificates")]
    TrustAnchor {
        /// Position in [`ClientOptions::trust`](crate::ClientOptions::trust), from 1.
        index: usize,
        /// What the PEM or certificate reader said.
        #[source]
        source: Box<dyn StdError + Send + Sync>,
    },
    /// A bundle without any certificate.
    #[error("trust anchors number {index} hold no certificate; give a PEM file with certificates")]
    NoCertificate {
        /// Position in [`ClientOptions::trust`](crate::ClientOptions::trust), from 1.
        index: usize,
    },
    /// TLS could not be set up.
    #[error("TLS cannot be set up")]
    Tls(#[source] rustls::Error),
    /// The User-Agent holds characters that no header may hold.
    #[error("`{0}` cannot be sent as a User-Agent; use visible ASCII characters")]
    UserAgent(String),
    /// The HTTP library refused its settings.
    #[error("the HTTP client cannot be built")]
    Http(#[source] reqwest::Error),
}

/// Why an exchange has no response. Each text is a sentence and says what to do.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TransportError {
    /// Nothing was sent: our own policy forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The host name has no address.
    #[error("the name {host} cannot be resolved; check the server URL and the DNS")]
    Unresolvable {
        /// The name.
        host: String,
        /// The resolver's answer.
        #[source]
        source: Cause,
    },
    /// Nothing listens there.
    #[error("{host}:{port} refuses connections; check that the server runs and that the port is right")]
    ConnectRefused {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// No route, no permission, or another trouble before a connection stood.
    #[error("no connection to {host}:{port} could be made; check the network between here and the server")]
    ConnectFailed {
        /// The host.
        host: String,
        /// The port.
        port: u16,
        /// What the system said.
        #[source]
        source: Cause,
    },
    /// No connection within the time allowed.
    #[error("no connection within {} s; check firewall and address, or raise the connect time-out", .after.as_secs_f64())]
    ConnectTimeout {
        /// The limit.
        after: Duration,
    },
    /// The TLS handshake failed.
    #[error("TLS fails: {kind}")]
    Tls {
        /// The class of the trouble, as a sentence.
        kind: TlsTrouble,
        /// What the TLS library said.
        #[source]
        source: Cause,
    },
    /// The connection was closed or reset before a complete response head came. A head that breaks off in the middle
    /// is counted here too: the HTTP library does not tell the two apart.
    #[error("the server closed the connection without an answer{}; it may be out of workers, or the request may have crashed one", if *.sent { "" } else { ", before the request was sent" })]
    Dropped {
        /// Whether the request, or a part of it, may have reached the server and taken effect.
        sent: bool,
        /// What the HTTP library or system said.
        #[source]
        source: Cause,
    },
    /// The body ended early.
    #[error(
        "the response body ended after {received} bytes, before it was complete; look for a crashed worker or a proxy limit"
    )]
    Truncated {
        /// Bytes that came.
        received: u64,
        /// What the HTTP library said.
        #[source]
        source: Cause,
    },
    /// No answer, or no complete one, within the time allowed.
    #[error("the server took longer than {} s {phase}; it hangs or is overloaded, or the time-out is too short", .after.as_secs_f64())]
    TimedOut {
        /// What we waited for.
        phase: Phase,
        /// The limit that was hit.
        after: Duration,
    },
    /// More than [`ClientOptions::max_response_bytes`](crate::ClientOptions::max_response_bytes).
    #[error("the response is larger than {limit} bytes; raise the limit if that is intended")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// What came back is not HTTP/1.1.
    #[error("the answer is not valid HTTP ({text}); check that the URL names an HTTP server and the right port")]
    NotHttp {
        /// What was wrong with it.
        text: String,
        /// What the HTTP library said.
        #[source]
        source: Cause,
    },
    /// The method, target or a header holds characters that cannot stand on the wire.
    #[error("the request cannot be sent: {0}")]
    Unsendable(String),
    /// Anything that fits nowhere above.
    #[error("the exchange failed for a reason that is not known here; the cause below comes from the HTTP library")]
    Other {
        /// What the library said.
        source: Cause,
    },
}

/// Our own policies that keep a request from being sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The fence: a write outside of what this run created.
    #[error("not sent: {0}")]
    Fence(FenceRefusal),
    /// Another server.
    #[error("not sent: {0}")]
    ForeignOrigin(ForeignOrigin),
}

impl From<FenceRefusal> for Refusal {
    fn from(refusal: FenceRefusal) -> Self {
        Self::Fence(refusal)
    }
}

impl From<ForeignOrigin> for Refusal {
    fn from(foreign: ForeignOrigin) -> Self {
        Self::ForeignOrigin(foreign)
    }
}

/// The class of a TLS failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TlsTrouble {
    /// Unknown issuer, self-signed, or a missing intermediate.
    #[error(
        "the certificate is signed by nobody we trust; add the CA as a trust anchor, or send the intermediate certificates"
    )]
    UnknownIssuer,
    /// Past its end.
    #[error("the certificate has expired; renew it")]
    Expired,
    /// Before its beginning.
    #[error("the certificate is not valid yet; check the clocks")]
    NotYetValid,
    /// Made for other names.
    #[error("the certificate is not made for this host name; check the URL, or issue it for this name")]
    WrongName,
    /// Any other trouble with the certificate.
    #[error("the certificate is not acceptable")]
    BadCertificate,
    /// The other side does not speak TLS.
    #[error("the server does not speak TLS on this port; try `http://`, or the TLS port")]
    NotTls,
    /// No common version, cipher, or an alert of the server.
    #[error("client and server found no common TLS settings")]
    Handshake,
}

/// What we were waiting for when time ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Phase {
    /// For the head of the response.
    #[error("to begin its answer")]
    Response,
    /// For the rest of the body.
    #[error("to complete its answer")]
    Body,
}

/// The error of a library underneath, shared so that an outcome can be cloned.
#[derive(Debug, Clone)]
pub struct Cause(Arc<dyn StdError + Send + Sync>);

impl Cause {
    pub(crate) fn new(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(Arc::from(error.into()))
    }
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}
