//! Queries against what was recorded of SOGo 5.8.0, and against the RFCs.

use roxmltree::{Document, Node};
use rstest::rstest;

use super::{Place, addressbook_query, calendar_query};
use crate::fault::{Faults, Profile};
use crate::rewrite::{Class, Principal, StoreContext, StoredObject, store_calendar, store_card};

const EVENTS: &[(&str, &str)] = &[
    ("s1950", "DTSTART:19500615T100000Z\nDTEND:19500615T110000Z"),
    ("s1969", "DTSTART:19690615T100000Z\nDTEND:19690615T110000Z"),
    ("s2026", "DTSTART:20260615T100000Z\nDTEND:20260615T110000Z"),
    ("s2034", "DTSTART:20340615T100000Z\nDTEND:20340615T110000Z"),
    ("s2035", "DTSTART:20350615T100000Z\nDTEND:20350615T110000Z"),
    ("s2050", "DTSTART:20500615T100000Z\nDTEND:20500615T110000Z"),
    ("day", "DTSTART;VALUE=DATE:20261215\nDTEND;VALUE=DATE:20261216"),
    ("rdone", "DTSTART:20260101T100000Z\nDTEND:20260101T110000Z\nRRULE:FREQ=DAILY;COUNT=5"),
    ("rinf", "DTSTART:20260101T100000Z\nDTEND:20260101T110000Z\nRRULE:FREQ=DAILY"),
    ("r2050", "DTSTART:20500101T100000Z\nDTEND:20500101T110000Z\nRRULE:FREQ=DAILY;COUNT=5"),
];

const TASKS: &[(&str, &str)] = &[
    ("t0", "SUMMARY:t0"),
    ("tdue", "DUE:20261201T100000Z"),
    ("tstart", "DTSTART:20261201T100000Z"),
    ("trec", "DTSTART:20261201T100000Z\nDUE:20261201T110000Z\nRRULE:FREQ=DAILY;COUNT=3"),
];

const CARDS: &[(&str, &str)] = &[
    (
        "c1",
        "FN:Anna Zeta\nN:Zeta;Anna\nEMAIL:anna@one.example\nEMAIL:second@two.example\nTEL:+1 555 1000\nORG:Acme;Dept\nADR:;;1 Street;Paris\nNICKNAME:Annie",
    ),
    ("c2", "FN:Bob Müller\nN:Müller;Bob\nEMAIL;TYPE=HOME:bob@x.example"),
    ("c3", "FN:Only Fn"),
];

