use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::rewrite::{store_calendar, store_card};

const EVENT: &str =
    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:u\nDTSTART:20261201T100000Z\nEND:VEVENT\nEND:VCALENDAR\n";

fn outcome(result: Result<StoredObject, Refusal>) -> u16 {
    result.map_or_else(|refusal| refusal.status, |_| 201)
}

#[rstest]
#[case::plain(EVENT.to_owned(), 201)]
#[case::byte_order_mark(format!("\u{feff}{EVENT}"), 201)]
#[case::blank_lines(format!("\r\n\r\n{EVENT}"), 201)]
#[case::junk_around(format!("junk\n{EVENT}junk\n"), 201)]
#[case::lower_case(EVENT.to_lowercase(), 201)]
#[case::no_end(EVENT.replace("END:VEVENT\nEND:VCALENDAR\n", ""), 201)]
#[case::wrong_end(EVENT.replace("END:VEVENT", "END:VTODO"), 201)]
#[case::other_envelope(EVENT.replace("VCALENDAR", "XCALENDAR"), 201)]
#[case::empty(String::new(), 404)]
#[case::text("hello".to_owned(), 404)]
#[case::card("BEGIN:VCARD\nFN:x\nEND:VCARD\n".to_owned(), 404)]
#[case::empty_calendar("BEGIN:VCALENDAR\nEND:VCALENDAR\n".to_owned(), 404)]
#[case::journal(EVENT.replace("VEVENT", "VJOURNAL"), 404)]
#[case::nul(EVENT.replace("UID:u", "UID:u\0"), 500)]
fn a_new_calendar_object(#[case] body: String, #[case] status: u16) {
    assert_eq!(outcome(store(store_calendar, body.as_bytes(), Some("text/calendar"), None)), status);
}

#[test]
fn a_second_carriage_return_is_no_part_of_the_value() {
    let object = store(store_calendar, EVENT.replace('\n', "\r\r\n").as_bytes(), Some("text/calendar"), None).unwrap();
    assert_eq!(object.uid.as_deref(), Some("u"));
}

#[rstest]
#[case("VEVENT", "hello".to_owned(), 400)]
#[case("VEVENT", "BEGIN:VCARD\nFN:x\nEND:VCARD\n".to_owned(), 501)]
#[case("VEVENT", "BEGIN:VCALENDAR\nEND:VCALENDAR\n".to_owned(), 501)]
#[case("VEVENT", EVENT.replace("VEVENT", "VTODO"), 501)]
#[case("VTODO", "hello".to_owned(), 400)]
#[case("VTODO", EVENT.to_owned(), 201)]
fn over_an_existing_object(#[case] existing: &str, #[case] body: String, #[case] status: u16) {
    let before = EVENT.replace("VEVENT", existing);
    let before = store(store_calendar, before.as_bytes(), Some("text/calendar"), None).unwrap();
    assert_eq!(outcome(store(store_calendar, body.as_bytes(), Some("text/calendar"), Some(&before))), status);
}

#[rstest]
#[case(None, "é".as_bytes(), 404)]
#[case(Some("text/plain; charset=utf-8"), "é".as_bytes(), 404)]
#[case(Some("text/plain"), b"e", 201)]
#[case(Some("text/calendar"), "é".as_bytes(), 201)]
#[case(Some("text/calendar"), b"\xe9", 404)]
#[case(Some("text/calendar; charset=iso-8859-1"), b"\xe9", 201)]
#[case(Some("text/calendar; charset=\"UTF-8\""), "é".as_bytes(), 201)]
#[case(Some("image/png"), "é".as_bytes(), 201)]
fn the_charset_decides(#[case] content_type: Option<&str>, #[case] letter: &[u8], #[case] status: u16) {
    let (head, tail) = EVENT.split_once("END:VEVENT").unwrap();
    let body = [head.as_bytes(), b"SUMMARY:", letter, b"\nEND:VEVENT", tail.as_bytes()].concat();
    assert_eq!(outcome(store(store_calendar, &body, content_type, None)), status);
}

#[rstest]
#[case("BEGIN:VCARD\nFN:x\n", None, 404)]
#[case("", None, 404)]
#[case(EVENT, None, 404)]
#[case("", Some("BEGIN:VCARD\nFN:x\nEND:VCARD"), 500)]
#[case(EVENT, Some("BEGIN:VCARD\nFN:x\nEND:VCARD"), 201)]
fn a_card_that_is_none(#[case] body: &str, #[case] before: Option<&str>, #[case] status: u16) {
    let before = before.map(|before| store(store_card, before.as_bytes(), Some("text/vcard"), None).unwrap());
    assert_eq!(outcome(store(store_card, body.as_bytes(), Some("text/vcard"), before.as_ref())), status);
}

proptest! {
    #[test]
    fn any_bytes_are_answered(body in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = store(store_calendar, &body, Some("text/calendar"), None);
        let _ = store(store_card, &body, Some("text/vcard"), None);
    }

    #[test]
    fn any_lines_are_stored_and_read_again(lines in prop::collection::vec("[A-Z-]{1,9}(;[A-Z]{1,3}=\"?[a-z,;:\\\\]{0,5}\"?)?:[ -~é😀]{0,90}", 0..8)) {
        let sent = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}\nEND:VEVENT\nEND:VCALENDAR\n", lines.join("\n"));
        let stored = store(store_calendar, sent.as_bytes(), Some("text/calendar"), None);
        if let Ok(object) = stored && object.content != b"(null)" {
            let again = store(store_calendar, &object.content, Some("text/calendar"), None);
            prop_assert!(again.is_ok());
        }
    }
}
