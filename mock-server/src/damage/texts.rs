//! What the tables need beside their rows.

use percent_encoding::percent_decode_str;

use super::content::name_of;
use crate::message::Response;
use crate::xml::{Characters, Dialect, Multistatus, write};

/// The methods that exist.
pub(super) const KNOWN: [&str; 17] = [
    "OPTIONS",
    "GET",
    "HEAD",
    "PUT",
    "DELETE",
    "POST",
    "PROPFIND",
    "PROPPATCH",
    "REPORT",
    "MKCOL",
    "MKCALENDAR",
    "MOVE",
    "COPY",
    "LOCK",
    "UNLOCK",
    "ACL",
    "SEARCH",
];

/// The page by which a firewall refuses something.
pub(super) fn blocked() -> Response {
    Response::new(403)
        .with_header("Content-Type", "text/html")
        .with_body("<html><head><title>Forbidden</title></head><body>Request blocked</body></html>\n")
}

/// A multistatus that tells nothing.
pub(super) fn nothing() -> Response {
    let dialect = Dialect { after_declaration: "\n", characters: Characters::Sound };
    Response::new(207)
        .with_header("Content-Type", "application/xml; charset=utf-8")
        .with_body(write(&Multistatus::default().into_element(), dialect))
}

/// The text with its percent signs decoded.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The target in which percent escapes with lower-case digits stand for themselves.
pub(super) fn keep_lower_case_escapes(target: &str) -> String {
    let mut parts = target.split('%');
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let lower = part.bytes().take(2).any(|digit| digit.is_ascii_lowercase());
        kept.push_str(if lower { "%25" } else { "%" });
        kept.push_str(part);
    }
    kept
}

/// The text without the lines that begin so.
pub(super) fn without_lines(text: &str, begin: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.starts_with(begin)).collect()
}

/// The text in which what stands between these marks the first and the second time has changed places.
pub(super) fn swap_first_two(text: &str, begin: &str, end: &str) -> String {
    let mut found = text.match_indices(begin).filter_map(|(at, _)| {
        let start = at + begin.len();
        Some(start..start + text[start..].find(end)?)
    });
    let (Some(one), Some(two)) = (found.next(), found.next()) else { return text.to_owned() };
    [&text[..one.start], &text[two.clone()], &text[one.end..two.start], &text[one], &text[two.end..]].concat()
}

/// The list with a capital letter at the beginning of each entry.
pub(super) fn capitalised(list: &str) -> String {
    let entries = list.split(',').map(|entry| {
        let end = entry.chars().next().map_or(0, char::len_utf8);
        format!("{}{}", entry[..end].to_uppercase(), &entry[end..])
    });
    entries.collect::<Vec<_>>().join(",")
}

/// The text with the first component of this name and none of the others.
pub(super) fn first_of(text: &str, component: &str) -> String {
    let (begin, end) = (format!("BEGIN:{component}"), format!("END:{component}"));
    let mut seen = 0;
    let mut skipping = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.trim_end() == begin {
            seen += 1;
            skipping = seen > 1;
        }
        if !skipping {
            kept.push_str(line);
        }
        skipping &= line.trim_end() != end;
    }
    kept
}

/// The text in which no property follows one of the same name.
pub(super) fn without_repetitions(text: &str) -> String {
    let mut before = String::new();
    let mut skipping = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '\t']) {
            let name = name_of(line.trim_end());
            skipping = name == before && !matches!(name.as_str(), "BEGIN" | "END");
            before = name;
        }
        if !skipping {
            kept.push_str(line);
        }
    }
    kept
}

/// A line as such files have it; no file of this machine is read.
const PASSWORD_FILE: &str = "root:x:0:0:root:/root:/bin/sh";

/// XML as a careless parser reads it: without its document type, and with a file where an external entity stands.
pub(super) fn with_entities_read(xml: &str) -> String {
    let declared = |declaration: &str| -> Option<(String, String)> {
        let name = declaration.split_whitespace().next()?;
        declaration.contains(" SYSTEM ").then(|| (format!("&{name};"), PASSWORD_FILE.to_owned()))
    };
    let Some((before, rest)) = xml.split_once("<!DOCTYPE") else { return xml.to_owned() };
    let Some((declarations, after)) = rest.split_once("]>") else { return xml.to_owned() };
    let entities = declarations.split("<!ENTITY").skip(1).filter_map(declared);
    entities.fold(format!("{before}{after}"), |xml, (reference, content)| xml.replace(&reference, &content))
}
