use std::sync::Arc;

use rustls::{CertificateError, ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;

use crate::error::{ClientError, TlsTrouble};

/// TLS 1.2 and 1.3, trusting the system's roots and the given PEM bundles, without ALPN.
pub(crate) fn client_config(trust: &[Vec<u8>]) -> Result<ClientConfig, ClientError> {
    let mut roots = RootCertStore::empty();
    // A single unusable certificate in the system's store is no reason to stop.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    for (index, bundle) in (1..).zip(trust) {
        let mut found = false;
        for certificate in CertificateDer::pem_slice_iter(bundle) {
            let certificate =
                certificate.map_err(|source| ClientError::TrustAnchor { index, source: source.into() })?;
            roots.add(certificate).map_err(|source| ClientError::TrustAnchor { index, source: source.into() })?;
            found = true;
        }
        if !found {
            return Err(ClientError::NoCertificate { index });
        }
    }
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(ClientError::Tls)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

/// The class of a TLS error.
pub(crate) fn trouble(error: &rustls::Error) -> TlsTrouble {
    match error {
        rustls::Error::InvalidCertificate(certificate) => match certificate {
            CertificateError::UnknownIssuer => TlsTrouble::UnknownIssuer,
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsTrouble::Expired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => TlsTrouble::NotYetValid,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                TlsTrouble::WrongName
            }
            _ => TlsTrouble::BadCertificate,
        },
        rustls::Error::InvalidMessage(_) => TlsTrouble::NotTls,
        _ => TlsTrouble::Handshake,
    }
}
