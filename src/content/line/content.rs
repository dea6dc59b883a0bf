use std::borrow::Cow;

use crate::error::Problem;

/// Parameter values of one line that are ever read; real lines have up to some hundred (MEMBER).
const MOST_PARAMETERS: usize = 1_000;

/// A content line in its parts, as written (RFC 5545 §3.1): `[group "."] name *(";" param) ":" value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentLine<'t> {
    /// The vCard group before the dot (RFC 6350 §3.3).
    pub group: Option<&'t str>,
    /// The property name, in the case of the text.
    pub name: &'t str,
    /// The parameters in their order; repeated ones stay apart.
    pub params: Vec<RawParam<'t>>,
    /// The value with its escapes.
    pub value: &'t str,
}

/// A parameter as written. A vCard 2.1 parameter without `=` (`TEL;HOME:`) has a name and no values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawParam<'t> {
    /// The parameter name, in the case of the text.
    pub name: &'t str,
    /// The values between the commas, in their order.
    pub values: Vec<RawValue<'t>>,
}

/// One parameter value without its quotes, with its RFC 6868 escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawValue<'t> {
    /// The text as written, without the quotes.
    pub text: &'t str,
    /// Whether it stood in double quotes.
    pub quoted: bool,
}

impl<'t> RawValue<'t> {
    /// The text with its RFC 6868 escapes decoded.
    #[must_use]
    pub fn decoded(&self) -> Cow<'t, str> {
        decode_caret(self.text)
    }
}

impl<'t> ContentLine<'t> {
    /// Splits an unfolded line. The error is the offset in `unfolded` and the problem there.
    pub(crate) fn split(unfolded: &'t [u8]) -> Result<Self, (usize, Problem)> {
        let line = std::str::from_utf8(unfolded).map_err(|error| (error.valid_up_to(), Problem::NotUtf8))?;
        let name_end = line.find([';', ':']).ok_or((0, Problem::MissingColon))?;
        let (group, name) = match line[..name_end].split_once('.') {
            Some((group, name)) => (Some(group), name),
            None => (None, &line[..name_end]),
        };
        if !is_name(name) || group.is_some_and(|group| !is_name(group)) {
            return Err((0, Problem::BadName));
        }
        let mut params: Vec<RawParam<'t>> = Vec::new();
        let mut values = 0;
        let mut at = name_end;
        while line.as_bytes().get(at) == Some(&b';') {
            let (param, end) = RawParam::split(line, at + 1)?;
            values += param.values.len().max(1);
            if values > MOST_PARAMETERS {
                return Err((at, Problem::TooManyParameters { limit: MOST_PARAMETERS }));
            }
            params.push(param);
            at = end;
        }
        match line.as_bytes().get(at) {
            Some(b':') => Ok(Self { group, name, params, value: &line[at + 1..] }),
            Some(_) => Err((at, Problem::BadParameter)),
            None => Err((at, Problem::MissingColon)),
        }
    }
}

impl<'t> RawParam<'t> {
    /// The parameter at `start`, and the offset behind it.
    fn split(line: &'t str, start: usize) -> Result<(Self, usize), (usize, Problem)> {
        let rest = &line[start..];
        let end = start + rest.find(['=', ';', ':']).unwrap_or(rest.len());
        let name = &line[start..end];
        if name.trim().is_empty() || name.contains(['"', '\0']) {
            return Err((start, Problem::BadParameter));
        }
        let mut values = Vec::new();
        let mut at = end;
        if line.as_bytes().get(at) == Some(&b'=') {
            loop {
                let (value, behind) = RawValue::split(line, at + 1)?;
                values.push(value);
                at = behind;
                if line.as_bytes().get(at) != Some(&b',') {
                    break;
                }
            }
        }
        Ok((Self { name, values }, at))
    }
}

impl<'t> RawValue<'t> {
    fn split(line: &'t str, start: usize) -> Result<(Self, usize), (usize, Problem)> {
        let rest = &line[start..];
        if let Some(inner) = rest.strip_prefix('"') {
            let length = inner.find('"').ok_or((start, Problem::UnclosedQuote))?;
            return Ok((Self { text: &inner[..length], quoted: true }, start + length + 2));
        }
        let length = rest.find([',', ';', ':']).unwrap_or(rest.len());
        Ok((Self { text: &rest[..length], quoted: false }, start + length))
    }
}

/// Lenient: RFC 5545 allows letters, digits and `-`; real files also have `_`. What would blur the structure is no name.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | ',' | '=' | '\\'))
}

/// Decodes `^n`, `^'` and `^^` (RFC 6868 §3.2); any other `^` stays.
#[must_use]
pub fn decode_caret(text: &str) -> Cow<'_, str> {
    if !text.contains('^') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('^') {
        decoded.push_str(&rest[..at]);
        let (plain, length) = match rest.as_bytes().get(at + 1) {
            Some(b'n') => ('\n', 2),
            Some(b'\'') => ('"', 2),
            Some(b'^') => ('^', 2),
            Some(_) | None => ('^', 1),
        };
        decoded.push(plain);
        rest = &rest[at + length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Encodes line breaks, double quotes and `^` for a parameter value (RFC 6868 §3.1).
#[must_use]
pub fn encode_caret(text: &str) -> Cow<'_, str> {
    if !text.contains(['^', '"', '\n']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('^', "^^").replace('"', "^'").replace('\n', "^n"))
}
