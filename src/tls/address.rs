use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::time::Duration;

use tokio::net::TcpStream;

use crate::target::HostPort;

/// More addresses than these are listed, not tried: each costs eight connections.
const TRIED: usize = 8;

/// Whether a TCP connection can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// It stands.
    Open,
    /// The host says that nothing listens there.
    Refused,
    /// No answer in time: a firewall drops the packets, or the host is gone.
    TimedOut,
    /// A router says that there is no way to the host.
    Unreachable,
    /// This machine has no way to any such address, for example no IPv6 at all; this says nothing about the server.
    NoRouteHere,
    /// Another error.
    Failed(String),
}

/// Why a host has no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unresolved {
    /// The resolver said so.
    #[error("the name has no address: {0}")]
    NoAddress(String),
    /// No name server could be asked.
    #[error("no name server answers")]
    NoNameServer,
}

/// The addresses of a host: those to try (both families among them if there are both), and the rest.
pub(crate) async fn resolve(
    target: &HostPort,
    given: Option<&[IpAddr]>,
    limit: Duration,
) -> Result<(Vec<IpAddr>, Vec<IpAddr>), Unresolved> {
    let mut addresses = match (target.address(), given) {
        (Some(address), _) => vec![address],
        (None, Some(given)) => given.to_vec(),
        (None, None) => look_up(target, limit).await?,
    };
    addresses.sort_unstable();
    addresses.dedup();
    if addresses.is_empty() {
        return Err(Unresolved::NoAddress("the list is empty".to_owned()));
    }
    let (four, six): (Vec<IpAddr>, Vec<IpAddr>) = addresses.into_iter().partition(IpAddr::is_ipv4);
    let of_four = four.len().min(TRIED - six.len().min(TRIED / 2));
    let of_six = six.len().min(TRIED - of_four);
    let tried = four[..of_four].iter().chain(&six[..of_six]).copied().collect();
    let untried = four[of_four..].iter().chain(&six[of_six..]).copied().collect();
    Ok((tried, untried))
}

async fn look_up(target: &HostPort, limit: Duration) -> Result<Vec<IpAddr>, Unresolved> {
    let host = target.host();
    let found = tokio::time::timeout(limit, tokio::net::lookup_host((host.as_str(), target.port())));
    let found = found.await.map_err(|_| Unresolved::NoNameServer)?;
    let found = found.map_err(|error| unresolved(error.to_string()))?;
    Ok(found.map(|socket| socket.ip()).collect())
}

/// The standard library tells a missing name and a silent name server apart by the text alone: that of `EAI_AGAIN` in
/// glibc and in musl.
fn unresolved(reason: String) -> Unresolved {
    let silent = ["Temporary failure in name resolution", "Try again"];
    if silent.iter().any(|text| reason.contains(text)) {
        Unresolved::NoNameServer
    } else {
        Unresolved::NoAddress(reason)
    }
}

/// Opens a connection, or says why not.
pub(crate) async fn connect(address: SocketAddr, limit: Duration) -> Result<TcpStream, Reach> {
    match tokio::time::timeout(limit, TcpStream::connect(address)).await {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) => Err(reach(&error, address)),
        Err(_) => Err(Reach::TimedOut),
    }
}

fn reach(error: &io::Error, address: SocketAddr) -> Reach {
    match error.kind() {
        ErrorKind::ConnectionRefused => Reach::Refused,
        ErrorKind::TimedOut => Reach::TimedOut,
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::AddrNotAvailable => {
            if has_route(address) { Reach::Unreachable } else { Reach::NoRouteHere }
        }
        _ => Reach::Failed(error.to_string()),
    }
}

/// Asks the routing table: connecting a UDP socket sends nothing.
fn has_route(address: SocketAddr) -> bool {
    let any: SocketAddr = match address {
        SocketAddr::V4(_) => ([0, 0, 0, 0], 0).into(),
        SocketAddr::V6(_) => ([0; 8], 0).into(),
    };
    UdpSocket::bind(any).is_ok_and(|socket| socket.connect(address).is_ok())
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::time::Duration;

    use rstest::rstest;

    use super::{Unresolved, resolve, unresolved};
    use crate::target::HostPort;

    #[tokio::test]
    async fn of_many_addresses_both_families_are_tried() {
        let target = HostPort::new("dav.example.org", 443).expect("a name");
        let mut given: Vec<IpAddr> = (0..12).map(|last| IpAddr::from([192, 0, 2, last])).collect();
        given.push("2001:db8::1".parse().expect("an address"));
        let (tried, untried) = resolve(&target, Some(&given), Duration::ZERO).await.expect("addresses");
        assert_eq!((tried.len(), untried.len()), (8, 5));
        assert!(tried.iter().any(IpAddr::is_ipv6));
    }

    #[rstest]
    #[case::glibc("Temporary failure in name resolution")]
    #[case::musl("Try again")]
    fn a_silent_name_server_is_told_from_a_missing_name(#[case] text: &str) {
        let of = |text| unresolved(format!("failed to lookup address information: {text}"));
        assert_eq!(of(text), Unresolved::NoNameServer);
        assert!(matches!(of("Name or service not known"), Unresolved::NoAddress(_)));
    }
}
