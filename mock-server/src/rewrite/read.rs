//! From the bytes of a PUT to the tree that is rewritten, as forgiving as the server is.

use davproof_content::Limits;
use davproof_content::line::{ContentLine, LogicalLines, RawParam};

use super::element::{Child, Element, Line, Param};
use super::shield::{shield, unshield};
use super::{escape, rule_text};
use crate::fault::{Fault, Faults};

/// The properties whose value is made of components separated by `;` (RFC 6350 §6.2.2, §6.3.1, §6.6.4).
const STRUCTURED: [&str; 3] = ["N", "ADR", "ORG"];

/// Nesting that is followed; deeper components are left out.
const DEEPEST: usize = 100;

/// The text of a body in the charset that its `Content-Type` names; `text/plain` is ASCII whatever it says.
pub(crate) fn decode(body: &[u8], content_type: Option<&str>) -> Option<String> {
    let (plain, charset) = charset(content_type);
    match charset.as_deref() {
        _ if plain => ascii(body),
        Some("us-ascii") => ascii(body),
        Some("iso-8859-1" | "latin1" | "windows-1252") => Some(body.iter().map(|&byte| char::from(byte)).collect()),
        Some("utf-16") => utf16(body),
        // Unknown charsets count as UTF-8.
        Some(_) | None => String::from_utf8(body.to_vec()).ok(),
    }
}

/// Whether a body of that `Content-Type` is UTF-8, which is also what it is if nothing is said (RFC 5545 §3.1.4).
pub(crate) fn charset_is_utf8(content_type: Option<&str>) -> bool {
    content_type.is_none_or(|value| matches!(charset(Some(value)).1.as_deref(), None | Some("utf-8" | "us-ascii")))
}

/// Whether the text is plain, and its charset.
fn charset(content_type: Option<&str>) -> (bool, Option<String>) {
    let content_type = content_type.unwrap_or("text/plain").to_ascii_lowercase();
    let mut parts = content_type.split(';').map(str::trim);
    let plain = parts.next() == Some("text/plain");
    let charset = parts.find_map(|part| part.strip_prefix("charset=")).map(|name| name.trim_matches('"').to_owned());
    (plain, charset)
}

fn ascii(body: &[u8]) -> Option<String> {
    body.is_ascii().then(|| String::from_utf8_lossy(body).into_owned())
}

fn utf16(body: &[u8]) -> Option<String> {
    let (body, little) = match body {
        [0xFF, 0xFE, rest @ ..] => (rest, true),
        [0xFE, 0xFF, rest @ ..] => (rest, false),
        _ => (body, false),
    };
    let (pairs, rest) = body.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) });
    let text = char::decode_utf16(units).collect::<Result<String, _>>().ok()?;
    rest.is_empty().then_some(text)
}

/// The first outermost component of a text with every line that can be read. Lines before and after it, lines that are
/// no content lines, and properties without a value are left out; what is open at the end is closed. A server that does
/// not rewrite what it stores keeps every property as it is.
pub(crate) fn first_component(text: &str, faults: &Faults) -> Option<Element> {
    let limits = Limits::default();
    let mut open: Vec<Element> = Vec::new();
    let mut too_deep = 0_usize;
    for line in LogicalLines::new(text.as_bytes(), &limits).ok()?.filter_map(Result::ok) {
        let rewrites = rewrites(open.first(), faults);
        let unfolded = line.unfolded();
        let unfolded = if rewrites { shield(&unfolded) } else { unfolded };
        let Ok(content) = line.content(&unfolded) else {
            continue;
        };
        if content.name.eq_ignore_ascii_case("BEGIN") {
            if open.len() < DEEPEST {
                open.push(Element::new(&content.value.trim().to_ascii_uppercase()));
            } else {
                too_deep += 1;
            }
        } else if content.name.eq_ignore_ascii_case("END") {
            if too_deep > 0 {
                too_deep -= 1;
            } else if let Some(done) = close(&mut open) {
                return Some(done);
            }
        } else if let Some(component) = open.last_mut().filter(|_| too_deep == 0) {
            let vcalendar = is_calendar(component);
            let read = if rewrites { read_line(&content, vcalendar) } else { Some(read_as_sent(&content)) };
            component.children.extend(read.map(Child::Line));
        }
    }
    if is_cut_off(text) {
        return None;
    }
    while !open.is_empty() {
        if let Some(done) = close(&mut open) {
            return Some(done);
        }
    }
    None
}

