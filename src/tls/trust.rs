use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rustls::crypto::CryptoProvider;
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, RootCertStore};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, UnixTime};

use crate::certificate::Certificate;
use crate::facts::split_words;

/// The certificate authorities that this machine trusts, and those that were given beside them.
#[derive(Clone)]
pub struct TrustStore {
    public: Arc<RootCertStore>,
    given: Option<Arc<RootCertStore>>,
}

impl std::fmt::Debug for TrustStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let given = self.given.as_ref().map_or(0, |store| store.len());
        f.debug_struct("TrustStore").field("public", &self.public.len()).field("given", &given).finish()
    }
}

/// A PEM bundle that is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// Not readable as PEM, or a certificate in it cannot be an authority.
    #[error("the certificates to trust cannot be read: {0}")]
    Unreadable(String),
    /// No certificate inside.
    #[error("there is no certificate in the PEM file of what to trust")]
    Empty,
}

/// By whom a chain is vouched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// By an authority that this machine trusts.
    Public,
    /// Only by an authority that was given.
    Given,
    /// By none.
    None(Distrust),
}

/// Why no path leads from the certificate to an authority, with what was sent alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Distrust {
    /// Somewhere the issuer is neither sent nor trusted.
    UnknownIssuer,
    /// Every path has an expired certificate above the server's own.
    Expired,
    /// Every path has a certificate above the server's own that is not valid yet.
    NotYetValid,
    /// A signature is of a kind that is no longer accepted, such as SHA-1, or made with too short a key.
    UnsupportedSignature,
    /// A signature is wrong.
    BadSignature,
    /// A certificate is not meant for servers (extended key usage).
    Purpose,
    /// The certificate is itself an authority's (`CA:TRUE`).
    AuthorityAsServer,
    /// Something else, in the library's words.
    Other(String),
}

impl TrustStore {
    /// The system's authorities and those of PEM bundles.
    ///
    /// # Errors
    /// A bundle that is unreadable, or holds no certificate.
    pub fn with_system(bundles: &[Vec<u8>]) -> Result<Self, TrustError> {
        let mut public = RootCertStore::empty();
        // A single unusable certificate in the system's store is no reason to stop.
        public.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        Self::of(public, bundles)
    }

    /// The authorities of PEM bundles in place of the system's, and those of further ones as given.
    ///
    /// # Errors
    /// As [`Self::with_system`].
    pub fn without_system(public: &[Vec<u8>], given: &[Vec<u8>]) -> Result<Self, TrustError> {
        Self::of(bundled(public)?, given)
    }

    fn of(public: RootCertStore, given: &[Vec<u8>]) -> Result<Self, TrustError> {
        let given = if given.is_empty() { None } else { Some(Arc::new(bundled(given)?)) };
        Ok(Self { public: Arc::new(public), given })
    }

    /// Looks for a path from the server's certificate to an authority, without fetching anything.
    ///
    /// The certificate's own dates do not count: the path is judged at the moment next to `now` at which they hold.
    pub(crate) fn verify(
        &self,
        leaf: &Certificate,
        der: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        now: Timestamp,
    ) -> Trust {
        let at = now.min(leaf.not_after).max(leaf.not_before);
        let since_1970 = Duration::from_secs(u64::try_from(at.as_second()).unwrap_or(0));
        let at = UnixTime::since_unix_epoch(since_1970);
        let provider = rustls::crypto::ring::default_provider();
        let distrust = match path(der, others, &self.public, at, &provider) {
            Ok(()) => return Trust::Public,
            // Refused before any path is looked for.
            Err(Distrust::Other(_)) if leaf.is_ca => return Trust::None(Distrust::AuthorityAsServer),
            Err(distrust) => distrust,
        };
        match &self.given {
            None => Trust::None(distrust),
            Some(given) => match path(der, others, given, at, &provider) {
                Ok(()) => Trust::Given,
                // One store knows nothing of the chain's authority; what the other says is worth more.
                Err(Distrust::UnknownIssuer) => Trust::None(distrust),
                Err(of_given) => Trust::None(of_given),
            },
        }
    }
}

fn bundled(bundles: &[Vec<u8>]) -> Result<RootCertStore, TrustError> {
    let unreadable = |error: &dyn std::fmt::Display| TrustError::Unreadable(error.to_string());
    let mut store = RootCertStore::empty();
    for bundle in bundles {
        let before = store.len();
        for certificate in CertificateDer::pem_slice_iter(bundle) {
            let certificate = certificate.map_err(|error| unreadable(&error))?;
            store.add(certificate).map_err(|error| unreadable(&error))?;
        }
        if store.len() == before {
            return Err(TrustError::Empty);
        }
    }
    Ok(store)
}

fn path(
    der: &CertificateDer<'_>,
    others: &[CertificateDer<'_>],
    roots: &RootCertStore,
    at: UnixTime,
    provider: &CryptoProvider,
) -> Result<(), Distrust> {
    let parsed = ParsedCertificate::try_from(der).map_err(|error| distrust(&error))?;
    let algorithms = provider.signature_verification_algorithms.all;
    rustls::client::verify_server_cert_signed_by_trust_anchor(&parsed, roots, others, at, algorithms)
        .map_err(|error| distrust(&error))
}

fn distrust(error: &rustls::Error) -> Distrust {
    let rustls::Error::InvalidCertificate(certificate) = error else {
        return Distrust::Other(error.to_string());
    };
    match certificate {
        CertificateError::UnknownIssuer => Distrust::UnknownIssuer,
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Distrust::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Distrust::NotYetValid,
        CertificateError::BadSignature => Distrust::BadSignature,
        CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => Distrust::UnsupportedSignature,
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => Distrust::Purpose,
        // webpki's errors are one word.
        CertificateError::Other(other) => Distrust::Other(split_words(&other.0.to_string(), ' ')),
        other => Distrust::Other(other.to_string()),
    }
}
