//! Certificates are read in full, whatever they are; their names count as webpki, which real clients use, counts them.

use std::net::IpAddr;

use davproof_tls::{Certificate, Digest, PublicKey, TrustError, TrustStore, covers};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, IsCa, KeyPair, PKCS_ECDSA_P384_SHA384, PKCS_ED25519, SanType,
    SerialNumber,
};
use rustls::client::verify_server_name;
use rustls::server::ParsedCertificate;
use rustls_pki_types::{CertificateDer, ServerName};

fn made(change: impl FnOnce(&mut CertificateParams), key: &KeyPair) -> Vec<u8> {
    let mut params = CertificateParams::default();
    params.not_before = rcgen::date_time_ymd(2026, 1, 2);
    params.not_after = rcgen::date_time_ymd(2026, 12, 31);
    change(&mut params);
    params.self_signed(key).expect("the certificate can be made").der().to_vec()
}

fn key() -> KeyPair {
    KeyPair::generate().expect("a key can be made")
}

#[test]
fn everything_is_read() {
    let der = made(
        |params| {
            params.distinguished_name.push(DnType::OrganizationName, "Example");
            params.distinguished_name.push(DnType::CommonName, "dav.example.org");
            params.subject_alt_names = vec![
                SanType::DnsName("DAV.Example.org".try_into().expect("ASCII")),
                SanType::IpAddress([192, 0, 2, 1].into()),
                SanType::IpAddress("2001:db8::1".parse().expect("an address")),
            ];
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            params.serial_number = Some(SerialNumber::from(vec![0x0a, 0xbc]));
        },
        &key(),
    );
    let read = Certificate::read(&der).expect("it is one");
    assert_eq!(read.common_name.as_deref(), Some("dav.example.org"));
    assert_eq!(read.names, ["dav.example.org"]);
    let addresses: [IpAddr; 2] = [[192, 0, 2, 1].into(), "2001:db8::1".parse().expect("an address")];
    assert_eq!(read.addresses, addresses);
    assert_eq!(read.not_before.to_string(), "2026-01-02T00:00:00Z");
    assert_eq!(read.not_after.to_string(), "2026-12-31T00:00:00Z");
    assert_eq!((read.key, read.signature), (PublicKey::Ec { bits: 256 }, Digest::Sha2));
    assert!(read.is_ca && read.is_self_issued);
    assert_eq!(read.serial, "0a:bc");
    assert_eq!(read.issuer, read.subject);
    assert!(read.issuer.contains("O=Example"), "{}", read.issuer);
    assert_eq!(read.fingerprint.len(), 64);
}

#[test]
fn other_keys_are_told_apart() {
    let of = |algorithm| {
        let key = KeyPair::generate_for(algorithm).expect("ring makes such keys");
        let read = Certificate::read(&made(|_| {}, &key)).expect("it is one");
        (read.key, read.signature)
    };
    assert_eq!(of(&PKCS_ECDSA_P384_SHA384), (PublicKey::Ec { bits: 384 }, Digest::Sha2));
    assert_eq!(of(&PKCS_ED25519), (PublicKey::Edwards, Digest::Inherent));
}

#[test]
fn the_last_day_of_the_calendar_is_a_date() {
    let der = made(|params| params.not_after = rcgen::date_time_ymd(9999, 12, 31), &key());
    let read = Certificate::read(&der).expect("it is one");
    assert!(read.not_after.to_string().starts_with("9999-12-3"), "{}", read.not_after);
}

#[test]
fn what_follows_a_certificate_makes_it_unreadable() {
    let der = [made(|_| {}, &key()), vec![0]].concat();
    let error = Certificate::read(&der).expect_err("a byte too many");
    assert_eq!(error.to_string(), format!("{} bytes that are no certificate (1 more bytes follow it)", der.len()));
}

#[test]
fn bundles_without_certificates_are_refused() {
    let of = |text: &str| TrustStore::without_system(&[], &[text.as_bytes().to_vec()]).expect_err("no authority");
    assert_eq!(of("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"), TrustError::Empty);
    assert!(matches!(of("-----BEGIN CERTIFICATE-----\nAAAA\n"), TrustError::Unreadable(_)));
    assert!(matches!(of("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), TrustError::Unreadable(_)));
}

/// Host names of few labels, so that they often meet.
fn host() -> impl Strategy<Value = String> {
    let label = prop_oneof![Just("a"), Just("B"), Just("ab"), Just("org"), Just("a-b")];
    prop::collection::vec(label, 1..4).prop_map(|labels| labels.join("."))
}

fn pattern() -> impl Strategy<Value = String> {
    (any::<bool>(), host()).prop_map(|(wild, host)| if wild { format!("*.{host}") } else { host })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_never_panics(at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5)) {
        let name = SanType::DnsName("dav.example.org".try_into().expect("ASCII"));
        let mut der = made(|params| params.subject_alt_names = vec![name], &key());
        for (index, byte) in at {
            let index = index.index(der.len());
            der[index] = byte;
        }
        if let Err(error) = Certificate::read(&der) {
            assert_eq!(error.length, der.len());
        }
    }

    #[test]
    fn garbage_is_an_error(der in prop::collection::vec(any::<u8>(), 0..300)) {
        let error = Certificate::read(&der).expect_err("random bytes are no certificate");
        assert_eq!(error.length, der.len());
    }

    #[test]
    fn names_count_as_webpki_counts_them(pattern in pattern(), host in host()) {
        let name = SanType::DnsName(pattern.as_str().try_into().expect("ASCII"));
        let der = made(|params| params.subject_alt_names = vec![name], &key());
        let der = CertificateDer::from(der);
        let server = ServerName::try_from(host.as_str()).expect("a name");
        let parsed = ParsedCertificate::try_from(&der).expect("a certificate");
        let webpki = verify_server_name(&parsed, &server).is_ok();
        let ours = covers(&Certificate::read(&der).expect("a certificate"), &host);
        assert_eq!(ours, webpki, "{pattern} for {host}");
    }
}
