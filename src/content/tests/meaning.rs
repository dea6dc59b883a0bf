//! What counts as the same value and what does not, by value type.
#![expect(clippy::unwrap_used, reason = "tests")]

use davproof_content::{Comparison, Document, Tolerances, compare};
use rstest::rstest;

fn event(lines: &str) -> Document {
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n");
    Document::parse(text.as_bytes()).unwrap()
}

fn card(lines: &str) -> Document {
    Document::parse(format!("BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n").as_bytes()).unwrap()
}

fn strictly(sent: &Document, got: &Document) -> Comparison {
    compare(sent, got, &Tolerances::none())
}

fn sentences(comparison: &Comparison) -> String {
    let lines = comparison.differences.iter().map(|difference| format!("{} | {difference}", difference.at));
    lines.collect::<Vec<_>>().join("\n")
}

#[rstest]
#[case::text_line_break("SUMMARY:a\\nb", "SUMMARY:a\\Nb")]
#[case::text_separators("SUMMARY:a; b, c", "SUMMARY:a\\; b\\, c")]
#[case::names("summary;language=de:a", "SUMMARY;LANGUAGE=DE:a")]
#[case::x_names("x-lower:Val", "X-LOWER:Val")]
#[case::param_order("ATTENDEE;CN=A;ROLE=CHAIR:mailto:a@b", "ATTENDEE;ROLE=CHAIR;CN=A:mailto:a@b")]
#[case::param_quotes("DTSTART;TZID=\"Europe/Paris\":20260101T000000", "DTSTART;TZID=Europe/Paris:20260101T000000")]
#[case::param_caret("ATTENDEE;CN=\"a^'b\":mailto:a@b", "ATTENDEE;CN=a^'b:mailto:a@b")]
#[case::param_enumeration("ATTENDEE;PARTSTAT=accepted:mailto:a@b", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b")]
#[case::param_list(
    "ATTENDEE;MEMBER=\"mailto:a\",\"mailto:b\":mailto:c",
    "ATTENDEE;MEMBER=\"mailto:b\",\"MAILTO:a\":mailto:c"
)]
#[case::list_order("CATEGORIES:a,b", "CATEGORIES:b,a")]
#[case::list_repeated("CATEGORIES:a,b\nCATEGORIES:c", "CATEGORIES:a\nCATEGORIES:c,b")]
#[case::exdate_repeated("EXDATE:20260101T000000,20260102T000000", "EXDATE:20260102T000000\nEXDATE:20260101T000000")]
#[case::rdate_periods(
    "RDATE;VALUE=PERIOD:20260101T000000Z/PT1H,20260102T000000Z/PT60M",
    "RDATE;VALUE=PERIOD:20260102T000000Z/PT1H\nRDATE;VALUE=PERIOD:20260101T000000Z/PT1H"
)]
#[case::rule_parts("RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=TU;COUNT=4", "RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU;WKST=SU")]
#[case::rule_lists("RRULE:FREQ=MONTHLY;BYDAY=+2TU,-1FR", "RRULE:FREQ=MONTHLY;BYDAY=-1FR,2TU")]
#[case::rule_defaults("RRULE:FREQ=DAILY;INTERVAL=1;WKST=MO", "RRULE:FREQ=DAILY")]
#[case::rule_case("RRULE:freq=daily;until=20260101t000000z", "RRULE:FREQ=DAILY;UNTIL=20260101T000000Z")]
#[case::geo_digits("GEO:48.850;2.0", "GEO:48.85;2")]
#[case::uri_scheme("ATTENDEE:MAILTO:a@b", "ATTENDEE:mailto:a@b")]
#[case::enumeration("CLASS:private", "CLASS:PRIVATE")]
#[case::integer("PRIORITY:05", "PRIORITY:5")]
#[case::duration("DURATION:P1W", "DURATION:P7D")]
#[case::duration_units("DURATION:PT90M", "DURATION:PT1H30M")]
#[case::duration_sign("DURATION:+PT5M", "DURATION:PT5M")]
#[case::binary("ATTACH;VALUE=BINARY;ENCODING=BASE64:QUJD\n IERF", "ATTACH;VALUE=BINARY;ENCODING=BASE64:QUJDIERF")]
#[case::order("SUMMARY:a\nLOCATION:b", "LOCATION:b\nSUMMARY:a")]
#[case::folds("SUMMARY:a\n b", "SUMMARY:ab")]
fn the_same_said_otherwise_is_no_difference(#[case] one: &str, #[case] other: &str) {
    assert_eq!(sentences(&strictly(&event(one), &event(other))), "");
}

