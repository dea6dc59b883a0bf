//! Bringing a file up to date with what a run saw, in its own text: comments, order and style stay.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use davproof_reports::ExpectedOutcome;
use globset::{GlobBuilder, GlobMatcher};
use serde_saphyr::Spanned;

use super::condition::{Condition, Decision, Server};
use super::file::{Entry, ExpectationFile};
use super::pattern::check_matches;
use crate::diagnostic::Diagnostic;
use crate::scenario::At;

/// The reason of a new entry; no file is accepted that still holds it.
const TODO_REASON: &str = "TODO say why the server does this and why that is accepted";
const TODO_LINK: &str = "TODO";

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// The new text.
    pub text: String,
    /// Cases that fail and were not listed; somebody must write why.
    pub added: Vec<String>,
    /// Patterns whose cases do not fail any more.
    pub removed: Vec<String>,
    /// Patterns whose cases fail in other checks than listed.
    pub adjusted: Vec<String>,
}

/// Changes the text of a file so that it lists what a run saw: `failed` has, for each case that was judged, the checks
/// that failed, and `cases` are the ids of the whole pack. Entries about other servers, flaky ones and those of which the
/// run says nothing stay as they are.
///
/// # Errors
/// Mistakes in the file.
pub fn update(
    text: &str,
    path: &Path,
    server: &Server,
    failed: &BTreeMap<String, BTreeSet<String>>,
    cases: &[&str],
) -> Result<Updated, Vec<Diagnostic>> {
    let shown = path.display().to_string();
    let file: ExpectationFile =
        crate::yaml::parse(text).map_err(|error| vec![Diagnostic::from_yaml(&error, &shown, text)])?;
    let mut places = Vec::new();
    for (index, entry) in file.expect.iter().enumerate() {
        let next = file.expect.get(index + 1);
        places.push(Place::of(text, &shown, entry, next)?);
    }
    let indent = places.first().map_or("  ".to_owned(), |place| " ".repeat(place.indent));
    let mut updated = Updated::default();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for place in places.iter().filter(|place| place.is_about(server)) {
        let matching = cases.iter().copied().filter(|id| place.pattern.is_match(id));
        match judge(place.entry, matching, failed) {
            Fate::Stays => {}
            Fate::Goes => {
                updated.removed.push(place.entry.case.value.clone());
                edits.push((place.lines.clone(), String::new()));
            }
            Fate::Fails(checks) => {
                updated.adjusted.push(place.entry.case.value.clone());
                edits.push(match place.checks(text) {
                    Some(range) => (range, flow(&checks)),
                    None => (place.lines.clone(), render(&indent, place.entry, &place.entry.case.value, &checks)),
                });
            }
            Fate::Splits(parts) => {
                updated.adjusted.push(place.entry.case.value.clone());
                let entries = parts.iter().map(|(id, checks)| render(&indent, place.entry, id, checks));
                edits.push((place.lines.clone(), entries.collect()));
            }
        }
    }
    let listed = |id: &str| places.iter().any(|place| place.may_be_about(server) && place.pattern.is_match(id));
    for (id, checks) in failed.iter().filter(|(id, checks)| !checks.is_empty() && !listed(id)) {
        let at = after(&places, id).map_or(text.len(), |place| place.lines.end);
        updated.added.push(id.clone());
        edits.push((at..at, new_entry(&indent, id, checks)));
    }
    // An empty list does not go on with entries below it.
    let text = if places.is_empty() && !updated.added.is_empty() { emptied(text, &mut edits) } else { text.to_owned() };
    updated.text = apply(&text, edits);
    if !places.is_empty() && updated.added.is_empty() && updated.removed.len() == places.len() {
        updated.text = updated.text.replacen("expect:", "expect: []", 1);
    }
    let readable = crate::yaml::parse::<ExpectationFile>(&updated.text);
    readable.map_err(|error| vec![Diagnostic::from_yaml(&error, &shown, &updated.text)])?;
    Ok(updated)
}

