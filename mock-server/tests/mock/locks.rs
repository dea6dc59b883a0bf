//! Locks of a server that has them (RFC 4918 §7): what they keep away, and how long they last.

use davproof_mock::{Profile, Response};
use rstest::rstest;

use crate::common::{Bench, CALENDAR, event, request};

const LOCK: &str = "<D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:exclusive/></D:lockscope>\
                    <D:locktype><D:write/></D:locktype><D:owner>night shift</D:owner></D:lockinfo>";
const EVENT: &str = "/SOGo/dav/dp-owner/Calendar/cal/a.ics";
const NEW_EVENT: &str = "/SOGo/dav/dp-owner/Calendar/cal/new.ics";
const ELSEWHERE: &str = "/SOGo/dav/dp-owner/Calendar/personal/a.ics";

fn bench() -> Bench {
    let mut bench = Bench::new(Profile::Rfc);
    assert_eq!(bench.store(EVENT, &event("a", "PUBLIC")), 201);
    bench
}

fn lock(bench: &mut Bench, target: &str, depth: &str) -> Response {
    bench.send(&request("owner", "LOCK", target, LOCK).with_header("Depth", depth))
}

/// The token of a new lock, in angle brackets.
fn token(bench: &mut Bench, target: &str, depth: &str) -> String {
    let answer = lock(bench, target, depth);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.header("Lock-Token").expect("a token is told").to_owned()
}

#[rstest]
#[case::update_of_event(EVENT, "0", "PUT", EVENT, 423)]
#[case::deletion_of_event(EVENT, "0", "DELETE", EVENT, 423)]
#[case::move_of_event(EVENT, "0", "MOVE", EVENT, 423)]
#[case::another_event(EVENT, "0", "PUT", NEW_EVENT, 201)]
#[case::calendar_of_event(EVENT, "0", "DELETE", CALENDAR, 423)]
#[case::update_in_calendar(CALENDAR, "infinity", "PUT", EVENT, 423)]
#[case::update_in_calendar_locked_alone(CALENDAR, "0", "PUT", EVENT, 204)]
#[case::new_event_in_calendar_locked_alone(CALENDAR, "0", "PUT", NEW_EVENT, 423)]
#[case::deletion_in_calendar_locked_alone(CALENDAR, "0", "DELETE", EVENT, 423)]
#[case::properties_of_calendar(CALENDAR, "0", "PROPPATCH", CALENDAR, 423)]
#[case::reading(CALENDAR, "infinity", "GET", EVENT, 200)]
fn a_write_without_the_token(
    #[case] locked: &str,
    #[case] depth: &str,
    #[case] method: &str,
    #[case] target: &str,
    #[case] status: u16,
) {
    let mut bench = bench();
    token(&mut bench, locked, depth);
    let body = match method {
        "PUT" => event(if target == EVENT { "a" } else { "new" }, "PUBLIC"),
        _ => String::new(),
    };
    let write = request("owner", method, target, &body).with_header("Destination", &format!("http://mock{ELSEWHERE}"));
    assert_eq!(bench.send(&write).status, status);
}

#[rstest]
#[case::the_token("(TOKEN)", 204)]
#[case::of_that_address("</SOGo/dav/dp-owner/Calendar/cal/a.ics> (TOKEN)", 204)]
#[case::with_an_old_tag("(TOKEN [\"old\"])", 412)]
#[case::another("(<opaquelocktoken:0>)", 423)]
fn a_write_with_a_token(#[case] condition: &str, #[case] status: u16) {
    let mut bench = bench();
    let token = token(&mut bench, EVENT, "0");
    let put =
        request("owner", "PUT", EVENT, &event("a", "PUBLIC")).with_header("If", &condition.replace("TOKEN", &token));
    assert_eq!(bench.send(&put).status, status);
}

#[rstest]
#[case::event_twice(EVENT, EVENT, 423)]
#[case::event_of_locked_calendar(CALENDAR, EVENT, 423)]
#[case::calendar_of_locked_event(EVENT, CALENDAR, 423)]
#[case::another_calendar(CALENDAR, "/SOGo/dav/dp-owner/Calendar/personal/", 200)]
fn a_second_lock(#[case] first: &str, #[case] second: &str, #[case] status: u16) {
    let mut bench = bench();
    token(&mut bench, first, "infinity");
    assert_eq!(lock(&mut bench, second, "infinity").status, status);
}

#[test]
fn a_lock_does_not_outlive_what_it_is_on() {
    let mut bench = bench();
    let token = token(&mut bench, EVENT, "0");
    let delete = request("owner", "DELETE", EVENT, "").with_header("If", &format!("({token})"));
    assert_eq!(bench.send(&delete).status, 204);
    assert_eq!(bench.store(EVENT, &event("a", "PUBLIC")), 201);
    assert_eq!(bench.store(EVENT, &event("a", "PUBLIC")), 204);
}

#[test]
fn a_lock_is_told_with_its_holder_and_refreshed_by_its_token() {
    let mut bench = bench();
    let token = token(&mut bench, EVENT, "0");
    let refresh = request("owner", "LOCK", EVENT, "").with_header("If", &format!("({token})"));
    let answer = bench.send(&refresh);
    assert_eq!(answer.status, 200);
    let told = answer.text();
    assert!(told.contains("night shift") && told.contains(token.trim_matches(['<', '>'])), "{told}");
    assert_eq!(bench.owner("LOCK", EVENT, "").status, 412);
}
