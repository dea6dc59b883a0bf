//! Authorities, and certificates as wished.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, GeneralSubtree,
    IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, PKCS_RSA_SHA256, PublicKeyData, SanType,
    SignatureAlgorithm, SigningKey,
};

use super::HOST;

/// An authority with its certificate.
pub(crate) struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

/// What a certificate shall contain.
pub(crate) struct Wish {
    params: CertificateParams,
    key: Key,
}

enum Key {
    Good,
    Rsa1024,
}

const DAY: u64 = 24 * 60 * 60;

impl Wish {
    /// For the lab's host, valid for 90 days since ten days ago.
    pub(crate) fn good() -> Wish {
        Wish::named(HOST).names(&[HOST])
    }

    /// With a common name, but no alternative names.
    pub(crate) fn named(common_name: &str) -> Wish {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, common_name);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        Wish { params, key: Key::Good }.days(-10, 80)
    }

    /// With these alternative names.
    pub(crate) fn names(mut self, names: &[&str]) -> Wish {
        let name = |name: &&str| SanType::DnsName((*name).try_into().expect("a name is ASCII"));
        self.params.subject_alt_names = names.iter().map(name).collect();
        self
    }

    /// Also for the address that the lab's servers listen on.
    pub(crate) fn address(mut self) -> Wish {
        self.params.subject_alt_names.push(SanType::IpAddress([127, 0, 0, 1].into()));
        self
    }

    /// Valid between so many days from now.
    pub(crate) fn days(mut self, from: i64, to: i64) -> Wish {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
        // An hour of slack, so that a count of days does not depend on the moment.
        let at = |days: i64| {
            let seconds = now.as_secs().checked_add_signed(days * DAY.cast_signed() + 3600).expect("it is after 1970");
            rcgen::date_time_ymd(1970, 1, 1) + Duration::from_secs(seconds)
        };
        self.params.not_before = at(from);
        self.params.not_after = at(to);
        self
    }

    /// Says where the issuer's certificate is (RFC 5280 section 4.2.2.1).
    pub(crate) fn issuer_url(mut self, url: &str) -> Wish {
        let tagged = |tag: u8, content: &[u8]| {
            let length = u8::try_from(content.len()).ok().filter(|length| *length < 128).expect("it is short");
            [&[tag, length], content].concat()
        };
        let ca_issuers = [0x06, 8, 0x2b, 6, 1, 5, 5, 7, 0x30, 2];
        let description = tagged(0x30, &[&ca_issuers[..], &tagged(0x86, url.as_bytes())].concat());
        let content = tagged(0x30, &description);
        let extension = CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], content);
        self.params.custom_extensions.push(extension);
        self
    }

    /// For signing mail, not for servers.
    pub(crate) fn for_mail(mut self) -> Wish {
        self.params.extended_key_usages = vec![ExtendedKeyUsagePurpose::EmailProtection];
        self
    }

    /// Allowed to issue certificates for other names only (RFC 5280 section 4.2.1.10).
    pub(crate) fn constrained_to(mut self, name: &str) -> Wish {
        let permitted_subtrees = vec![GeneralSubtree::DnsName(name.to_owned())];
        self.params.name_constraints = Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
        self
    }

    /// Allowed to issue certificates.
    pub(crate) fn issuing(mut self) -> Wish {
        self.params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        self.params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        self
    }

    /// With an RSA key of 1024 bits.
    pub(crate) fn rsa_1024(mut self) -> Wish {
        self.key = Key::Rsa1024;
        self
    }

    /// Signed by itself.
    pub(crate) fn signed_by_itself(self) -> Vec<u8> {
        let key = KeyPair::generate().expect("a key can be made");
        self.params.self_signed(&key).expect("the certificate can be made").der().to_vec()
    }

    /// Signed by a name, with an outdated digest, whose object identifier ends with `algorithm` below PKCS #1.
    pub(crate) fn signed_with_rsa_and(self, issuer: &str, algorithm: u8) -> Vec<u8> {
        let issuer = Issuer::new(Wish::named(issuer).issuing().params, Unsigned);
        let key = KeyPair::generate().expect("a key can be made");
        let mut der = self.params.signed_by(&key, &issuer).expect("the certificate can be made").der().to_vec();
        // Nothing current signs with such digests any more; but the algorithm is refused before the signature is read.
        let sha256 = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11];
        let places: Vec<usize> = (0..der.len()).filter(|at| der[*at..].starts_with(&sha256)).collect();
        assert_eq!(places.len(), 2, "the algorithm stands inside and outside of what is signed");
        for at in places {
            der[at + 8] = algorithm;
        }
        der
    }
}

impl Authority {
    /// An authority above which there is none.
    pub(crate) fn root(name: &str) -> Authority {
        let params = Wish::named(name).issuing().days(-1000, 3000).params;
        let key = KeyPair::generate().expect("a key can be made");
        let certificate = params.self_signed(&key).expect("the certificate can be made");
        Authority { certificate, issuer: Issuer::new(params, key) }
    }

    /// An authority below this one.
    pub(crate) fn authority(&self, wish: Wish) -> Authority {
        let params = wish.issuing().params;
        let key = KeyPair::generate().expect("a key can be made");
        let certificate = params.signed_by(&key, &self.issuer).expect("the certificate can be made");
        Authority { certificate, issuer: Issuer::new(params, key) }
    }

    /// A certificate issued by this one.
    pub(crate) fn issue(&self, wish: Wish) -> Vec<u8> {
        let Wish { params, key } = wish;
        let issued = match key {
            Key::Good => params.signed_by(&KeyPair::generate().expect("a key can be made"), &self.issuer),
            Key::Rsa1024 => params.signed_by(&Rsa1024, &self.issuer),
        };
        issued.expect("the certificate can be made").der().to_vec()
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        self.certificate.der().to_vec()
    }

    pub(crate) fn pem(&self) -> Vec<u8> {
        self.certificate.pem().into_bytes()
    }
}

/// A public key of RSA (RFC 8017 section A.1.1): a modulus of 128 bytes, and the exponent 65537.
struct Rsa1024;

const RSA_1024: [u8; 140] = {
    let mut key = [0x55; 140];
    let (head, tail) = ([0x30, 0x81, 0x89, 0x02, 0x81, 0x81, 0x00, 0xc5], [0x02, 3, 1, 0, 1]);
    let mut at = 0;
    while at < head.len() {
        key[at] = head[at];
        at += 1;
    }
    let mut at = 0;
    while at < tail.len() {
        key[135 + at] = tail[at];
        at += 1;
    }
    key
};

impl PublicKeyData for Rsa1024 {
    fn der_bytes(&self) -> &[u8] {
        &RSA_1024
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}

/// Signs with zeros.
struct Unsigned;

impl PublicKeyData for Unsigned {
    fn der_bytes(&self) -> &[u8] {
        &RSA_1024
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}

impl SigningKey for Unsigned {
    fn sign(&self, _message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        Ok(vec![0; 128])
    }
}
