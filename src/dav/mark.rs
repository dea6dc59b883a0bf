use std::fmt;
use std::str::FromStr;

/// The beginning of every name that this run creates, such as `davproof-7k2m9q-`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RunMark(String);

/// Why a text is no mark.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no run mark: at least 12 of a-z, 0-9 and `-`, beginning with a letter and ending with `-`")]
pub struct RunMarkError(String);

impl FromStr for RunMark {
    type Err = RunMarkError;

    fn from_str(text: &str) -> Result<Self, RunMarkError> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if text.len() >= 12
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.ends_with('-')
            && text.bytes().all(plain)
        {
            Ok(Self(text.to_owned()))
        } else {
            Err(RunMarkError(text.to_owned()))
        }
    }
}

impl RunMark {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RunMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
