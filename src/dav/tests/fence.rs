//! Nothing that writes gets out of what the run created.

use davproof_dav::{Fence, FenceRefusal, Origin, PathRefusal, Request};
use proptest::prelude::*;
use rstest::rstest;

const MARK: &str = "davproof-7k2m9q-";

fn origin() -> Origin {
    "https://dav.example.org".parse().expect("an origin")
}

fn fence() -> Fence {
    let fence = Fence::new(MARK.parse().expect("a mark"));
    for home in ["/SOGo/dav/u/Calendar/", "/SOGo/dav/u/Contacts/", "/SOGo/dav/v/Calendar/"] {
        fence.register_home(home).expect("a home");
    }
    fence.register_delivered(&format!("/SOGo/dav/v/Calendar/personal/{MARK}invite.ics")).expect("a delivered object");
    fence.register_subscription(&format!("/SOGo/dav/v/Calendar/u_{MARK}cal/")).expect("a subscription");
    fence.register_outbox("/SOGo/dav/u/Calendar/personal/").expect("an outbox");
    fence
}

fn check(request: &Request) -> Result<(), FenceRefusal> {
    let target = origin().target_of(&request.target).expect("a target here");
    fence().check(&origin(), request, &target)
}

fn passes(method: &str, target: &str) -> bool {
    check(&Request::new(method, target)).is_ok()
}

#[rstest]
#[case::registered("POST", "/SOGo/connect", "application/json", true)]
#[case::another_path("POST", "/SOGo/connect2", "application/json", false)]
#[case::below_it("POST", "/SOGo/connect/x", "application/json", false)]
#[case::another_type("POST", "/SOGo/connect", "application/xml", false)]
#[case::another_method("PUT", "/SOGo/connect", "application/json", false)]
fn signing_in_is_one_request(#[case] method: &str, #[case] path: &str, #[case] kind: &str, #[case] passes: bool) {
    let fence = fence();
    let request = Request::new(method, path).header("Content-Type", kind).body("{}");
    assert!(fence.check(&origin(), &request, path).is_err(), "nothing is registered yet");
    fence.register_sign_in("/SOGo/connect").expect("a place to sign in");
    assert_eq!(fence.check(&origin(), &request, path).is_ok(), passes);
}

#[rstest]
#[case::collection("MKCALENDAR", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/")]
#[case::collection_without_slash("MKCOL", "/SOGo/dav/u/Contacts/davproof-7k2m9q-book")]
#[case::member("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/x.ics")]
#[case::member_with_encoded_slash("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/a%2Fb.ics")]
#[case::member_doubly_encoded("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/a%2520b.ics")]
#[case::encoded_letters("DELETE", "/SOGo/dav/%75/Calendar/%64avproof-7k2m9q-cal/x.ics")]
#[case::double_slash("PUT", "/SOGo/dav/u/Calendar//davproof-7k2m9q-cal//x.ics")]
#[case::wrong_user("PUT", "/SOGo/dav/nobody/calendar/davproof-7k2m9q-cal/x.ics")]
#[case::delivered("DELETE", "/SOGo/dav/v/Calendar/personal/davproof-7k2m9q-invite.ics")]
#[case::subscribed_member("PUT", "/SOGo/dav/v/Calendar/u_davproof-7k2m9q-cal/x.ics")]
#[case::unknown_method("X-WEIRD", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/")]
fn writes_within_what_the_run_created_pass(#[case] method: &str, #[case] target: &str) {
    assert!(passes(method, target));
}

