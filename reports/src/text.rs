//! Texts of strangers made fit for paper: servers and files put anything into them.

use std::borrow::Cow;

/// True for characters that act on their reader instead of being read: controls other than line
/// feed and tab, bidirectional controls (they reorder what follows), and what XML 1.0 §2.2 forbids.
fn acts(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fffe}'
        | '\u{ffff}' => true,
        c => c.is_control(),
    }
}

/// Removes terminal escape sequences (ECMA-48) and every other character that acts.
pub(crate) fn strip(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => match chars.clone().next() {
                Some('[') => {
                    chars.next();
                    skip_control_sequence(&mut chars);
                }
                Some(']' | 'P' | 'X' | '^' | '_') => {
                    chars.next();
                    skip_control_string(&mut chars);
                }
                Some(' '..='~') => {
                    chars.next();
                }
                Some(_) | None => {}
            },
            '\u{9b}' => skip_control_sequence(&mut chars),
            c if acts(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// ECMA-48 §5.4: parameter and intermediate bytes up to one final byte.
fn skip_control_sequence(chars: &mut std::str::Chars<'_>) {
    while let Some(c) = chars.clone().next() {
        match c {
            ' '..='?' => chars.next(),
            '@'..='~' => {
                chars.next();
                return;
            }
            _ => return,
        };
    }
}

/// ECMA-48 §5.6: everything up to BEL or ST. One that never ends is no control string, and its
/// text is kept.
fn skip_control_string(chars: &mut std::str::Chars<'_>) {
    let rest = chars.as_str();
    let end = rest.find(['\u{7}', '\u{9c}', '\u{1b}', '\n']);
    if let Some(end) = end {
        let tail = &rest[end..];
        let skip = match tail.as_bytes() {
            [0x07, ..] => 1,
            [0x1b, b'\\', ..] | [0xc2, 0x9c, ..] => 2,
            _ => 0,
        };
        *chars = tail[skip..].chars();
    }
}

/// Shows the characters that act instead of removing them, for evidence: ESC as `␛`, others as `U+202E`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\u{7f}' => out.push('␡'),
            '\0'..='\u{1f}' if acts(c) => {
                out.push(char::from_u32(0x2400 + u32::from(c)).expect("U+2400 to U+241F are characters"));
            }
            c if acts(c) => {
                use std::fmt::Write as _;
                write!(out, "⟨U+{:04X}⟩", u32::from(c)).expect("writing to a string cannot fail");
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The text up to `limit` bytes, cut between characters, and the number of bytes left out.
pub(crate) fn clip(text: &str, limit: usize) -> (&str, usize) {
    let end = (0..=limit.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    (&text[..end], text.len() - end)
}

/// The text up to `limit` bytes, with a note where something was left out.
pub(crate) fn excerpt(text: &str, limit: usize) -> Cow<'_, str> {
    match clip(text, limit) {
        (all, 0) => Cow::Borrowed(all),
        (start, rest) => Cow::Owned(format!("{start} … ({rest} more bytes in results.json)")),
    }
}

/// The text as one stripped line of at most about `limit` bytes.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    let (start, rest) = clip(text, limit);
    let mut line = String::with_capacity(start.len());
    for word in strip(start).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if rest > 0 {
        line.push('…');
    }
    line
}

/// `1 failure`, `2 failures`.
pub(crate) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        use std::fmt::Write as _;
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}

/// A duration for people: `80 ms`, `1.2 s`, `3 min 4 s`, `2 h 5 min`.
pub(crate) fn duration(ms: u64) -> String {
    let seconds = ms / 1000;
    match seconds {
        0 => format!("{ms} ms"),
        1..=59 => format!("{seconds}.{} s", ms % 1000 / 100),
        60..=3599 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

/// A moment in RFC 3339 for people: `20 November 2026, 08:15 UTC`; the text itself if it is none.
pub(crate) fn day(moment: &str) -> String {
    match moment.parse::<jiff::Timestamp>() {
        Ok(time) => time.strftime("%-d %B %Y, %H:%M UTC").to_string(),
        Err(_) => moment.to_owned(),
    }
}

/// Host of an absolute URL, without user and port; the whole text if it is no such URL.
pub(crate) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if let Some(end) = host.starts_with('[').then(|| host.find(']')).flatten() {
        return &host[..=end];
    }
    host.split(':').next().unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("plain", "plain")]
    #[case("a\u{1b}[31mred\u{1b}[0m", "ared")]
    #[case("a\u{9b}31mred", "ared")]
    #[case("\u{1b}]0;title\u{7}text", "text")]
    #[case("\u{1b}]8;;http://x\u{1b}\\link", "link")]
    #[case("\u{1b}]never ends", "never ends")]
    #[case("\u{1b}c reset", " reset")]
    #[case("nul\0 bell\u{7} \u{fffe}\u{ffff}", "nul bell ")]
    #[case("\u{202e}gnp.exe", "gnp.exe")]
    #[case("tab\tline\n\r", "tab\tline\n")]
    #[case("\u{1b}", "")]
    #[case("\u{1b}[é", "é")]
    fn strip_leaves_only_what_is_read(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(strip(text), expected);
    }

    #[rstest]
    #[case("a\u{1b}[31m", "a␛[31m")]
    #[case("a\r\nb\rc", "a\nb␍c")]
    #[case("\u{202e}\u{7f}\0", "⟨U+202E⟩␡␀")]
    fn visible_hides_nothing(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(visible(text), expected);
    }

    #[rstest]
    #[case(80, "80 ms")]
    #[case(1_250, "1.2 s")]
    #[case(184_000, "3 min 4 s")]
    #[case(7_500_000, "2 h 5 min")]
    fn durations_read_well(#[case] ms: u64, #[case] expected: &str) {
        assert_eq!(duration(ms), expected);
    }

    #[rstest]
    #[case("https://user:pw@mail.example.org:8443/SOGo/dav/", "mail.example.org")]
    #[case("http://[::1]:20000/", "[::1]")]
    #[case("mail.example.org", "mail.example.org")]
    #[case("", "")]
    fn host_is_what_the_url_names(#[case] url: &str, #[case] expected: &str) {
        assert_eq!(host(url), expected);
    }

    #[test]
    fn excerpt_cuts_between_characters() {
        assert_eq!(excerpt("éé", 3), "é … (2 more bytes in results.json)");
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_acts_survives(text in "\\PC*|.*") {
            proptest::prop_assert!(!strip(&text).contains(acts));
            proptest::prop_assert!(!visible(&text).contains(acts));
        }
    }
}
