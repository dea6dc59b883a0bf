//! Each tolerance covers what it says, and nothing beside it.
#![expect(clippy::unwrap_used, reason = "tests")]

use davproof_content::{Document, Tolerance, Tolerances, compare};
use rstest::rstest;

/// What is tolerated alone of the difference between two texts: the names of the tolerances that cover all of it.
fn covering(sent: &str, got: &str) -> Vec<&'static str> {
    let read = |text: &str| Document::parse(text.replace('|', "\n").as_bytes()).unwrap();
    let (sent, got) = (read(sent), read(got));
    assert!(!compare(&sent, &got, &Tolerances::none()).is_same(), "nothing differs");
    let covers = |tolerance: &Tolerance| compare(&sent, &got, &Tolerances::none().with(*tolerance)).is_same();
    Tolerance::ALL.into_iter().filter(covers).map(Tolerance::name).collect()
}

fn event(inner: &str) -> String {
    format!("BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|{inner}|END:VEVENT|END:VCALENDAR")
}

fn card(inner: &str) -> String {
    format!("BEGIN:VCARD|FN:J|{inner}|END:VCARD")
}

#[rstest]
#[case::class("X-A:1", "X-A:1|CLASS:PUBLIC", "default-property")]
#[case::class_dropped("X-A:1|CLASS:PUBLIC", "X-A:1", "default-property")]
#[case::transp("X-A:1", "X-A:1|TRANSP:opaque", "default-property")]
#[case::priority("X-A:1", "X-A:1|PRIORITY:0", "default-property")]
#[case::sequence("X-A:1", "X-A:1|SEQUENCE:0", "default-property")]
#[case::partstat("ATTENDEE:mailto:a@b", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@b", "default-parameter")]
#[case::role("ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:a@b", "ATTENDEE:mailto:a@b", "default-parameter")]
#[case::value_time("DTSTART:20260101T000000Z", "DTSTART;VALUE=DATE-TIME:20260101T000000Z", "default-parameter")]
#[case::value_uri("ATTACH:http://x", "ATTACH;VALUE=uri:http://x", "default-parameter")]
#[case::value_address("ATTENDEE;VALUE=CAL-ADDRESS:mailto:a@b", "ATTENDEE:mailto:a@b", "default-parameter")]
#[case::value_duration("TRIGGER;VALUE=DURATION:PT1M", "TRIGGER:PT1M", "default-parameter")]
#[case::dtstamp("DTSTAMP:20260101T000000Z", "DTSTAMP:20270101T000000Z", "revision-timestamp")]
#[case::last_modified("X-A:1", "X-A:1|LAST-MODIFIED:20270101T000000Z", "revision-timestamp")]
#[case::created("X-A:1", "X-A:1|CREATED:20270101T000000Z", "creation-timestamp")]
#[case::all_day("DTSTART;VALUE=DATE:20260101", "DTSTART;VALUE=DATE:20260101|DURATION:P1D", "all-day-duration")]
#[case::timed("DTSTART:20260101T000000Z", "DTSTART:20260101T000000Z|DURATION:PT1H", "invented-duration")]
#[case::schedule_status("ATTENDEE:mailto:a@b", "ATTENDEE;SCHEDULE-STATUS=1.1:mailto:a@b", "schedule-status")]
#[case::rsvp("ATTENDEE:mailto:a@b", "ATTENDEE;RSVP=TRUE:mailto:a@b", "rsvp-true")]
#[case::organizer_added("ORGANIZER:mailto:a@b", "ORGANIZER;CN=A:mailto:a@b", "organizer-name")]
#[case::organizer_changed("ORGANIZER;CN=B:mailto:a@b", "ORGANIZER;CN=A:mailto:a@b", "organizer-name")]
#[case::empty("X-A:1|LOCATION: ", "X-A:1", "empty-property-dropped")]
#[case::empty_parts("X-A:1|COMMENT:;", "X-A:1", "empty-property-dropped")]
#[case::escape("SUMMARY:a\\:b\\\"\\t", "SUMMARY:a:b\"\t", "invalid-escape")]
fn covers_of_an_event(#[case] sent: &str, #[case] got: &str, #[case] name: &str) {
    assert_eq!(covering(&event(sent), &event(got)), [name]);
}

