//! No profile panics, whatever it is asked; and where the RFC branch is there, it is taken.

use davproof_mock::{Fault, Profile, Request};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use rstest::rstest;

use crate::common::{Bench, CALENDAR, authorization, card, event, request};

#[rstest]
#[case::if_none_match(Profile::Rfc, "PUT", ("If-None-Match", "*"), 412)]
#[case::if_none_match(Profile::Sogo58, "PUT", ("If-None-Match", "*"), 204)]
#[case::delete_if_match(Profile::Rfc, "DELETE", ("If-Match", "\"x\""), 412)]
#[case::delete_if_match(Profile::Sogo58, "DELETE", ("If-Match", "\"x\""), 204)]
fn conditions(#[case] profile: Profile, #[case] method: &str, #[case] condition: (&str, &str), #[case] status: u16) {
    let mut bench = Bench::new(profile);
    let target = format!("{CALENDAR}a.ics");
    assert_eq!(bench.store(&target, &event("u", "PUBLIC")), 201);
    let request = request("owner", method, &target, &event("u", "PUBLIC")).with_header(condition.0, condition.1);
    assert_eq!(bench.send(&request).status, status);
}

#[test]
fn a_single_fault_can_be_taken_away() {
    let faults = Profile::Sogod58.faults().without(Fault::IF_NONE_MATCH_STAR_IGNORED);
    let mut bench = Bench::sogo();
    bench.mock = bench.mock.with_faults(faults);
    let target = format!("{CALENDAR}a.ics");
    assert_eq!(bench.store(&target, &event("u", "PUBLIC")), 201);
    let put = request("owner", "PUT", &target, &event("u", "PUBLIC")).with_header("If-None-Match", "*");
    assert_eq!(bench.send(&put).status, 412);
}

fn method() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(vec![
            "GET", "HEAD", "PUT", "DELETE", "PROPFIND", "PROPPATCH", "MKCALENDAR", "MKCOL", "MOVE", "COPY",
            "LOCK", "UNLOCK", "REPORT", "POST", "OPTIONS", "SEARCH",
        ])
        .prop_map(str::to_owned),
        1 => ".*",
    ]
}

fn target() -> impl Strategy<Value = String> {
    let segment = prop_oneof![
        6 => prop::sample::select(vec![
            "dp-owner", "dp-sharee", "Calendar", "Contacts", "personal", "inbox", "directory", "a.ics", "master",
            "personal.ics", "freebusy.ifb", "calendar-proxy-write", "..", "%zz", "%2F", "a'b", "",
        ])
        .prop_map(str::to_owned),
        1 => ".{0,12}",
    ];
    prop_oneof![
        9 => prop::collection::vec(segment, 0..6).prop_map(|segments| format!("/SOGo/dav/{}", segments.join("/"))),
        1 => ".{0,40}",
    ]
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just(event("u", "PRIVATE").into_bytes()),
        Just(card("c").into_bytes()),
        prop::sample::select(vec![
            "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:acl/><x/></D:prop></D:propfind>",
            "<D:sync-collection xmlns:D=\"DAV:\"><D:sync-token>7</D:sync-token></D:sync-collection>",
            "<C:calendar-multiget xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:D=\"DAV:\"><D:href>/SOGo/dav/&amp;é</D:href></C:calendar-multiget>",
            "<subscribe xmlns=\"urn:inverse:params:xml:ns:inverse-dav\" users=\",,\"/>",
            "<D:expand-property xmlns:D=\"DAV:\"><D:property name=\"owner\"><D:property name=\"<\"/></D:property></D:expand-property>",
            "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:disp",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        any::<Vec<u8>>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn nothing_panics(
        requests in prop::collection::vec((method(), target(), body(), ".{0,30}"), 1..8),
        rfc in any::<bool>(),
    ) {
        let mut bench = Bench::new(if rfc { Profile::Rfc } else { Profile::Sogod58 });
        for (method, target, body, header) in requests {
            let request = Request::new(&method, &target)
                .with_header("Authorization", &authorization("owner"))
                .with_header("Content-Type", "text/xml")
                .with_header("Destination", &format!("http://h{target}"))
                .with_header("If-Match", &header)
                .with_body(body);
            let status = bench.send(&request).status;
            assert!(status == 0 || (200..600).contains(&status), "{status}");
        }
    }
}