#[rstest]
#[case::personal("DELETE", "/SOGo/dav/u/Calendar/personal/", PathRefusal::Unmarked)]
#[case::marked_object_in_personal(
    "PUT",
    "/SOGo/dav/u/Calendar/personal/davproof-7k2m9q-x.ics",
    PathRefusal::NotBelowHome
)]
#[case::with_slash("PUT", "/SOGo/dav/u/Calendar/personal/davproof-7k2m9q-x.ics//", PathRefusal::NotBelowHome)]
#[case::with_rest("PUT", "/SOGo/dav/u/Calendar/personal/davproof-7k2m9q-x.ics/y", PathRefusal::NotBelowHome)]
#[case::other_spelling("PUT", "/SOGo/dav/u%40x/Calendar/personal/davproof-7k2m9q-x/y", PathRefusal::NotBelowHome)]
#[case::encoded_trailing_slash("PUT", "/SOGo/dav/w/calendar/davproof-7k2m9q-x.ics/%2F", PathRefusal::NotBelowHome)]
#[case::other_case_of_home("PUT", "/SOGo/dav/u/calendar/personal/davproof-7k2m9q-x/y", PathRefusal::NotBelowHome)]
#[case::empty_parameter("PUT", "/SOGo/dav/w/calendar/davproof-7k2m9q-x.ics/;a", PathRefusal::NotBelowHome)]
#[case::home("DELETE", "/SOGo/dav/u/Calendar/", PathRefusal::Unmarked)]
#[case::principal("PROPPATCH", "/SOGo/dav/u/", PathRefusal::Unmarked)]
#[case::unknown_home("DELETE", "/SOGo/dav/w/Calendar/davproof-7k2m9q-cal/", PathRefusal::NotBelowHome)]
#[case::dots("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/../personal/x.ics", PathRefusal::Dots)]
#[case::encoded_dots("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/%2e%2E/personal/x.ics", PathRefusal::Dots)]
#[case::twice_encoded_dots("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/%252e./personal/x.ics", PathRefusal::Dots)]
#[case::encoded_slash_dots("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/a%2F..%2F..%2Fpersonal", PathRefusal::Dots)]
#[case::path_parameter_dots("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/..;x/personal/x.ics", PathRefusal::Dots)]
#[case::overlong_dots("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/%c0%ae%c0%ae/personal", PathRefusal::Control)]
#[case::backslash("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/%5c../personal", PathRefusal::Control)]
#[case::nul("PUT", "/SOGo/dav/u/Calendar/personal%00/davproof-7k2m9q-cal/x", PathRefusal::Control)]
#[case::newline("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/x%0d%0aDELETE", PathRefusal::Control)]
#[case::slash_before_mark(
    "PUT",
    "/SOGo/dav/u/Calendar/personal/x%2Fdavproof-7k2m9q-cal%2Fy.ics",
    PathRefusal::Unmarked
)]
#[case::slash_in_home("PUT", "/SOGo/dav/u/Calendar%2Fpersonal/davproof-7k2m9q-cal/y.ics", PathRefusal::Unmarked)]
#[case::mark_in_the_middle("PUT", "/SOGo/dav/u/Calendar/x-davproof-7k2m9q-cal/y.ics", PathRefusal::Unmarked)]
#[case::other_case("PUT", "/SOGo/dav/u/Calendar/Davproof-7k2m9q-cal/y.ics", PathRefusal::Unmarked)]
#[case::other_run("PUT", "/SOGo/dav/u/Calendar/davproof-000000-cal/y.ics", PathRefusal::Unmarked)]
#[case::query("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/y.ics?x", PathRefusal::Query)]
#[case::lower_case_method("get", "/SOGo/dav/u/Calendar/personal/", PathRefusal::Unmarked)]
#[case::delivered_neighbour(
    "DELETE",
    "/SOGo/dav/v/Calendar/personal/davproof-7k2m9q-other.ics",
    PathRefusal::NotBelowHome
)]
#[case::other_subscription("DELETE", "/SOGo/dav/v/Calendar/u_davproof-7k2m9q-other/", PathRefusal::Unmarked)]
#[case::deep_encoding("PUT", "/SOGo/dav/u/Calendar/davproof-7k2m9q-cal/%25252525252e", PathRefusal::Encoding)]
fn writes_outside_are_refused_with_the_reason(#[case] method: &str, #[case] target: &str, #[case] reason: PathRefusal) {
    let refused = FenceRefusal::Outside { method: method.to_owned(), target: target.to_owned(), reason };
    assert_eq!(check(&Request::new(method, target)), Err(refused));
}

#[rstest]
fn reading_passes_everywhere(#[values("GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT")] method: &str) {
    assert!(passes(method, "/SOGo/dav/u/Calendar/personal/../%2e%2e?x"));
}

