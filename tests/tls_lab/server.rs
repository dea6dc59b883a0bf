//! A host with a TLS port and a plain HTTP port, and how it is looked at.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use davproof::check::Finding;
use davproof::check::https::{Thresholds, judge, judge_http};
use davproof_mock::front::hyper::{Server as MockServer, ServerHandle};
use davproof_mock::{Mock, MockOptions};
use davproof_tls::{HostPort, HttpFacts, ProbeOptions, TlsFacts, TrustStore, probe, probe_http};
use jiff::Timestamp;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::{Authority, ByHand, HOST, Site};

/// What answers on the TLS port.
pub(crate) enum Front {
    Tls(Site),
    ByHand(ByHand),
    /// Nothing.
    Closed,
}

/// What answers plain HTTP.
pub(crate) enum HttpFront {
    /// Nothing.
    Closed,
    /// A redirect to HTTPS, as it should be.
    Redirects,
    /// The same text for every request.
    Says(&'static str),
    /// One text for GET, another for everything else.
    SaysToGet(&'static str, &'static str),
    /// The mock SOGo.
    Mock,
}

/// A host under test.
pub(crate) struct Server {
    fronts: Vec<(IpAddr, Front)>,
    http: HttpFront,
    host: &'static str,
    root: Vec<u8>,
    given: bool,
}

const HOME: [u8; 4] = [127, 0, 0, 1];
const SECOND_HOME: [u8; 4] = [127, 0, 0, 2];

impl Server {
    /// On 127.0.0.1, with a redirect on the HTTP port; the root is trusted as a public one.
    pub(crate) fn new(front: Front, root: &Authority) -> Server {
        Server {
            fronts: vec![(HOME.into(), front)],
            http: HttpFront::Redirects,
            host: HOST,
            root: root.pem(),
            given: false,
        }
    }

    /// With another TLS server.
    pub(crate) fn front(mut self, change: impl FnOnce(Site) -> Site) -> Server {
        let (address, front) = self.fronts.remove(0);
        let Front::Tls(site) = front else { panic!("only a site can be changed") };
        self.fronts.insert(0, (address, Front::Tls(change(site))));
        self
    }

    /// With a second address.
    pub(crate) fn and_at_second_address(mut self, mut other: Server) -> Server {
        self.fronts.push((SECOND_HOME.into(), other.fronts.remove(0).1));
        self
    }

    pub(crate) fn http(mut self, http: HttpFront) -> Server {
        self.http = http;
        self
    }

    /// Asked for under another name.
    pub(crate) fn host(mut self, host: &'static str) -> Server {
        self.host = host;
        self
    }

    /// With the root given (`--ca`), not known to the system.
    pub(crate) fn given_root(mut self) -> Server {
        self.given = true;
        self
    }

    /// With another root that the system knows.
    pub(crate) fn trusting(mut self, root: &Authority) -> Server {
        self.root = root.pem();
        self
    }

    /// Starts everything, and looks at it.
    pub(crate) async fn look(self) -> (TlsFacts, HttpFacts) {
        let addresses: Vec<IpAddr> = self.fronts.iter().map(|(address, _)| *address).collect();
        let (port, listeners) = listen(&addresses).await;
        for ((_, front), listener) in self.fronts.into_iter().zip(listeners) {
            serve(front, listener);
        }
        let mut mock = None;
        let http_port = serve_http(self.http, self.host, &mut mock).await;
        let bundles = [self.root];
        let (public, given) = if self.given { (&[][..], &bundles[..]) } else { (&bundles[..], &[][..]) };
        let trust = TrustStore::without_system(public, given).expect("the root is one");
        let options = ProbeOptions {
            addresses: Some(addresses),
            answer_timeout: Duration::from_millis(1500),
            ..ProbeOptions::new(trust, Timestamp::now())
        };
        let target = HostPort::new(self.host, port).expect("the host is one");
        let http_target = target.with_port(http_port);
        tokio::join!(probe(&target, &options, |_| {}), probe_http(&http_target, "/SOGo/dav/", &options))
    }

    /// What is found.
    pub(crate) async fn judged(self) -> Vec<Finding> {
        let (tls, http) = self.look().await;
        let mut found = judge(&tls, Thresholds::default(), Timestamp::now());
        found.extend(judge_http(&http));
        found
    }
}

/// Listens on the same free port of several addresses.
async fn listen(addresses: &[IpAddr]) -> (u16, Vec<TcpListener>) {
    for _ in 0..20 {
        let first = TcpListener::bind((addresses[0], 0)).await.expect("a port is free");
        let port = first.local_addr().expect("it is bound").port();
        let mut listeners = vec![first];
        for address in &addresses[1..] {
            listeners.extend(TcpListener::bind((*address, port)).await);
        }
        if listeners.len() == addresses.len() {
            return (port, listeners);
        }
    }
    panic!("no port is free on {addresses:?}");
}

fn serve(front: Front, listener: TcpListener) {
    match front {
        Front::Closed => drop(listener),
        Front::Tls(site) => {
            let acceptor = Arc::new(site.acceptor());
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let acceptor = acceptor.clone();
                    tokio::spawn(async move { acceptor.serve(stream).await });
                }
            });
        }
        Front::ByHand(by_hand) => {
            let by_hand = Arc::new(by_hand);
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let by_hand = by_hand.clone();
                    tokio::spawn(async move { by_hand.serve(stream).await });
                }
            });
        }
    }
}

/// Serves plain HTTP on a free port of both addresses.
async fn serve_http(http: HttpFront, host: &str, mock: &mut Option<ServerHandle>) -> u16 {
    let (get, other) = match http {
        HttpFront::Mock => {
            let server = MockServer::bind("127.0.0.1:0").await.expect("a port is free");
            let port = server.addr().port();
            *mock = Some(server.serve(Mock::new(MockOptions::default())));
            return port;
        }
        HttpFront::Closed => return listen(&[HOME.into(), SECOND_HOME.into()]).await.0,
        HttpFront::Redirects => {
            let text = format!("HTTP/1.1 301 x\r\nLocation: https://{host}/\r\nContent-Length: 0\r\n\r\n");
            (text.clone(), text)
        }
        HttpFront::Says(text) => (text.to_owned(), text.to_owned()),
        HttpFront::SaysToGet(get, other) => (get.to_owned(), other.to_owned()),
    };
    let (port, listeners) = listen(&[HOME.into(), SECOND_HOME.into()]).await;
    for listener in listeners {
        let (get, other) = (get.clone(), other.clone());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = [0; 1024];
                let count = stream.read(&mut head).await.unwrap_or(0);
                let text = if head[..count].starts_with(b"GET ") { &get } else { &other };
                let _ = stream.write_all(text.as_bytes()).await;
            }
        });
    }
    port
}
