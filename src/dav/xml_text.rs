use memchr::memchr;

use crate::xml_chars::allowed;
use crate::xml_tag::reference;

/// Adds the text that raw character data between two tags stands for: references resolved, line ends as XML has them.
///
/// `None` if there is anything wrong with it; what that is, the XML reader tells.
pub(crate) fn unescape(raw: &[u8], out: &mut String) -> Option<()> {
    let text = std::str::from_utf8(raw).ok()?;
    // Nearly all texts have nothing of note.
    match raw.iter().fold(0, |notes, &b| notes | NOTES[usize::from(b)]) {
        0 => {
            out.push_str(text);
            return Some(());
        }
        REFERENCE => {}
        _ if text.contains("]]>") => return None,
        _ => allowed(text).ok()?,
    }
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        push_lines(&rest[..at], out);
        let (name, after) = rest[at + 1..].split_once(';')?;
        out.push(reference(name).ok()?);
        rest = after;
    }
    push_lines(rest, out);
    Some(())
}

const REFERENCE: u8 = 1;
const UNUSUAL: u8 = 2;

/// Bytes of note: where references begin, and what needs a closer look, which are controls, the end of a CDATA section, and
/// the first byte of what is no character (U+FFFE).
const NOTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = UNUSUAL;
        byte += 1;
    }
    table[b']' as usize] = UNUSUAL;
    table[0xef] = UNUSUAL;
    table[b'&' as usize] = REFERENCE;
    table
};

/// XML 1.0 section 2.11.
fn push_lines(text: &str, out: &mut String) {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return out.push_str(text);
    }
    for (number, line) in text.split('\r').enumerate() {
        match line.strip_prefix('\n') {
            Some(line) if number > 0 => {
                out.push('\n');
                out.push_str(line);
            }
            Some(_) | None => {
                if number > 0 {
                    out.push('\n');
                }
                out.push_str(line);
            }
        }
    }
}
