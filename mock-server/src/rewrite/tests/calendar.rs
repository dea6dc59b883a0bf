use rstest::rstest;

use super::*;
use crate::rewrite::{mask, store_calendar, without_alarms};

const TIMES: &str = "DTSTART:20261201T100000Z\nDTEND:20261201T110000Z\n";

#[rstest]
#[case(r"SUMMARY:a;b,c\,d\;e\\f\:g", r"SUMMARY:a\;b,c\,d\;e\\f:g")]
#[case(r"DESCRIPTION:one\ntwo\Nthree", r"DESCRIPTION:one\ntwo\nthree")]
#[case("URL:http://x.example/?a=1;b=2,c", r"URL:http://x.example/?a=1\;b=2,c")]
#[case("GEO:48.85;2.35", r"GEO:48.85\;2.35")]
#[case("REQUEST-STATUS:2.0;Success", r"REQUEST-STATUS:2.0\;Success")]
#[case(r"CATEGORIES:a\,b,c,d\;e", r"CATEGORIES:a\,b,c,d\;e")]
#[case("EXRULE:INTERVAL=2;FREQ=DAILY", r"EXRULE:INTERVAL=2\;FREQ=DAILY")]
#[case("RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=TU;COUNT=4", "RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU;WKST=MO")]
#[case(
    "RDATE;VALUE=PERIOD:20261204T100000Z/PT1H,20261205T100000Z/PT1H",
    "RDATE;VALUE=PERIOD:20261204T100000Z/PT1H,20261205T100000Z/PT1H"
)]
#[case("item1.X-GRP:zz", "ITEM1.X-GRP:zz")]
#[case("x-lower;x-par=Va:Val", "X-LOWER;X-PAR=Va:Val")]
#[case("X-SPACES:a  ", "X-SPACES:a  ")]
#[case(r#"X-A;P="a; b":1"#, r"X-A;P=a\; b:1")]
#[case(r#"X-A;P="a, b":1"#, r#"X-A;P="a, b":1"#)]
#[case(r#"X-A;P="a\nb, c":1"#, r#"X-A;P="a\\nb, c":1"#)]
#[case(r"X-A;P=a\nb:1", r"X-A;P=a\nb:1")]
#[case(r#"X-A;P="a^nb":1"#, "X-A;P=a^nb:1")]
#[case(r#"X-A;P="plain":1"#, "X-A;P=plain:1")]
#[case(r#"X-A;p=x;P=y;p="z,w":1"#, r#"X-A;P=x,y,"z,w":1"#)]
#[case(
    r#"ATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE;MEMBER="mailto:a@b.c","mailto:d@e.f":x:y"#,
    r#"ATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE;MEMBER="mailto:a@b.c"\,"mailto:d@e.f":x:y"#
)]
#[case("X-A;P=:v", "X-A:v")]
#[case("X-A;FOO:v", "X-A;TYPE=FOO:v")]
fn a_line_is_written_in_the_servers_words(#[case] sent: &str, #[case] stored: &str) {
    assert_eq!(event_lines(&format!("{TIMES}{sent}")), format!("{TIMES}{stored}\nCLASS:PUBLIC"));
}

#[rstest]
#[case("DESCRIPTION:")]
#[case("LOCATION: ")]
#[case("COMMENT:;")]
#[case("X-A:,,")]
#[case("X-A:\\")]
#[case("RRULE:")]
#[case("garbage without a colon")]
fn a_line_without_a_value_is_dropped(#[case] sent: &str) {
    assert_eq!(event_lines(&format!("{TIMES}{sent}")), format!("{TIMES}CLASS:PUBLIC"));
}

#[rstest]
#[case::no_start("SUMMARY:s", "SUMMARY:s\nDTSTART:20261124T070000Z\nDURATION:PT1H")]
#[case::end_only("DTEND:20261201T110000Z", "DTEND:20261201T110000Z\nDTSTART:20261201T100000Z")]
#[case::start_only("DTSTART:20261201T100000Z", "DTSTART:20261201T100000Z\nDURATION:PT1H")]
#[case::day_only("DTSTART;VALUE=DATE:20261201", "DTSTART;VALUE=DATE:20261201\nDURATION:P1D")]
#[case::untyped_day("DTSTART:20261201", "DTSTART:20261201\nDURATION:P1D")]
#[case::garbage("DTSTART:garbage", "DTSTART:20261124T070000Z\nDURATION:PT1H")]
#[case::empty_day(
    "DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261201",
    "DTSTART;VALUE=DATE:20261201\nDTEND:20261202T000000Z"
)]
#[case::empty_event(
    "DTSTART:20261201T100000Z\nDTEND:20261201T100000Z",
    "DTSTART:20261201T100000Z\nDTEND:20261201T100000Z"
)]
#[case::swapped("DTSTART:20261201T100000Z\nDTEND:20261201T090000Z", "DTSTART:20261201T090000Z\nDTEND:20261201T100000Z")]
#[case::swapped_days(
    "DTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261201",
    "DTSTART:20261201T000000Z\nDTEND:20261203T000000Z"
)]
#[case::swapped_floating(
    "DTSTART:20261201T100000\nDTEND:20261201T090000",
    "DTSTART;TZID=Europe/Paris:20261201T090000\nDTEND;TZID=Europe/Paris:20261201T100000"
)]
#[case::swapped_zoned(
    "DTSTART;TZID=Europe/Paris:20261201T100000\nDTEND;TZID=Europe/Paris:20261201T090000",
    "DTSTART;TZID=Europe/Paris:20261201T090000Z\nDTEND;TZID=Europe/Paris:20261201T100000Z"
)]
#[case::floating(
    "DTSTART:20261201T100000\nDTEND:20261201T110000\nEXDATE:20261202T100000",
    "DTSTART;TZID=Europe/Paris:20261201T100000\nDTEND;TZID=Europe/Paris:20261201T110000\nEXDATE:20261202T100000"
)]
#[case::floating_end_only(
    "DTSTART:20261201T100000Z\nDTEND:20261201T110000",
    "DTSTART:20261201T100000Z\nDTEND:20261201T110000"
)]
#[case::both(
    "DTSTART:20261201T100000Z\nDURATION:PT1H\nDTEND:20261201T120000Z",
    "DTSTART:20261201T100000Z\nDURATION:PT1H\nDTEND:20261201T120000Z"
)]
fn times_are_completed(#[case] sent: &str, #[case] stored: &str) {
    assert_eq!(event_lines(sent), format!("{stored}\nCLASS:PUBLIC"));
}

