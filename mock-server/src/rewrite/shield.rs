//! Backslashes in parameters: to the server they escape separators and quotes, to RFC 5545 §3.1 they mean nothing.

use std::borrow::Cow;

/// What may stand behind such a backslash, each with the noncharacter that stands for both while the line is split.
const SHIELDED: [(u8, char); 4] = [(b';', '\u{fdd0}'), (b':', '\u{fdd1}'), (b',', '\u{fdd2}'), (b'"', '\u{fdd3}')];

/// The line with every escaped separator of its parameters put out of the way of the parser.
pub(crate) fn shield(line: &[u8]) -> Cow<'_, [u8]> {
    let mut shielded = Vec::new();
    let mut quoted = false;
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        let escaped = SHIELDED.iter().find(|(separator, _)| byte == b'\\' && line.get(at + 1) == Some(separator));
        match (byte, escaped) {
            (_, Some((separator, stand_in))) if !quoted || *separator == b'"' => {
                shielded.extend_from_slice(stand_in.encode_utf8(&mut [0; 4]).as_bytes());
                at += 2;
                continue;
            }
            (b'"', _) => quoted = !quoted,
            (b':', _) if !quoted => break,
            _ => {}
        }
        shielded.push(byte);
        at += 1;
    }
    if shielded.len() == at {
        return Cow::Borrowed(line);
    }
    shielded.extend_from_slice(&line[at..]);
    Cow::Owned(shielded)
}

/// The text of a parameter with its escapes as they were sent.
pub(crate) fn unshield(text: &str) -> String {
    SHIELDED.iter().fold(text.to_owned(), |text, (separator, stand_in)| {
        if text.contains(*stand_in) { text.replace(*stand_in, &format!("\\{}", char::from(*separator))) } else { text }
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(r"X;A=b\;c:v\;w", "X;A=b\u{fdd0}c:v\\;w")]
    #[case(r#"X;A="b\;c":v"#, r#"X;A="b\;c":v"#)]
    #[case(r#"X;A="b\":v"#, "X;A=\"b\u{fdd3}:v")]
    #[case(r"X;A=b\:v", "X;A=b\u{fdd1}v")]
    #[case(r"X:a\,b", r"X:a\,b")]
    fn separators_behind_backslashes(#[case] line: &str, #[case] shielded: &str) {
        assert_eq!(String::from_utf8_lossy(&shield(line.as_bytes())), shielded);
    }

    #[test]
    fn nothing_is_lost() {
        let line = r#"X;A=b\;c\,d\"e:v"#;
        assert_eq!(unshield(&String::from_utf8_lossy(&shield(line.as_bytes()))), line);
    }
}
