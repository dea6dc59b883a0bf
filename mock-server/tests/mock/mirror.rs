//! Small things in which the real server was found to differ from what one would think.

use rstest::rstest;

use crate::common::{BOOK, Bench, CALENDAR, card, event, hrefs, request};

fn starting(at: &str) -> String {
    event("u", "PUBLIC").replace("20261201T100000Z", at).replace("DTEND:20261201T110000Z\r\n", "DURATION:PT1H\r\n")
}

#[rstest]
#[case::first_second("19700101T000000Z", 204)]
#[case::before_1970("19691231T235959Z", 500)]
#[case::last_second("20380119T031407Z", 204)]
#[case::after_2038("20380119T031408Z", 500)]
#[case::in_1902("19020119T031408Z", 500)]
#[case::in_1890("18900119T031408Z", 204)]
fn an_event_that_begins_beyond_the_column_cannot_be_written_again(#[case] at: &str, #[case] status: u16) {
    let mut bench = Bench::sogo();
    let name = format!("{CALENDAR}a.ics");
    assert_eq!(bench.store(&name, &starting(at)), 201);
    assert_eq!(bench.store(&name, &starting(at)), status);
}

#[rstest]
#[case::viewer_of_public("PublicViewer", "PRIVATE", 403)]
#[case::viewer_of_private("PrivateViewer", "PRIVATE", 201)]
#[case::creator("ObjectCreator", "PRIVATE", 201)]
fn an_event_of_a_class_that_is_not_seen_cannot_be_moved(#[case] role: &str, #[case] class: &str, #[case] status: u16) {
    let mut bench = Bench::sogo();
    let name = format!("{CALENDAR}a.ics");
    assert_eq!(bench.store(&name, &event("u", class)), 201);
    bench.grant(CALENDAR, "dp-sharee", &[role]);
    let target = "http://localhost/SOGo/dav/dp-sharee/Calendar/personal/a.ics";
    let answer = bench.send(&request("sharee", "MOVE", &name, "").with_header("Destination", target));
    assert_eq!(answer.status, status);
}

const SERIES: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T//EN\r\nBEGIN:VEVENT\r\nUID:s\r\n\
    DTSTART:20260105T100000Z\r\nDTEND:20260105T110000Z\r\nRRULE:FREQ=DAILY;COUNT=3\r\nSUMMARY:m\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID:20260107T100000Z\r\nDTSTART:20260107T120000Z\r\nDTEND:20260107T130000Z\r\n\
    SUMMARY:o\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[rstest]
#[case::overridden("1767780000", 200, "SUMMARY:o")]
#[case::of_the_series("1767693600", 200, "DTSTART:20260106T100000Z")]
#[case::none("1767693601", 404, "object not found")]
fn occurrences_are_served_below_the_object(#[case] at: &str, #[case] status: u16, #[case] part: &str) {
    let mut bench = Bench::sogo();
    assert_eq!(bench.store(&format!("{CALENDAR}s.ics"), SERIES), 201);
    let answer = bench.owner("GET", &format!("{CALENDAR}s.ics/occurence{at}"), "");
    assert_eq!(answer.status, status);
    assert!(answer.text().contains(part), "{}", answer.text());
}

#[test]
fn overrides_are_listed_below_the_object() {
    let mut bench = Bench::sogo();
    let name = format!("{CALENDAR}s.ics");
    assert_eq!(bench.store(&name, SERIES), 201);
    let answer = bench.send(&request("owner", "PROPFIND", &name, "").with_header("Depth", "1"));
    assert_eq!(hrefs(&answer), [name.clone(), format!("{name}/master"), format!("{name}/occurence1767780000")]);
}

#[test]
fn a_truncated_proppatch_is_carried_out() {
    let mut bench = Bench::sogo();
    let body = "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><D:displayname>new</D:displayname></D:prop></D:set>";
    assert_eq!(bench.owner("PROPPATCH", CALENDAR, body).status, 207);
}

#[rstest]
#[case::refused_first("<D:getetag>x</D:getetag>", "cal")]
#[case::refused_last("<X:calendar-color xmlns:X=\"http://apple.com/ns/ical/\">red</X:calendar-color>", "new")]
fn a_proppatch_has_an_order_of_its_own(#[case] refused: &str, #[case] name: &str) {
    let mut bench = Bench::sogo();
    let body = format!(
        "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><D:displayname>new</D:displayname>{refused}</D:prop></D:set></D:propertyupdate>"
    );
    assert!(bench.owner("PROPPATCH", CALENDAR, &body).status >= 400);
    let asked = "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:displayname/></D:prop></D:propfind>";
    let answer = bench.send(&request("owner", "PROPFIND", CALENDAR, asked).with_header("Depth", "0"));
    assert!(answer.text().contains(&format!(">{name}</")), "{}", answer.text());
}

