//! The five shapes of errors.

use rstest::rstest;

use crate::common::{BOOK, Bench, CALENDAR, event, request};

#[rstest]
#[case::message(
    "GET",
    "/SOGo/dav/dp-owner/Calendar/cal/nope.ics",
    Some("application/xml; charset=\"utf-8\""),
    "<D:error xmlns:D=\"DAV\">the requested object could not be found!</D:error>"
)]
#[case::page(
    "GET",
    "/SOGo/dav/dp-owner/Contacts/book/nope.vcf",
    Some("text/html; charset=\"iso-8859-1\""),
    "<p>the requested object could not be found!</p>"
)]
#[case::unresolved(
    "GET",
    "/SOGo/dav/dp-sharee/Calendar/personal/",
    Some("text/html"),
    "object not found: dp-sharee =&gt; Calendar =&gt; personal"
)]
#[case::empty("MKCALENDAR", "/SOGo/dav/dp-sharee/Calendar/x/", Some("text/plain"), "")]
#[case::text("GET", "/SOGo/dav/", None, "the called object returned no result")]
fn shape(#[case] method: &str, #[case] target: &str, #[case] media_type: Option<&str>, #[case] body: &str) {
    let mut bench = Bench::sogo();
    let response = bench.owner(method, target, "");
    assert_eq!(response.header("Content-Type"), media_type);
    assert!(response.text().contains(body), "{}", response.text());
    assert_eq!(response.body.is_empty(), body.is_empty());
}

#[test]
fn a_304_has_a_body() {
    let mut bench = Bench::sogo();
    let target = format!("{CALENDAR}a.ics");
    assert_eq!(bench.store(&target, &event("u", "PUBLIC")), 201);
    let get = request("owner", "GET", &target, "").with_header("If-None-Match", "\"gcs00000000\"");
    let response = bench.send(&get);
    assert_eq!((response.status, response.body.is_empty()), (304, false));
}

#[rstest]
#[case::unknown_report(CALENDAR, "<D:version-tree xmlns:D=\"DAV:\"/>", 501)]
#[case::at_the_root("/SOGo/dav/", "<D:version-tree xmlns:D=\"DAV:\"/>", 500)]
#[case::of_the_other_kind(BOOK, "<C:calendar-query xmlns:C=\"urn:ietf:params:xml:ns:caldav\"/>", 501)]
#[case::empty_body(CALENDAR, "", 400)]
#[case::broken(CALENDAR, "<foo", 501)]
fn report(#[case] target: &str, #[case] body: &str, #[case] status: u16) {
    let mut bench = Bench::sogo();
    let report = request("owner", "REPORT", target, "<").with_body(body);
    assert_eq!(bench.send(&report).status, status);
}

#[rstest]
#[case("text/xml; charset=utf-8", 207)]
#[case("application/xml", 207)]
#[case("Text/XML", 400)]
#[case("text/plain", 400)]
fn report_media_type(#[case] media_type: &str, #[case] status: u16) {
    let mut bench = Bench::sogo();
    let mut report = request("owner", "REPORT", CALENDAR, "<D:sync-collection xmlns:D=\"DAV:\"/>");
    report.headers.retain(|(name, _)| name != "Content-Type");
    let report = report.with_header("Content-Type", media_type);
    assert_eq!(bench.send(&report).status, status);
}

#[test]
fn an_emoji_breaks_propfind_but_not_multiget() {
    let mut bench = Bench::sogo();
    let target = format!("{CALENDAR}a.ics");
    let body = event("u", "PUBLIC").replace("secret", "\u{1F600}");
    assert_eq!(bench.store(&target, &body), 201);
    let prop = "<D:prop><C:calendar-data/></D:prop>";
    let spaces = "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"";
    let propfind = format!("<D:propfind {spaces}>{prop}</D:propfind>");
    let multiget = format!("<C:calendar-multiget {spaces}>{prop}<D:href>{target}</D:href></C:calendar-multiget>");
    let propfind = request("owner", "PROPFIND", &target, &propfind).with_header("Depth", "0");
    let propfind = bench.send(&propfind).text();
    let multiget = bench.owner("REPORT", CALENDAR, &multiget).text();
    assert_eq!((propfind.contains("&#55357;&#56832;"), multiget.contains("&#128512;")), (true, true));
}
