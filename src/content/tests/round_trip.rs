//! Writing: reading gives the same again, and folds are where they must be.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use davproof_content::{Component, Document, Fold, Param, Property};
use proptest::prelude::*;
use rstest::rstest;

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same(document in common::document()) {
        for fold in [Fold::Octets75, Fold::Characters75, Fold::None] {
            let read = Document::parse(&document.to_bytes_with(fold)).unwrap();
            prop_assert_eq!(&read, &document, "{:?}", fold);
        }
    }

    #[test]
    fn no_line_exceeds_75_octets_or_splits_a_character(document in common::document()) {
        let bytes = document.to_bytes();
        for line in bytes.split(|byte| *byte == b'\n') {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            prop_assert!(line.len() <= 75);
            prop_assert!(std::str::from_utf8(line).is_ok());
        }
    }
}

fn one(property: Property) -> Document {
    Document { components: vec![Component { properties: vec![property], ..Component::new("A") }] }
}

fn lines(document: &Document, fold: Fold) -> Vec<String> {
    let text = String::from_utf8(document.to_bytes_with(fold)).unwrap();
    text.split("\r\n").skip(1).take_while(|line| *line != "END:A").map(str::to_owned).collect()
}

#[rstest]
#[case::octets_fit(Fold::Octets75, 73, vec![75])]
#[case::octets_one_more(Fold::Octets75, 74, vec![75, 2])]
#[case::octets_two_folds(Fold::Octets75, 73 + 74 + 1, vec![75, 75, 2])]
#[case::sogo_short(Fold::Characters75, 72, vec![74])]
#[case::sogo_full_has_an_empty_continuation(Fold::Characters75, 73, vec![75, 1])]
#[case::sogo_one_more(Fold::Characters75, 74, vec![75, 2])]
#[case::sogo_twice_full(Fold::Characters75, 73 + 74, vec![75, 75, 1])]
#[case::never(Fold::None, 500, vec![502])]
fn folds_stand_where_the_rule_says(#[case] fold: Fold, #[case] length: usize, #[case] expected: Vec<usize>) {
    let document = one(Property::new("X", "a".repeat(length)));
    let lengths: Vec<_> = lines(&document, fold).iter().map(String::len).collect();
    assert_eq!(lengths, expected);
}

#[rstest]
#[case::octets(Fold::Octets75, vec![74, 75, 3])]
#[case::characters(Fold::Characters75, vec![75, 2])]
fn wide_characters_count_by_the_rule(#[case] fold: Fold, #[case] expected: Vec<usize>) {
    // "X:" and 74 times "é": 150 octets, 76 characters.
    let document = one(Property::new("X", "é".repeat(74)));
    let count = |line: &String| {
        if fold == Fold::Octets75 { line.len() } else { line.chars().count() }
    };
    assert_eq!(lines(&document, fold).iter().map(count).collect::<Vec<_>>(), expected);
}

#[rstest]
#[case::plain("Doe", "X;P=Doe:v")]
#[case::separators("Doe, John; a:b", "X;P=\"Doe, John; a:b\":v")]
#[case::double_quote("a \"b\" c", "X;P=a ^'b^' c:v")]
#[case::line_break("a\nb", "X;P=a^nb:v")]
#[case::caret("a^b", "X;P=a^^b:v")]
#[case::empty("", "X;P=:v")]
fn parameter_values_are_quoted_and_encoded_as_needed(#[case] value: &str, #[case] expected: &str) {
    let document = one(Property::new("X", "v").with_param("P", value));
    assert_eq!(lines(&document, Fold::None), [expected]);
    let read = Document::parse(&document.to_bytes()).unwrap();
    assert_eq!(read.components[0].properties[0].param_value("P").unwrap(), value);
}

#[test]
fn no_value_can_add_a_line() {
    let mut property = Property::new("X", "a\r\nEND:A\nBEGIN:B");
    property.params.push(Param { name: "P".into(), values: vec!["b\nEND:A".into()] });
    assert_eq!(lines(&one(property), Fold::None), ["X;P=\"b^nEND:A\":a\\nEND:A\\nBEGIN:B"]);
}