#[rstest]
#[case::own("<C:calendar xmlns:C=\"urn:ietf:params:xml:ns:caldav\"/>", 201)]
#[case::strange("<Z:strange xmlns:Z=\"urn:z\"/>", 403)]
fn mkcol_refuses_types_that_it_does_not_know(#[case] kind: &str, #[case] status: u16) {
    let mut bench = Bench::sogo();
    let body = format!(
        "<D:mkcol xmlns:D=\"DAV:\"><D:set><D:prop><D:resourcetype><D:collection/>{kind}</D:resourcetype></D:prop></D:set></D:mkcol>"
    );
    assert_eq!(bench.owner("MKCOL", "/SOGo/dav/dp-owner/Calendar/new/", &body).status, status);
}

#[test]
fn nobody_reaches_the_inbox_of_somebody_else() {
    let mut bench = Bench::sogo();
    let inbox = "/SOGo/dav/dp-owner/Calendar/inbox/";
    assert_eq!(bench.as_role("stranger", "PROPFIND", inbox, "").status, 403);
    assert_eq!(bench.as_role("admin", "PROPFIND", inbox, "").status, 207);
}

#[test]
fn a_multiget_tells_what_it_does_not_find_unescaped() {
    let mut bench = Bench::sogo();
    let body = format!(
        "<C:calendar-multiget xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><D:prop><D:getetag/></D:prop><D:href>{CALENDAR}a%26b.ics</D:href></C:calendar-multiget>"
    );
    let answer = bench.owner("REPORT", CALENDAR, &body);
    assert!(answer.text().contains("<D:href>/SOGo/dav/dp-owner/Calendar/cal/a&b.ics</D:href>"));
}

#[test]
fn a_subscription_keeps_the_name_that_it_began_with() {
    let mut bench = Bench::sogo();
    assert_eq!(bench.store(&format!("{BOOK}a.vcf"), &card("a")), 201);
    bench.grant(BOOK, "dp-sharee", &["ObjectViewer"]);
    let subscribe = "<subscribe xmlns=\"urn:inverse:params:xml:ns:inverse-dav\"/>";
    assert_eq!(bench.as_role("sharee", "POST", BOOK, subscribe).status, 200);
    let rename = "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><D:displayname>new</D:displayname></D:prop></D:set></D:propertyupdate>";
    assert_eq!(bench.owner("PROPPATCH", BOOK, rename).status, 207);
    let asked = "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:displayname/></D:prop></D:propfind>";
    let target = "/SOGo/dav/dp-sharee/Contacts/dp-owner_book/";
    let answer = bench.send(&request("sharee", "PROPFIND", target, asked).with_header("Depth", "0"));
    assert!(answer.text().contains(">book (Olive Owner"), "{}", answer.text());
}

fn meeting(lines: &str, more: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T//EN\r\nBEGIN:VEVENT\r\nUID:m\r\n\
         DTSTART:20261201T100000Z\r\nDTEND:20261201T110000Z\r\nRRULE:FREQ=DAILY;COUNT=4\r\n{lines}SUMMARY:m\r\n\
         ORGANIZER:mailto:dp-owner@example.org\r\nATTENDEE:mailto:dp-sharee@example.org\r\nEND:VEVENT\r\n\
         {more}END:VCALENDAR\r\n"
    )
}

const DECLINED_ONCE: &str = "BEGIN:VEVENT\r\nUID:m\r\nRECURRENCE-ID:20261202T100000Z\r\nDTSTART:20261202T100000Z\r\n\
    DTEND:20261202T110000Z\r\nSUMMARY:m\r\nORGANIZER:mailto:dp-owner@example.org\r\n\
    ATTENDEE;PARTSTAT=DECLINED:mailto:dp-sharee@example.org\r\nEND:VEVENT\r\n";

#[rstest]
#[case::by_an_override("", DECLINED_ONCE)]
#[case::by_an_exclusion("EXDATE:20261202T100000Z\r\n", "")]
fn who_declines_one_occurrence_gets_it_an_event_of_its_own(#[case] lines: &str, #[case] more: &str) {
    let mut bench = Bench::sogo();
    let name = format!("{CALENDAR}m.ics");
    assert_eq!(bench.store(&name, &meeting("", "")), 201);
    let copy = "/SOGo/dav/dp-sharee/Calendar/personal/m.ics";
    assert_eq!(bench.as_role("sharee", "PUT", copy, &meeting(lines, more)).status, 204);
    let kept = bench.owner("GET", &name, "").text();
    let (series, once) = kept.split_once("END:VEVENT").expect("an event ends");
    assert!(series.contains("PARTSTAT=NEEDS-ACTION") && !series.contains("EXDATE"), "{kept}");
    assert!(once.contains("RECURRENCE-ID:20261202T100000Z") && once.contains("PARTSTAT=DECLINED"), "{kept}");
}
