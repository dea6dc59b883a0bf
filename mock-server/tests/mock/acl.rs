//! What a grantee gets, method by method.

use rstest::rstest;

use crate::common::{BOOK, Bench, CALENDAR, card, event, hrefs, request};

/// PROPFIND of the collection, members listed, GET, PUT over, PUT new, DELETE item, DELETE collection, PROPPATCH.
type Row = [u16; 8];

const CLASSES: [&str; 3] = ["PUBLIC", "PRIVATE", "CONFIDENTIAL"];

fn calendar_row(roles: &[&str], class: &str) -> Row {
    let mut bench = Bench::sogo();
    for class in CLASSES {
        let name = format!("{CALENDAR}{class}.ics");
        assert_eq!(bench.store(&name, &event(class, class)), 201);
    }
    if !roles.is_empty() {
        bench.grant(CALENDAR, "dp-sharee", roles);
    }
    let item = format!("{CALENDAR}{class}.ics");
    row(&mut bench, CALENDAR, &item, &event(class, class), &event("new", "PRIVATE"))
}

fn row(bench: &mut Bench, folder: &str, item: &str, changed: &str, new: &str) -> Row {
    let propfind = |depth| request("sharee", "PROPFIND", folder, "").with_header("Depth", depth);
    let collection = bench.send(&propfind("0")).status;
    let listing = bench.send(&propfind("1"));
    let listed = listing.status == 207 && hrefs(&listing).contains(&item.to_owned());
    let mut status = |method, target: &str, body: &str| bench.as_role("sharee", method, target, body).status;
    let got = status("GET", item, "");
    let put = status("PUT", item, changed);
    let created = status("PUT", &format!("{folder}new"), new);
    let deleted = status("DELETE", item, "");
    let removed = status("DELETE", folder, "");
    let name = "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><D:displayname>mine</D:displayname></D:prop></D:set></D:propertyupdate>";
    let named = status("PROPPATCH", folder, name);
    [collection, u16::from(listed), got, put, created, deleted, removed, named]
}

#[rstest]
#[case::nothing(&[], "PUBLIC", [404, 0, 404, 404, 404, 404, 404, 403])]
#[case::none(&["None"], "PUBLIC", [404, 0, 404, 404, 404, 404, 404, 403])]
#[case::wrong_kind(&["ObjectViewer"], "PUBLIC", [404, 0, 404, 404, 404, 404, 404, 403])]
#[case::creator(&["ObjectCreator"], "PUBLIC", [207, 0, 403, 403, 201, 403, 403, 207])]
#[case::eraser(&["ObjectEraser"], "PRIVATE", [207, 0, 403, 403, 403, 204, 403, 207])]
#[case::dant(&["PublicDAndTViewer"], "PUBLIC", [207, 1, 200, 403, 403, 403, 403, 207])]
#[case::dant_of_another_class(&["PublicDAndTViewer"], "PRIVATE", [207, 0, 403, 403, 403, 403, 403, 207])]
#[case::viewer(&["PrivateViewer"], "PRIVATE", [207, 1, 200, 403, 403, 403, 403, 207])]
#[case::viewer_of_another_class(&["PrivateViewer"], "CONFIDENTIAL", [207, 0, 403, 403, 403, 403, 403, 207])]
#[case::responder(&["ConfidentialResponder"], "CONFIDENTIAL", [207, 1, 200, 204, 403, 403, 403, 207])]
#[case::modifier(&["PublicModifier"], "PUBLIC", [207, 1, 200, 204, 403, 403, 403, 207])]
#[case::modifier_creator(&["PublicModifier", "ObjectCreator"], "PUBLIC", [207, 1, 200, 204, 201, 403, 403, 207])]
#[case::all_three(&["PublicModifier", "ObjectCreator", "ObjectEraser"], "PUBLIC", [207, 1, 200, 204, 201, 204, 403, 207])]
fn calendar(#[case] roles: &[&str], #[case] class: &str, #[case] expected: Row) {
    assert_eq!(calendar_row(roles, class), expected);
}

#[rstest]
#[case::none(&["None"], [404, 0, 404, 404, 404, 404, 404, 403])]
#[case::wrong_kind(&["PublicViewer"], [404, 0, 404, 404, 404, 404, 404, 403])]
#[case::viewer(&["ObjectViewer"], [207, 1, 200, 403, 403, 403, 403, 207])]
#[case::editor(&["ObjectEditor"], [207, 1, 200, 204, 403, 403, 403, 207])]
#[case::creator(&["ObjectCreator"], [207, 0, 403, 403, 201, 403, 403, 207])]
#[case::eraser(&["ObjectEraser"], [207, 0, 403, 403, 403, 204, 403, 207])]
fn address_book(#[case] roles: &[&str], #[case] expected: Row) {
    let mut bench = Bench::sogo();
    let item = format!("{BOOK}c.vcf");
    assert_eq!(bench.store(&item, &card("c")), 201);
    bench.grant(BOOK, "dp-sharee", roles);
    assert_eq!(row(&mut bench, BOOK, &item, &card("c"), &card("new")), expected);
}

