use std::future::Future;
use std::net::{IpAddr, SocketAddr};

use futures::StreamExt as _;
use futures::stream::FuturesUnordered;

use crate::address::{Reach, connect, resolve};
use crate::chain::Chain;
use crate::facts::{AddressFacts, HttpFacts, Offers, Presented, TlsFacts, TlsSide, Trouble};
use crate::handshake::{Shaken, shake};
use crate::hello::{Greeting, greet};
use crate::http_answer::ask;
use crate::options::ProbeOptions;
use crate::record::Version;
use crate::target::HostPort;

/// Looks at every address of a host at the same time. `seen` hears of each as soon as it is done.
///
/// Only the questions themselves are sent: ClientHello messages, and whole handshakes that are closed at once. After the
/// name server has answered, it takes the connect time-out plus twice the answer time-out at most, however many hang.
pub async fn probe(target: &HostPort, options: &ProbeOptions, mut seen: impl FnMut(&AddressFacts)) -> TlsFacts {
    let resolved = resolve(target, options.addresses.as_deref(), options.connect_timeout).await;
    let (addresses, untried) = match resolved {
        Ok(found) => found,
        Err(unresolved) => {
            return TlsFacts { target: target.clone(), addresses: Err(unresolved), untried: Vec::new() };
        }
    };
    let mut running: FuturesUnordered<_> = addresses.iter().map(|address| look(target, *address, options)).collect();
    let mut facts = Vec::new();
    while let Some(found) = running.next().await {
        seen(&found);
        facts.push(found);
    }
    facts.sort_unstable_by_key(|found| found.address);
    TlsFacts { target: target.clone(), addresses: Ok(facts), untried }
}

/// Asks every address of a host for a DAV path over plain HTTP, with one `PROPFIND` and one `GET` without credentials;
/// the target's port is that of plain HTTP.
pub async fn probe_http(target: &HostPort, path: &str, options: &ProbeOptions) -> HttpFacts {
    let resolved = resolve(target, options.addresses.as_deref(), options.connect_timeout).await;
    let host = target.to_string();
    let host = if target.port() == 80 { host.trim_end_matches(":80") } else { &host };
    let questions = resolved.map(|(addresses, _)| addresses).unwrap_or_default().into_iter().map(async |address| {
        let socket = SocketAddr::new(address, target.port());
        (address, ask(socket, host, path, options.connect_timeout, options.answer_timeout).await)
    });
    HttpFacts { target: target.clone(), answers: futures::future::join_all(questions).await }
}

async fn look(target: &HostPort, address: IpAddr, options: &ProbeOptions) -> AddressFacts {
    let socket = SocketAddr::new(address, target.port());
    // The first connection shows whether the others are worth their time-out.
    let first = match connect(socket, options.connect_timeout).await {
        Ok(stream) => stream,
        Err(reach) => return AddressFacts { address, reach, tls: None },
    };
    let ask = async |version| {
        let question = async {
            match connect(socket, options.answer_timeout).await {
                Ok(stream) => greet(stream, version, target.sni()).await,
                Err(_) => Greeting::trouble(Trouble::Closed),
            }
        };
        within(options, question).await.unwrap_or(Greeting::trouble(Trouble::TimedOut))
    };
    let nameless = async {
        target.sni()?;
        let stream = connect(socket, options.answer_timeout).await.ok()?;
        Some(whole(target, stream, false, options).await)
    };
    let (named, nameless, tls10, tls11, tls12, tls13) = futures::join!(
        whole(target, first, true, options),
        nameless,
        ask(Version::Tls10),
        ask(Version::Tls11),
        ask(Version::Tls12),
        ask(Version::Tls13),
    );
    let in_the_clear = [&tls12, &tls11, &tls10].into_iter().find_map(|greeting| greeting.certificates.clone());
    let side = TlsSide {
        named: presented(named, in_the_clear, options),
        nameless: nameless.map(|shaken| presented(shaken, None, options)),
        offers: Offers { tls10: tls10.answer, tls11: tls11.answer, tls12: tls12.answer, tls13: tls13.answer },
    };
    AddressFacts { address, reach: Reach::Open, tls: Some(side) }
}

async fn whole(target: &HostPort, stream: tokio::net::TcpStream, sni: bool, options: &ProbeOptions) -> Shaken {
    let timed_out = Shaken { certificates: None, asks_client_certificate: false, outcome: Err(Trouble::TimedOut) };
    within(options, shake(stream, target.name(), sni)).await.unwrap_or(timed_out)
}

/// Where the library could not connect, the certificates of TLS 1.2 and older, which come unencrypted, must do.
fn presented(shaken: Shaken, in_the_clear: Option<Vec<Vec<u8>>>, options: &ProbeOptions) -> Presented {
    let sent = shaken.certificates.or(in_the_clear);
    Presented {
        chain: sent.map(|sent| Chain::read(&sent, &options.trust, options.now)),
        asks_client_certificate: shaken.asks_client_certificate,
        handshake: shaken.outcome,
    }
}

async fn within<T>(options: &ProbeOptions, question: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(options.answer_timeout, question).await.ok()
}
