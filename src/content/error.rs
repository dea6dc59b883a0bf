use thiserror::Error;

/// Why a text is not a readable iCalendar or vCard stream, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line} (byte {offset}): {problem}")]
pub struct ParseError {
    /// Physical line, counted from 1.
    pub line: usize,
    /// Byte offset in the input, counted from 0.
    pub offset: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    /// The input is larger than [`Limits::size`](crate::Limits::size).
    #[error("the text has {size} bytes; the limit is {limit}")]
    TooLarge {
        /// Bytes of the input.
        size: usize,
        /// The limit, in bytes.
        limit: usize,
    },
    /// One logical line is longer than [`Limits::line`](crate::Limits::line).
    #[error("the line has {size} bytes; the limit is {limit}")]
    LineTooLong {
        /// Bytes of the line with its folds.
        size: usize,
        /// The limit, in bytes.
        limit: usize,
    },
    /// There are more logical lines than [`Limits::lines`](crate::Limits::lines).
    #[error("there are more than {limit} lines")]
    TooManyLines {
        /// The limit, in lines.
        limit: usize,
    },
    /// A line has more than 1,000 parameter values.
    #[error("the line has more than {limit} parameter values")]
    TooManyParameters {
        /// The limit, in values.
        limit: usize,
    },
    /// Components nest deeper than [`Limits::nesting`](crate::Limits::nesting).
    #[error("components are nested deeper than {limit} levels")]
    TooDeep {
        /// The limit, in levels.
        limit: usize,
    },
    /// The line is not UTF-8, for example latin-1 (RFC 5545 §3.1.4, RFC 6350 §3.1).
    #[error("the line is not UTF-8")]
    NotUtf8,
    /// The line has no `:` that ends its name and parameters (RFC 5545 §3.1).
    #[error("there is no colon between name and value")]
    MissingColon,
    /// The property name or group is empty or holds white space, control or separator characters.
    #[error("the property name is not a name")]
    BadName,
    /// A parameter has no name, or something stands behind its closing quote.
    #[error("the parameter is malformed")]
    BadParameter,
    /// A quoted parameter value does not end on its line.
    #[error("the quoted parameter value does not end")]
    UnclosedQuote,
    /// A property stands outside of every `BEGIN` and `END`.
    #[error("the property stands outside of every component")]
    OutsideComponent,
    /// An `END` names another component than the open one, or none is open.
    #[error("END:{found} does not close {}", open.as_deref().unwrap_or("anything"))]
    UnexpectedEnd {
        /// Name of the open component, if any.
        open: Option<String>,
        /// Name in the `END`.
        found: String,
    },
    /// The text ends while a component is open: it was cut off.
    #[error("the text ends before END:{name}")]
    MissingEnd {
        /// Name of the innermost open component.
        name: String,
    },
    /// There is no component at all.
    #[error("there is no component in the text")]
    Empty,
}