/// The text without the brackets of its empty list; what is to be added moves to the new end.
fn emptied(text: &str, edits: &mut [(Range<usize>, String)]) -> String {
    let new = text.replacen("expect: []", "expect:", 1);
    for (range, _) in edits {
        *range = new.len()..new.len();
    }
    new
}

/// Where an entry is written and what it says.
struct Place<'a> {
    entry: &'a Entry,
    at: At,
    pattern: GlobMatcher,
    when: Option<Condition>,
    /// Bytes of its lines, without comments and blank lines before the next entry.
    lines: Range<usize>,
    /// Columns before its dash.
    indent: usize,
}

impl<'a> Place<'a> {
    fn of(
        text: &str,
        file: &str,
        spanned: &'a Spanned<Entry>,
        next: Option<&Spanned<Entry>>,
    ) -> Result<Place<'a>, Vec<Diagnostic>> {
        let (at, entry) = (At::of(spanned), &spanned.value);
        let mistake = |at: At, message: String| vec![Diagnostic::new(message, file, text, at)];
        let pattern = GlobBuilder::new(&entry.case.value).literal_separator(true).build();
        let pattern = pattern.map_err(|error| mistake(At::of(&entry.case), error.to_string()))?.compile_matcher();
        let when = entry.when.as_ref().map(|when| (Condition::parse(&when.value), At::of(when)));
        let when = when.map(|(when, at)| when.map_err(|error| mistake(at, error.to_string()))).transpose()?;
        let start = line_start(text, at.line);
        let end = next.map_or(text.len(), |next| line_start(text, At::of(next).line));
        let indent = text[start..].chars().take_while(|c| *c == ' ').count();
        if !text[start + indent..].starts_with('-') || end <= start {
            return Err(mistake(
                at,
                "each entry begins a line of its own with `- `, or it cannot be changed".to_owned(),
            ));
        }
        Ok(Place { entry, at, pattern, when, lines: start..start + written(&text[start..end]), indent })
    }

    fn is_about(&self, server: &Server) -> bool {
        self.when.as_ref().is_none_or(|when| when.decide(server) == Decision::Holds)
    }

    /// True unless it is certain that the entry is about others.
    fn may_be_about(&self, server: &Server) -> bool {
        self.when.as_ref().is_none_or(|when| when.decide(server) != Decision::DoesNot)
    }

    /// Bytes of the list of checks, if it stands in brackets.
    fn checks(&self, text: &str) -> Option<Range<usize>> {
        let at = At::of(self.entry.checks.as_ref()?);
        let line = line_start(text, at.line);
        let column = at.column.saturating_sub(1) as usize;
        let start = line + text[line..].chars().take(column).map(char::len_utf8).sum::<usize>();
        let list = text.get(start..self.lines.end)?;
        let mut quote = None;
        for (index, c) in list.char_indices() {
            match (quote, c) {
                (None, '[') if index == 0 => {}
                (None, _) if index == 0 => return None,
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), _) if open == c => quote = None,
                (None, ']') => return Some(start..start + index + 1),
                (Some(_) | None, _) => {}
            }
        }
        None
    }
}

/// What is to be done with an entry.
enum Fate {
    Stays,
    Goes,
    /// Its cases fail in these checks.
    Fails(BTreeSet<String>),
    /// Its cases fail in different checks, each in its own.
    Splits(BTreeMap<String, BTreeSet<String>>),
}

fn judge<'a>(
    entry: &Entry,
    matching: impl Iterator<Item = &'a str>,
    failed: &BTreeMap<String, BTreeSet<String>>,
) -> Fate {
    let listed: BTreeSet<String> = entry.checks.iter().flat_map(|checks| checks.value.iter().cloned()).collect();
    let holds = |checks: &BTreeSet<String>| {
        checks.iter().all(|id| listed.iter().any(|pattern| check_matches(pattern, id)))
            && listed.iter().all(|pattern| checks.iter().any(|id| check_matches(pattern, id)))
    };
    let mut parts = BTreeMap::new();
    let (mut changed, mut all) = (false, 0);
    for id in matching {
        all += 1;
        match failed.get(id) {
            // The run says nothing of it.
            None => drop(parts.insert(id.to_owned(), listed.clone())),
            Some(checks) if holds(checks) => drop(parts.insert(id.to_owned(), listed.clone())),
            Some(checks) => {
                changed = true;
                if !checks.is_empty() {
                    parts.insert(id.to_owned(), checks.clone());
                }
            }
        }
    }
    match (entry.outcome, changed) {
        (ExpectedOutcome::Flaky, _) | (ExpectedOutcome::Fail, false) => Fate::Stays,
        (ExpectedOutcome::Fail, true) => {
            let sets: BTreeSet<&BTreeSet<String>> = parts.values().collect();
            match (sets.first(), sets.len(), parts.len() == all) {
                (None, _, _) => Fate::Goes,
                (Some(checks), 1, true) => Fate::Fails((*checks).clone()),
                (Some(_), _, _) => Fate::Splits(parts),
            }
        }
    }
}

