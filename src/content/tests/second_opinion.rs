//! What popular libraries are asked, and what is kept from them.
#![expect(clippy::unwrap_used, reason = "tests")]

use davproof_content::{Library, Problem, Refusal, readable_by_icalendar, readable_by_vcard_parser};
use rstest::rstest;

const EVENT: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n\
                     DTSTART:20260101T000000Z\r\nSUMMARY:Tea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const CARD: &str = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jane\r\nEND:VCARD\r\n";

#[test]
fn a_plain_event_is_read() {
    assert_eq!(readable_by_icalendar(EVENT.as_bytes()), Ok(()));
}

#[test]
fn a_plain_card_is_read() {
    assert_eq!(readable_by_vcard_parser(CARD.as_bytes()), Ok(()));
}

#[test]
fn what_icalendar_refuses_is_its_refusal() {
    let two = EVENT.repeat(2);
    let refusal = readable_by_icalendar(two.as_bytes()).unwrap_err();
    assert!(matches!(refusal, Refusal::Unreadable { library: Library::Icalendar, .. }), "{refusal:?}");
}

#[test]
fn what_vcard_parser_refuses_is_its_refusal_cut_to_200_characters() {
    let secret = "personal ".repeat(100);
    let card = CARD.replace("FN:Jane", &format!("FN:Jane\r\nGENDER;X=\"{secret}\":{secret}\r\nBDAY:{secret}"));
    let Refusal::Unreadable { library, message } = readable_by_vcard_parser(card.as_bytes()).unwrap_err() else {
        panic!("not asked");
    };
    assert_eq!(library, Library::VcardParser);
    assert!(!message.is_empty() && message.chars().count() <= 200);
}

#[rstest]
#[case::version_3(&CARD.replace("4.0", "3.0"))]
#[case::no_version(&CARD.replace("VERSION:4.0\r\n", ""))]
#[case::two_cards(&CARD.repeat(2))]
#[case::a_calendar(EVENT)]
fn vcard_parser_is_asked_for_one_card_of_version_4_only(#[case] text: &str) {
    let refusal = readable_by_vcard_parser(text.as_bytes()).unwrap_err();
    assert!(matches!(refusal, Refusal::OutOfScope { .. }), "{refusal:?}");
}

#[test]
fn icalendar_is_asked_for_calendars_only() {
    let refusal = readable_by_icalendar(CARD.as_bytes()).unwrap_err();
    assert_eq!(refusal, Refusal::OutOfScope { expected: "iCalendar" });
}

fn problem(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Malformed(error) => error.problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn deep_nesting_never_reaches_a_library() {
    let bomb = format!("BEGIN:VCALENDAR\n{}", "BEGIN:A\n".repeat(20_000));
    assert_eq!(problem(readable_by_icalendar(bomb.as_bytes()).unwrap_err()), Problem::TooDeep { limit: 32 });
}

#[test]
fn nesting_behind_bare_carriage_returns_does_no_harm() {
    let hidden = "BEGIN:A\r".repeat(20_000);
    let text = EVENT.replace("SUMMARY:Tea", &format!("SUMMARY:{hidden}"));
    assert!(matches!(readable_by_icalendar(text.as_bytes()), Ok(()) | Err(Refusal::Unreadable { .. })));
}

#[test]
fn large_texts_never_reach_a_library() {
    let text = EVENT.replace("Tea", &"a".repeat(300_000));
    assert!(matches!(problem(readable_by_icalendar(text.as_bytes()).unwrap_err()), Problem::TooLarge { .. }));
}

#[test]
fn the_deepest_allowed_nesting_is_borne() {
    let deep = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}{}END:VCALENDAR\r\n",
        "BEGIN:A\r\n".repeat(31),
        "END:A\r\n".repeat(31)
    );
    assert!(matches!(readable_by_icalendar(deep.as_bytes()), Ok(()) | Err(Refusal::Unreadable { .. })));
}
