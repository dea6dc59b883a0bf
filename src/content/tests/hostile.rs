//! Large and odd texts take time and memory in proportion to their size.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::time::{Duration, Instant};

use davproof_content::{Document, Limits, Tolerances, compare};
use rstest::rstest;

fn numbered(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn card(inner: &str) -> Vec<u8> {
    format!("BEGIN:VCARD\n{inner}END:VCARD\n").into_bytes()
}

/// A quadratic step would take minutes for each of them.
#[rstest]
#[case::many_properties(card(&"X:1\n".repeat(30_000)))]
#[case::many_names(card(&numbered(15_000, |n| format!("X-{n}:1\n"))))]
#[case::many_list_items(card(&format!("CATEGORIES:{}\n", "a,".repeat(500_000))))]
#[case::list_items_with_parameters(card(&format!("CATEGORIES{}:{}\n", ";A=b".repeat(1_000), "a,".repeat(4_000))))]
#[case::many_folds(card(&format!("NOTE:{}\n", "a\n ".repeat(300_000))))]
#[case::many_escapes(card(&format!("NOTE:{}\n", "\\n\\\\\\;".repeat(100_000))))]
#[case::many_parts(card(&format!("N:{}\n", ";".repeat(100_000))))]
#[case::long_rule(card(&format!("RRULE:BYDAY={}\n", "MO,".repeat(200_000))))]
#[case::long_photo(card(&format!("PHOTO;ENCODING=b:{}\n", "QUJD".repeat(150_000))))]
#[case::many_carets(card(&format!("X;P={}:1\n", "^n".repeat(200_000))))]
#[case::many_components(card(&"BEGIN:VALARM\nX:1\nEND:VALARM\n".repeat(6_000)))]
#[case::many_events(card(&numbered(6_000, |n| format!("BEGIN:VEVENT\nUID:{n}\nEND:VEVENT\n"))))]
#[case::deep_and_wide(card(&("BEGIN:A\nX:1\nY:2\n".repeat(90) + &"X:1\n".repeat(15_000) + &"END:A\n".repeat(90))))]
fn a_large_text_is_compared_in_little_time(#[case] text: Vec<u8>) {
    let start = Instant::now();
    let sent = Document::parse(&text).unwrap();
    let none = Tolerances::none();
    assert!(compare(&sent, &sent, &none).is_same());
    let nothing = Document::parse(b"BEGIN:VCARD\nCATEGORIES:b\nNOTE:b\nN:b\nRRULE:B=b\nPHOTO:b\nEND:VCARD\n").unwrap();
    assert!(!compare(&sent, &nothing, &none).is_same());
    assert!(!compare(&nothing, &sent, &Tolerances::standard()).is_same());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn half_a_million_lines_are_enough() {
    let text = "A:\n".repeat(600_000);
    let (document, errors) = Document::recover(text.as_bytes(), &Limits::default());
    assert_eq!((document.components.len(), errors.len()), (0, 500_001));
}
