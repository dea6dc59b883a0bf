//! HTTPS: each situation of the lab has a finding of its own, with its own advice; what is well has none.

mod tls_lab;

use davproof::check::https::{Thresholds, judge, situations};
use davproof::check::{Finding, Level};
use davproof_tls::{AddressFacts, PublicKey, Reach, TlsFacts, Unresolved};
use jiff::Timestamp;
use rstest::rstest;
use tls_lab::{Authority, ByHand, Front, HOST, HttpFront, Lab, Server, Site, Wish};

/// The ids of what is not well, in order.
fn ids(findings: &[Finding]) -> Vec<&'static str> {
    findings
        .iter()
        .filter(|finding| finding.situation.level() != Level::Ok)
        .map(|finding| finding.situation.id())
        .collect()
}

#[rstest]
// What is well.
#[case::good(|lab: &Lab| lab.server(Wish::good()), &[])]
#[case::good_with_private_ca(|lab: &Lab| lab.server(Wish::good()).given_root(), &[])]
#[case::good_directly_from_root(|lab: &Lab| lab.sending(vec![lab.root.issue(Wish::good())]), &[])]
#[case::good_wildcard(|lab: &Lab| lab.server(Wish::good().names(&["*.example.org"])), &[])]
#[case::good_by_address(|lab: &Lab| lab.server(Wish::good().address()).host("127.0.0.1"), &[])]
#[case::good_without_port_80(|lab: &Lab| lab.server(Wish::good()).http(HttpFront::Closed), &[])]
#[case::good_with_another_curve(|lab: &Lab| lab.server(Wish::good()).front(Site::only_p256), &[])]
// Dates.
#[case::expired(|lab: &Lab| lab.server(Wish::good().days(-90, -3)), &["certificate-expired"])]
#[case::not_yet_valid(|lab: &Lab| lab.server(Wish::good().days(2, 90)), &["certificate-not-yet-valid"])]
#[case::expires_within_the_week(|lab: &Lab| lab.server(Wish::good().days(-60, 6)), &["certificate-expires-within-days"])]
#[case::expires_within_the_month(|lab: &Lab| lab.server(Wish::good().days(-60, 29)), &["certificate-expires-soon"])]
#[case::ends_late_enough(|lab: &Lab| lab.server(Wish::good().days(-60, 30)), &[])]
#[case::short_lived(|lab: &Lab| lab.server(Wish::good().days(-3, 3)), &[])]
#[case::short_lived_and_late(|lab: &Lab| lab.server(Wish::good().days(-5, 1)), &["certificate-expires-within-days"])]
#[case::of_45_days(|lab: &Lab| lab.server(Wish::good().days(-29, 16)), &[])]
#[case::of_45_days_and_late(|lab: &Lab| lab.server(Wish::good().days(-31, 14)), &["certificate-expires-soon"])]
#[case::too_long_for_a_public_one(|lab: &Lab| lab.server(Wish::good().days(-10, 400)), &["validity-over-398-days"])]
#[case::long_enough_for_a_private_one(|lab: &Lab| lab.server(Wish::good().days(-10, 400)).given_root(), &[])]
#[case::too_long_for_any(|lab: &Lab| lab.server(Wish::good().days(-10, 900)).given_root(), &["validity-over-825-days"])]
// Names.
#[case::wrong_name(|lab: &Lab| lab.server(Wish::good().names(&["mail.example.org"])), &["certificate-wrong-name"])]
#[case::wildcard_too_high(|lab: &Lab| lab.server(Wish::good().names(&["*.org", "*.example.org"])).host("a.dav.example.org"),
    &["certificate-wildcard-depth"])]
#[case::wildcard_too_low(|lab: &Lab| lab.server(Wish::good().names(&["*.example.org"])).host("example.org"),
    &["certificate-wildcard-depth"])]
