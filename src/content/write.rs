use std::borrow::Cow;

use crate::component::{Component, Param, Property};
use crate::document::Document;

/// How long lines are folded when written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Fold {
    /// At 75 octets without the line end, never within a character (RFC 5545 §3.1, RFC 6350 §3.2).
    #[default]
    Octets75,
    /// As SOGo does, against the RFC: after 75 UTF-16 units, then after 74 each; a line that is full is always followed by
    /// a continuation, even by an empty one. A character of two units is kept whole.
    Characters75,
    /// Never.
    None,
}

impl Document {
    /// Writes the document with CRLF line ends, folded at 75 octets. Reading it again gives the same document.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.to_bytes_with(Fold::default())
    }

    /// Writes the document with CRLF line ends. No value can add a line: line breaks in values become `\n`, in parameters `^n`.
    #[must_use]
    pub fn to_bytes_with(&self, fold: Fold) -> Vec<u8> {
        let mut out = String::new();
        // An explicit stack: a built document may be deeper than any that was read.
        let mut stack: Vec<Step<'_>> = self.components.iter().rev().map(Step::Begin).collect();
        while let Some(step) = stack.pop() {
            match step {
                Step::Begin(component) => {
                    write_line(&mut out, &format!("BEGIN:{}", component.name), fold);
                    for property in &component.properties {
                        write_line(&mut out, &unfolded(property), fold);
                    }
                    stack.push(Step::End(component));
                    stack.extend(component.components.iter().rev().map(Step::Begin));
                }
                Step::End(component) => {
                    write_line(&mut out, &format!("END:{}", component.name), fold);
                }
            }
        }
        out.into_bytes()
    }
}

enum Step<'a> {
    Begin(&'a Component),
    End(&'a Component),
}

fn unfolded(property: &Property) -> String {
    let mut line = String::with_capacity(property.value.len() + 32);
    if let Some(group) = &property.group {
        line.push_str(group);
        line.push('.');
    }
    line.push_str(&property.name);
    for param in &property.params {
        push_param(&mut line, param);
    }
    line.push(':');
    line.push_str(&one_line(&property.value, "\\n"));
    line
}

fn push_param(line: &mut String, param: &Param) {
    line.push(';');
    line.push_str(&param.name);
    for (index, value) in param.values.iter().enumerate() {
        line.push(if index == 0 { '=' } else { ',' });
        let value = one_line(value, "^n");
        let quote = value.contains([',', ';', ':']);
        if (quote && value.contains('"')) || value.starts_with('"') {
            line.push('"');
            line.push_str(&value.replace('"', "^'"));
            line.push('"');
        } else if quote {
            line.push('"');
            line.push_str(&value);
            line.push('"');
        } else {
            line.push_str(&value);
        }
    }
}

fn one_line<'a>(text: &'a str, line_break: &str) -> Cow<'a, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", line_break).replace('\n', line_break))
}

fn write_line(out: &mut String, line: &str, fold: Fold) {
    let (room, width): (usize, fn(char) -> usize) = match fold {
        Fold::Octets75 => (75, char::len_utf8),
        Fold::Characters75 => (75, char::len_utf16),
        Fold::None => (usize::MAX, char::len_utf8),
    };
    let mut used = 0;
    for character in line.chars() {
        let full = match fold {
            Fold::Octets75 | Fold::None => used + width(character) > room,
            Fold::Characters75 => used >= room,
        };
        if full {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(character);
        used += width(character);
    }
    if fold == Fold::Characters75 && used >= room {
        out.push_str("\r\n ");
    }
    out.push_str("\r\n");
}
