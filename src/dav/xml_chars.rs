use crate::name::is_ncname;
use crate::xml_error::XmlErrorKind;

/// Whether XML 1.0 allows the character (production 2).
const fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Refuses text with a character that XML forbids.
pub(crate) fn allowed(text: &str) -> Result<(), XmlErrorKind> {
    // Only control characters and U+FFFE, U+FFFF (EF BF BE, EF BF BF) are forbidden: look at bytes first.
    let suspicious = |b: u8| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || b == 0xef;
    if !text.bytes().any(suspicious) {
        return Ok(());
    }
    let bad = text.chars().find(|&c| !is_xml_char(c));
    bad.map_or(Ok(()), |c| Err(XmlErrorKind::BadCharacter(c as u32)))
}

/// The character that a numeric reference names, if XML allows it.
pub(crate) fn referenced(code: u32) -> Result<char, XmlErrorKind> {
    char::from_u32(code).filter(|&c| is_xml_char(c)).ok_or(XmlErrorKind::BadCharacter(code))
}

/// Refuses the content of a comment that XML forbids; `--` is looked for by quick-xml.
pub(crate) fn comment(text: &str) -> Result<(), XmlErrorKind> {
    allowed(text)?;
    if text.ends_with('-') { Err(XmlErrorKind::Tag("a comment ends with `--->`")) } else { Ok(()) }
}

/// Refuses names that no processing instruction may have.
pub(crate) fn instruction_target(name: &str) -> Result<(), XmlErrorKind> {
    if name.eq_ignore_ascii_case("xml") {
        Err(XmlErrorKind::Declaration)
    } else if is_ncname(name) {
        Ok(())
    } else {
        Err(XmlErrorKind::Tag("a processing instruction without a proper name"))
    }
}
