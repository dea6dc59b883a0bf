//! Which servers an entry is about.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::file::When;

/// What a server let be known about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// Product, for example `SOGo`.
    pub product: Option<String>,
    /// Version of the product, for example `5.8.0`.
    pub version: Option<String>,
}

/// A parsed `when`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    product: Option<String>,
    versions: Option<Versions>,
}

/// Whether a condition holds for a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It holds.
    Holds,
    /// It does not.
    DoesNot,
    /// The server does not let this be known.
    Unknown(&'static str),
}

/// What is wrong with a `when`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConditionError {
    /// It says nothing.
    #[error("`when` names a product, a version or both")]
    Empty,
    /// A part of a version requirement has no comparison.
    #[error("`{0}` begins with none of `<`, `<=`, `=`, `>=` and `>`")]
    Comparison(String),
    /// A version is none.
    #[error("`{0}` is no version: numbers with dots between them, as `5.8` or `5.12.1`")]
    Version(String),
    /// No version fulfils the requirement.
    #[error("no version is both {0}")]
    Never(String),
}

impl Condition {
    /// Parses a `when`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(when: &When) -> Result<Condition, ConditionError> {
        let versions = when.version.as_deref().map(str::parse).transpose()?;
        match (&when.product, &versions) {
            (None, None) => Err(ConditionError::Empty),
            (Some(_), _) | (_, Some(_)) => Ok(Condition { product: when.product.clone(), versions }),
        }
    }

    /// Whether it holds for a server. What is not known decides only what nothing else has decided.
    #[must_use]
    pub fn decide(&self, server: &Server) -> Decision {
        let product = match (&self.product, &server.product) {
            (None, _) => Decision::Holds,
            (Some(_), None) => Decision::Unknown("product"),
            (Some(wanted), Some(product)) if wanted.eq_ignore_ascii_case(product) => Decision::Holds,
            (Some(_), Some(_)) => Decision::DoesNot,
        };
        let version = match (&self.versions, server.version.as_deref().and_then(Version::of_server)) {
            (None, _) => Decision::Holds,
            (Some(_), None) => Decision::Unknown("version"),
            (Some(versions), Some(version)) if versions.contain(&version) => Decision::Holds,
            (Some(_), Some(_)) => Decision::DoesNot,
        };
        match (product, version) {
            (Decision::DoesNot, _) | (_, Decision::DoesNot) => Decision::DoesNot,
            (Decision::Unknown(what), _) | (_, Decision::Unknown(what)) => Decision::Unknown(what),
            (Decision::Holds, Decision::Holds) => Decision::Holds,
        }
    }

    /// True if there can be a server for which both hold.
    #[must_use]
    pub fn overlaps(&self, other: &Condition) -> bool {
        let products = match (&self.product, &other.product) {
            (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
            (None, _) | (_, None) => true,
        };
        let versions = match (&self.versions, &other.versions) {
            (Some(a), Some(b)) => !a.and(b).are_none(),
            (None, _) | (_, None) => true,
        };
        products && versions
    }
}

/// A range of versions: from the first one up to, but not including, the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    from: Version,
    before: Option<Version>,
}

impl Versions {
    /// True if the version is in the range.
    #[must_use]
    pub fn contain(&self, version: &Version) -> bool {
        *version >= self.from && self.before.as_ref().is_none_or(|before| version < before)
    }

    fn and(&self, other: &Versions) -> Versions {
        let before = match (&self.before, &other.before) {
            (Some(a), Some(b)) => Some(a.min(b).clone()),
            (one, None) | (None, one) => one.clone(),
        };
        Versions { from: self.from.clone().max(other.from.clone()), before }
    }

    fn are_none(&self) -> bool {
        self.before.as_ref().is_some_and(|before| *before <= self.from)
    }
}

impl FromStr for Versions {
    type Err = ConditionError;

    fn from_str(text: &str) -> Result<Versions, ConditionError> {
        let mut all = Versions { from: Version(Vec::new()), before: None };
        for part in text.split(',').map(str::trim) {
            let operator = part.trim_end_matches(|c: char| !"<>=".contains(c));
            let written: Version = part[operator.len()..].trim().parse()?;
            // A version stands for itself and its patches: what is above 5.8 begins with 5.9.
            let (next, version) = (written.next().shortest(), written.shortest());
            let least = Version(Vec::new());
            let range = match operator {
                "<" => Versions { from: least, before: Some(version) },
                "<=" => Versions { from: least, before: Some(next) },
                "=" => Versions { from: version, before: Some(next) },
                ">=" => Versions { from: version, before: None },
                ">" => Versions { from: next, before: None },
                _ => return Err(ConditionError::Comparison(part.to_owned())),
            };
            all = all.and(&range);
        }
        if all.are_none() { Err(ConditionError::Never(text.replace(',', " and"))) } else { Ok(all) }
    }
}

/// A version: numbers, compared one by one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(Vec<u64>);

impl Version {
    /// The numbers at the beginning of what a server calls its version; `5.12.1-2~deb13` is 5.12.1.
    #[must_use]
    pub fn of_server(text: &str) -> Option<Version> {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        text[..end].trim_end_matches('.').parse().ok().map(Version::shortest)
    }

    /// Without zeros at its end: 5.8 and 5.8.0 are the same version.
    fn shortest(mut self) -> Version {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }

    /// The first version that is no patch of this one.
    fn next(&self) -> Version {
        let mut numbers = self.0.clone();
        if let Some(last) = numbers.last_mut() {
            *last = last.saturating_add(1);
        }
        Version(numbers)
    }
}

impl FromStr for Version {
    type Err = ConditionError;

    fn from_str(text: &str) -> Result<Version, ConditionError> {
        let numbers: Option<Vec<u64>> = text.split('.').map(number).collect();
        numbers.map(Version).ok_or_else(|| ConditionError::Version(text.to_owned()))
    }
}

fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.product.as_deref().unwrap_or("any product"))?;
        self.versions.as_ref().map_or(Ok(()), |versions| write!(f, ", version {versions}"))
    }
}

impl fmt::Display for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from.0.as_slice(), &self.before) {
            ([], None) => f.write_str("any"),
            ([], Some(before)) => write!(f, "before {before}"),
            (_, None) => write!(f, "from {}", self.from),
            (_, Some(before)) => write!(f, "from {} and before {before}", self.from),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.0.iter().map(u64::to_string).collect();
        f.write_str(&numbers.join("."))
    }
}
