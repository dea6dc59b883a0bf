//! Writing: one writer, two dialects.

use std::fmt::Write as _;

use super::element::{Element, Node};
use super::ns;

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// What stands between the XML declaration and the root.
    pub(crate) after_declaration: &'static str,
    pub(crate) characters: Characters,
}

/// What becomes of the characters that XML or its writer has trouble with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Characters {
    /// Well-formed: control characters are left out.
    Sound,
    /// Control characters are left out, but U+FFFE and U+FFFF become references: not well-formed.
    Noncharacters,
    /// Characters beyond the BMP as two surrogate references, control characters as they are: not well-formed.
    Surrogates,
}

/// Writes a document; all namespaces are declared on its root, `D` is always `DAV:`.
pub(crate) fn write(root: &Element, dialect: Dialect) -> Vec<u8> {
    let mut namespaces = vec![ns::DAV];
    collect(root, &mut namespaces, dialect.characters);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    out.push_str(dialect.after_declaration);
    let mut writer = Writer { out, namespaces: &namespaces, characters: dialect.characters };
    writer.element(root, true);
    writer.out.into_bytes()
}

/// Escapes markup, and writes what is not ASCII as decimal references.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text, Characters::Sound);
    out
}

struct Writer<'a> {
    out: String,
    namespaces: &'a [&'a str],
    characters: Characters,
}

impl Writer<'_> {
    fn element(&mut self, element: &Element, is_root: bool) {
        self.out.push('<');
        self.name(element);
        if is_root {
            for index in 0..self.namespaces.len() {
                // A name without a namespace got a prefix all the same; there is nothing to declare for it.
                if self.namespaces[index].is_empty() {
                    continue;
                }
                let _ = write!(self.out, " xmlns:{}=\"", prefix(index));
                escape_into(&mut self.out, self.namespaces[index], self.characters);
                self.out.push('"');
            }
        }
        for (name, value) in &element.attributes {
            let _ = write!(self.out, " {name}=\"");
            escape_into(&mut self.out, value, self.characters);
            self.out.push('"');
        }
        if element.children.is_empty() {
            self.out.push_str("/>");
            return;
        }
        self.out.push('>');
        for child in &element.children {
            match child {
                Node::Element(child) => self.element(child, false),
                Node::Text(text) => escape_into(&mut self.out, text, self.characters),
                Node::Unescaped(text) => self.out.push_str(text),
            }
        }
        self.out.push_str("</");
        self.name(element);
        self.out.push('>');
    }

    fn name(&mut self, element: &Element) {
        let namespace = element.name.namespace.as_ref();
        if let Some(index) = self.namespaces.iter().position(|known| *known == namespace) {
            let _ = write!(self.out, "{}:", prefix(index));
        }
        self.out.push_str(&element.name.local);
    }
}

fn collect<'a>(element: &'a Element, namespaces: &mut Vec<&'a str>, characters: Characters) {
    let namespace = element.name.namespace.as_ref();
    let prefixed = !namespace.is_empty() || characters == Characters::Surrogates;
    if prefixed && !namespaces.contains(&namespace) {
        namespaces.push(namespace);
    }
    for child in &element.children {
        if let Node::Element(child) = child {
            collect(child, namespaces, characters);
        }
    }
}

/// `D`, then `a`, `b`, … `z`, `n26`, `n27`, …
fn prefix(index: usize) -> String {
    match u8::try_from(index) {
        Ok(0) => "D".to_owned(),
        Ok(index @ 1..=26) => char::from(b'a' + index - 1).to_string(),
        Ok(_) | Err(_) => format!("n{index}"),
    }
}

fn escape_into(out: &mut String, text: &str, characters: Characters) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | ' '..='~' => out.push(character),
            '\0'..='\x1f' => match characters {
                Characters::Sound | Characters::Noncharacters => {}
                Characters::Surrogates => out.push(character),
            },
            '\u{fffe}' | '\u{ffff}' if characters == Characters::Sound => {}
            _ => match characters {
                Characters::Sound | Characters::Noncharacters => {
                    let _ = write!(out, "&#{};", u32::from(character));
                }
                Characters::Surrogates => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        let _ = write!(out, "&#{unit};");
                    }
                }
            },
        }
    }
}