/// Whether the text ends in the middle of a property: such a line spoils all, any other end does not.
fn is_cut_off(text: &str) -> bool {
    let last = text.rsplit(['\r', '\n']).next().unwrap_or_default().trim();
    let ends = last.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("END:"));
    !last.is_empty() && !ends
}

/// Whether the server reads the component in order to write it anew.
fn rewrites(outermost: Option<&Element>, faults: &Faults) -> bool {
    let is_calendar = outermost.is_none_or(is_calendar);
    faults.has(if is_calendar { Fault::REWRITES_CALENDAR_DATA } else { Fault::REWRITES_CARDS })
}

/// The component that a stored text holds.
pub(crate) fn stored(content: &[u8], faults: &Faults) -> Option<Element> {
    first_component(std::str::from_utf8(content).ok()?, faults)
}

/// Closes the innermost component; gives it back if it is the outermost one.
fn close(open: &mut Vec<Element>) -> Option<Element> {
    let done = open.pop()?;
    match open.last_mut() {
        Some(parent) => {
            parent.children.push(Child::Element(done));
            None
        }
        None => Some(done),
    }
}

fn is_calendar(component: &Element) -> bool {
    !matches!(component.name.as_str(), "VCARD" | "VLIST")
}

fn name_of(content: &ContentLine<'_>) -> String {
    let bare = content.name.to_ascii_uppercase();
    match content.group {
        Some(group) => format!("{}.{bare}", group.to_ascii_uppercase()),
        None => bare,
    }
}

/// The line with nothing changed but the case of its names (RFC 5545 §3.1).
fn read_as_sent(content: &ContentLine<'_>) -> Line {
    let params = content.params.iter().map(|param| Param {
        name: param.name.to_ascii_uppercase(),
        values: param.values.iter().map(|value| value.decoded().into_owned()).collect(),
    });
    Line { name: name_of(content), params: params.collect(), value: content.value.to_owned() }
}

fn read_line(content: &ContentLine<'_>, in_calendar: bool) -> Option<Line> {
    let bare = content.name.to_ascii_uppercase();
    let name = name_of(content);
    let mut params = read_params(&content.params);
    let raw = content.value.replace('\r', "");
    let structured = !in_calendar && STRUCTURED.contains(&bare.as_str());
    let value = if in_calendar && name == "RRULE" {
        rule_text::in_order(&raw)
    } else if let Some(decoded) = super::quoted_printable::decode_value(&raw, &mut params) {
        escape::value(&decoded, structured)
    } else {
        escape::value(&raw, structured)
    };
    (!escape::is_blank(&value)).then_some(Line { name, params, value })
}

/// Parameters with upper-case names, each name once, empty values dropped; a bare word is a `TYPE`.
fn read_params(raw: &[RawParam<'_>]) -> Vec<Param> {
    let mut params: Vec<Param> = Vec::with_capacity(raw.len());
    for param in raw {
        let (name, values) = if param.values.is_empty() {
            ("TYPE".to_owned(), vec![unshield(param.name)])
        } else {
            let values = param.values.iter().filter(|value| !value.text.is_empty());
            (
                param.name.to_ascii_uppercase(),
                values
                    .map(|value| {
                        let text = unshield(value.text);
                        if value.quoted { text } else { escape::unescape(&text) }
                    })
                    .collect(),
            )
        };
        match params.iter_mut().find(|known| known.name == name) {
            Some(known) => known.values.extend(values),
            None => params.push(Param { name, values }),
        }
    }
    params.retain(|param| !param.values.is_empty());
    params
}
