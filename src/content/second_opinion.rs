use std::fmt;

use thiserror::Error;

use crate::document::{Document, Kind};
use crate::error::ParseError;
use crate::limits::Limits;

/// What these libraries are given at most: one of them takes quadratic time, both overflow the stack on deep nesting.
const CAPS: Limits = Limits { size: 256 << 10, line: 256 << 10, lines: 20_000, nesting: 32 };

/// Characters kept of a library's message: it may hold the rest of the input, which is personal.
const MESSAGE: usize = 200;

/// A client library that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Library {
    /// The crate `icalendar`.
    Icalendar,
    /// The crate `vcard_parser`.
    VcardParser,
}

impl fmt::Display for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Icalendar => "icalendar",
            Self::VcardParser => "vcard_parser",
        })
    }
}

/// Why there is no "yes" from a client library.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Our own layer cannot read the text, or it exceeds the caps (256 KiB, 32 levels): the library was not asked.
    #[error("the text was not shown to the library: {0}")]
    Malformed(ParseError),
    /// It is not what the library is for, for example a vCard 3.0 for `vcard_parser`: the library was not asked.
    #[error("the text is not {expected}, so the library was not asked")]
    OutOfScope {
        /// What the library reads.
        expected: &'static str,
    },
    /// The library refuses it.
    #[error("the library {library} cannot read it: {message}")]
    Unreadable {
        /// Which library.
        library: Library,
        /// Its message, at most 200 characters.
        message: String,
    },
}

// Not a `source()`: the sentence above names it, and it has no cause of its own.
impl From<ParseError> for Refusal {
    fn from(error: ParseError) -> Self {
        Self::Malformed(error)
    }
}

/// Whether the popular crate `icalendar` reads this text. A second opinion, never a verdict: it is stricter than the RFC in
/// places (byte order mark, two `VCALENDAR`s).
///
/// # Errors
/// [`Refusal`]; its texts hold at most 200 characters of the library's message.
pub fn readable_by_icalendar(text: &[u8]) -> Result<(), Refusal> {
    let document = Document::parse_with(text, &CAPS)?;
    if document.kind() != Kind::Calendar {
        return Err(Refusal::OutOfScope { expected: "iCalendar" });
    }
    let text = utf8(text, "iCalendar in UTF-8 with no fold inside a character")?;
    let answer = text.parse::<icalendar::Calendar>();
    answer.map(drop).map_err(|message| unreadable(Library::Icalendar, &message))
}

/// Whether the crate `vcard_parser` reads this text, which must be one vCard 4.0. It blocks; 256 KiB take well under a second.
///
/// # Errors
/// [`Refusal`]; its texts hold at most 200 characters of the library's message.
pub fn readable_by_vcard_parser(text: &[u8]) -> Result<(), Refusal> {
    let document = Document::parse_with(text, &CAPS)?;
    let [card] = document.components.as_slice() else {
        return Err(Refusal::OutOfScope { expected: "one vCard" });
    };
    let version = card.property("VERSION").map(|version| version.value.trim());
    if !card.is("VCARD") || version != Some("4.0") {
        return Err(Refusal::OutOfScope { expected: "a vCard 4.0" });
    }
    let text = utf8(text, "a vCard in UTF-8 with no fold inside a character")?;
    let answer = vcard_parser::parse_vcards(text);
    match answer {
        Ok(cards) if cards.len() == 1 => Ok(()),
        Ok(cards) => Err(unreadable(Library::VcardParser, &format!("it found {} cards instead of 1", cards.len()))),
        Err(error) => Err(unreadable(Library::VcardParser, &error.to_string())),
    }
}

fn utf8<'a>(text: &'a [u8], expected: &'static str) -> Result<&'a str, Refusal> {
    std::str::from_utf8(text).map_err(|_| Refusal::OutOfScope { expected })
}

fn unreadable(library: Library, message: &str) -> Refusal {
    Refusal::Unreadable { library, message: message.chars().take(MESSAGE).collect() }
}
