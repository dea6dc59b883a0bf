//! A TLS server on rustls.

use std::sync::Arc;

use rcgen::KeyPair;
use rustls::crypto::ring::{default_provider, kx_group, sign::any_supported_type};
use rustls::server::{ClientHello, ResolvesServerCert, WebPkiClientVerifier};
use rustls::sign::CertifiedKey;
use rustls::version::{TLS12, TLS13};
use rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::Authority;

/// What a TLS server shows.
pub(crate) struct Site {
    certificates: Certificates,
    versions: Vec<&'static SupportedProtocolVersion>,
    client_authority: Option<Vec<u8>>,
    only_p256: bool,
}

#[derive(Debug)]
struct Certificates {
    named: Arc<CertifiedKey>,
    nameless: Option<Arc<CertifiedKey>>,
}

impl Site {
    /// TLS 1.2 and 1.3 with these certificates, whoever asks. They may be anything: the key belongs to none of them.
    pub(crate) fn new(chain: Vec<Vec<u8>>) -> Site {
        let named = certified(chain);
        Site {
            certificates: Certificates { nameless: Some(named.clone()), named },
            versions: vec![&TLS12, &TLS13],
            client_authority: None,
            only_p256: false,
        }
    }

    /// Other certificates, or an alert, for clients that tell no name.
    pub(crate) fn nameless(mut self, chain: Option<Vec<Vec<u8>>>) -> Site {
        self.certificates.nameless = chain.map(certified);
        self
    }

    pub(crate) fn only_tls12(mut self) -> Site {
        self.versions = vec![&TLS12];
        self
    }

    pub(crate) fn only_tls13(mut self) -> Site {
        self.versions = vec![&TLS13];
        self
    }

    /// Knows one curve alone, so that clients have to begin again (HelloRetryRequest).
    pub(crate) fn only_p256(mut self) -> Site {
        self.only_p256 = true;
        self
    }

    /// Asks for a certificate of the client, but does not insist.
    pub(crate) fn asks_client(mut self, authority: &Authority) -> Site {
        self.client_authority = Some(authority.der());
        self
    }

    pub(crate) fn acceptor(self) -> Acceptor {
        let mut provider = default_provider();
        if self.only_p256 {
            provider.kx_groups = vec![kx_group::SECP256R1];
        }
        let provider = Arc::new(provider);
        let builder = ServerConfig::builder_with_provider(provider.clone())
            .with_protocol_versions(&self.versions)
            .expect("ring knows the versions");
        let builder = match self.client_authority {
            None => builder.with_no_client_auth(),
            Some(authority) => {
                let mut roots = RootCertStore::empty();
                roots.add(authority.into()).expect("the authority is one");
                let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider);
                builder.with_client_cert_verifier(verifier.allow_unauthenticated().build().expect("it has a root"))
            }
        };
        let config = builder.with_cert_resolver(Arc::new(self.certificates));
        Acceptor(TlsAcceptor::from(Arc::new(config)))
    }
}

/// Ready to accept.
pub(crate) struct Acceptor(TlsAcceptor);

impl Acceptor {
    /// Serves one connection: clients of the lab say nothing after the handshake. What goes wrong is theirs to see.
    pub(crate) async fn serve(&self, stream: TcpStream) {
        if let Ok(mut tls) = self.0.accept(stream).await {
            let _ = tls.read(&mut [0]).await;
        }
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        if hello.server_name().is_some() { Some(self.named.clone()) } else { self.nameless.clone() }
    }
}

fn certified(chain: Vec<Vec<u8>>) -> Arc<CertifiedKey> {
    let key = KeyPair::generate().expect("a key can be made");
    let key = any_supported_type(&key.serialize_der().try_into().expect("the key is PKCS #8")).expect("ring knows it");
    Arc::new(CertifiedKey::new(chain.into_iter().map(Into::into).collect(), key))
}