#[rstest]
#[case("DTSTART:20261201T100000", Some("Europe/Paris"))]
#[case("DTSTART;TZID=Europe/Berlin:20261201T100000", Some("Europe/Berlin"))]
#[case("DTSTART;TZID=US/Eastern:20261201T100000", Some("America/New_York"))]
#[case("DTSTART;TZID=Romance Standard Time:20261201T100000", None)]
#[case("DTSTART:20261201T100000Z", None)]
fn a_missing_zone_is_added(#[case] sent: &str, #[case] zone: Option<&str>) {
    let stored = store(store_calendar, calendar_with(sent).as_bytes(), Some("text/calendar"), None).unwrap();
    let text = text(&stored);
    assert_eq!(text.lines().find_map(|line| line.strip_prefix("TZID:")), zone);
}

#[test]
fn components_have_their_order_and_the_rest_follows() {
    let sent = "BEGIN:VCALENDAR\nX-WR-CALNAME:Foo\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\nBEGIN:X-THING\nX-A:b\n\
                END:X-THING\nBEGIN:VTODO\nUID:u\nSUMMARY:t\nEND:VTODO\nBEGIN:VEVENT\nUID:u\nDTSTART:20261201\n\
                BEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM\nSUMMARY:e\nEND:VEVENT\nBEGIN:VTIMEZONE\nTZID:Foo\n\
                END:VTIMEZONE\nVERSION:2.0\nX-LAST:1\nEND:VCALENDAR\n";
    let stored = store(store_calendar, sent.as_bytes(), Some("text/calendar"), None).unwrap();
    insta::assert_snapshot!(text(&stored), @r"
    BEGIN:VCALENDAR
    VERSION:2.0
    METHOD:PUBLISH
    CALSCALE:GREGORIAN
    BEGIN:VTIMEZONE
    TZID:Foo
    END:VTIMEZONE
    BEGIN:VEVENT
    UID:u
    DTSTART:20261201
    BEGIN:VALARM
    ACTION:DISPLAY
    END:VALARM
    SUMMARY:e
    DURATION:P1D
    CLASS:PUBLIC
    END:VEVENT
    BEGIN:VTODO
    UID:u
    SUMMARY:t
    CLASS:PUBLIC
    END:VTODO
    X-WR-CALNAME:Foo
    BEGIN:X-THING
    X-A:b
    END:X-THING
    X-LAST:1
    END:VCALENDAR
    ");
}

#[test]
fn an_emoji_across_the_fold_loses_the_object() {
    let sent = calendar_with(&format!("{TIMES}DESCRIPTION:{}😀", "a".repeat(62)));
    let stored = store(store_calendar, sent.as_bytes(), Some("text/calendar"), None).unwrap();
    assert_eq!(stored.content, b"(null)");
}

#[test]
fn a_masked_event_shows_its_time_only() {
    let sent = calendar_with(
        "DTSTAMP:20261101T000000Z\nDTSTART:20261201T100000Z\nDURATION:PT2H\nSUMMARY:secret\nLOCATION:x\n\
         RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261202T100000Z\nCLASS:PRIVATE\nBEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM",
    );
    let stored = store(store_calendar, sent.as_bytes(), Some("text/calendar"), None).unwrap();
    let masked = String::from_utf8(mask(&stored, &Profile::Sogod58.faults()))
        .unwrap()
        .replace("\r\n ", "")
        .replace("\r\n", "\n");
    let uid = masked.lines().find_map(|line| line.strip_prefix("UID:")).unwrap();
    assert_eq!((uid.len(), uid.contains('u')), (144, false));
    insta::assert_snapshot!(masked.replace(uid, "…"), @r"
    BEGIN:VCALENDAR
    VERSION:2.0
    BEGIN:VEVENT
    DTSTAMP:20261101T000000Z
    DTSTART:20261201T100000Z
    RRULE:FREQ=DAILY;COUNT=3
    EXDATE:20261202T100000Z
    SUMMARY:(Private event)
    UID:…
    X-SOGO-SECURE:YES
    END:VEVENT
    END:VCALENDAR
    ");
}

#[test]
fn alarms_are_taken_out_and_nothing_else() {
    let alarm = "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nEND:VALARM";
    let with = store(store_calendar, calendar_with(&format!("{TIMES}{alarm}")).as_bytes(), Some("text/calendar"), None);
    let without = store(store_calendar, calendar_with(TIMES).as_bytes(), Some("text/calendar"), None);
    assert_eq!(without_alarms(&with.unwrap().content, &Profile::Sogod58.faults()), without.unwrap().content);
}
