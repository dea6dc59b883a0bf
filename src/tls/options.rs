use std::net::IpAddr;
use std::time::Duration;

use jiff::Timestamp;

use crate::trust::TrustStore;

/// How to look.
#[derive(Debug, Clone)]
pub struct ProbeOptions {
    /// For the name server and for each TCP connection.
    pub connect_timeout: Duration,
    /// For each question after the connection stands.
    pub answer_timeout: Duration,
    /// Addresses to use in place of the name server's.
    pub addresses: Option<Vec<IpAddr>>,
    /// Whether and how plain HTTP is tried.
    pub http: Option<HttpProbe>,
    /// What certificates are verified against.
    pub trust: TrustStore,
    /// The time that paths are verified at.
    pub now: Timestamp,
}

/// How plain HTTP is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpProbe {
    /// The port, 80 as a rule.
    pub port: u16,
    /// The path of a DAV resource, for example `/SOGo/dav/`.
    pub path: String,
}

impl HttpProbe {
    /// Port 80.
    #[must_use]
    pub fn of(path: impl Into<String>) -> Self {
        Self { port: 80, path: path.into() }
    }
}

impl ProbeOptions {
    /// Five seconds for a connection and for each answer, the name server's addresses, and no plain HTTP.
    #[must_use]
    pub fn new(trust: TrustStore, now: Timestamp) -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            answer_timeout: Duration::from_secs(5),
            addresses: None,
            http: None,
            trust,
            now,
        }
    }
}
