//! What methods do.

use rstest::rstest;

use crate::common::{BOOK, Bench, CALENDAR, card, event, hrefs, request};

#[rstest]
#[case::calendar("MKCALENDAR", "/SOGo/dav/dp-owner/Calendar/new/", 201)]
#[case::calendar_that_exists("MKCALENDAR", CALENDAR, 405)]
#[case::calendar_among_contacts("MKCALENDAR", "/SOGo/dav/dp-owner/Contacts/new/", 405)]
#[case::calendar_in_calendar("MKCALENDAR", "/SOGo/dav/dp-owner/Calendar/cal/new/", 405)]
#[case::calendar_without_parent("MKCALENDAR", "/SOGo/dav/dp-owner/Calendar/nope/new/", 404)]
#[case::calendar_of_another("MKCALENDAR", "/SOGo/dav/dp-sharee/Calendar/new/", 403)]
#[case::collection("MKCOL", "/SOGo/dav/dp-owner/Contacts/new/", 201)]
#[case::collection_that_exists("MKCOL", BOOK, 405)]
#[case::delete_default("DELETE", "/SOGo/dav/dp-owner/Calendar/personal/", 403)]
#[case::delete_folder("DELETE", CALENDAR, 204)]
#[case::delete_inbox("DELETE", "/SOGo/dav/dp-owner/Calendar/inbox/", 500)]
#[case::delete_home("DELETE", "/SOGo/dav/dp-owner/Calendar/", 501)]
#[case::delete_directory("DELETE", "/SOGo/dav/dp-owner/Contacts/directory/", 403)]
#[case::delete_nothing("DELETE", "/SOGo/dav/dp-owner/Calendar/cal/nope.ics", 404)]
#[case::get_collection("GET", CALENDAR, 501)]
#[case::get_root("GET", "/SOGo/dav/", 500)]
#[case::put_on_home("PUT", "/SOGo/dav/dp-owner/Calendar/x.ics", 501)]
#[case::put_without_parent("PUT", "/SOGo/dav/dp-owner/Calendar/nope/x.ics", 404)]
#[case::put_on_export("PUT", "/SOGo/dav/dp-owner/Calendar/cal.ics", 403)]
#[case::put_in_inbox("PUT", "/SOGo/dav/dp-owner/Calendar/inbox/x.ics", 201)]
#[case::unknown_method("PATCH", CALENDAR, 405)]
fn answers(#[case] method: &str, #[case] target: &str, #[case] status: u16) {
    let mut bench = Bench::sogo();
    let body = if method == "PUT" { event("u", "PUBLIC") } else { String::new() };
    assert_eq!(bench.owner(method, target, &body).status, status);
}

#[rstest]
#[case::right(Some(("If-Match", "\"gcs00000000\"")), 204)]
#[case::any(Some(("If-Match", "*")), 204)]
#[case::listed(Some(("If-Match", "\"x\", \"gcs00000000\"")), 204)]
#[case::wrong(Some(("If-Match", "\"x\"")), 412)]
#[case::unquoted(Some(("If-Match", "gcs00000000")), 412)]
#[case::star_is_ignored(Some(("If-None-Match", "*")), 204)]
#[case::unconditional(None, 204)]
fn put_over_an_event(#[case] condition: Option<(&str, &str)>, #[case] status: u16) {
    let mut bench = Bench::sogo();
    let target = format!("{CALENDAR}a.ics");
    assert_eq!(bench.store(&target, &event("u", "PUBLIC")), 201);
    let mut put = request("owner", "PUT", &target, &event("u", "PUBLIC"));
    if let Some((name, value)) = condition {
        put = put.with_header(name, value);
    }
    assert_eq!(bench.send(&put).status, status);
}

#[rstest]
#[case::event(CALENDAR, event("u", "PUBLIC"), 201)]
#[case::card(BOOK, card("u"), 412)]
fn if_match_on_something_new(#[case] folder: &str, #[case] body: String, #[case] status: u16) {
    let mut bench = Bench::sogo();
    let put = request("owner", "PUT", &format!("{folder}new"), &body).with_header("If-Match", "\"x\"");
    assert_eq!(bench.send(&put).status, status);
}

