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
    /// What certificates are verified against.
    pub trust: TrustStore,
    /// The time that paths are verified at.
    pub now: Timestamp,
}

impl ProbeOptions {
    /// Five seconds for a connection and for each answer and the name server's addresses.
    #[must_use]
    pub fn new(trust: TrustStore, now: Timestamp) -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            answer_timeout: Duration::from_secs(5),
            addresses: None,
            trust,
            now,
        }
    }
}
