/// Decodes one TEXT value: `\n` and `\N` to a line break, `\\`, `\;` and `\,` to the character (RFC 5545 §3.3.11, RFC 6350 §3.4).
/// A backslash before anything else is no escape and stays.
#[must_use]
pub fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (plain, length) = match rest.as_bytes().get(at + 1) {
            Some(b'n' | b'N') => ('\n', 2),
            Some(b'\\') => ('\\', 2),
            Some(b';') => (';', 2),
            Some(b',') => (',', 2),
            Some(_) | None => ('\\', 1),
        };
        text.push(plain);
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    text
}

/// Encodes plain text as one TEXT value; the opposite of [`unescape`].
#[must_use]
pub fn escape(text: &str) -> String {
    let mut raw = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => raw.push_str("\\n"),
            '\\' | ';' | ',' => {
                raw.push('\\');
                raw.push(character);
            }
            other => raw.push(other),
        }
    }
    raw
}

/// The items of a comma-separated TEXT list, unescaped.
#[must_use]
pub fn split_list(raw: &str) -> Vec<String> {
    split_raw(raw, b',').map(unescape).collect()
}

/// The parts of a structured value such as N, ADR or ORG: parts by `;`, each a list by `,`, unescaped (RFC 6350 §6.2.2).
#[must_use]
pub fn split_structured(raw: &str) -> Vec<Vec<String>> {
    split_raw(raw, b';').map(split_list).collect()
}

/// Splits at every `separator` that no backslash escapes; the pieces keep their escapes.
pub(crate) fn split_raw(raw: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(raw);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut escaped = false;
        let end = text.bytes().position(|byte| {
            let found = byte == separator && !escaped;
            escaped = byte == b'\\' && !escaped;
            found
        });
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}