#[rstest]
#[case::type_list("TEL;TYPE=a,b:1", "TEL;TYPE=B;TYPE=a:1")]
#[case::type_quoted("TEL;TYPE=\"a,b\":1", "TEL;TYPE=a,b:1")]
#[case::type_bare("TEL;WORK;VOICE:1", "TEL;TYPE=WORK,VOICE:1")]
#[case::group_case("item1.TEL:1\nitem1.X-ABLabel:x", "ITEM1.TEL:1\nITEM1.X-ABLABEL:x")]
#[case::encoding("PHOTO;ENCODING=b:QUJD", "PHOTO;ENCODING=BASE64:QUJD")]
#[case::apple_fold("PHOTO;ENCODING=b:\n  QUJD\n  QUJD", "PHOTO;ENCODING=b:QUJDQUJD")]
#[case::quoted_printable("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=B6rg", "NOTE;CHARSET=UTF-8:Jörg")]
#[case::date_forms("BDAY:1985-04-12", "BDAY:19850412")]
#[case::structured_escapes("ADR:;;a\\,b;c\\;d;;;", "ADR:;;a\\,b;c\\;d;;;")]
#[case::org_comma("ORG:A, Inc;B", "ORG:A\\, Inc;B")]
#[case::nicknames("NICKNAME:a,b", "NICKNAME:b\nNICKNAME:a")]
fn the_same_card_said_otherwise_is_no_difference(#[case] one: &str, #[case] other: &str) {
    assert_eq!(sentences(&strictly(&card(one), &card(other))), "");
}

#[rstest]
#[case::text("SUMMARY:a", "SUMMARY:b")]
#[case::text_case("SUMMARY:a", "SUMMARY:A")]
#[case::text_space("SUMMARY:a b", "SUMMARY:a  b")]
#[case::text_trailing_space("SUMMARY:a ", "SUMMARY:a")]
#[case::text_line_break("SUMMARY:a\\nb", "SUMMARY:a\\\\nb")]
#[case::text_composed("SUMMARY:\u{e9}", "SUMMARY:e\u{301}")]
#[case::list_joined("CATEGORIES:a,b", "CATEGORIES:a\\,b")]
#[case::list_duplicate("CATEGORIES:a,a", "CATEGORIES:a")]
#[case::uri_escaped("URL:http://x/?a;b", "URL:http://x/?a\\;b")]
#[case::geo_escaped("GEO:1.5;2", "GEO:1.5\\;2")]
#[case::status_escaped("REQUEST-STATUS:2.0;Success", "REQUEST-STATUS:2.0\\;Success")]
#[case::rule_count("RRULE:FREQ=DAILY;COUNT=4", "RRULE:FREQ=DAILY;COUNT=5")]
#[case::rule_part("RRULE:FREQ=DAILY;BYHOUR=9", "RRULE:FREQ=DAILY")]
#[case::rule_unknown_part("RRULE:FREQ=DAILY;X-A=1", "RRULE:FREQ=DAILY")]
#[case::floating_zoned("DTSTART:20260101T000000", "DTSTART;TZID=Europe/Paris:20260101T000000")]
#[case::floating_utc("DTSTART:20260101T000000", "DTSTART:20260101T000000Z")]
#[case::other_zone("DTSTART;TZID=A:20260101T000000", "DTSTART;TZID=B:20260101T000000")]
#[case::date_and_time("DTSTART;VALUE=DATE:20260101", "DTSTART;VALUE=DATE:20260101T000000")]
#[case::date_without_value("DTSTART;VALUE=DATE:20260101", "DTSTART:20260101")]
#[case::exdate_zone("EXDATE;TZID=A:20260101T000000", "EXDATE:20260101T000000")]
#[case::duration_day("DURATION:P1D", "DURATION:PT24H")]
#[case::duration_sign("DURATION:-PT5M", "DURATION:PT5M")]
#[case::offset("TZOFFSETFROM:+005328", "TZOFFSETFROM:+0053")]
#[case::binary("ATTACH;VALUE=BINARY;ENCODING=BASE64:QUJD", "ATTACH;VALUE=BINARY;ENCODING=BASE64:QUJE")]
#[case::encoding_lost("ATTACH;VALUE=BINARY;ENCODING=BASE64:QUJD", "ATTACH;VALUE=BINARY:QUJD")]
#[case::param_value("ATTENDEE;CN=A:mailto:a@b", "ATTENDEE;CN=a:mailto:a@b")]
#[case::param_lost("ATTENDEE;CN=A:mailto:a@b", "ATTENDEE:mailto:a@b")]
#[case::param_quotes_lost("ATTENDEE;CN=\"A; B\":mailto:a@b", "ATTENDEE;CN=A\\; B:mailto:a@b")]
#[case::param_line_break("ATTENDEE;X-P=\"a\\nb\":mailto:a@b", "ATTENDEE;X-P=a\\\\nb:mailto:a@b")]
#[case::repeated_lost("X-M:1\nX-M:2", "X-M:2")]
#[case::repeated_same_lost("COMMENT:a\nCOMMENT:a", "COMMENT:a")]
#[case::garbage("DTSTART:garbage", "DTSTART:GARBAGE2")]
fn another_meaning_is_a_difference_in_both_directions(#[case] one: &str, #[case] other: &str) {
    let there = strictly(&event(one), &event(other)).differences.len();
    let back = strictly(&event(other), &event(one)).differences.len();
    assert!(there > 0 && back > 0, "{there} {back}");
}

