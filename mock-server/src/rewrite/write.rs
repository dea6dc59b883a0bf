//! The text of a rewritten object: unfolded lines, then SOGo's folding.

use std::fmt::Write as _;

use davproof_content::line::encode_caret;

use super::element::{Child, Element, Line};
use super::escape;
use crate::fault::{Fault, Faults};

/// Units of a line before it is folded.
const FOLD_AT: usize = 75;

/// Units that a continuation line holds after its space.
const CONTINUATION: usize = FOLD_AT - 1;

/// What the server answers for a text that it lost.
const LOST: &[u8] = b"(null)";

/// The bytes of an object as they are served.
pub(crate) fn to_bytes(element: &Element, faults: &Faults) -> Vec<u8> {
    let mut lines = Vec::new();
    collect(element, faults, &mut lines);
    folded(&lines, faults)
}

/// The bytes of a text that is stored as it was sent, but for faults that fold.
pub(crate) fn as_sent(text: String, faults: &Faults) -> Vec<u8> {
    let folds = [Fault::FOLDS_BY_CHARACTERS, Fault::CHARACTER_AT_FOLD_LOSES_OBJECT, Fault::NO_FINAL_LINE_BREAK];
    if !folds.iter().any(|fault| faults.has(*fault)) {
        return text.into_bytes();
    }
    let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
    let lines: Vec<String> = unfolded.lines().map(str::to_owned).collect();
    folded(&lines, faults)
}

fn folded(lines: &[String], faults: &Faults) -> Vec<u8> {
    let by_units = faults.has(Fault::FOLDS_BY_CHARACTERS) || faults.has(Fault::CHARACTER_AT_FOLD_LOSES_OBJECT);
    let mut text = Vec::new();
    for line in lines {
        let folded = if by_units { fold_by_units(line) } else { Some(fold_by_octets(line)) };
        match folded {
            Some(folded) => text.extend_from_slice(folded.as_bytes()),
            None if faults.has(Fault::CHARACTER_AT_FOLD_LOSES_OBJECT) => return LOST.to_vec(),
            None => text.extend_from_slice(fold_by_octets(line).as_bytes()),
        }
        text.extend_from_slice(b"\r\n");
    }
    if faults.has(Fault::NO_FINAL_LINE_BREAK) {
        text.truncate(text.len().saturating_sub(2));
    }
    text
}

fn collect(element: &Element, faults: &Faults, lines: &mut Vec<String>) {
    lines.push(format!("BEGIN:{}", element.name));
    for child in &element.children {
        match child {
            Child::Line(line) => lines.push(content_line(line, faults)),
            Child::Element(inner) => collect(inner, faults, lines),
        }
    }
    lines.push(format!("END:{}", element.name));
}

/// A content line without folds.
pub(crate) fn content_line(line: &Line, faults: &Faults) -> String {
    let mut text = line.name.clone();
    for param in &line.params {
        let values = if faults.has(Fault::REWRITES_CALENDAR_DATA) {
            let values: Vec<String> = param.values.iter().map(|value| escape::param_value(value)).collect();
            values.join(",").replace("\",\"", "\"\\,\"")
        } else {
            let values: Vec<String> = param.values.iter().map(|value| quoted(value)).collect();
            values.join(",")
        };
        let _ = write!(text, ";{}={values}", param.name);
    }
    text.push(':');
    text.push_str(&line.value);
    text
}

/// A parameter value in quotes if it needs them (RFC 5545 §3.2), with the escapes of RFC 6868.
fn quoted(value: &str) -> String {
    let escaped = encode_caret(value);
    if escaped.contains([',', ':', ';']) { format!("\"{escaped}\"") } else { escaped.into_owned() }
}

/// Folds after 75 UTF-16 units; a line that fills its last piece is followed by an empty continuation. `None` if a
/// character of two units lies across a fold.
fn fold_by_units(line: &str) -> Option<String> {
    let mut folded = String::with_capacity(line.len() + line.len() / CONTINUATION * 3);
    let mut room = FOLD_AT;
    for letter in line.chars() {
        let units = letter.len_utf16();
        if units > room {
            return None;
        }
        folded.push(letter);
        room -= units;
        if room == 0 {
            folded.push_str("\r\n ");
            room = CONTINUATION;
        }
    }
    Some(folded)
}

/// Folds at 75 octets without splitting a character (RFC 5545 §3.1).
pub(crate) fn fold_by_octets(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / CONTINUATION * 3);
    let mut room = FOLD_AT;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            folded.push_str("\r\n ");
            room = CONTINUATION;
        }
        folded.push(letter);
        room -= letter.len_utf8();
    }
    folded
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(74, "")]
    #[case(75, "\r\n ")]
    #[case(76, "\r\n x")]
    fn folds_after_75_units(#[case] length: usize, #[case] tail: &str) {
        let line = "x".repeat(length);
        let head = "x".repeat(length.min(75));
        assert_eq!(fold_by_units(&line).unwrap(), format!("{head}{tail}"));
    }

    #[rstest]
    #[case(73, true)]
    #[case(74, false)]
    #[case(75, true)]
    fn a_pair_across_the_fold_has_no_text(#[case] before: usize, #[case] readable: bool) {
        let line = format!("{}😀", "x".repeat(before));
        assert_eq!(fold_by_units(&line).is_some(), readable);
    }

    #[test]
    fn octet_folding_never_splits_a_character() {
        let folded = fold_by_octets(&"é".repeat(100));
        assert!(folded.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(folded.replace("\r\n ", ""), "é".repeat(100));
    }
}