fn objects(faults: &Faults, component: &str, sources: &[(&'static str, &str)]) -> Vec<(&'static str, StoredObject)> {
    let directory: Vec<Principal> = Vec::new();
    let mut fresh = String::new;
    let mut cx = StoreContext {
        directory: &directory,
        zone: "Europe/Paris",
        now: 1_795_474_800,
        event_class: Class::Public,
        task_class: Class::Public,
        faults,
        fresh: &mut fresh,
    };
    let mut stored = |name: &'static str, lines: &str| {
        let object = if component == "VCARD" {
            let body = format!("BEGIN:VCARD\nVERSION:4.0\nUID:{name}\n{lines}\nEND:VCARD\n");
            store_card(body.as_bytes(), Some("text/vcard"), None, &mut cx)
        } else {
            let body = format!(
                "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:{component}\nUID:{name}\n{lines}\nEND:{component}\nEND:VCALENDAR\n"
            );
            store_calendar(body.as_bytes(), Some("text/calendar"), None, &mut cx)
        };
        (name, object.unwrap())
    };
    sources.iter().map(|(name, lines)| stored(name, lines)).collect()
}

fn find(faults: &Faults, component: &str, inner: &str) -> String {
    let mut all = objects(faults, "VEVENT", EVENTS);
    all.extend(objects(faults, "VTODO", TASKS));
    let filter = format!(
        "<filter xmlns='urn:ietf:params:xml:ns:caldav'><comp-filter name='VCALENDAR'><comp-filter name='{component}'>{inner}</comp-filter></comp-filter></filter>"
    );
    let document = Document::parse(&filter).unwrap();
    let objects = all.iter().map(|(name, object)| (*name, object));
    calendar_query(Some(document.root_element()), objects, Place { zone: "Europe/Paris", definition: None }, faults)
        .unwrap()
        .join(" ")
}

fn range(start: &str, end: &str) -> String {
    let attribute = |name: &str, value: &str| {
        if value.is_empty() { String::new() } else { format!(" {name}='{value}'") }
    };
    format!("<time-range{}{}/>", attribute("start", start), attribute("end", end))
}

#[rstest]
#[case::open("", "", "s1969 s2026 s2034 day rdone rinf")]
#[case::past("19400101T000000Z", "19550101T000000Z", "s1950 rdone rinf")]
#[case::open_end("20270101T000000Z", "", "s2034 rinf")]
#[case::after_2035("20350101T000000Z", "", "rinf")]
#[case::to_2037("20270101T000000Z", "20371231T000000Z", "s2034 s2035 rinf")]
#[case::end_after_2038("20270101T000000Z", "20700101T000000Z", "rinf")]
#[case::both_after_2038("20500101T000000Z", "20510101T000000Z", "rdone rinf r2050")]
#[case::start_after_2038("20380201T000000Z", "", "s1950 s1969 s2026 s2034 day rdone rinf r2050")]
#[case::before_the_series("20250101T000000Z", "20250102T000000Z", "rdone rinf")]
#[case::touching_the_end("20260615T110000Z", "20260616T000000Z", "s2026 rinf")]
#[case::behind_the_end("20260615T110001Z", "20260616T000000Z", "rinf")]
#[case::touching_the_start("20260615T090000Z", "20260615T100000Z", "s2026 rinf")]
#[case::evening_before_the_day("20261214T230000Z", "20261214T233000Z", "rinf")]
#[case::night_behind_the_day("20261216T000000Z", "20261216T010000Z", "rinf")]
#[case::reversed("20270101T000000Z", "20260101T000000Z", "rinf")]
fn columns_of_events(#[case] start: &str, #[case] end: &str, #[case] names: &str) {
    assert_eq!(find(&Profile::Sogod58.faults(), "VEVENT", &range(start, end)), names);
}

#[rstest]
#[case("", "", "t0 tdue tstart trec")]
#[case("20261201T000000Z", "20261202T000000Z", "t0 tdue tstart trec")]
#[case("20270101T000000Z", "20270102T000000Z", "t0 tstart trec")]
#[case("20200101T000000Z", "20200102T000000Z", "t0 tdue trec")]
fn columns_of_tasks(#[case] start: &str, #[case] end: &str, #[case] names: &str) {
    assert_eq!(find(&Profile::Sogod58.faults(), "VTODO", &range(start, end)), names);
}

#[rstest]
#[case("UID", "s20", "s2026 s2034 s2035 s2050")]
#[case("UID", "S2026", "")]
#[case("UID", "r*e", "rdone")]
#[case("UID", "s2026%", "")]
#[case("TITLE", "nothing", "")]
#[case("SUMMARY", "nothing", "s1950 s1969 s2026 s2034 s2035 s2050 day rdone rinf r2050")]
fn prop_filters_of_events(#[case] name: &str, #[case] text: &str, #[case] names: &str) {
    let filter = format!("<prop-filter name='{name}'><text-match>{text}</text-match></prop-filter>");
    assert_eq!(find(&Profile::Sogod58.faults(), "VEVENT", &filter), names);
}

#[test]
fn an_apostrophe_finds_everything_twice() {
    let filter = "<prop-filter name='UID'><text-match>it's</text-match></prop-filter>";
    let found = find(&Profile::Sogod58.faults(), "VEVENT", filter);
    assert_eq!(found.split(' ').count(), 2 * (EVENTS.len() + TASKS.len()));
}

#[rstest]
#[case::half_open("VEVENT", "<time-range start='20260615T110000Z' end='20260616T000000Z'/>", "")]
#[case::instance("VEVENT", "<time-range start='20260103T000000Z' end='20260104T000000Z'/>", "rdone rinf")]
#[case::behind_the_series("VEVENT", "<time-range start='20260106T000000Z' end='20260107T000000Z'/>", "rinf")]
#[case::far_future("VEVENT", "<time-range start='20500601T000000Z' end='20500701T000000Z'/>", "s2050 rinf")]
#[case::day_in_its_zone("VEVENT", "<time-range start='20261214T230000Z' end='20261214T233000Z'/>", "day")]
#[case::negated(
    "VEVENT",
    "<prop-filter name='UID'><text-match negate-condition='yes'>s</text-match></prop-filter>",
    "day rdone rinf r2050"
)]
#[case::absent_component("VTODO", "<comp-filter name='VALARM'><is-not-defined/></comp-filter>", "t0 tdue tstart trec")]
#[case::absent_property("VTODO", "<prop-filter name='DUE'><is-not-defined/></prop-filter>", "t0 tstart")]
#[case::undated_tasks("VTODO", "<time-range start='20270101T000000Z' end='20270102T000000Z'/>", "t0")]
fn filters_of_the_rfc(#[case] component: &str, #[case] inner: &str, #[case] names: &str) {
    assert_eq!(find(&Faults::none(), component, inner), names);
}