#[rstest]
#[case::structured_part("N:Do;Jo", "N:Do\\;Jo")]
#[case::structured_list("N:Do;Jo,Bo", "N:Do;Jo\\,Bo")]
#[case::structured_tail("N:Do;Jo;;;", "N:Do;Jo")]
#[case::group_lost("item1.TEL:1", "TEL:1")]
#[case::group_swapped("item1.TEL:1\nitem2.TEL:2", "item2.TEL:1\nitem1.TEL:2")]
#[case::type_lost("TEL;TYPE=a,b:1", "TEL;TYPE=a:1")]
#[case::types_swapped("TEL;TYPE=a:1\nTEL;TYPE=b:2", "TEL;TYPE=b:1\nTEL;TYPE=a:2")]
#[case::data_uri("PHOTO:data:image/png;base64,AAAA", "PHOTO:data:image/png\\;base64,AAAA")]
#[case::quoted_printable("NOTE;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg", "NOTE:Jorg")]
#[case::birthday("BDAY:1985-04-12", "BDAY:19850413")]
#[case::partial_birthday("BDAY:--0412", "BDAY:0412")]
fn another_card_is_a_difference_in_both_directions(#[case] one: &str, #[case] other: &str) {
    let there = strictly(&card(one), &card(other)).differences.len();
    let back = strictly(&card(other), &card(one)).differences.len();
    assert!(there > 0 && back > 0, "{there} {back}");
}