#[case::no_alternative_names(|lab: &Lab| lab.server(Wish::named(HOST)), &["certificate-without-names"])]
#[case::address_not_named(|lab: &Lab| lab.server(Wish::good()).host("127.0.0.1"), &["certificate-without-address"])]
// Strength and kind.
#[case::short_key(|lab: &Lab| lab.server(Wish::good().rsa_1024()), &["key-weak"])]
#[case::sha1(|lab: &Lab| lab.sending(vec![Wish::good().signed_with_rsa_and("Lab Root", 5)]), &["signature-weak"])]
#[case::md5(|lab: &Lab| lab.sending(vec![Wish::good().signed_with_rsa_and("Lab Root", 4)]), &["signature-weak"])]
#[case::garbage(|lab: &Lab| lab.sending(vec![b"MIIC not at all".to_vec()]), &["certificate-unreadable"])]
#[case::garbage_above(|lab: &Lab| lab.sending(vec![lab.root.issue(Wish::good()), vec![0x30, 0x82]]), &["certificate-unreadable"])]
#[case::for_mail(|lab: &Lab| lab.server(Wish::good().for_mail()), &["certificate-purpose"])]
#[case::authority(|lab: &Lab| lab.server(Wish::good().issuing()), &["certificate-is-authority"])]
// The chain.
#[case::self_signed(|lab: &Lab| lab.sending(vec![Wish::good().signed_by_itself()]), &["self-signed"])]
#[case::private_ca_unknown(|lab: &Lab| lab.sending(vec![lab.root.issue(Wish::good()), lab.root.der()]).trusting(&other_root()),
    &["private-ca"])]
#[case::issuer_unknown(|lab: &Lab| lab.sending(vec![lab.root.issue(Wish::good())]).trusting(&other_root()), &["issuer-unknown"])]
#[case::intermediate_missing(|lab: &Lab| lab.sending(vec![lab.intermediate.issue(
    Wish::good().issuer_url("http://ca.example.org/intermediate.der"))]), &["chain-incomplete"])]
#[case::second_intermediate_missing(|lab: &Lab| {
    let url = "http://ca.example.org/issuer.der";
    let lower = lab.intermediate.authority(Wish::named("Lower").issuer_url(url));
    lab.sending(vec![lower.issue(Wish::good().issuer_url(url)), lower.der()])
}, &["issuer-unknown"])]
#[case::intermediate_expired(|lab: &Lab| above(lab, Wish::named("Old").days(-900, -1)), &["chain-member-expired"])]
#[case::intermediate_too_early(|lab: &Lab| above(lab, Wish::named("New").days(1, 900)), &["chain-member-not-yet-valid"])]
#[case::intermediate_of_another_key(|lab: &Lab| lab.sending(vec![lab.intermediate.issue(Wish::good()),
    lab.root.authority(Wish::named("Lab Intermediate")).der()]), &["chain-signature-wrong"])]
#[case::intermediate_for_other_names(|lab: &Lab| above(lab, Wish::named("Narrow").constrained_to("example.net")),
    &["chain-invalid"])]
#[case::wrong_order(|lab: &Lab| {
    let lower = lab.intermediate.authority(Wish::named("Lower"));
    lab.sending(vec![lower.issue(Wish::good()), lab.intermediate.der(), lower.der()])
}, &["chain-order"])]
#[case::own_not_first(|lab: &Lab| lab.sending(vec![lab.intermediate.der(), lab.intermediate.issue(Wish::good())]),
    &["chain-order"])]
#[case::superfluous(|lab: &Lab| lab.sending(vec![lab.intermediate.issue(Wish::good()), lab.intermediate.der(),
    lab.root.authority(Wish::named("Sibling")).der()]), &["chain-superfluous"])]
#[case::twice(|lab: &Lab| {
    let own = lab.intermediate.issue(Wish::good());
    lab.sending(vec![own.clone(), own, lab.intermediate.der()])
}, &["chain-superfluous"])]
#[case::root_sent(|lab: &Lab| lab.sending(vec![lab.intermediate.issue(Wish::good()), lab.intermediate.der(), lab.root.der()]),
    &["chain-root-sent"])]
