//! Where paths lead.

use davproof_mock::Request;
use rstest::rstest;

use crate::common::{Bench, CALENDAR, event, hrefs, request};

#[rstest]
#[case::root("/SOGo/dav/", 207)]
#[case::root_without_slash("/SOGo/dav", 207)]
#[case::principal("/SOGo/dav/dp-owner/", 207)]
#[case::principal_of_another("/SOGo/dav/dp-sharee/", 207)]
#[case::mail_address("/SOGo/dav/dp-owner@example.org/", 207)]
#[case::encoded_mail_address("/SOGo/dav/dp-owner%40example.org/Calendar/", 207)]
#[case::unknown_user("/SOGo/dav/nosuch/Calendar/", 207)]
#[case::folder_of_unknown_user("/SOGo/dav/nosuch/Calendar/personal/", 404)]
#[case::public_zone("/SOGo/dav/public/", 404)]
#[case::calendar("/SOGo/dav/dp-owner/Calendar/personal/", 207)]
#[case::calendar_without_slash("/SOGo/dav/dp-owner/Calendar/personal", 207)]
#[case::doubled_slashes("/SOGo/dav/dp-owner//Calendar//personal/", 207)]
#[case::encoded_letter("/SOGo/dav/dp-owner/%43alendar/", 207)]
#[case::encoded_slash("/SOGo/dav/dp-owner/Calendar%2Fpersonal/", 404)]
#[case::wrong_case("/SOGo/dav/dp-owner/calendar/", 404)]
#[case::wrong_case_of_folder("/SOGo/dav/dp-owner/Calendar/Personal/", 404)]
#[case::dot_segment("/SOGo/dav/dp-owner/Calendar/./personal/", 404)]
#[case::no_such_folder("/SOGo/dav/dp-owner/Calendar/nope/", 404)]
#[case::folder_of_another("/SOGo/dav/dp-sharee/Calendar/personal/", 404)]
#[case::inbox("/SOGo/dav/dp-owner/Calendar/inbox/", 207)]
#[case::global_address_book("/SOGo/dav/dp-owner/Contacts/directory/", 207)]
#[case::user_in_it("/SOGo/dav/dp-owner/Contacts/directory/dp-sharee", 207)]
#[case::export("/SOGo/dav/dp-owner/Calendar/personal.ics", 207)]
#[case::proxy("/SOGo/dav/dp-owner/calendar-proxy-read/", 207)]
fn propfind_finds(#[case] target: &str, #[case] status: u16) {
    let mut bench = Bench::sogo();
    let request = request("owner", "PROPFIND", target, "").with_header("Depth", "0");
    assert_eq!(bench.send(&request).status, status);
}

#[rstest]
#[case::as_asked("/SOGo/dav/dp-owner/Calendar", &["/SOGo/dav/dp-owner/Calendar"])]
#[case::slashes_collapsed("/SOGo/dav//dp-owner//Calendar/", &["/SOGo/dav/dp-owner/Calendar/"])]
#[case::login_for_address("/SOGo/dav/dp-owner@example.org/", &["/SOGo/dav/dp-owner/"])]
#[case::nobody("/SOGo/dav/nosuch/", &["/SOGo/dav/anonymous/"])]
#[case::query_takes_the_slash("/SOGo/dav/dp-owner/Calendar/?x=1", &["/SOGo/dav/dp-owner/Calendar"])]
fn self_href(#[case] target: &str, #[case] expected: &[&str]) {
    let mut bench = Bench::sogo();
    let request = request("owner", "PROPFIND", target, "").with_header("Depth", "0");
    assert_eq!(hrefs(&bench.send(&request)), expected);
}

