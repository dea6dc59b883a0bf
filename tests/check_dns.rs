//! `davproof check` of a domain: what DNS names is found, and what it lacks is told (RFC 6764).

mod front;

use std::net::{SocketAddr, UdpSocket};
use std::thread;

use davproof::check::Outcome;
use front::{complaints, facts, plan, run};
use rstest::rstest;

/// A record of the test's zone: name, type, and data in wire format.
type Record = (&'static str, u16, Vec<u8>);

const TXT: u16 = 16;
const SRV: u16 = 33;

fn srv(name: &'static str, priority: u8, port: u16, target: &str) -> Record {
    let [high, low] = port.to_be_bytes();
    (name, SRV, [vec![0, priority, 0, 1, high, low], wire(target)].concat())
}

fn txt(name: &'static str, text: &str) -> Record {
    let length = u8::try_from(text.len()).expect("a short text");
    (name, TXT, [vec![length], text.as_bytes().to_vec()].concat())
}

fn wire(name: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for label in name.split('.').filter(|label| !label.is_empty()) {
        out.push(u8::try_from(label.len()).expect("a short label"));
        out.extend(label.bytes());
    }
    out.push(0);
    out
}

/// A name server with these records (RFC 1035 section 4); its address.
fn name_server(records: Vec<Record>) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a port is free");
    let address = socket.local_addr().expect("it has an address");
    thread::spawn(move || {
        let mut buffer = [0; 1500];
        while let Ok((length, from)) = socket.recv_from(&mut buffer) {
            let _ = socket.send_to(&answer(&buffer[..length], &records), from);
        }
    });
    address
}

fn answer(query: &[u8], records: &[Record]) -> Vec<u8> {
    let end = 12 + query[12..].iter().position(|&byte| byte == 0).expect("a name ends") + 5;
    let question = &query[12..end];
    let kind = u16::from_be_bytes([question[question.len() - 4], question[question.len() - 3]]);
    let fits = |record: &&Record| record.1 == kind && question[..question.len() - 4] == wire(record.0);
    let found: Vec<&Record> = records.iter().filter(fits).collect();
    let count = u8::try_from(found.len()).expect("few records");
    let mut out = [&query[..2], &[0x81, 0x80, 0, 1, 0, count, 0, 0, 0, 0], question].concat();
    for (_, kind, data) in found {
        out.extend([0xc0, 12]);
        out.extend(kind.to_be_bytes());
        out.extend([0, 1, 0, 0, 0, 60]);
        out.extend(u16::try_from(data.len()).expect("short data").to_be_bytes());
        out.extend(data);
    }
    out
}

fn check(records: Vec<Record>) -> Outcome {
    let mut plan = plan("domain.invalid", None);
    plan.name_server = Some(name_server(records));
    run(&plan)
}

const CALENDARS: &str = "_caldavs._tcp.domain.invalid";
const CONTACTS: &str = "_carddavs._tcp.domain.invalid";

#[rstest]
#[case::none(vec![], "endpoints/dns-no-service")]
#[case::one(vec![srv(CALENDARS, 0, 443, "dav.domain.invalid")], "endpoints/dns-one-service")]
#[case::denied(vec![srv(CALENDARS, 0, 0, "."), srv(CONTACTS, 0, 0, ".")], "endpoints/dns-denied")]
#[case::two_servers(
    vec![srv(CALENDARS, 0, 443, "a.domain.invalid"), srv(CONTACTS, 0, 443, "b.domain.invalid")],
    "endpoints/dns-two-servers"
)]
#[case::an_address(vec![srv(CALENDARS, 0, 443, "192.0.2.1"), srv(CONTACTS, 0, 443, "192.0.2.1")], "endpoints/dns-bad-target")]
fn records_are_judged(#[case] records: Vec<Record>, #[case] expected: &str) {
    let outcome = check(records);
    assert!(complaints(&outcome).contains(&expected.to_owned()), "{}", facts(&outcome));
}

#[test]
fn the_target_of_the_best_record_is_asked() {
    let outcome = check(vec![
        srv(CALENDARS, 20, 443, "worse.domain.invalid"),
        srv(CALENDARS, 10, 8443, "dav.domain.invalid"),
        txt(CALENDARS, "path=/SOGo/dav"),
        srv(CONTACTS, 10, 8443, "dav.domain.invalid"),
        txt(CONTACTS, "path=/SOGo/dav"),
    ]);
    let told = facts(&outcome);
    assert!(told.contains("names dav.domain.invalid, port 8443, and the path /SOGo/dav/."), "{told}");
    assert!(told.contains("The host name dav.domain.invalid has no address."), "{told}");
    assert!(!told.contains("The host name domain.invalid "), "{told}");
}

#[test]
fn a_silent_name_server_is_told_and_the_named_host_is_checked() {
    let silent = UdpSocket::bind("127.0.0.1:0").expect("a port is free");
    let mut plan = plan("domain.invalid", None);
    plan.name_server = Some(silent.local_addr().expect("it has an address"));
    let told = facts(&run(&plan));
    assert!(told.contains("endpoints/dns-not-asked"), "{told}");
    assert!(told.contains("The host name domain.invalid has no address."), "{told}");
}