#[case::leftover_expired(|lab: &Lab| lab.sending(vec![lab.intermediate.issue(Wish::good()), lab.intermediate.der(),
    lab.root.authority(Wish::named("Old Cross").days(-900, -1)).der()]), &["chain-leftover-expired"])]
// Versions of TLS, and handshakes.
#[case::only_tls12(|lab: &Lab| lab.server(Wish::good()).front(Site::only_tls12), &["tls13-missing"])]
#[case::only_tls13(|lab: &Lab| lab.server(Wish::good()).front(Site::only_tls13), &["tls12-missing"])]
#[case::only_tls10(|lab: &Lab| lab.by_hand(ByHand::OnlyTls10), &["old-tls-only"])]
#[case::only_tls10_and_expired(|lab: &Lab| lab.by_hand_with(Wish::good().days(-90, -3), ByHand::OnlyTls10),
    &["old-tls-only", "certificate-expired"])]
#[case::old_tls_too(|lab: &Lab| lab.by_hand(ByHand::AlsoOld), &["old-tls-offered"])]
#[case::old_ciphers(|lab: &Lab| lab.by_hand(ByHand::OnlyOldCiphers), &["old-ciphers-only", "tls13-missing"])]
#[case::breaks_off(|lab: &Lab| lab.by_hand(ByHand::BreaksOff), &["handshake-fails", "tls13-missing"])]
#[case::internal_error(|lab: &Lab| lab.by_hand(|_| ByHand::Alert(80)), &["handshake-fails"])]
#[case::name_rejected(|lab: &Lab| lab.by_hand(|_| ByHand::Alert(112)), &["name-refused"])]
#[case::http_on_the_tls_port(|lab: &Lab| lab.by_hand(|_| ByHand::Says(b"HTTP/1.1 400 Bad Request\r\n\r\n")), &["not-tls"])]
#[case::ssh_on_the_tls_port(|lab: &Lab| lab.by_hand(|_| ByHand::Says(b"SSH-2.0-OpenSSH_9.2\r\n")), &["not-tls"])]
#[case::hangs(|lab: &Lab| lab.by_hand(|_| ByHand::Silent), &["tls-silent"])]
#[case::hangs_up(|lab: &Lab| lab.by_hand(|_| ByHand::Closes), &["tls-closed"])]
#[case::asks_for_a_client_certificate(|lab: &Lab| {
    let server = lab.server(Wish::good());
    server.front(|site| site.asks_client(&lab.root))
}, &["client-certificate"])]
#[case::other_certificate_without_name(|lab: &Lab| {
    let other = lab.root.issue(Wish::named("www.example.org").names(&["www.example.org"]));
    lab.server(Wish::good()).front(|site| site.nameless(Some(vec![other])))
}, &["nameless-differs"])]
#[case::other_but_fitting_certificate_without_name(|lab: &Lab| {
    let other = lab.root.issue(Wish::good());
    lab.server(Wish::good()).front(|site| site.nameless(Some(vec![other])))
}, &[])]
#[case::rejected_without_name(|lab: &Lab| lab.server(Wish::good()).front(|site| site.nameless(None)), &["nameless-refused"])]
// Addresses.
#[case::refused(|lab: &Lab| Server::new(Front::Closed, &lab.root), &["refused"])]
#[case::second_address_dead(|lab: &Lab| lab.server(Wish::good()).and_at_second_address(Server::new(Front::Closed, &lab.root)),
    &["address-dead"])]
#[case::second_address_forgotten(|lab: &Lab| lab.server(Wish::good()).and_at_second_address(lab.server(Wish::good())),
    &["certificate-differs"])]
#[case::second_address_expired(
    |lab: &Lab| lab.server(Wish::good()).and_at_second_address(lab.server(Wish::good().days(-90, -3))),
    &["certificate-expired", "certificate-differs"])]