#[rstest]
#[case::kind("X-A:1", "X-A:1|KIND:individual", "default-property")]
#[case::value_text("NOTE;VALUE=text:a", "NOTE:a", "default-parameter")]
#[case::prodid("X-A:1", "X-A:1|PRODID:-//S//EN", "product-identifier")]
#[case::rev("REV:20260101T000000Z", "REV:20270101T000000Z", "revision-timestamp")]
#[case::name_tail("N:Do;Jo;;;", "N:Do;Jo", "empty-structured-tail")]
#[case::address_tail("ADR:;;S;C", "ADR:;;S;C;;;", "empty-structured-tail")]
#[case::organisation_tail("ORG:A;D;", "ORG:A;D", "empty-structured-tail")]
#[case::uid("X-A:1", "X-A:1|UID:1", "card-uid-added")]
#[case::empty_name("X-A:1|N:;;;;", "X-A:1", "empty-property-dropped")]
#[case::apple_escape("X-ABUID:ABC\\:ABPerson", "X-ABUID:ABC:ABPerson", "invalid-escape")]
#[case::version_4("VERSION:4.0", "VERSION:3.0", "version-3-for-4")]
#[case::version_2("VERSION:2.1", "VERSION:3.0", "version-3-for-2")]
fn covers_of_a_card(#[case] sent: &str, #[case] got: &str, #[case] name: &str) {
    assert_eq!(covering(&card(sent), &card(got)), [name]);
}

const USING: &str = "BEGIN:VEVENT|DTSTART;TZID=A:20260101T000000|END:VEVENT";
const ZONE: &str = "BEGIN:VTIMEZONE|TZID:A|END:VTIMEZONE";
const UNUSED: &str = "BEGIN:VTIMEZONE|TZID:B|END:VTIMEZONE";

fn calendar(parts: &[&str]) -> String {
    format!("BEGIN:VCALENDAR|{}|END:VCALENDAR", parts.join("|"))
}

#[rstest]
#[case::zone_added(&[USING], &[ZONE, USING], &["timezone-added"])]
#[case::unused_zone_dropped(&[UNUSED, USING], &[USING], &["timezone-dropped"])]
#[case::product_changed(&["PRODID:a", USING], &["PRODID:b", USING], &["product-identifier"])]
#[case::calscale(&[USING], &["CALSCALE:GREGORIAN", USING], &["default-property"])]
#[case::unused_zone_added(&[USING], &[UNUSED, USING], &[])]
#[case::used_zone_dropped(&[ZONE, USING], &[USING], &[])]
#[case::zone_twice(&[ZONE, USING], &[ZONE, ZONE, USING], &[])]
#[case::zone_added_twice(&[USING], &[ZONE, ZONE, USING], &[])]
#[case::product_lost(&["PRODID:a", USING], &[USING], &[])]
#[case::version_lost(&["VERSION:2.0", USING], &[USING], &[])]
#[case::other_calscale(&[USING], &["CALSCALE:CHINESE", USING], &[])]
#[case::message_stamp(
    &["METHOD:REQUEST", "BEGIN:VEVENT|DTSTAMP:20260101T000000Z|END:VEVENT"],
    &["METHOD:REQUEST", "BEGIN:VEVENT|DTSTAMP:20270101T000000Z|END:VEVENT"],
    &[]
)]
fn covers_of_a_calendar(#[case] sent: &[&str], #[case] got: &[&str], #[case] names: &[&str]) {
    assert_eq!(covering(&calendar(sent), &calendar(got)), names);
}