#[test]
fn every_kind_of_difference_has_its_sentence() {
    let sent = event(
        "SUMMARY:Tea\nLOCATION:Room 5\nGEO:48.85;2.35\nCATEGORIES:Work,Home\nATTENDEE;CN=Jo;ROLE=CHAIR:mailto:jo@x\n\
         DTSTART:20260101T100000\nDTEND;TZID=A:20260101T110000\nDUE;VALUE=DATE:20260101\nX-A:Zoë\nX-B:abcdef\nX-C:abc\n\
         X-D:a b\nX-E:a\\,b\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM\nBEGIN:VALARM\nACTION:AUDIO\nTRIGGER:PT0S\nEND:VALARM",
    );
    let got = event(
        "SUMMARY:Tea\nGEO:48.85\\;2.35\nCATEGORIES:Work\nATTENDEE;CN=Joe;RSVP=TRUE:mailto:jo@x\n\
         DTSTART;TZID=B:20260101T100000\nDTEND:20260101T110000\nDUE:20260101T000000\nX-A:Zo?\nX-B:abc\nX-C:ABC\n\
         X-D:a  b\nX-E:a\\\\\\,b\nX-NEW:1\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT10M\nEND:VALARM",
    );
    insta::assert_snapshot!(sentences(&strictly(&sent, &got)), @r#"
VEVENT[uid=1]/ATTENDEE;CN | the parameter CN of the ATTENDEE "mailto:jo@x" of the event changed from "Jo" to "Joe"
VEVENT[uid=1]/ATTENDEE;ROLE | the ATTENDEE "mailto:jo@x" of the event lost its parameter ROLE "CHAIR"
VEVENT[uid=1]/ATTENDEE;RSVP | the ATTENDEE "mailto:jo@x" of the event gained the parameter RSVP "TRUE", which was not sent
VEVENT[uid=1]/CATEGORIES | the event lost its CATEGORIES "Home"
VEVENT[uid=1]/DTEND | the DTEND of the event changed from "20260101T110000 (A)" to "20260101T110000": the time lost its zone, so it is another moment elsewhere
VEVENT[uid=1]/DTSTART | the DTSTART of the event changed from "20260101T100000" to "20260101T100000 (B)": a floating time was bound to a zone, so it is another moment for travellers
VEVENT[uid=1]/DUE | the DUE of the event changed from "20260101" to "20260101T000000": a whole day and a time of day are not the same
VEVENT[uid=1]/DUE;VALUE | the DUE "20260101" of the event lost its parameter VALUE "DATE"
VEVENT[uid=1]/GEO | the GEO of the event changed from "48.85;2.35" to "48.85\;2.35": the separator was escaped
VEVENT[uid=1]/LOCATION | the event lost its LOCATION "Room 5"
VEVENT[uid=1]/X-A | the X-A of the event changed from "Zoë" to "Zo?": characters beyond ASCII were replaced
VEVENT[uid=1]/X-B | the X-B of the event changed from "abcdef" to "abc": the end was cut off
VEVENT[uid=1]/X-C | the X-C of the event changed from "abc" to "ABC": only the case of letters differs
VEVENT[uid=1]/X-D | the X-D of the event changed from "a b" to "a  b": only white space or line breaks differ
VEVENT[uid=1]/X-E | the X-E of the event changed from "a\,b" to "a\\\,b"
VEVENT[uid=1]/X-NEW | the event gained the X-NEW "1", which was not sent
VEVENT[uid=1]/VALARM[1]/TRIGGER | the TRIGGER of the alarm of the event changed from "-PT15M" to "-PT10M"
VEVENT[uid=1]/VALARM[2] | the event lost the alarm "AUDIO PT0S"
"#);
}

#[test]
fn components_are_matched_by_what_they_are() {
    let object = |inner: &str| Document::parse(format!("BEGIN:VCALENDAR\n{inner}END:VCALENDAR\n").as_bytes()).unwrap();
    let event = |uid: &str, extra: &str| format!("BEGIN:VEVENT\nUID:{uid}\n{extra}END:VEVENT\n");
    let zone = |name: &str| format!("BEGIN:VTIMEZONE\nTZID:{name}\nEND:VTIMEZONE\n");
    let sent = object(
        &[
            zone("A"),
            zone("B"),
            event("1", "SUMMARY:master\n"),
            event("1", "RECURRENCE-ID:20260102T000000Z\nSUMMARY:first\n"),
            event("1", "RECURRENCE-ID:20260103T000000Z\nSUMMARY:second\n"),
            event("2", "SUMMARY:other\n"),
        ]
        .concat(),
    );
    let got = object(
        &[
            event("3", "SUMMARY:new\n"),
            event("1", "RECURRENCE-ID:20260103T000000Z\nSUMMARY:zwei\n"),
            event("1", "SUMMARY:master\n"),
            zone("B"),
            event("2", "SUMMARY:other\n"),
            zone("C"),
        ]
        .concat(),
    );
    insta::assert_snapshot!(sentences(&strictly(&sent, &got)), @r#"
VEVENT[uid=1,recurrence-id=20260103T000000Z]/SUMMARY | the SUMMARY of the occurrence 20260103T000000Z of the event changed from "second" to "zwei"
VTIMEZONE[tzid=A] | the calendar lost the time zone A
VEVENT[uid=1,recurrence-id=20260102T000000Z] | the calendar lost the occurrence 20260102T000000Z of the event "first"
VEVENT[uid=3] | the calendar gained the event "new", which was not sent
VTIMEZONE[tzid=C] | the calendar gained the time zone C, which was not sent
"#);
}

#[test]
fn the_only_event_with_another_uid_is_the_same_event() {
    let object = |uid: &str| {
        Document::parse(format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{uid}\nEND:VEVENT\nEND:VCALENDAR\n").as_bytes())
            .unwrap()
    };
    insta::assert_snapshot!(sentences(&strictly(&object("a"), &object("b"))), @r#"VEVENT[uid=a]/UID | the UID of the event changed from "a" to "b""#);
}

#[test]
fn a_lost_second_card_or_calendar_is_seen() {
    let two = Document::parse(b"BEGIN:VCARD\nUID:1\nFN:A\nEND:VCARD\nBEGIN:VCARD\nUID:2\nFN:B\nEND:VCARD\n").unwrap();
    let one = Document { components: two.components[1..].to_vec() };
    insta::assert_snapshot!(sentences(&strictly(&two, &one)), @r#"VCARD[uid=1] | the object lost the card "A""#);
}

#[test]
fn long_values_are_cut_around_the_first_difference() {
    let photo = |end: &str| card(&format!("PHOTO;ENCODING=b:{}{end}", "QUJD".repeat(1000)));
    let difference = strictly(&photo("AAAA"), &photo("BBBB")).differences.remove(0);
    assert!(difference.before.unwrap().ends_with("QUJDAAAA (4004 characters)"));
    assert!(difference.after.unwrap().len() < 300);
}