// Plain HTTP.
#[case::http_serves_dav(|lab: &Lab| lab.server(Wish::good()).http(HttpFront::Mock), &["http-serves-dav"])]
#[case::http_shows_a_page(|lab: &Lab| lab.server(Wish::good()).http(HttpFront::Says(PAGE)), &["http-not-redirected"])]
#[case::http_redirects_on_http(|lab: &Lab| lab.server(Wish::good()).http(HttpFront::Says(TO_HTTP)),
    &["http-redirects-insecurely"])]
#[case::http_redirects_to_a_path(|lab: &Lab| lab.server(Wish::good()).http(HttpFront::Says(TO_PATH)),
    &["http-not-redirected"])]
#[case::http_redirects_elsewhere(|lab: &Lab| lab.server(Wish::good()).http(HttpFront::Says(ELSEWHERE)),
    &["http-redirects-elsewhere"])]
#[case::http_redirects_browsers_only(|lab: &Lab| lab.server(Wish::good()).http(HttpFront::SaysToGet(TO_HTTPS, NOT_ALLOWED)),
    &["http-redirects-only-get"])]
#[case::http_is_something_else(|lab: &Lab| lab.server(Wish::good()).http(HttpFront::Says("220 mail ESMTP\r\n")),
    &["http-broken"])]
#[tokio::test]
async fn each_situation_has_its_finding(#[case] server: Build, #[case] expected: &[&str]) {
    let found = server(&Lab::new()).judged().await;
    assert_eq!(ids(&found), expected, "{found:#?}");
}

const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n";
const NOT_ALLOWED: &str = "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n";
const TO_HTTPS: &str = "HTTP/1.1 301 x\r\nLocation: https://dav.example.org/\r\nContent-Length: 0\r\n\r\n";
const TO_HTTP: &str = "HTTP/1.1 301 x\r\nLocation: http://dav.example.org/SOGo\r\nContent-Length: 0\r\n\r\n";
const TO_PATH: &str = "HTTP/1.1 302 x\r\nLocation: /SOGo/\r\nContent-Length: 0\r\n\r\n";
const ELSEWHERE: &str = "HTTP/1.1 302 x\r\nLocation: https://portal.example.net/\r\nContent-Length: 0\r\n\r\n";

type Build = fn(&Lab) -> Server;

fn other_root() -> Authority {
    Authority::root("Another Root")
}

/// A good certificate below an authority made as wished.
fn above(lab: &Lab, wish: Wish) -> Server {
    let intermediate = lab.root.authority(wish);
    lab.sending(vec![intermediate.issue(Wish::good()), intermediate.der()])
}

// What this machine's network does not offer for every test, or only after long time-outs.
#[rstest]
#[case::no_such_name(|facts: &mut TlsFacts| facts.addresses = Err(Unresolved::NoAddress("no".into())), &["unresolvable"])]
#[case::no_name_server(|facts: &mut TlsFacts| facts.addresses = Err(Unresolved::NoNameServer), &["resolver-silent"])]
#[case::filtered(|facts: &mut TlsFacts| unreached(facts, &[(FOUR, Reach::TimedOut)]), &["filtered"])]
#[case::unroutable(|facts: &mut TlsFacts| unreached(facts, &[(FOUR, Reach::Unreachable)]), &["unroutable"])]
#[case::another_error(|facts: &mut TlsFacts| unreached(facts, &[(FOUR, Reach::Failed("odd".into()))]), &["connect-fails"])]
#[case::what_concerns_the_server_counts(|facts: &mut TlsFacts|
    unreached(facts, &[(FOUR, Reach::NoRouteHere), (SIX, Reach::Refused)]), &["refused"])]