#[rstest]
#[case::class_changed("CLASS:PRIVATE", "CLASS:PUBLIC")]
#[case::class_dropped("X-A:1|CLASS:PRIVATE", "X-A:1")]
#[case::class_added("X-A:1", "X-A:1|CLASS:CONFIDENTIAL")]
#[case::class_twice("CLASS:PRIVATE", "CLASS:PRIVATE|CLASS:PUBLIC")]
#[case::transp_dropped("X-A:1|TRANSP:TRANSPARENT", "X-A:1")]
#[case::sequence_changed("SEQUENCE:3", "SEQUENCE:0")]
#[case::partstat_changed("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@b")]
#[case::partstat_lost("ATTENDEE;PARTSTAT=DECLINED:mailto:a@b", "ATTENDEE:mailto:a@b")]
#[case::partstat_elsewhere("ORGANIZER:mailto:a@b", "ORGANIZER;PARTSTAT=NEEDS-ACTION:mailto:a@b")]
#[case::rsvp_lost("ATTENDEE;RSVP=TRUE:mailto:a@b", "ATTENDEE:mailto:a@b")]
#[case::rsvp_changed("ATTENDEE;RSVP=FALSE:mailto:a@b", "ATTENDEE;RSVP=TRUE:mailto:a@b")]
#[case::value_not_default("ATTACH;VALUE=BINARY:QUJD", "ATTACH:QUJD")]
#[case::value_date("DTSTART;VALUE=DATE:20260101", "DTSTART:20260101")]
#[case::stamp_lost("X-A:1|DTSTAMP:20260101T000000Z", "X-A:1")]
#[case::stamp_garbled("DTSTAMP:20260101T000000Z", "DTSTAMP:0")]
#[case::stamp_twice("DTSTAMP:20260101T000000Z", "DTSTAMP:20260101T000000Z|DTSTAMP:20270101T000000Z")]
#[case::created_changed("CREATED:20260101T000000Z", "CREATED:20270101T000000Z")]
#[case::start_changed("DTSTART:20260101T000000Z", "DTSTART:20270101T000000Z")]
#[case::all_day_longer("DTSTART;VALUE=DATE:20260101", "DTSTART;VALUE=DATE:20260101|DURATION:P2D")]
#[case::duration_beside_end(
    "DTSTART:20260101T000000Z|DTEND:20260102T000000Z",
    "DTSTART:20260101T000000Z|DTEND:20260102T000000Z|DURATION:PT1H"
)]
#[case::schedule_status_lost("ATTENDEE;SCHEDULE-STATUS=1.1:mailto:a@b", "ATTENDEE:mailto:a@b")]
#[case::organizer_changed("ORGANIZER:mailto:a@b", "ORGANIZER:mailto:c@d")]
#[case::organizer_name_lost("ORGANIZER;CN=A:mailto:a@b", "ORGANIZER:mailto:a@b")]
#[case::attendee_name("ATTENDEE;CN=A:mailto:a@b", "ATTENDEE;CN=B:mailto:a@b")]
#[case::not_empty("X-A:1|LOCATION:x", "X-A:1")]
#[case::emptied("LOCATION:x", "LOCATION:")]
#[case::valid_escape("SUMMARY:a\\nb", "SUMMARY:anb")]
#[case::backslash("SUMMARY:a\\\\b", "SUMMARY:ab")]
#[case::uri_backslash("URL:http://x/\\a", "URL:http://x/a")]
#[case::uid_added("X-A:1", "X-A:1|UID:2")]
fn nothing_covers_a_lost_or_changed_event(#[case] sent: &str, #[case] got: &str) {
    assert_eq!(covering(&event(sent), &event(got)), [""; 0]);
}

#[rstest]
#[case::name_part("N:Do;Jo;;Dr.;", "N:Do;Jo")]
#[case::name_middle("N:Do;;Jo", "N:Do;Jo")]
#[case::structure_elsewhere("GENDER:M;", "GENDER:M")]
#[case::kind("X-A:1|KIND:group", "X-A:1")]
#[case::uid_changed("UID:1", "UID:2")]
#[case::uid_twice("UID:1", "UID:1|UID:2")]
#[case::rev_lost("X-A:1|REV:20260101T000000Z", "X-A:1")]
#[case::version_up("VERSION:3.0", "VERSION:4.0")]
#[case::version_lost("X-A:1|VERSION:4.0", "X-A:1")]
#[case::birthday("BDAY:19850412", "BDAY:19850413")]
#[case::photo("PHOTO:data:image/png;base64,AA", "PHOTO:data:image/png\\;base64,AA")]
fn nothing_covers_a_lost_or_changed_card(#[case] sent: &str, #[case] got: &str) {
    assert_eq!(covering(&card(sent), &card(got)), [""; 0]);
}

#[test]
fn the_standard_set_is_short_and_visible() {
    let names: Vec<_> = Tolerances::standard().iter().map(Tolerance::name).collect();
    insta::assert_snapshot!(
        names.join(" "),
        @"default-property default-parameter product-identifier revision-timestamp creation-timestamp timezone-added timezone-dropped empty-structured-tail card-uid-added all-day-duration schedule-status");
}

#[test]
fn every_name_is_kebab_case_unique_and_reads_back() {
    let mut names: Vec<_> = Tolerance::ALL.iter().map(|tolerance| tolerance.name()).collect();
    for (tolerance, name) in Tolerance::ALL.iter().zip(&names) {
        assert_eq!(name.parse(), Ok(*tolerance));
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
        assert!(tolerance.doc().ends_with('.') && tolerance.reference().starts_with("RFC "), "{name}");
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Tolerance::ALL.len());
}

#[rstest]
#[case::typo("default-propertey", Some("default-property"))]
#[case::other_word("timezone-add", Some("timezone-added"))]
#[case::far("everything", None)]
fn an_unknown_name_is_answered_with_the_nearest(#[case] name: &str, #[case] near: Option<&str>) {
    let error = name.parse::<Tolerance>().unwrap_err();
    assert_eq!(error.suggestion.map(Tolerance::name), near);
}

#[test]
fn the_message_names_the_suggestion() {
    let error = "rsvp-tru".parse::<Tolerance>().unwrap_err();
    insta::assert_snapshot!(error, @r#"there is no tolerance "rsvp-tru"; did you mean "rsvp-true"?"#);
}