fn cards(faults: &Faults, filter: &str) -> String {
    let all = objects(faults, "VCARD", CARDS);
    let document = Document::parse(filter).unwrap();
    let root: Node<'_, '_> = document.root_element();
    addressbook_query(Some(root), all.iter().map(|(name, object)| (*name, object)), faults).unwrap().join(" ")
}

fn condition(name: &str, attributes: &str, text: &str) -> String {
    format!("<prop-filter name='{name}'><text-match {attributes}>{text}</text-match></prop-filter>")
}

#[rstest]
#[case("FN", "", "anna", "")]
#[case("FN", "", "zeta", "c1")]
#[case("FN", "match-type='equals'", "zeta", "")]
#[case("FN", "match-type='equals'", "Zeta", "c1")]
#[case("FN", "match-type='starts-with'", "eta", "c1")]
#[case("FN", "negate-condition='yes'", "zeta", "c1")]
#[case("FN", "", "Müller", "c2")]
#[case("FN", "", "Müll", "")]
#[case("FN", "", "ü", "c1 c2 c3")]
#[case("FN", "", "%", "")]
#[case("EMAIL", "", "SECOND@", "c1")]
#[case("TEL", "", "1000", "c1")]
#[case("ORG", "", "acme", "c1")]
#[case("ORG", "", "Dept", "")]
#[case("ADR", "", "paris", "c1")]
#[case("NICKNAME", "", "nobody", "c1 c2 c3")]
fn columns_of_cards(#[case] name: &str, #[case] attributes: &str, #[case] text: &str, #[case] names: &str) {
    let filter = format!("<filter>{}</filter>", condition(name, attributes, text));
    assert_eq!(cards(&Profile::Sogod58.faults(), &filter), names);
}

#[rstest]
#[case("anyof", "c1 c2")]
#[case("allof", "")]
fn two_columns(#[case] test: &str, #[case] names: &str) {
    let filter =
        format!("<filter test='{test}'>{}{}</filter>", condition("FN", "", "zeta"), condition("EMAIL", "", "bob"));
    assert_eq!(cards(&Profile::Sogod58.faults(), &filter), names);
}

#[rstest]
#[case(condition("FN", "", "anna"), "c1")]
#[case(condition("FN", "match-type='starts-with'", "bob"), "c2")]
#[case(condition("FN", "negate-condition='yes'", "o"), "c1")]
#[case("<prop-filter name='EMAIL'><is-not-defined/></prop-filter>".to_owned(), "c3")]
#[case("<prop-filter name='EMAIL'><param-filter name='TYPE'><text-match>home</text-match></param-filter></prop-filter>".to_owned(), "c2")]
#[case(condition("NICKNAME", "match-type='equals'", "annie"), "c1")]
fn card_filters_of_the_rfc(#[case] inner: String, #[case] names: &str) {
    assert_eq!(cards(&Faults::none(), &format!("<filter>{inner}</filter>")), names);
}
