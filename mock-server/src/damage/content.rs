//! Damaging content that is about to be stored.

use std::borrow::Cow;

use super::Damages;
use crate::fault::Fault;

/// How a fault damages what is stored.
pub(super) struct ContentDamage {
    pub(super) fault: Fault,
    pub(super) change: ContentChange,
}

/// What becomes of content.
#[derive(Debug, Clone, Copy)]
pub(super) enum ContentChange {
    /// All lines of a property are lost.
    WithoutProperty(&'static str),
    /// A parameter of every property is lost.
    WithoutParameter(&'static str),
    /// All components of a name are lost.
    WithoutComponent(&'static str),
    /// The value of a property is another one.
    Value(&'static str, fn(&str) -> String),
    /// Every unfolded line is another one; `None` loses it.
    Lines(fn(&str) -> Option<String>),
    /// The whole text is another one.
    Text(fn(&str) -> String),
}

/// The body of a PUT as the faults leave it.
pub(crate) fn damage_content<'a>(damages: &Damages, body: &'a [u8]) -> Cow<'a, [u8]> {
    let Ok(text) = std::str::from_utf8(body) else { return Cow::Borrowed(body) };
    if damages.content.is_empty() {
        return Cow::Borrowed(body);
    }
    let damaged = damages.content.iter().fold(text.to_owned(), |text, damage| damage.change.apply(&text));
    Cow::Owned(damaged.into_bytes())
}

impl ContentChange {
    fn apply(self, text: &str) -> String {
        match self {
            Self::Text(change) => change(text),
            Self::Lines(change) => rewrite(text, change),
            Self::WithoutProperty(name) => rewrite(text, |line| (name_of(line) != name).then(|| line.to_owned())),
            Self::WithoutParameter(parameter) => rewrite(text, |line| Some(without_parameter(line, parameter))),
            Self::Value(name, change) => rewrite(text, |line| {
                let Some(colon) = colon_of(line).filter(|_| name_of(line) == name) else {
                    return Some(line.to_owned());
                };
                Some(format!("{}:{}", &line[..colon], change(&line[colon + 1..])))
            }),
            Self::WithoutComponent(component) => {
                let (begin, end) = (format!("BEGIN:{component}"), format!("END:{component}"));
                let mut depth = 0_usize;
                rewrite(text, |line| {
                    depth += usize::from(line.eq_ignore_ascii_case(&begin));
                    let kept = (depth == 0).then(|| line.to_owned());
                    depth = depth.saturating_sub(usize::from(line.eq_ignore_ascii_case(&end)));
                    kept
                })
            }
        }
    }
}

/// The text with every unfolded line changed; lines that stay as they are keep their folds.
fn rewrite(text: &str, mut change: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut physical = text.split_inclusive('\n').peekable();
    while let Some(first) = physical.next() {
        let mut raw = first.to_owned();
        while let Some(next) = physical.next_if(|next| next.starts_with([' ', '\t'])) {
            raw.push_str(next);
        }
        let unfolded = unfold(&raw);
        match change(&unfolded) {
            Some(line) if line == unfolded => out.push_str(&raw),
            Some(line) => {
                out.push_str(&line);
                out.push_str("\r\n");
            }
            None => {}
        }
    }
    out
}

fn unfold(raw: &str) -> String {
    let joined = raw.replace("\r\n ", "").replace("\r\n\t", "").replace("\n ", "").replace("\n\t", "");
    joined.trim_end_matches(['\r', '\n']).to_owned()
}

/// The upper-case name of a line's property, without a vCard group.
pub(super) fn name_of(line: &str) -> String {
    let name = line.split([':', ';']).next().unwrap_or_default();
    name.rsplit('.').next().unwrap_or_default().to_ascii_uppercase()
}

/// Where the value of a line begins, less one: the first colon outside of quotes.
pub(super) fn colon_of(line: &str) -> Option<usize> {
    let mut quoted = false;
    line.char_indices().find_map(|(index, letter)| {
        quoted ^= letter == '"';
        (letter == ':' && !quoted).then_some(index)
    })
}

fn without_parameter(line: &str, parameter: &str) -> String {
    let Some(colon) = colon_of(line) else { return line.to_owned() };
    let (head, value) = line.split_at(colon);
    let mut quoted = false;
    let parts: Vec<&str> = head
        .split(|letter: char| {
            quoted ^= letter == '"';
            letter == ';' && !quoted
        })
        .collect();
    let kept: Vec<&str> = parts
        .into_iter()
        .filter(|part| !part.split_once('=').is_some_and(|(name, _)| name.eq_ignore_ascii_case(parameter)))
        .collect();
    format!("{}{value}", kept.join(";"))
}