/// The entry after which a new one for this case belongs: the last of those that share most of its path.
fn after<'a, 'b>(places: &'b [Place<'a>], id: &str) -> Option<&'b Place<'a>> {
    let shared = |place: &Place<'_>| {
        let parts = place.entry.case.value.split('/').zip(id.split('/'));
        parts.take_while(|(a, b)| a == b).count()
    };
    let most = places.iter().map(shared).max()?;
    let near: Vec<&Place<'_>> = places.iter().filter(|place| shared(place) == most).collect();
    let before = near.iter().rfind(|place| place.entry.case.value.as_str() < id);
    before.or(near.last()).copied().filter(|_| most > 0).or(places.iter().max_by_key(|place| place.at.line))
}

fn new_entry(indent: &str, id: &str, checks: &BTreeSet<String>) -> String {
    format!(
        "{indent}- case: {}\n{indent}  checks: {}\n{indent}  reason: {TODO_REASON}\n{indent}  link: {TODO_LINK}\n",
        scalar(id),
        flow(checks)
    )
}

/// An entry for one case that says what the entry for its pattern said.
fn render(indent: &str, entry: &Entry, id: &str, checks: &BTreeSet<String>) -> String {
    let mut text = format!("{indent}- case: {}\n{indent}  checks: {}\n", scalar(id), flow(checks));
    if let Some(when) = &entry.when {
        let product = when.value.product.iter().map(|product| format!("product: {}", scalar(product)));
        let version = when.value.version.iter().map(|version| format!("version: {}", quoted(version)));
        let keys: Vec<String> = product.chain(version).collect();
        let _ = writeln!(text, "{indent}  when: {{ {} }}", keys.join(", "));
    }
    if let Some(expires) = &entry.expires {
        let _ = writeln!(text, "{indent}  expires: {}", scalar(&expires.value));
    }
    let (reason, link) = (scalar(&entry.reason.value), scalar(&entry.link.value));
    let _ = writeln!(text, "{indent}  reason: {reason}\n{indent}  link: {link}");
    text
}

fn flow(checks: &BTreeSet<String>) -> String {
    let items: Vec<String> = checks.iter().map(|check| scalar(check)).collect();
    format!("[{}]", items.join(", "))
}

/// A text as YAML scalar: as it is where nothing in it means something else, also within brackets.
fn scalar(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && text.chars().all(|c| c.is_alphanumeric() || " ._-/@:=;()'+%".contains(c))
        && !matches!(text, "true" | "false" | "null");
    if plain { text.to_owned() } else { quoted(text) }
}

/// JSON's strings are YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn line_start(text: &str, line: u32) -> usize {
    text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum()
}

/// Bytes up to the last line that is neither blank nor a comment.
fn written(block: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        at += line.len();
        let content = line.trim();
        if !content.is_empty() && !content.starts_with('#') {
            end = at;
        }
    }
    end
}

/// The text with edits, which do not overlap; edits at one place follow each other in their order.
fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in edits {
        new.push_str(&text[at..range.start]);
        if !replacement.is_empty() && range.is_empty() && !new.is_empty() && !new.ends_with('\n') {
            new.push('\n');
        }
        new.push_str(&replacement);
        at = range.end;
    }
    new.push_str(&text[at..]);
    new
}