#[rstest]
#[case("owner")]
#[case("admin")]
fn owner_and_superuser_may_everything(#[case] role: &str) {
    let mut bench = Bench::sogo();
    let item = format!("{CALENDAR}a.ics");
    let statuses = [
        ("PUT", &*item, event("a", "CONFIDENTIAL")),
        ("GET", &item, String::new()),
        ("DELETE", &item, String::new()),
        ("DELETE", CALENDAR, String::new()),
    ]
    .map(|(method, target, body)| bench.as_role(role, method, target, &body).status);
    assert_eq!(statuses, [201, 200, 204, 204]);
}

#[rstest]
#[case::viewer("PublicViewer", false)]
#[case::dant("PublicDAndTViewer", true)]
fn masking_hides_the_summary(#[case] role: &str, #[case] masked: bool) {
    let mut bench = Bench::sogo();
    let item = format!("{CALENDAR}a.ics");
    assert_eq!(bench.store(&item, &event("a", "PUBLIC")), 201);
    bench.grant(CALENDAR, "dp-sharee", &[role]);
    let text = bench.as_role("sharee", "GET", &item, "").text();
    assert_eq!(text.contains("SUMMARY:secret"), !masked, "{text}");
}

#[test]
fn explicit_none_hides_what_everybody_may_see() {
    let mut bench = Bench::sogo();
    bench.grant(CALENDAR, "&lt;default&gt;", &["PublicViewer"]);
    bench.grant(CALENDAR, "dp-stranger", &["None"]);
    let propfind = |role| request(role, "PROPFIND", CALENDAR, "").with_header("Depth", "0");
    let sharee = bench.send(&propfind("sharee")).status;
    let stranger = bench.send(&propfind("stranger")).status;
    assert_eq!((sharee, stranger), (207, 404));
}

#[test]
fn roles_survive_the_collection() {
    let mut bench = Bench::sogo();
    bench.grant(CALENDAR, "dp-sharee", &["PublicViewer"]);
    assert_eq!(bench.owner("DELETE", CALENDAR, "").status, 204);
    assert_eq!(bench.owner("MKCALENDAR", CALENDAR, "").status, 201);
    let propfind = request("sharee", "PROPFIND", CALENDAR, "").with_header("Depth", "0");
    assert_eq!(bench.send(&propfind).status, 207);
}

#[test]
fn a_viewer_may_make_himself_a_modifier() {
    let mut bench = Bench::sogo();
    let item = format!("{CALENDAR}a.ics");
    assert_eq!(bench.store(&item, &event("a", "PUBLIC")), 201);
    bench.grant(CALENDAR, "dp-sharee", &["PublicViewer"]);
    let body = "<acl-query xmlns=\"urn:inverse:params:xml:ns:inverse-dav\"><set-roles user=\"dp-sharee\"><PublicModifier/></set-roles></acl-query>";
    assert_eq!(bench.as_role("sharee", "POST", CALENDAR, body).status, 204);
    let put = bench.as_role("sharee", "PUT", &item, &event("a", "PUBLIC"));
    assert_eq!(put.status, 204);
}

#[test]
fn a_subscription_ends_with_the_right_and_does_not_come_back() {
    let mut bench = Bench::sogo();
    let home = "/SOGo/dav/dp-sharee/Calendar/";
    let subscribe = "<subscribe xmlns=\"urn:inverse:params:xml:ns:inverse-dav\"/>";
    let listing = request("sharee", "PROPFIND", home, "").with_header("Depth", "1");
    let subscribed = format!("{home}dp-owner_cal/");
    bench.grant(CALENDAR, "dp-sharee", &["PublicViewer"]);
    assert_eq!(bench.as_role("sharee", "POST", CALENDAR, subscribe).status, 200);
    let mut seen = vec![hrefs(&bench.send(&listing)).contains(&subscribed)];
    for roles in [["None"], ["PublicViewer"]] {
        bench.grant(CALENDAR, "dp-sharee", &roles);
        seen.push(hrefs(&bench.send(&listing)).contains(&subscribed));
    }
    assert_eq!(seen, [true, false, false]);
}

#[rstest]
#[case::viewer("ObjectViewer", 1)]
#[case::creator("ObjectCreator", 1)]
fn address_book_query_leaks_to_creators(#[case] role: &str, #[case] cards: usize) {
    let mut bench = Bench::sogo();
    assert_eq!(bench.store(&format!("{BOOK}c.vcf"), &card("c")), 201);
    bench.grant(BOOK, "dp-sharee", &[role]);
    let query = "<A:addressbook-query xmlns:A=\"urn:ietf:params:xml:ns:carddav\" xmlns:D=\"DAV:\"><D:prop><A:address-data/></D:prop></A:addressbook-query>";
    let response = bench.as_role("sharee", "REPORT", BOOK, query);
    assert_eq!(response.text().matches("BEGIN:VCARD").count(), cards);
}