#[case::ipv6_dead(|facts: &mut TlsFacts| also(facts, SIX, Reach::TimedOut), &["ipv6-broken"])]
#[case::ipv6_not_here(|facts: &mut TlsFacts| also(facts, SIX, Reach::NoRouteHere), &["family-untested"])]
#[case::ipv4_dead(|facts: &mut TlsFacts| {
    facts.addresses.as_mut().expect("the lab has addresses")[0].address = SIX.parse().expect("an address");
    also(facts, FOUR, Reach::Refused);
}, &["ipv4-broken"])]
#[case::many_addresses(|facts: &mut TlsFacts| facts.untried.push(FOUR.parse().expect("an address")), &["addresses-untried"])]
#[case::short_curve(|facts: &mut TlsFacts| own_key(facts, &PublicKey::Ec { bits: 192 }), &["key-weak"])]
#[case::shortest_good_rsa(|facts: &mut TlsFacts| own_key(facts, &PublicKey::Rsa { bits: 2048 }), &[])]
#[tokio::test]
async fn facts_that_the_lab_cannot_show_are_judged_too(#[case] change: fn(&mut TlsFacts), #[case] expected: &[&str]) {
    let (mut facts, _) = Lab::new().server(Wish::good()).look().await;
    change(&mut facts);
    let found = judge(&facts, Thresholds::default(), Timestamp::now());
    assert_eq!(ids(&found), expected, "{found:#?}");
}

const FOUR: &str = "192.0.2.1";
const SIX: &str = "2001:db8::1";

/// An address where nothing answers.
fn dead(address: &str, reach: Reach) -> AddressFacts {
    AddressFacts { address: address.parse().expect("an address"), reach, tls: None }
}

fn unreached(facts: &mut TlsFacts, addresses: &[(&str, Reach)]) {
    facts.addresses = Ok(addresses.iter().map(|(address, reach)| dead(address, reach.clone())).collect());
}

fn also(facts: &mut TlsFacts, address: &str, reach: Reach) {
    facts.addresses.as_mut().expect("the lab has addresses").push(dead(address, reach));
}

fn own_key(facts: &mut TlsFacts, key: &PublicKey) {
    for address in facts.addresses.as_mut().expect("the lab has addresses") {
        let chain = address.tls.as_mut().and_then(|tls| tls.named.chain.as_mut()).expect("the lab sends a chain");
        chain.sent[0].as_mut().expect("the lab's certificate is one").key = key.clone();
    }
}

#[test]
fn every_situation_that_is_not_well_has_a_row_here_and_an_advice() {
    let rows = include_str!("check_https.rs");
    for situation in situations::ALL {
        if situation.level() != Level::Ok {
            assert!(rows.contains(&format!("{:?}", situation.id())), "no row expects `{}`", situation.id());
            assert!(situation.advice().ends_with(['.', ')']), "`{}` has no advice", situation.id());
        }
    }
}

#[test]
fn each_situation_has_an_id_and_an_advice_of_its_own() {
    for (position, one) in situations::ALL.iter().enumerate() {
        for other in &situations::ALL[..position] {
            assert_ne!(one.id(), other.id());
            assert!(one.advice().is_empty() || one.advice() != other.advice(), "{} and {}", one.id(), other.id());
        }
    }
}

#[rstest]
#[case::warn_later(Thresholds { warn_days: 10, fail_days: 5 }, &[])]
#[case::warn(Thresholds { warn_days: 21, fail_days: 20 }, &["certificate-expires-soon"])]
#[case::fail(Thresholds { warn_days: 30, fail_days: 21 }, &["certificate-expires-within-days"])]
#[tokio::test]
async fn the_days_are_options(#[case] thresholds: Thresholds, #[case] expected: &[&str]) {
    let (facts, _) = Lab::new().server(Wish::good().days(-60, 20)).look().await;
    assert_eq!(ids(&judge(&facts, thresholds, Timestamp::now())), expected);
}

#[tokio::test]
async fn what_the_server_wrote_cannot_steer_the_terminal() {
    let lab = Lab::new();
    let intermediate = lab.root.authority(Wish::named("\u{1b}[2J\u{7}\nlevel: ok"));
    let own = intermediate.issue(Wish::good().names(&["x\u{1b}[31m.example.net"]));
    let found = lab.sending(vec![own, lab.intermediate.der()]).judged().await;
    assert_eq!(ids(&found), ["certificate-wrong-name", "issuer-unknown", "chain-superfluous"], "{found:#?}");
    for finding in found {
        assert!(!finding.fact.chars().any(char::is_control), "{:?}", finding.fact);
    }
}