#[rstest]
#[case::inside("https://dav.example.org/SOGo/dav/u/Calendar/davproof-7k2m9q-b/y.ics", true)]
#[case::path("/SOGo/dav/u/Calendar/davproof-7k2m9q-b/y.ics", true)]
#[case::outside("/SOGo/dav/u/Calendar/personal/y.ics", false)]
#[case::foreign("https://other.example.org/SOGo/dav/u/Calendar/davproof-7k2m9q-b/y.ics", false)]
#[case::foreign_port("https://dav.example.org:444/SOGo/dav/u/Calendar/davproof-7k2m9q-b/y.ics", false)]
#[case::network_path("//other.example.org/davproof-7k2m9q-b/y.ics", false)]
#[case::userinfo("https://dav.example.org@other/SOGo/dav/u/Calendar/davproof-7k2m9q-b/y.ics", false)]
#[case::backslash("https://dav.example.org\\@other/davproof-7k2m9q-b/y.ics", false)]
#[case::relative("../personal/y.ics", false)]
fn destinations_obey_the_same_rule(
    #[case] destination: &str,
    #[case] allowed: bool,
    #[values("MOVE", "COPY", "move")] method: &str,
) {
    let request =
        Request::new(method, "/SOGo/dav/u/Calendar/davproof-7k2m9q-a/x.ics").header("Destination", destination);
    assert_eq!(check(&request).is_ok(), allowed);
}

#[test]
fn each_of_several_destinations_counts() {
    let request = Request::new("MOVE", "/SOGo/dav/u/Calendar/davproof-7k2m9q-a/x.ics")
        .header("Destination", "/SOGo/dav/u/Calendar/davproof-7k2m9q-b/y.ics")
        .header("destination", "/SOGo/dav/u/Calendar/personal/y.ics");
    assert!(matches!(check(&request), Err(FenceRefusal::Destination { .. })));
}

#[rstest]
#[case("X-HTTP-Method-Override", "DELETE")]
#[case("x-http-method", "DELETE")]
#[case("X_HTTP_METHOD_OVERRIDE", "DELETE")]
#[case("X-Original-URL", "/SOGo/dav/u/Calendar/personal/")]
#[case("Content-Length", "0")]
#[case("Transfer-Encoding", "chunked")]
#[case("Expect", "100-continue")]
#[case("Host", "other.example.org")]
fn headers_that_could_change_the_request_are_refused(#[case] name: &str, #[case] value: &str) {
    let request = Request::new("GET", "/").header(name, value);
    assert_eq!(check(&request), Err(FenceRefusal::Header(name.to_owned())));
}

const FREE_BUSY: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VFREEBUSY\r\nUID:1\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n";

#[rstest]
#[case::free_busy(FREE_BUSY.to_owned(), true)]
#[case::with_event(FREE_BUSY.replace("END:VCALENDAR", "BEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR"), false)]
#[case::with_folded_event(FREE_BUSY.replace("END:VCALENDAR", "BEG\r\n IN:VEV\r\n\tENT\r\nEND:VCALENDAR"), false)]
#[case::with_lower_case_task(FREE_BUSY.replace("END:VCALENDAR", "begin:vtodo\r\nEND:VCALENDAR"), false)]
#[case::cancel(FREE_BUSY.replace("REQUEST", "CANCEL"), false)]
#[case::two_methods(FREE_BUSY.replace("METHOD:REQUEST", "METHOD:REQUEST\r\nMETHOD:CANCEL"), false)]
#[case::no_free_busy(FREE_BUSY.replace("VFREEBUSY", "VTIMEZONE"), false)]
fn an_outbox_takes_free_busy_requests_only(#[case] body: String, #[case] allowed: bool) {
    let request =
        Request::new("POST", "/SOGo/dav/u/Calendar/personal/").header("Content-Type", "text/calendar").body(body);
    assert_eq!(check(&request).is_ok(), allowed);
}

#[test]
fn free_busy_requests_go_to_outboxes_only() {
    let request =
        Request::new("POST", "/SOGo/dav/v/Calendar/personal/").header("Content-Type", "text/calendar").body(FREE_BUSY);
    assert!(check(&request).is_err());
}

#[rstest]
#[case::query("<C:calendar-query xmlns:C='urn:ietf:params:xml:ns:caldav'/>".into(), true)]
#[case::malformed("<broken".into(), true)]
#[case::acl("<acl-query xmlns='urn:inverse:params:xml:ns:inverse-dav'><set-roles user='x'/></acl-query>".into(), false)]
#[case::subscribe("<i:subscribe xmlns:i='urn:inverse:params:xml:ns:inverse-dav'/>".into(), false)]
#[case::utf16("\u{feff}<acl-query/>".encode_utf16().flat_map(u16::to_le_bytes).collect(), false)]
#[case::utf7(b"<?xml version='1.0' encoding='UTF-7'?>+ADw-acl-+AHE-uery/+AD4-".to_vec(), false)]
#[case::entity(b"<!DOCTYPE a [<!ENTITY x '<&#97;cl-query/>'>]><a>&x;</a>".to_vec(), false)]
fn a_report_that_could_write_counts_as_a_write(#[case] body: Vec<u8>, #[case] reads: bool) {
    let request = Request::new("REPORT", "/SOGo/dav/u/Calendar/personal/").body(body);
    assert_eq!(check(&request).is_ok(), reads);
}

