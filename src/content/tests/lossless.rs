//! The byte level: nothing is lost, every place is right, nothing hostile does harm.
#![expect(clippy::unwrap_used, reason = "tests")]

use davproof_content::line::LogicalLines;
use davproof_content::{Document, Kind, Limits, ParseError, Problem, Property};
use proptest::prelude::*;
use rstest::rstest;

/// Bytes as they occur around line ends, folds and structure.
fn liney_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(&b"\r\n"[..]),
        Just(&b"\n"[..]),
        Just(&b"\r"[..]),
        Just(&b"\r\n "[..]),
        Just(&b"\n\t"[..]),
        Just(&b" "[..]),
        Just(&b"\xEF\xBB\xBF"[..]),
        Just(&b"\xC3"[..]),
        Just(&b"\xA9"[..]),
        Just(&b"BEGIN:VEVENT"[..]),
        Just(&b"END:VEVENT"[..]),
        Just(&b"X;P=\"a:b\",c;D:"[..]),
        Just(&b"g.X:"[..]),
        Just(&b"\""[..]),
        Just(&b"\0"[..]),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_raw_lines_are_the_input(input in prop_oneof![liney_bytes(), proptest::collection::vec(any::<u8>(), 0..200)]) {
        let lines: Vec<_> = LogicalLines::new(&input, &Limits::default()).unwrap().map(Result::unwrap).collect();
        let joined: Vec<u8> = lines.iter().flat_map(|line| line.raw().iter().copied()).collect();
        prop_assert_eq!(&joined, &input);
        let mut number = 1;
        for line in &lines {
            prop_assert_eq!(line.raw(), &input[line.range()]);
            prop_assert_eq!(line.number(), number);
            number += line.height();
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused_with_a_place_inside(input in liney_bytes()) {
        if let Err(error) = Document::parse(&input) {
            prop_assert!(error.offset <= input.len());
            prop_assert!(error.line >= 1);
        }
        let (_, errors) = Document::recover(&input, &Limits::default());
        prop_assert_eq!(errors.is_empty(), Document::parse(&input).is_ok() || input.trim_ascii().is_empty()
            || matches!(Document::parse(&input), Err(ParseError { problem: Problem::Empty, .. })));
    }

    #[test]
    fn what_is_folded_anywhere_unfolds_to_itself(line in "[ -~é😀]{1,60}", cuts in proptest::collection::vec(1..60_usize, 0..5)) {
        let mut folded = b"X:".to_vec();
        for (index, byte) in line.bytes().enumerate() {
            if cuts.contains(&(index + 1)) {
                folded.extend_from_slice(if index % 2 == 0 { b"\r\n " } else { b"\n\t" });
            }
            folded.push(byte);
        }
        let read = LogicalLines::new(&folded, &Limits::default()).unwrap().next().unwrap().unwrap();
        let unfolded = read.unfolded();
        let expected = format!("X:{line}").into_bytes();
        prop_assert_eq!(&unfolded[..], &expected[..]);
        prop_assert_eq!(read.content(&unfolded).unwrap().value, &line);
    }
}

fn wrapped(line: &[u8]) -> Vec<u8> {
    [&b"BEGIN:VEVENT\r\n"[..], line, b"\r\nEND:VEVENT\r\n"].concat()
}

#[rstest]
#[case::colon_missing(b"SUMMARY", 2, 14, Problem::MissingColon)]
#[case::colon_missing_after_parameter(b"SUMMARY;X=1", 2, 25, Problem::MissingColon)]
#[case::latin_1(b"SUMMARY:\xE9t\xE9", 2, 22, Problem::NotUtf8)]
#[case::latin_1_behind_a_fold(b"SUMMARY:abc\r\n d\xE9", 3, 29, Problem::NotUtf8)]
#[case::space_in_name(b"SUM MARY:x", 2, 14, Problem::BadName)]
#[case::no_name(b":x", 2, 14, Problem::BadName)]
#[case::no_group(b".X:x", 2, 14, Problem::BadName)]
#[case::open_quote(b"X;CN=\"Doe:x", 2, 19, Problem::UnclosedQuote)]
#[case::open_quote_behind_a_fold(b"X;CN=\r\n \"Doe:x", 3, 22, Problem::UnclosedQuote)]
#[case::text_behind_quote(b"X;CN=\"Doe\"x:x", 2, 24, Problem::BadParameter)]
#[case::no_parameter_name(b"X;=1:x", 2, 16, Problem::BadParameter)]
#[case::two_semicolons(b"X;;A=1:x", 2, 16, Problem::BadParameter)]
#[case::wrong_end(b"END:VTODO", 2, 14, Problem::UnexpectedEnd { open: Some("VEVENT".into()), found: "VTODO".into() })]
#[case::cut_off(b"BEGIN:VALARM", 3, 28, Problem::UnexpectedEnd { open: Some("VALARM".into()), found: "VEVENT".into() })]
fn a_broken_line_is_named_with_its_place(
    #[case] line: &[u8],
    #[case] number: usize,
    #[case] offset: usize,
    #[case] problem: Problem,
) {
    let expected = ParseError { line: number, offset, problem };
    assert_eq!(Document::parse(&wrapped(line)), Err(expected));
}

#[rstest]
#[case::nothing(b"", Problem::Empty)]
#[case::blank(b"\r\n\n \r\n", Problem::Empty)]
#[case::html(b"<html>", Problem::MissingColon)]
#[case::null(b"(null)", Problem::MissingColon)]
#[case::outside(b"SUMMARY:x\n", Problem::OutsideComponent)]
#[case::after_the_end(b"BEGIN:A\nEND:A\nX:y\n", Problem::OutsideComponent)]
#[case::end_only(b"END:A\n", Problem::UnexpectedEnd { open: None, found: "A".into() })]
#[case::truncated(b"BEGIN:A\nBEGIN:B\nX:y", Problem::MissingEnd { name: "B".into() })]
#[case::nameless(b"BEGIN:\n", Problem::BadName)]
fn what_is_no_object_is_refused(#[case] text: &[u8], #[case] problem: Problem) {
    assert_eq!(Document::parse(text).unwrap_err().problem, problem);
}

#[rstest]
#[case::line_feeds(b"BEGIN:VCARD\nFN:J\nEND:VCARD\n")]
#[case::no_last_line_end(b"BEGIN:VCARD\r\nFN:J\r\nEND:VCARD")]
#[case::byte_order_mark(b"\xEF\xBB\xBFBEGIN:VCARD\r\nFN:J\r\nEND:VCARD\r\n")]
#[case::blank_lines(b"\r\n\r\nBEGIN:VCARD\r\n\r\nFN:J\r\nEND:VCARD\r\n\r\n\r\n")]
#[case::lower_case_envelope(b"begin:VCARD\r\nFN:J\r\nend:vcard\r\n")]
#[case::folded_name(b"BEGIN:VCARD\r\nF\r\n N:\r\n\tJ\r\nEND:VCA\r\n RD\r\n")]
#[case::empty_continuation(b"BEGIN:VCARD\r\nFN:J\r\n \r\nEND:VCARD\r\n")]
fn other_line_ends_and_folds_read_the_same(#[case] text: &[u8]) {
    let document = Document::parse(text).unwrap();
    assert_eq!((document.kind(), document.values("FN")), (Kind::Card, vec!["J".to_owned()]));
}

#[test]
fn depth_is_capped_and_costs_no_stack() {
    let bomb = "BEGIN:A\n".repeat(50_000);
    let error = Document::parse(bomb.as_bytes()).unwrap_err();
    assert_eq!((error.line, error.problem), (101, Problem::TooDeep { limit: 100 }));
}

#[test]
fn the_deepest_allowed_tree_can_be_read_compared_written_and_dropped() {
    let depth = Limits::DEEPEST;
    let text = "BEGIN:A\n".repeat(depth) + &"END:A\n".repeat(depth);
    let limits = Limits { nesting: usize::MAX, ..Limits::default() };
    let document = Document::parse_with(text.as_bytes(), &limits).unwrap();
    let same = davproof_content::compare(&document, &document.clone(), &davproof_content::Tolerances::none());
    assert!(same.is_same());
    assert_eq!(document.to_bytes(), text.replace('\n', "\r\n").into_bytes());
}

#[test]
fn recovery_from_a_depth_bomb_keeps_the_cap() {
    let bomb = "BEGIN:A\n".repeat(1_000);
    let (document, errors) = Document::recover(bomb.as_bytes(), &Limits::default());
    assert_eq!((document.components.len(), errors.len()), (1, 900 + 100));
}

#[test]
fn size_and_line_length_are_capped() {
    let limits = Limits { size: 100, line: 40, ..Limits::default() };
    let long = format!("BEGIN:A\nX:{}\n {}\nEND:A\n", "a".repeat(30), "b".repeat(20));
    let problem = Document::parse_with(long.as_bytes(), &limits).unwrap_err().problem;
    assert_eq!(problem, Problem::LineTooLong { size: 55, limit: 40 });
    let problem = Document::parse_with(&[b'a'; 101], &limits).unwrap_err().problem;
    assert_eq!(problem, Problem::TooLarge { size: 101, limit: 100 });
}

#[test]
fn recovery_skips_the_broken_line_and_closes_what_is_open() {
    let text = b"BEGIN:VCARD\nFN:Jane\nNOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\nsecond line\nTEL:1\n";
    let (document, errors) = Document::recover(text, &Limits::default());
    assert_eq!(document.select("TEL").len(), 1);
    let problems: Vec<_> = errors.into_iter().map(|error| (error.line, error.problem)).collect();
    assert_eq!(problems, [(4, Problem::MissingColon), (5, Problem::MissingEnd { name: "VCARD".into() })]);
}

#[test]
fn duplicates_order_groups_and_places_are_kept() {
    let text = b"BEGIN:VCARD\nitem1.TEL;type=HOME;TYPE=\"a,b\",c;WORK:1\r\nTEL:1\nTEL:1\nNOTE:a\n b\nEND:VCARD\n";
    let document = Document::parse(text).unwrap();
    let shown = |p: &Property| format!("{} {:?} {} {:?} {}", p.line, p.group, p.name, p.params, p.value);
    insta::assert_snapshot!(
        document.components[0].properties.iter().map(shown).collect::<Vec<_>>().join("\n"),
        @r#"
2 Some("item1") TEL [Param { name: "type", values: ["HOME"] }, Param { name: "TYPE", values: ["a,b", "c"] }, Param { name: "WORK", values: [] }] 1
3 None TEL [] 1
4 None TEL [] 1
5 None NOTE [] ab
"#
    );
    assert_eq!(document.components[0].lines, 1..=7);
}

#[test]
fn lines_and_parameters_are_capped() {
    let limits = Limits { lines: 3, ..Limits::default() };
    let error = Document::parse_with(b"BEGIN:A\nX:1\nX:2\nEND:A\n", &limits).unwrap_err();
    assert_eq!((error.line, error.problem), (4, Problem::TooManyLines { limit: 3 }));
    let many = wrapped(format!("X{}:1", ";A".repeat(1_001)).as_bytes());
    let error = Document::parse(&many).unwrap_err();
    assert_eq!((error.line, error.problem), (2, Problem::TooManyParameters { limit: 1_000 }));
}
