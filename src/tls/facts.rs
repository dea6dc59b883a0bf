use std::net::IpAddr;

use rustls::{AlertDescription, ProtocolVersion};

use crate::address::{Reach, Unresolved};
use crate::chain::Chain;
use crate::http_answer::PlainHttp;
use crate::record::Version;
use crate::suite::Suite;
use crate::target::HostPort;

/// All that was seen of one host and port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFacts {
    /// What was looked at.
    pub target: HostPort,
    /// Each address that was tried, IPv4 first, or why there is none.
    pub addresses: Result<Vec<AddressFacts>, Unresolved>,
    /// Addresses beyond the first few, which were not tried.
    pub untried: Vec<IpAddr>,
}

/// What was seen at one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressFacts {
    /// The address.
    pub address: IpAddr,
    /// Whether a TCP connection to the port stands.
    pub reach: Reach,
    /// What the port says, if it could be reached.
    pub tls: Option<TlsSide>,
}

/// How plain HTTP is answered at each address of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpFacts {
    /// The host, and the port of plain HTTP.
    pub target: HostPort,
    /// The answers, IPv4 first; none if the host has no address.
    pub answers: Vec<(IpAddr, PlainHttp)>,
}

/// What an open port says to a TLS client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsSide {
    /// The answer to each version alone.
    pub offers: Offers,
    /// The certificates for the name.
    pub named: Presented,
    /// The certificates when the client tells no name; `None` where the host is an address, which cannot be told.
    pub nameless: Option<Presented>,
}

/// The answers to the four versions of TLS, each asked for alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// TLS 1.0 (RFC 2246).
    pub tls10: Result<Spoken, Trouble>,
    /// TLS 1.1 (RFC 4346).
    pub tls11: Result<Spoken, Trouble>,
    /// TLS 1.2 (RFC 5246).
    pub tls12: Result<Spoken, Trouble>,
    /// TLS 1.3 (RFC 8446).
    pub tls13: Result<Spoken, Trouble>,
}

/// What client and server agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// The version; not always the one that was asked for.
    pub version: ProtocolVersion,
    /// The cipher suite.
    pub suite: Suite,
}

/// Why there was no agreement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The server refused with an alert (RFC 8446 section 6).
    #[error("the server refused with the alert {}", alert_name(*.0))]
    Alert(AlertDescription),
    /// Something else than TLS came.
    #[error("the answer is not TLS; it begins with `{begins}`")]
    NotTls {
        /// The first bytes, printable.
        begins: String,
    },
    /// The server closed or reset the connection without an answer.
    #[error("the server closed the connection without an answer")]
    Closed,
    /// No answer in time.
    #[error("no answer in time")]
    TimedOut,
    /// TLS, but broken, or nothing that both sides know.
    #[error("{0}")]
    Failed(String),
}

/// What the server sent when a current TLS library connected, accepting any certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presented {
    /// The certificates, if any came, even if the handshake failed later.
    pub chain: Option<Chain>,
    /// Whether it asked for a certificate of the client.
    pub asks_client_certificate: bool,
    /// How the handshake ended.
    pub handshake: Result<Spoken, Trouble>,
}

impl TlsFacts {
    /// What was seen at each address; nothing if the name has none.
    pub fn tried(&self) -> impl Iterator<Item = &AddressFacts> {
        self.addresses.iter().flatten()
    }
}

impl Offers {
    /// The answer to one version.
    pub const fn of(&self, version: Version) -> &Result<Spoken, Trouble> {
        match version {
            Version::Tls10 => &self.tls10,
            Version::Tls11 => &self.tls11,
            Version::Tls12 => &self.tls12,
            Version::Tls13 => &self.tls13,
        }
    }

    /// Whether the server speaks the version.
    #[must_use]
    pub fn speaks(&self, version: Version) -> bool {
        matches!(self.of(version), Ok(spoken) if spoken.version == version.wire())
    }
}

/// The alert's name as RFC 8446 writes it, for example `handshake_failure`.
fn alert_name(alert: AlertDescription) -> String {
    split_words(&format!("{alert:?}"), '_').replace("unrecognised", "unrecognized")
}

/// `CamelCase` in lower-case words.
pub(crate) fn split_words(name: &str, separator: char) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push(separator);
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}