#[rstest]
#[case("/SOGo/dav/v/Calendar/personal/other.ics")]
#[case("/SOGo/dav/v/Calendar/personal/davproof-7k2m9q-a%20b.ics")]
#[case("/SOGo/dav/v/Calendar/personal/davproof-7k2m9q-a%2fb.ics")]
fn only_marked_plain_names_count_as_delivered(#[case] path: &str) {
    assert!(matches!(fence().register_delivered(path), Err(FenceRefusal::Registration { .. })));
}

#[rstest]
#[case::own("/SOGo/dav/v/Calendar/u_personal/")]
#[case::not_below_a_home("/SOGo/dav/w/Calendar/u_davproof-7k2m9q-cal/")]
#[case::no_owner("/SOGo/dav/v/Calendar/davproof-7k2m9q-cal/")]
fn only_marked_collections_count_as_subscribed(#[case] path: &str) {
    assert!(matches!(fence().register_subscription(path), Err(FenceRefusal::Registration { .. })));
}

#[test]
fn the_root_is_no_home() {
    assert!(fence().register_home("/").is_err());
}

/// What a server may make of a path, written without the fence's own means: it decodes once, twice or thrice, before
/// or after splitting, resolves dots or not, collapses slashes, cuts off parameters, and may take an object's name
/// for the end of the path.
fn readings(target: &str) -> Vec<Vec<String>> {
    fn decode(text: &str) -> String {
        let bytes = text.as_bytes();
        let (mut out, mut at) = (Vec::new(), 0);
        while at < bytes.len() {
            let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
            if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                out.push(byte);
                at += 3;
            } else {
                out.push(bytes[at]);
                at += 1;
            }
        }
        String::from_utf8_lossy(&out).into_owned()
    }
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let mut out = Vec::new();
    for rounds in 0..4 {
        let whole = (0..rounds).fold(path.to_owned(), |text, _| decode(&text)).replace('\\', "/");
        let early: Vec<String> = whole.split('/').map(str::to_owned).collect();
        let late: Vec<String> =
            path.split('/').map(|part| (0..rounds).fold(part.to_owned(), |text, _| decode(&text))).collect();
        for segments in [early, late] {
            let kept: Vec<String> = segments
                .iter()
                .map(|s| s.split(';').next().unwrap_or_default().to_owned())
                .filter(|s| !s.is_empty())
                .collect();
            let mut resolved: Vec<String> = Vec::new();
            for segment in &kept {
                match segment.as_str() {
                    "." => {}
                    ".." => drop(resolved.pop()),
                    segment => resolved.push(segment.to_owned()),
                }
            }
            out.extend([kept, resolved]);
        }
    }
    out
}

/// Whether a write to this reading could touch something that was there before the run: only what lies in a
/// collection of another name below a home, or what carries no marked name at all, was there before.
fn harmless(segments: &[String]) -> bool {
    let exact = |known: &str| segments.join("/") == known;
    if exact(&format!("SOGo/dav/v/Calendar/personal/{MARK}invite.ics")) {
        return true;
    }
    if segments.len() >= 5 && segments[..5].join("/") == format!("SOGo/dav/v/Calendar/u_{MARK}cal") {
        return true;
    }
    let Some(at) = segments.iter().position(|s| s.starts_with(MARK)) else {
        return false;
    };
    let home = segments.iter().position(|s| s.eq_ignore_ascii_case("calendar") || s.eq_ignore_ascii_case("contacts"));
    match home {
        Some(home) if home < at => home + 1 == at,
        Some(_) | None => at + 1 < segments.len(),
    }
}

