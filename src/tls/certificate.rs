use std::fmt;
use std::net::IpAddr;

use jiff::Timestamp;
use sha2::Digest as _;
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::oid_registry as oid;
use x509_parser::prelude::FromDer as _;
use x509_parser::time::ASN1Time;

/// What stands in a certificate (RFC 5280).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The subject, for example `CN=dav.example.org`.
    pub subject: String,
    /// The first common name of the subject.
    pub common_name: Option<String>,
    /// The issuer.
    pub issuer: String,
    /// The names in the subject alternative name, lower case.
    pub names: Vec<String>,
    /// The addresses in the subject alternative name.
    pub addresses: Vec<IpAddr>,
    /// Not valid before.
    pub not_before: Timestamp,
    /// Not valid after.
    pub not_after: Timestamp,
    /// The public key.
    pub key: PublicKey,
    /// The digest that the issuer signed.
    pub signature: Digest,
    /// Whether it may issue certificates (`cA` of the basic constraints).
    pub is_ca: bool,
    /// Whether subject and issuer are the same: a root, or self-signed.
    pub is_self_issued: bool,
    /// The serial number in hexadecimal, in pairs.
    pub serial: String,
    /// Where the issuer's certificate can be fetched (authority information access, `caIssuers`).
    pub issuer_urls: Vec<String>,
    /// SHA-256 of the certificate, in hexadecimal.
    pub fingerprint: String,
    pub(crate) subject_der: Vec<u8>,
    pub(crate) issuer_der: Vec<u8>,
}

/// A public key and its strength.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// RSA with the modulus' length.
    Rsa {
        /// In bits.
        bits: usize,
    },
    /// A key on an elliptic curve with the field's length.
    Ec {
        /// In bits.
        bits: usize,
    },
    /// Ed25519 or Ed448.
    Edwards,
    /// Another algorithm, by its object identifier.
    Other(String),
}

/// The digest inside a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Digest {
    /// MD2 or MD5: forgeable.
    Md5,
    /// SHA-1: forgeable.
    Sha1,
    /// SHA-224 and longer.
    Sha2,
    /// The signature has no digest of its own to choose (Ed25519, Ed448).
    Inherent,
    /// Another algorithm, by its object identifier.
    Other(String),
}

/// Bytes that are no certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{length} bytes that are no certificate ({reason})")]
pub struct Unreadable {
    /// How many.
    pub length: usize,
    /// What the parser said.
    pub reason: String,
}