#[test]
fn version_counts_up_and_begins_again_after_a_delete() {
    let mut bench = Bench::sogo();
    let target = format!("{CALENDAR}a.ics");
    let mut tags = Vec::new();
    for method in ["PUT", "PUT", "DELETE", "PUT"] {
        let response = bench.owner(method, &target, &event("u", "PUBLIC"));
        tags.push(response.header("ETag").unwrap_or("-").to_owned());
    }
    assert_eq!(tags, ["\"gcs00000000\"", "\"gcs00000001\"", "-", "\"gcs00000000\""]);
}

#[rstest]
#[case::same_collection(CALENDAR, event("u", "PUBLIC"), 409)]
#[case::other_collection("/SOGo/dav/dp-owner/Calendar/personal/", event("u", "PUBLIC"), 201)]
fn second_event_with_the_uid(#[case] folder: &str, #[case] body: String, #[case] status: u16) {
    let mut bench = Bench::sogo();
    assert_eq!(bench.store(&format!("{CALENDAR}a.ics"), &event("u", "PUBLIC")), 201);
    assert_eq!(bench.store(&format!("{folder}b.ics"), &body), status);
}

#[test]
fn second_card_with_the_uid_is_taken() {
    let mut bench = Bench::sogo();
    assert_eq!(bench.store(&format!("{BOOK}a.vcf"), &card("u")), 201);
    assert_eq!(bench.store(&format!("{BOOK}b.vcf"), &card("u")), 201);
}

#[test]
fn delete_takes_no_notice_of_if_match() {
    let mut bench = Bench::sogo();
    let target = format!("{CALENDAR}a.ics");
    assert_eq!(bench.store(&target, &event("u", "PUBLIC")), 201);
    let delete = request("owner", "DELETE", &target, "").with_header("If-Match", "\"x\"");
    assert_eq!(bench.send(&delete).status, 204);
}

#[test]
fn move_names_an_event_after_its_uid() {
    let mut bench = Bench::sogo();
    assert_eq!(bench.store(&format!("{CALENDAR}a.ics"), &event("u", "PUBLIC")), 201);
    let to = "http://localhost/SOGo/dav/dp-owner/Calendar/personal/asked.ics";
    let request_ = request("owner", "MOVE", &format!("{CALENDAR}a.ics"), "").with_header("Destination", to);
    assert_eq!(bench.send(&request_).status, 201);
    let listing =
        request("owner", "PROPFIND", "/SOGo/dav/dp-owner/Calendar/personal/", "").with_header("Depth", "infinity");
    assert_eq!(hrefs(&bench.send(&listing)), ["/SOGo/dav/dp-owner/Calendar/personal/u.ics"]);
}

#[test]
fn move_within_a_collection_loses_an_event_named_after_its_uid() {
    let mut bench = Bench::sogo();
    let target = format!("{CALENDAR}u.ics");
    assert_eq!(bench.store(&target, &event("u", "PUBLIC")), 201);
    let to = format!("http://localhost{CALENDAR}v.ics");
    let request_ = request("owner", "MOVE", &target, "").with_header("Destination", &to);
    assert_eq!(bench.send(&request_).status, 201);
    assert_eq!(bench.owner("GET", &target, "").status, 404);
}

#[test]
fn head_keeps_the_length_of_the_body() {
    let mut bench = Bench::sogo();
    let target = format!("{CALENDAR}a.ics");
    assert_eq!(bench.store(&target, &event("u", "PUBLIC")), 201);
    let length = bench.owner("GET", &target, "").body.len().to_string();
    let head = bench.owner("HEAD", &target, "");
    assert_eq!((head.header("Content-Length"), head.body.len()), (Some(length.as_str()), 0));
}

#[rstest]
#[case::color("<X:calendar-color xmlns:X=\"http://apple.com/ns/ical/\">#FF0000FF</X:calendar-color>", 207)]
#[case::short_color("<X:calendar-color xmlns:X=\"http://apple.com/ns/ical/\">#FF0000</X:calendar-color>", 400)]
#[case::empty_name("<D:displayname/>", 403)]
#[case::taken_name("<D:displayname>Personal Calendar</D:displayname>", 409)]
#[case::dead_property("<Z:foo xmlns:Z=\"urn:z\">x</Z:foo>", 403)]
#[case::protected("<D:getetag>x</D:getetag>", 403)]
fn proppatch(#[case] property: &str, #[case] status: u16) {
    let mut bench = Bench::sogo();
    let body =
        format!("<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop>{property}</D:prop></D:set></D:propertyupdate>");
    assert_eq!(bench.owner("PROPPATCH", CALENDAR, &body).status, status);
}