fn segment() -> impl Strategy<Value = String> {
    let plain = prop::sample::select(vec![
        "SOGo",
        "dav",
        "u",
        "v",
        "w",
        "Calendar",
        "Contacts",
        "calendar",
        "personal",
        "..",
        ".",
        "",
        "x.ics",
        "a;b",
        "..;a",
        "%2e%2e",
        "%2E.",
        "%252e%252e",
        "%2f",
        "%2F..%2F",
        "..%2f..",
        "%5c",
        "\\",
        "%00",
        "%0d%0a",
        "%c0%ae%c0%ae",
        "%",
        "%zz",
        "%25",
        "%2500",
        "x%2Fdavproof-7k2m9q-c",
        "davproof-7k2m9q-",
        "davproof-7k2m9q-c",
        "davproof-7k2m9q-c%2F..",
        "Davproof-7k2m9q-c",
        "davproof-000000-c",
        "%64avproof-7k2m9q-c",
        "%2564avproof-7k2m9q-c",
        "davproof%2D7k2m9q-c",
        "u_davproof-7k2m9q-cal",
        "w_davproof-7k2m9q-cal",
        "davproof-7k2m9q-invite.ics",
        "personal%2fdavproof-7k2m9q-c",
        "Calendar%2Fpersonal",
        "personal;davproof-7k2m9q-c",
        "personal?davproof-7k2m9q-c",
        "x#davproof-7k2m9q-c",
        "\u{ff0e}\u{ff0e}",
    ]);
    prop_oneof![8 => plain.prop_map(str::to_owned), 1 => "[a-z%25./;?#\\\\]{0,8}"]
}

fn target() -> impl Strategy<Value = String> {
    let prefix = prop::sample::select(vec![
        "",
        "/SOGo/dav/u/Calendar",
        "/SOGo/dav/v/Calendar",
        "/SOGo/dav/u/Calendar/personal",
        "/SOGo/dav/u/Calendar/davproof-7k2m9q-c",
        "//SOGo/dav/u/Calendar",
        "/SOGo/dav/%75/Calendar",
        "/SOGo/dav/w/Calendar/personal",
        "/SOGo/dav/v/Calendar/u_davproof-7k2m9q-cal",
    ]);
    (prefix, prop::collection::vec(segment(), 0..5), prop::bool::ANY).prop_map(|(prefix, segments, slash)| {
        let mut out = prefix.to_owned();
        for segment in segments {
            out.push('/');
            out.push_str(&segment);
        }
        if slash || out.is_empty() {
            out.push('/');
        }
        out
    })
}

fn method() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "PUT",
            "DELETE",
            "POST",
            "PATCH",
            "PROPPATCH",
            "MKCOL",
            "MKCALENDAR",
            "MOVE",
            "COPY",
            "LOCK",
            "UNLOCK",
            "ACL",
            "BIND",
            "get",
            "Propfind",
            "REPORT ",
            "report",
            "SEARCH",
            "TRACE",
            "CONNECT",
        ])
        .prop_map(str::to_owned),
        "[A-Za-z]{1,9}",
    ]
}

const READING: [&str; 5] = ["GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_reading_of_a_passed_write_touches_what_was_there(method in method(), target in target()) {
        prop_assume!(!READING.contains(&method.as_str()));
        if fence().check(&origin(), &Request::new(method, target.clone()), &target).is_ok() {
            // An undecoded name that no server has is harmless too: what counts are the readings that exist.
            for reading in readings(&target) {
                let undecoded = reading.iter().any(|segment| segment.contains('%'));
                prop_assert!(harmless(&reading) || undecoded, "{target} may be read as {reading:?}");
            }
        }
    }

    #[test]
    fn no_destination_gets_out_either(destination in target(), absolute in prop::bool::ANY) {
        let url = if absolute { format!("https://dav.example.org{destination}") } else { destination.clone() };
        let request = Request::new("MOVE", "/SOGo/dav/u/Calendar/davproof-7k2m9q-a/x.ics").header("Destination", url);
        if fence().check(&origin(), &request, "/SOGo/dav/u/Calendar/davproof-7k2m9q-a/x.ics").is_ok() {
            for reading in readings(&destination) {
                let undecoded = reading.iter().any(|segment| segment.contains('%'));
                prop_assert!(harmless(&reading) || undecoded, "{destination} may be read as {reading:?}");
            }
        }
    }

    #[test]
    fn everything_plain_within_a_marked_collection_passes(method in method(), name in "[A-Za-z0-9@_.~-]{1,20}") {
        prop_assume!(name != "." && name != "..");
        let target = format!("/SOGo/dav/u/Calendar/{MARK}c/{name}");
        prop_assert!(fence().check(&origin(), &Request::new(method, target.clone()), &target).is_ok());
    }
}
