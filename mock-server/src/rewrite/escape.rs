//! How values and parameters are read and written again.

/// A value after it was read and written by the server. `;` separates components only in a structured value.
pub(crate) fn value(raw: &str, structured: bool) -> String {
    let raw = without_outer_quotes(raw);
    if !structured {
        return list(raw, &[',']);
    }
    let components: Vec<String> = split(raw, &[';']).into_iter().map(|part| list(part, &[','])).collect();
    let kept = components.iter().rposition(|component| !component.is_empty()).map_or(0, |last| last + 1);
    components[..kept].join(";")
}

/// Whether nothing is left of a value: such properties are not stored.
pub(crate) fn is_blank(stored: &str) -> bool {
    let rest = stored.replace("\\;", "");
    rest.trim().is_empty()
}

/// The text behind the escapes (RFC 5545 §3.3.11), read as leniently as the server does.
pub(crate) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('n' | 'N') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            Some(other) => plain.push(other),
            None => {}
        }
    }
    plain
}

/// The escapes of a `TEXT` value.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ',' | ';' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// One parameter value as written: its backslashes doubled; quoted if it holds `,` or `:`, otherwise with `\;` for `;`.
pub(crate) fn param_value(text: &str) -> String {
    let quoted = text.contains([',', ':']);
    let mut written = String::with_capacity(text.len() + 2);
    for letter in text.chars() {
        match letter {
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            ';' if !quoted => written.push_str("\\;"),
            _ => written.push(letter),
        }
    }
    if quoted { format!("\"{written}\"") } else { written }
}

/// The raw parts between unescaped separators.
pub(crate) fn split<'a>(raw: &'a str, separators: &[char]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut begin = 0;
    let mut escaped = false;
    for (at, letter) in raw.char_indices() {
        if escaped {
            escaped = false;
        } else if letter == '\\' {
            escaped = true;
        } else if separators.contains(&letter) {
            parts.push(&raw[begin..at]);
            begin = at + letter.len_utf8();
        }
    }
    parts.push(&raw[begin..]);
    parts
}

/// A comma-separated list written again; empty members but the last vanish.
fn list(raw: &str, separators: &[char]) -> String {
    let parts = split(raw, separators);
    let last = parts.len() - 1;
    parts
        .iter()
        .enumerate()
        .filter(|(index, part)| *index == last || !part.is_empty())
        .map(|(_, part)| escape(&unescape(part)))
        .collect::<Vec<_>>()
        .join(",")
}

fn without_outer_quotes(raw: &str) -> &str {
    raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(r"a;b,c\,d\;e\\f\:g", r"a\;b,c\,d\;e\\f:g")]
    #[case(r#"\"h\nx\Ny\tz\qw \"#, "\"h\\nx\\ny\tzqw ")]
    #[case("a, b", "a, b")]
    #[case("http://x.example/?a=1;b=2,c", r"http://x.example/?a=1\;b=2,c")]
    #[case(r#""quoted""#, "quoted")]
    #[case(r#"a"b"c"#, r#"a"b"c"#)]
    #[case(r#""a" "b""#, r#"a" "b"#)]
    #[case("a,", "a,")]
    #[case(",a", "a")]
    #[case("a,,b", "a,b")]
    #[case("a;", r"a\;")]
    #[case(";a", r"\;a")]
    fn plain_values(#[case] raw: &str, #[case] stored: &str) {
        assert_eq!(value(raw, false), stored);
    }

    #[rstest]
    #[case("Do;Jo;;;", "Do;Jo")]
    #[case(r"A\;B;C\,D,E", r"A\;B;C\,D,E")]
    #[case(";;;;", "")]
    #[case(r";;1 St\, x;Town,City;;;", r";;1 St\, x;Town,City")]
    fn structured_values(#[case] raw: &str, #[case] stored: &str) {
        assert_eq!(value(raw, true), stored);
    }

    #[rstest]
    #[case("")]
    #[case(" ")]
    #[case(";;")]
    #[case(",,")]
    #[case("\\")]
    fn blank_values(#[case] raw: &str) {
        assert!(is_blank(&value(raw, false)));
    }

    #[rstest]
    #[case("A; B", r"A\; B")]
    #[case("A, B", r#""A, B""#)]
    #[case("a; b, c", r#""a; b, c""#)]
    #[case(r"a\nb\\c", r"a\\nb\\\\c")]
    #[case("plain", "plain")]
    fn params(#[case] text: &str, #[case] stored: &str) {
        assert_eq!(param_value(text), stored);
    }
}