#[rstest]
#[case::generic(Some("curl/8"), &["personal.ics", "personal.xml", "cal.ics", "cal.xml", "personal/", "cal/"])]
#[case::davx5(Some("DAVx5/4.4 ical4j/3.2"), &["inbox/", "personal/", "cal/"])]
#[case::nobody(None, &["inbox/", "personal/", "cal/"])]
#[case::empty(Some(""), &["personal.ics", "personal.xml", "cal.ics", "cal.xml", "personal/", "cal/"])]
#[case::ios(Some("iOS/17.0 (21A329) dataaccessd/1.0"), &["personal.ics", "personal.xml", "cal.ics", "cal.xml", "personal/", "cal/"])]
fn home_listing_depends_on_the_client(#[case] agent: Option<&str>, #[case] expected: &[&str]) {
    let mut bench = Bench::sogo();
    let home = "/SOGo/dav/dp-owner/Calendar/";
    let mut request = request("owner", "PROPFIND", home, "").with_header("Depth", "1");
    request.headers.retain(|(name, _)| name != "User-Agent");
    if let Some(agent) = agent {
        request = request.with_header("User-Agent", agent);
    }
    let listed = hrefs(&bench.send(&request));
    let listed: Vec<&str> = listed[1..].iter().map(|href| href.trim_start_matches(home)).collect();
    assert_eq!(listed, expected);
}

#[rstest]
#[case::missing(None, 401, "")]
#[case::wrong_password(Some("Basic ZHAtb3duZXI6bm9wZQ=="), 401, "Unauthorized")]
#[case::empty_password(Some("Basic ZHAtb3duZXI6"), 401, "empty passwords unsupported!")]
#[case::garbage(Some("Basic !!"), 401, "unsupported authentication method")]
#[case::no_colon(Some("Basic eA=="), 401, "malformed basic credentials!")]
#[case::no_login(Some("Basic Og=="), 401, "empty login in credentials?")]
#[case::no_scheme(Some("b3duZXI6c2VjcmV0"), 401, "unsupported authentication method")]
#[case::nothing(Some(""), 401, "unsupported authentication method")]
fn credentials(#[case] authorization: Option<&str>, #[case] status: u16, #[case] body: &str) {
    let mut bench = Bench::sogo();
    let mut request = Request::new("OPTIONS", "/SOGo/dav/dp-owner/");
    if let Some(authorization) = authorization {
        request = request.with_header("Authorization", authorization);
    }
    let response = bench.send(&request);
    assert_eq!((response.status, response.text().as_str()), (status, body));
    assert_eq!(response.header("WWW-Authenticate"), Some("basic realm=\"SOGo\""));
}

#[rstest]
#[case("GET", "/.well-known/caldav", 301)]
#[case("PROPFIND", "/.well-known/carddav", 301)]
#[case("GET", "/SOGo", 302)]
#[case("GET", "/SOGo/", 200)]
#[case("GET", "/SOGo/DAV/", 200)]
#[case("GET", "/nothing", 404)]
#[case("propfind", "/SOGo/dav/", 400)]
fn outside_of_dav(#[case] method: &str, #[case] target: &str, #[case] status: u16) {
    let mut bench = Bench::sogo();
    assert_eq!(bench.owner(method, target, "").status, status);
}

#[rstest]
#[case::space("a%20b", "a%20b", "a b")]
#[case::accent("%C3%A9", "%C3%A9", "é")]
#[case::percent("a%25c", "a%25c", "a%c")]
#[case::ampersand("a%26b", "a%26b", "a&b")]
#[case::at_sign("x%40y", "x@y", "x@y")]
#[case::tilde("a~b", "a%7Eb", "a~b")]
fn names_are_encoded_by_propfind_and_raw_in_sync(#[case] asked: &str, #[case] listed: &str, #[case] synced: &str) {
    let mut bench = Bench::sogo();
    assert_eq!(bench.store(&format!("{CALENDAR}{asked}"), &event("u", "PUBLIC")), 201);
    let propfind = request("owner", "PROPFIND", CALENDAR, "").with_header("Depth", "1");
    let propfind = hrefs(&bench.send(&propfind));
    let sync = bench.owner("REPORT", CALENDAR, "<D:sync-collection xmlns:D=\"DAV:\"/>");
    assert_eq!(
        (propfind[1].as_str(), hrefs(&sync)[0].as_str()),
        (format!("{CALENDAR}{listed}").as_str(), format!("{CALENDAR}{synced}").as_str())
    );
}
