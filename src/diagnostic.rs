//! Mistakes in files, shown as rustc would: where, the line, a caret, what to do.

use std::fmt;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::scenario::At;

/// A mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Path of the file, as a person would write it.
    pub file: Box<str>,
    /// Where in the file.
    pub at: At,
    /// What stands beside the caret.
    pub label: String,
    /// How to mend it.
    pub help: Option<String>,
    source: Arc<str>,
}

impl Diagnostic {
    /// A mistake at a place of a file whose text is `source`.
    #[must_use]
    pub fn new(message: impl Into<String>, file: impl Into<String>, source: &str, at: At) -> Diagnostic {
        Diagnostic {
            message: message.into(),
            file: file.into().into_boxed_str(),
            at,
            label: String::new(),
            help: None,
            source: source.into(),
        }
    }

    /// With a text beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// With "did you mean", if one of the known words is near.
    #[must_use]
    pub fn suggest<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
        match nearest(word, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// A mistake that the YAML reader found.
    #[must_use]
    pub fn from_yaml(error: &serde_saphyr::Error, file: &str, source: &str) -> Diagnostic {
        let at = error.location().map_or_else(At::default, |location| At {
            line: u32::try_from(location.line()).unwrap_or(u32::MAX),
            column: u32::try_from(location.column()).unwrap_or(u32::MAX),
            length: u32::try_from(location.span().len()).unwrap_or(1),
        });
        let text = error.without_snippet().to_string();
        let message = text.split(" at line ").next().unwrap_or(&text).trim_start_matches("error: ");
        let message = message.lines().next().unwrap_or_default();
        match unknown_word(message) {
            None => Diagnostic::new(message, file, source, at),
            Some((what, word, known)) => {
                let diagnostic = Diagnostic::new(format!("unknown {what} `{word}`"), file, source, at);
                let suggested = diagnostic.suggest(word, known.split(", "));
                if suggested.help.is_some() { suggested } else { suggested.help(format!("there are {known}")) }
            }
        }
    }

    /// The mistake for a terminal, with colour or without.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut group = Level::ERROR.primary_title(self.message.as_str()).elements(self.snippet());
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }

    fn snippet(&self) -> Option<Snippet<'_, annotate_snippets::Annotation<'_>>> {
        if self.at.line == 0 {
            return None;
        }
        let start = self.offset()?;
        let rest = &self.source[start..];
        let line_rest = rest.lines().next().unwrap_or_default();
        let wanted: usize = line_rest.chars().take(self.at.length.max(1) as usize).map(char::len_utf8).sum();
        let annotation = AnnotationKind::Primary.span(start..start + wanted).label(self.label.as_str());
        Some(Snippet::source(&*self.source).path(&*self.file).annotation(annotation))
    }

    fn offset(&self) -> Option<usize> {
        let mut offset = 0;
        let mut lines = self.source.split_inclusive('\n');
        for _ in 1..self.at.line {
            offset += lines.next()?.len();
        }
        let line = lines.next().unwrap_or_default();
        let column = self.at.column.saturating_sub(1) as usize;
        let within: usize = line.chars().take(column).map(char::len_utf8).sum();
        Some((offset + within).min(self.source.len()))
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostic {}

/// Takes "unknown field `x`, expected one of a, b" apart.
fn unknown_word(message: &str) -> Option<(&'static str, &str, &str)> {
    let (what, rest) = match (message.strip_prefix("unknown field `"), message.strip_prefix("unknown variant `")) {
        (Some(rest), _) => ("key", rest),
        (None, Some(rest)) => ("word", rest),
        (None, None) => return None,
    };
    let (word, rest) = rest.split_once('`')?;
    let known = rest.split_once("expected one of ").or_else(|| rest.split_once("expected "))?.1;
    Some((what, word, known))
}

/// The known word that a mistyped one most likely stands for.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len().min(word.len()) / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
