/// Whether XML 1.0 allows the character (production 2).
pub(crate) const fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The first character that XML forbids.
pub(crate) fn first_bad_char(text: &str) -> Option<u32> {
    // Only control characters and U+FFFE, U+FFFF (EF BF BE, EF BF BF) are forbidden: look at bytes first.
    let suspicious = text.bytes().any(|b| b < 0x20 || b == 0xef);
    if !suspicious {
        return None;
    }
    text.chars().find(|&c| !is_xml_char(c)).map(|c| c as u32)
}
