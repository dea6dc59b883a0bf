use std::borrow::Cow;
use std::ops::Range;

use super::ContentLine;
use crate::error::{ParseError, Problem};
use crate::limits::Limits;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// One logical line: a physical line and the continuation lines folded to it.
///
/// The raw slices of all lines of an input, one after the other, are that input: nothing is lost, blank lines and the
/// byte order mark included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogicalLine<'a> {
    raw: &'a [u8],
    offset: usize,
    number: usize,
}

impl<'a> LogicalLine<'a> {
    /// The bytes as they stand in the input, with folds and line end.
    #[must_use]
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// Where [`raw`](Self::raw) stands in the input, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.raw.len()
    }

    /// Number of the first physical line, counted from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// How many physical lines it takes; 1 if it is not folded.
    #[must_use]
    pub fn height(&self) -> usize {
        self.pieces().count()
    }

    /// The line without folds, line end and byte order mark. Folds may stand in the middle of a UTF-8 sequence.
    #[must_use]
    pub fn unfolded(&self) -> Cow<'a, [u8]> {
        let mut pieces = self.pieces();
        let first = pieces.next().map_or(&[][..], |(_, piece)| piece);
        let mut joined = Cow::Borrowed(first);
        for (_, piece) in pieces {
            joined.to_mut().extend_from_slice(piece);
        }
        joined
    }

    /// Whether nothing but white space stands on the line.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.pieces().all(|(_, piece)| piece.trim_ascii().is_empty())
    }

    /// Splits the line into name, parameters and value; `unfolded` is what [`unfolded`](Self::unfolded) gave.
    ///
    /// # Errors
    /// [`ParseError`] with the place in the input, also behind folds.
    pub fn content<'t>(&self, unfolded: &'t [u8]) -> Result<ContentLine<'t>, ParseError> {
        ContentLine::split(unfolded).map_err(|(at, problem)| self.error(at, problem))
    }

    pub(crate) fn error(&self, at: usize, problem: Problem) -> ParseError {
        let (line, offset) = self.locate(at);
        ParseError { line, offset, problem }
    }

    /// Physical line and byte offset in the input of the byte `at` of the unfolded line.
    fn locate(&self, at: usize) -> (usize, usize) {
        let mut before = 0;
        let mut place = (self.number, self.offset);
        for (index, (start, piece)) in self.pieces().enumerate() {
            place = (self.number + index, self.offset + start + (at - before).min(piece.len()));
            if at < before + piece.len() {
                break;
            }
            before += piece.len();
        }
        place
    }

    /// The content of each physical line with its start in `raw`: without line end, fold mark and byte order mark.
    fn pieces(&self) -> impl Iterator<Item = (usize, &'a [u8])> + use<'a> {
        let raw = self.raw;
        let marked = self.offset == 0 && raw.starts_with(BYTE_ORDER_MARK);
        let mut start = if marked { BYTE_ORDER_MARK.len() } else { 0 };
        let mut fold_mark = 0;
        std::iter::from_fn(move || {
            if fold_mark == 1 && start >= raw.len() {
                return None;
            }
            let end = start + through_line_end(&raw[start..]);
            let content = start + fold_mark;
            fold_mark = 1;
            start = end;
            Some((content, strip_line_end(&raw[content..end])))
        })
    }
}

/// The logical lines of an input; ends after the first error that leaves no way to go on.
#[derive(Debug, Clone)]
pub struct LogicalLines<'a> {
    input: &'a [u8],
    offset: usize,
    number: usize,
    count: usize,
    limits: Limits,
}

impl<'a> LogicalLines<'a> {
    /// Reads `input` within `limits`.
    ///
    /// # Errors
    /// [`Problem::TooLarge`] if the input exceeds [`Limits::size`].
    pub fn new(input: &'a [u8], limits: &Limits) -> Result<Self, ParseError> {
        if input.len() > limits.size {
            let problem = Problem::TooLarge { size: input.len(), limit: limits.size };
            return Err(ParseError { line: 1, offset: 0, problem });
        }
        Ok(Self { input, offset: 0, number: 1, count: 0, limits: *limits })
    }
}

impl<'a> Iterator for LogicalLines<'a> {
    type Item = Result<LogicalLine<'a>, ParseError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.input.get(self.offset..).filter(|rest| !rest.is_empty())?;
        let mut length = 0;
        let mut height = 0;
        loop {
            length += through_line_end(&rest[length..]);
            height += 1;
            if !matches!(rest.get(length), Some(b' ' | b'\t')) {
                break;
            }
        }
        let line = LogicalLine { raw: &rest[..length], offset: self.offset, number: self.number };
        self.count += 1;
        if self.count > self.limits.lines {
            self.offset = self.input.len();
            return Some(Err(line.error(0, Problem::TooManyLines { limit: self.limits.lines })));
        }
        self.offset += length;
        self.number += height;
        if length > self.limits.line {
            return Some(Err(line.error(0, Problem::LineTooLong { size: length, limit: self.limits.line })));
        }
        Some(Ok(line))
    }
}

/// Bytes up to and with the next line feed, or all.
fn through_line_end(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1)
}

fn strip_line_end(line: &[u8]) -> &[u8] {
    match line.strip_suffix(b"\n") {
        Some(ended) => ended.strip_suffix(b"\r").unwrap_or(ended),
        None => line,
    }
}
