//! Texts as each reader takes them.

use std::io::{self, Write};

use crate::text::{one_line, strip};

/// Text as CDATA. The section is left and entered again within `]]>`.
pub(crate) fn cdata(out: &mut impl Write, text: &str) -> io::Result<()> {
    let text = disarmed(&strip(text)).replace("]]>", "]]]]><![CDATA[>");
    write!(out, "<![CDATA[{text}]]>")
}

/// Breaks up the mark by which Jenkins and GitLab find attachments.
fn disarmed(text: &str) -> String {
    text.replace("[[ATTACHMENT", "[ [ATTACHMENT")
}

/// Text for an attribute that carries an id or a name.
pub(crate) fn attribute(text: &str) -> String {
    disarmed(&one_line(text, 500))
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Text for a `message`: one line of ASCII that needs no escaping, since some readers show entities raw.
pub(crate) fn message(text: &str) -> String {
    let mut out = String::new();
    for c in disarmed(&one_line(text, 300)).chars() {
        match c {
            '<' => out.push('('),
            '>' => out.push(')'),
            '&' => out.push('+'),
            '"' | '“' | '”' | '„' | '‘' | '’' => out.push('\''),
            '–' | '—' => out.push('-'),
            '…' => out.push_str("..."),
            c if c.is_ascii() => out.push(c),
            _ => out.push('?'),
        }
    }
    if out.is_empty() { "no message".to_owned() } else { out }
}
