use std::fmt;

use super::Fact;
use crate::value::{Form, Meaning};

/// What most likely happened to a changed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Note {
    /// A backslash was put before `;`, `,` or `:` where it is no escape.
    SeparatorEscaped,
    /// Escapes that belong to the value were taken away.
    EscapeLost,
    /// A floating time was bound to a zone or to UTC (RFC 5545 §3.3.5, form 1).
    FloatingBound,
    /// A time in a zone or in UTC became floating.
    ZoneLost,
    /// The time is now in another zone.
    ZoneChanged,
    /// A date became a date with time, or the other way round.
    DateFormChanged,
    /// Only the case of letters differs.
    CaseChanged,
    /// Only white space or line breaks differ.
    WhiteSpaceChanged,
    /// The end is missing.
    CutOff,
    /// Characters beyond ASCII were replaced.
    CharactersReplaced,
}

impl Note {
    pub(super) fn of(before: &Fact<'_>, after: &Fact<'_>) -> Option<Self> {
        if let (Meaning::Moment(old), Meaning::Moment(new)) = (&before.meaning, &after.meaning) {
            let is_date = |form| form == Form::Date;
            let bound = |moment: &crate::value::Moment| !is_date(moment.form) && !moment.is_floating();
            if is_date(old.form) != is_date(new.form) {
                return Some(Self::DateFormChanged);
            }
            if old.is_floating() && bound(new) {
                return Some(Self::FloatingBound);
            }
            if bound(old) && new.is_floating() {
                return Some(Self::ZoneLost);
            }
            if old.zone != new.zone || old.form != new.form {
                return Some(Self::ZoneChanged);
            }
        }
        Self::of_text(before.raw, after.raw)
    }

    pub(super) fn of_text(before: &str, after: &str) -> Option<Self> {
        let without = |text: &str, dropped: fn(char) -> bool| text.replace(dropped, "");
        let is_question = |c: char| c == '?' || c == '\u{FFFD}';
        if without_escapes(after) == before {
            Some(Self::SeparatorEscaped)
        } else if without_escapes(before) == after {
            Some(Self::EscapeLost)
        } else if before.to_lowercase() == after.to_lowercase() {
            Some(Self::CaseChanged)
        } else if without(&line_breaks_dropped(before), char::is_whitespace)
            == without(&line_breaks_dropped(after), char::is_whitespace)
        {
            Some(Self::WhiteSpaceChanged)
        } else if before.starts_with(after) && !after.is_empty() {
            Some(Self::CutOff)
        } else if !before.is_ascii()
            && after.contains(is_question)
            && without(before, |c| !c.is_ascii() || c == '?') == without(after, |c| !c.is_ascii() || c == '?')
        {
            Some(Self::CharactersReplaced)
        } else {
            None
        }
    }
}

fn without_escapes(text: &str) -> String {
    text.replace("\\;", ";").replace("\\,", ",").replace("\\:", ":")
}

fn line_breaks_dropped(text: &str) -> String {
    text.replace("\\n", "").replace("\\N", "")
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SeparatorEscaped => "the separator was escaped",
            Self::EscapeLost => "the escape before a separator was taken away",
            Self::FloatingBound => "a floating time was bound to a zone, so it is another moment for travellers",
            Self::ZoneLost => "the time lost its zone, so it is another moment elsewhere",
            Self::ZoneChanged => "the time is now in another zone",
            Self::DateFormChanged => "a whole day and a time of day are not the same",
            Self::CaseChanged => "only the case of letters differs",
            Self::WhiteSpaceChanged => "only white space or line breaks differ",
            Self::CutOff => "the end was cut off",
            Self::CharactersReplaced => "characters beyond ASCII were replaced",
        })
    }
}
