use std::future::Future;
use std::net::{IpAddr, SocketAddr};

use futures::StreamExt as _;
use futures::stream::FuturesUnordered;

use crate::address::{Reach, connect, resolve};
use crate::chain::Chain;
use crate::facts::{AddressFacts, Offers, Presented, TlsFacts, TlsSide, Trouble};
use crate::handshake::{Shaken, shake};
use crate::hello::{Greeting, greet};
use crate::http_answer::{PlainHttp, ask};
use crate::options::ProbeOptions;
use crate::record::Version;
use crate::target::HostPort;

/// Looks at every address of a host at the same time. `seen` hears of each as soon as it is done.
///
/// Only the questions themselves are sent: ClientHello messages, whole handshakes that are closed at once, and one
/// `PROPFIND` and one `GET` without credentials over plain HTTP, if that is asked for. It takes the connect time-out
/// plus twice the answer time-out at most, however many questions hang.
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

async fn look(target: &HostPort, address: IpAddr, options: &ProbeOptions) -> AddressFacts {
    let ((reach, tls), http) = futures::join!(tls_side(target, address, options), plain(target, address, options));
    AddressFacts { address, reach, tls, http }
}

async fn plain(target: &HostPort, address: IpAddr, options: &ProbeOptions) -> Option<PlainHttp> {
    let http = options.http.as_ref()?;
    let host = HostPort::new(&target.host(), http.port).expect("the host was parsed before");
    let host = if http.port == 80 { host.to_string().trim_end_matches(":80").to_owned() } else { host.to_string() };
    let socket = SocketAddr::new(address, http.port);
    Some(ask(socket, &host, &http.path, options.connect_timeout, options.answer_timeout).await)
}

async fn tls_side(target: &HostPort, address: IpAddr, options: &ProbeOptions) -> (Reach, Option<TlsSide>) {
    let socket = SocketAddr::new(address, target.port());
    // The first connection shows whether the others are worth their time-out.
    let first = match connect(socket, options.connect_timeout).await {
        Ok(stream) => stream,
        Err(reach) => return (reach, None),
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
    (Reach::Open, Some(side))
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
