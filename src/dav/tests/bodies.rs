//! Request bodies, to the letter.

use davproof_dav::build::{
    self, AddressFilter, Ask, Combine, CompFilter, ExpandProperty, Match, MatchType, Negate, ParamFilter, ParamTest,
    PropFilter, PropUpdate, PropValue, SyncLevel, TextMatch, TimeRange,
};
use davproof_dav::{Element, Href, Name};
use insta::assert_snapshot;

fn name(text: &str) -> Name {
    text.parse().expect("a name")
}

fn etag() -> Ask {
    Ask::names([name("D:getetag")])
}

/// Without the XML declaration, which is always the same.
fn text(body: Vec<u8>) -> String {
    let text = String::from_utf8(body).expect("UTF-8");
    text.strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>").expect("a declaration").to_owned()
}

#[test]
fn propfind_names_properties() {
    let ask = Ask::names([name("D:getetag"), name("CS:getctag"), name("{urn:x}y")]);
    assert_snapshot!(text(build::propfind(&ask)), @r#"<D:propfind xmlns:D="DAV:" xmlns:CS="http://calendarserver.org/ns/" xmlns:n2="urn:x"><D:prop><D:getetag/><CS:getctag/><n2:y/></D:prop></D:propfind>"#);
}

#[test]
fn propfind_asks_for_all_and_more() {
    assert_snapshot!(text(build::propfind(&Ask::AllProp { include: vec![name("C:supported-calendar-data")] })), @r#"<D:propfind xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:allprop/><D:include><C:supported-calendar-data/></D:include></D:propfind>"#);
}

#[test]
fn propfind_asks_for_names() {
    assert_snapshot!(text(build::propfind(&Ask::PropName)), @r#"<D:propfind xmlns:D="DAV:"><D:propname/></D:propfind>"#);
}

#[test]
fn proppatch_keeps_the_order() {
    let updates = [
        PropUpdate::Remove(name("D:displayname")),
        PropUpdate::Set(PropValue::text(name("D:displayname"), "a & <b>\r\n")),
        PropUpdate::Set(PropValue::xml(name("C:schedule-calendar-transp"), "<C:opaque/>").expect("well-formed")),
    ];
    assert_snapshot!(text(build::proppatch(&updates)), @r#"
    <D:propertyupdate xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:remove><D:prop><D:displayname/></D:prop></D:remove><D:set><D:prop><D:displayname>a &amp; &lt;b&gt;&#13;
    </D:displayname></D:prop></D:set><D:set><D:prop><C:schedule-calendar-transp><C:opaque/></C:schedule-calendar-transp></D:prop></D:set></D:propertyupdate>
    "#);
}

#[test]
fn a_fragment_cannot_break_out() {
    assert!(PropValue::xml(name("D:x"), "</v><v>").is_err());
}

#[test]
fn mkcalendar_sets_properties() {
    let name_of = PropValue::text(name("D:displayname"), "caf\u{e9}");
    assert_snapshot!(text(build::mkcalendar(&[name_of])), @r#"<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop><D:displayname>café</D:displayname></D:prop></D:set></C:mkcalendar>"#);
}

#[test]
fn mkcol_sets_the_type() {
    assert_snapshot!(text(build::mkcol(&[name("A:addressbook")], &[])), @r#"<D:mkcol xmlns:D="DAV:" xmlns:A="urn:ietf:params:xml:ns:carddav"><D:set><D:prop><D:resourcetype><D:collection/><A:addressbook/></D:resourcetype></D:prop></D:set></D:mkcol>"#);
}

#[test]
fn calendar_query_combines_conditions() {
    let text_match =
        TextMatch { collation: Some("i;ascii-casemap".to_owned()), negate: Negate::Yes, ..TextMatch::contains("x&y") };
    let attendee = PropFilter::Match {
        name: "ATTENDEE".to_owned(),
        combine: None,
        time_range: None,
        texts: vec![text_match],
        params: vec![
            ParamFilter { name: "PARTSTAT".to_owned(), test: ParamTest::Text(TextMatch::contains("NEEDS-ACTION")) },
            ParamFilter { name: "ROLE".to_owned(), test: ParamTest::NotDefined },
        ],
    };
    let event = CompFilter::Match {
        name: "VEVENT".to_owned(),
        time_range: Some(TimeRange::new("20261201T000000Z", "20261202T000000Z")),
        props: vec![attendee, PropFilter::NotDefined { name: "LOCATION".to_owned() }],
        comps: vec![CompFilter::NotDefined { name: "VALARM".to_owned() }],
    };
    let range = TimeRange { start: Some("20261201T000000Z".to_owned()), end: None };
    let ask = Ask::Props(vec![Element::new(name("D:getetag")), build::calendar_data(Some(&range))]);
    assert_snapshot!(text(build::calendar_query(&ask, &[event])), @r#"<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><C:calendar-data><C:expand start="20261201T000000Z"/></C:calendar-data></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="20261201T000000Z" end="20261202T000000Z"/><C:prop-filter name="ATTENDEE"><C:text-match collation="i;ascii-casemap" negate-condition="yes">x&amp;y</C:text-match><C:param-filter name="PARTSTAT"><C:text-match>NEEDS-ACTION</C:text-match></C:param-filter><C:param-filter name="ROLE"><C:is-not-defined/></C:param-filter></C:prop-filter><C:prop-filter name="LOCATION"><C:is-not-defined/></C:prop-filter><C:comp-filter name="VALARM"><C:is-not-defined/></C:comp-filter></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"#);
}

#[test]
fn calendar_multiget_takes_hrefs_as_written() {
    let hrefs = [Href::new("/a%20b/c@d.ics"), Href::new("/x&y.ics")];
    assert_snapshot!(text(build::calendar_multiget(&etag(), &hrefs)), @r#"<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/></D:prop><D:href>/a%20b/c@d.ics</D:href><D:href>/x&amp;y.ics</D:href></C:calendar-multiget>"#);
}

#[test]
fn addressbook_query_combines_conditions() {
    let starts = TextMatch { match_type: Some(MatchType::StartsWith), ..TextMatch::contains("A") };
    let prop = PropFilter::Match {
        name: "FN".to_owned(),
        combine: Some(Combine::AllOf),
        time_range: None,
        texts: vec![starts],
        params: Vec::new(),
    };
    let filter = AddressFilter { combine: Some(Combine::AnyOf), props: vec![prop] };
    let ask = Ask::Props(vec![build::address_data(&["FN", "EMAIL"])]);
    assert_snapshot!(text(build::addressbook_query(&ask, &filter, Some(5))), @r#"<A:addressbook-query xmlns:D="DAV:" xmlns:A="urn:ietf:params:xml:ns:carddav"><D:prop><A:address-data><A:prop name="FN"/><A:prop name="EMAIL"/></A:address-data></D:prop><A:filter test="anyof"><A:prop-filter name="FN" test="allof"><A:text-match match-type="starts-with">A</A:text-match></A:prop-filter></A:filter><A:limit><A:nresults>5</A:nresults></A:limit></A:addressbook-query>"#);
}

#[test]
fn addressbook_multiget_takes_hrefs_as_written() {
    assert_snapshot!(text(build::addressbook_multiget(&etag(), &[Href::new("/a.vcf")])), @r#"<A:addressbook-multiget xmlns:D="DAV:" xmlns:A="urn:ietf:params:xml:ns:carddav"><D:prop><D:getetag/></D:prop><D:href>/a.vcf</D:href></A:addressbook-multiget>"#);
}

#[test]
fn sync_collection_begins_without_a_token() {
    assert_snapshot!(text(build::sync_collection(None, SyncLevel::One, None, &etag())), @r#"<D:sync-collection xmlns:D="DAV:"><D:sync-token/><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>"#);
}

#[test]
fn sync_collection_goes_on_from_a_token() {
    assert_snapshot!(text(build::sync_collection(Some("17"), SyncLevel::Absent, Some(10), &etag())), @r#"<D:sync-collection xmlns:D="DAV:"><D:sync-token>17</D:sync-token><D:limit><D:nresults>10</D:nresults></D:limit><D:prop><D:getetag/></D:prop></D:sync-collection>"#);
}

#[test]
fn expand_property_nests() {
    let inner = ExpandProperty { name: name("D:displayname"), inner: Vec::new() };
    let outer = ExpandProperty { name: name("CS:calendar-proxy-read-for"), inner: vec![inner] };
    assert_snapshot!(text(build::expand_property(&[outer])), @r#"<D:expand-property xmlns:D="DAV:"><D:property name="calendar-proxy-read-for" namespace="http://calendarserver.org/ns/"><D:property name="displayname" namespace="DAV:"/></D:property></D:expand-property>"#);
}

#[test]
fn principal_property_search_matches() {
    let condition = Match { props: vec![name("D:displayname")], text: "ann".to_owned() };
    assert_snapshot!(text(build::principal_property_search(&[condition], &etag())), @r#"<D:principal-property-search xmlns:D="DAV:"><D:property-search><D:prop><D:displayname/></D:prop><D:match>ann</D:match></D:property-search><D:prop><D:getetag/></D:prop></D:principal-property-search>"#);
}

#[test]
fn free_busy_query_has_a_range() {
    assert_snapshot!(text(build::free_busy_query(&TimeRange::new("20261201T000000Z", "20261202T000000Z"))), @r#"<C:free-busy-query xmlns:C="urn:ietf:params:xml:ns:caldav"><C:time-range start="20261201T000000Z" end="20261202T000000Z"/></C:free-busy-query>"#);
}

#[test]
fn roles_are_set() {
    assert_snapshot!(text(build::set_roles("dp-sharee", &["PublicViewer", "ObjectCreator"])), @r#"<I:acl-query xmlns:I="urn:inverse:params:xml:ns:inverse-dav"><I:set-roles user="dp-sharee"><I:PublicViewer/><I:ObjectCreator/></I:set-roles></I:acl-query>"#);
}

#[test]
fn the_other_sogo_requests_name_their_user() {
    let bodies = [
        build::user_list(),
        build::roles("u"),
        build::add_user("u"),
        build::remove_user("u"),
        build::subscribe(),
        build::unsubscribe(),
    ];
    assert_snapshot!(bodies.map(text).join("\n"), @r#"
    <I:acl-query xmlns:I="urn:inverse:params:xml:ns:inverse-dav"><I:user-list/></I:acl-query>
    <I:acl-query xmlns:I="urn:inverse:params:xml:ns:inverse-dav"><I:roles user="u"/></I:acl-query>
    <I:acl-query xmlns:I="urn:inverse:params:xml:ns:inverse-dav"><I:add-user user="u"/></I:acl-query>
    <I:acl-query xmlns:I="urn:inverse:params:xml:ns:inverse-dav"><I:remove-user user="u"/></I:acl-query>
    <I:subscribe xmlns:I="urn:inverse:params:xml:ns:inverse-dav"/>
    <I:unsubscribe xmlns:I="urn:inverse:params:xml:ns:inverse-dav"/>
    "#);
}
