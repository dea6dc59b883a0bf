use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::ResolvesClientCert;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, DigitallySignedStruct, ProtocolVersion, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::facts::{Spoken, Trouble};
use crate::record::not_tls;
use crate::suite::Suite;

/// What came of a whole handshake.
#[derive(Debug)]
pub(crate) struct Shaken {
    /// The certificates in DER, if any came.
    pub(crate) certificates: Option<Vec<Vec<u8>>>,
    pub(crate) asks_client_certificate: bool,
    pub(crate) outcome: Result<Spoken, Trouble>,
}

/// Connects, accepting whatever certificate comes, and closes at once: nothing is ever sent over this connection.
pub(crate) async fn shake(stream: TcpStream, name: &ServerName<'static>, sni: bool) -> Shaken {
    let record = Arc::new(Record::default());
    let outcome = match TlsConnector::from(Arc::new(config(&record, sni))).connect(name.clone(), stream).await {
        Ok(connected) => {
            let (_, connection) = connected.get_ref();
            Ok(Spoken {
                version: connection.protocol_version().unwrap_or(ProtocolVersion::Unknown(0)),
                suite: Suite(connection.negotiated_cipher_suite().map_or(0, |suite| suite.suite().into())),
            })
        }
        Err(error) => Err(trouble(&error)),
    };
    let seen = record.seen();
    Shaken { certificates: seen.certificates.clone(), asks_client_certificate: seen.asks_client_certificate, outcome }
}

fn config(record: &Arc<Record>, sni: bool) -> ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring knows the default versions")
        .dangerous()
        .with_custom_certificate_verifier(record.clone())
        .with_client_cert_resolver(record.clone());
    config.enable_sni = sni;
    config
}

fn trouble(error: &io::Error) -> Trouble {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match (inner, error.kind()) {
        (Some(rustls::Error::AlertReceived(alert)), _) => Trouble::Alert(*alert),
        // The hand-made questions show what came in its place.
        (Some(rustls::Error::InvalidMessage(_)), _) => not_tls(b""),
        (Some(error), _) => Trouble::Failed(error.to_string()),
        (None, io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe) => {
            Trouble::Closed
        }
        (None, _) => Trouble::Failed(error.to_string()),
    }
}

/// Accepts everything and remembers it.
#[derive(Debug, Default)]
struct Record(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    certificates: Option<Vec<Vec<u8>>>,
    asks_client_certificate: bool,
}

impl Record {
    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ServerCertVerifier for Record {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let all = std::iter::once(end_entity).chain(intermediates).map(|der| der.to_vec()).collect();
        self.seen().certificates = Some(all);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        schemes()
    }
}

impl ResolvesClientCert for Record {
    fn resolve(&self, _root_hint_subjects: &[&[u8]], _sigschemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.seen().asks_client_certificate = true;
        None
    }

    fn has_certs(&self) -> bool {
        false
    }
}

/// What real clients offer.
fn schemes() -> Vec<SignatureScheme> {
    rustls::crypto::ring::default_provider().signature_verification_algorithms.supported_schemes()
}
