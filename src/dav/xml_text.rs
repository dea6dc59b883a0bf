use crate::xml_chars::allowed;
use crate::xml_tag::reference;

/// Adds the text that raw character data between two tags stands for: references resolved, line ends as XML has them.
///
/// `None` if there is anything wrong with it; what that is, the XML reader tells.
pub(crate) fn unescape(raw: &[u8], out: &mut String) -> Option<()> {
    let text = std::str::from_utf8(raw).ok()?;
    // Nearly all texts have none of these.
    if !raw.iter().any(|&b| b < 0x20 || matches!(b, b'&' | b']' | 0xef)) {
        out.push_str(text);
        return Some(());
    }
    if raw.contains(&b']') && text.contains("]]>") {
        return None;
    }
    allowed(text).ok()?;
    let mut pieces = text.split('&');
    push_lines(pieces.next()?, out);
    for piece in pieces {
        let (name, after) = piece.split_once(';')?;
        out.push(reference(name).ok()?);
        push_lines(after, out);
    }
    Some(())
}

/// XML 1.0 section 2.11.
fn push_lines(text: &str, out: &mut String) {
    if !text.as_bytes().contains(&b'\r') {
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