impl Certificate {
    /// Reads a certificate.
    ///
    /// # Errors
    /// Bytes that are no certificate.
    pub fn read(der: &[u8]) -> Result<Self, Unreadable> {
        let unreadable = |reason: String| Unreadable { length: der.len(), reason };
        let (rest, certificate) = X509Certificate::from_der(der).map_err(|error| unreadable(error.to_string()))?;
        if !rest.is_empty() {
            return Err(unreadable(format!("{} more bytes follow it", rest.len())));
        }
        let mut names = Vec::new();
        let mut addresses = Vec::new();
        let mut issuer_urls = Vec::new();
        for extension in certificate.extensions() {
            match extension.parsed_extension() {
                ParsedExtension::SubjectAlternativeName(san) => {
                    for name in &san.general_names {
                        match name {
                            GeneralName::DNSName(name) => names.push(name.to_ascii_lowercase()),
                            GeneralName::IPAddress(bytes) => addresses.extend(address(bytes)),
                            _ => {}
                        }
                    }
                }
                ParsedExtension::AuthorityInfoAccess(access) => {
                    for description in &access.accessdescs {
                        if let GeneralName::URI(url) = description.access_location
                            && description.access_method == oid::OID_PKIX_ACCESS_DESCRIPTOR_CA_ISSUERS
                        {
                            issuer_urls.push(url.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(Self {
            subject: certificate.subject().to_string(),
            common_name: common_name(&certificate),
            issuer: certificate.issuer().to_string(),
            names,
            addresses,
            not_before: timestamp(certificate.validity().not_before),
            not_after: timestamp(certificate.validity().not_after),
            key: key(&certificate),
            signature: digest(&certificate),
            is_ca: certificate.is_ca(),
            is_self_issued: certificate.subject().as_raw() == certificate.issuer().as_raw(),
            serial: certificate.raw_serial_as_string(),
            issuer_urls,
            fingerprint: format!("{:x}", sha2::Sha256::digest(der)),
            subject_der: certificate.subject().as_raw().to_vec(),
            issuer_der: certificate.issuer().as_raw().to_vec(),
        })
    }

    /// Whether it has a subject alternative name that clients could compare with a host.
    #[must_use]
    pub const fn has_names(&self) -> bool {
        !self.names.is_empty() || !self.addresses.is_empty()
    }

    /// The common name, or else the whole subject.
    #[must_use]
    pub fn label(&self) -> &str {
        self.common_name.as_deref().unwrap_or(&self.subject)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa { bits } => write!(f, "RSA key of {bits} bits"),
            Self::Ec { bits } => write!(f, "EC key of {bits} bits"),
            Self::Edwards => f.write_str("Ed25519 or Ed448 key"),
            Self::Other(oid) => write!(f, "unusual key (algorithm {oid})"),
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Md5 => f.write_str("MD5"),
            Self::Sha1 => f.write_str("SHA-1"),
            Self::Sha2 => f.write_str("SHA-2"),
            Self::Inherent => f.write_str("Ed25519 or Ed448"),
            Self::Other(oid) => write!(f, "algorithm {oid}"),
        }
    }
}

fn common_name(certificate: &X509Certificate<'_>) -> Option<String> {
    let name = certificate.subject().iter_common_name().next()?;
    name.as_str().ok().map(str::to_owned)
}

fn address(bytes: &[u8]) -> Option<IpAddr> {
    let four = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
    four.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from)).ok()
}

/// Certificates know years beyond what a timestamp holds (RFC 5280 section 4.1.2.5: 9999-12-31).
fn timestamp(time: ASN1Time) -> Timestamp {
    let seconds = time.timestamp();
    let nearest = if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(seconds).unwrap_or(nearest)
}

fn key(certificate: &X509Certificate<'_>) -> PublicKey {
    use x509_parser::public_key::PublicKey as Parsed;
    let info = certificate.public_key();
    let algorithm = &info.algorithm.algorithm;
    if *algorithm == oid::OID_SIG_ED25519 || *algorithm == oid::OID_SIG_ED448 {
        return PublicKey::Edwards;
    }
    match info.parsed() {
        // Counted in whole bytes, as verifiers do.
        Ok(Parsed::RSA(key)) => PublicKey::Rsa { bits: 8 * key.modulus.iter().skip_while(|byte| **byte == 0).count() },
        Ok(Parsed::EC(point)) => PublicKey::Ec { bits: point.key_size() },
        Ok(_) | Err(_) => PublicKey::Other(algorithm.to_id_string()),
    }
}

fn digest(certificate: &X509Certificate<'_>) -> Digest {
    let algorithm = &certificate.signature_algorithm;
    match x509_parser::signature_algorithm::SignatureAlgorithm::try_from(algorithm) {
        // The digest of RSASSA-PSS stands in its parameters (RFC 4055 section 3.1).
        Ok(x509_parser::signature_algorithm::SignatureAlgorithm::RSASSA_PSS(parameters)) => {
            named_digest(parameters.hash_algorithm_oid())
        }
        Ok(_) | Err(_) => named_digest(&algorithm.algorithm),
    }
}

fn named_digest(algorithm: &x509_parser::der_parser::Oid<'_>) -> Digest {
    match algorithm.to_id_string().as_str() {
        // md2WithRSAEncryption, md5WithRSAEncryption.
        "1.2.840.113549.1.1.2" | "1.2.840.113549.1.1.4" => Digest::Md5,
        // sha1WithRSAEncryption, its OIW twin, dsa-with-sha1, ecdsa-with-SHA1, SHA-1 itself.
        "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" | "1.2.840.10040.4.3" | "1.2.840.10045.4.1" | "1.3.14.3.2.26" => {
            Digest::Sha1
        }
        "1.3.101.112" | "1.3.101.113" => Digest::Inherent,
        // sha256, 384, 512, 224WithRSAEncryption; ecdsa-with-SHA224 to 512; SHA-2 itself.
        "1.2.840.113549.1.1.11"
        | "1.2.840.113549.1.1.12"
        | "1.2.840.113549.1.1.13"
        | "1.2.840.113549.1.1.14"
        | "1.2.840.10045.4.3.1"
        | "1.2.840.10045.4.3.2"
        | "1.2.840.10045.4.3.3"
        | "1.2.840.10045.4.3.4"
        | "2.16.840.1.101.3.4.2.1"
        | "2.16.840.1.101.3.4.2.2"
        | "2.16.840.1.101.3.4.2.3"
        | "2.16.840.1.101.3.4.2.4" => Digest::Sha2,
        other => Digest::Other(other.to_owned()),
    }
}
