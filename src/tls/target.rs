use std::fmt;
use std::net::IpAddr;

use rustls_pki_types::ServerName;

/// A host and a port to look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HostPort {
    host: ServerName<'static>,
    port: u16,
}

/// A text that is neither a host name nor an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither a host name nor an IP address")]
pub struct HostPortError(String);

impl HostPort {
    /// A DNS name (in its ASCII form) or an IP address (IPv6 with or without brackets), and a port.
    ///
    /// # Errors
    /// A text that is neither.
    pub fn new(host: &str, port: u16) -> Result<Self, HostPortError> {
        let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
        let host = ServerName::try_from(bare.to_owned()).map_err(|_| HostPortError(host.to_owned()))?;
        Ok(Self { host, port })
    }

    /// The host: a name, or an address without brackets.
    #[must_use]
    pub fn host(&self) -> String {
        self.host.to_str().into_owned()
    }

    /// The address, if the host is written as one.
    #[must_use]
    pub fn address(&self) -> Option<IpAddr> {
        match self.host {
            ServerName::IpAddress(address) => Some(address.into()),
            _ => None,
        }
    }

    /// The port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The same host with another port.
    #[must_use]
    pub fn with_port(&self, port: u16) -> Self {
        Self { host: self.host.clone(), port }
    }

    pub(crate) const fn name(&self) -> &ServerName<'static> {
        &self.host
    }

    /// The name for the `server_name` extension, which holds no addresses (RFC 6066 section 3).
    pub(crate) fn sni(&self) -> Option<&str> {
        match &self.host {
            ServerName::DnsName(name) => Some(name.as_ref()),
            _ => None,
        }
    }
}

impl fmt::Display for HostPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address() {
            Some(IpAddr::V6(address)) => write!(f, "[{address}]:{}", self.port),
            Some(IpAddr::V4(_)) | None => write!(f, "{}:{}", self.host.to_str(), self.port),
        }
    }
}
