//! The servers that the mock can be.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::catalogue::Fault;
use super::set::Faults;

/// A server that the mock can be: a name for a set of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// SOGo 5.8.0 as Debian 12 ships it, behind a web server as on a real site.
    Sogo58,
    /// The same without the web server.
    Sogod58,
    /// SOGo 5.12.1 as Debian 13 ships it, behind a web server.
    Sogo512,
    /// No fault: what a perfect server would answer.
    Rfc,
}

/// Shown by every SOGo, with and without a web server in front.
pub(super) const SOGO: &[Profile] = &[Profile::Sogo58, Profile::Sogod58, Profile::Sogo512];

/// Shown by SOGo 5.8 and mended by 5.12.
pub(super) const SOGO_58: &[Profile] = &[Profile::Sogo58, Profile::Sogod58];

/// New in SOGo 5.12, or at least not in 5.8.
pub(super) const SOGO_512: &[Profile] = &[Profile::Sogo512];

/// Shown by no server that the mock stands for: it is there to be asked for.
pub(super) const NONE: &[Profile] = &[];

/// Shown by SOGo's own socket only.
pub(super) const SOGOD: &[Profile] = &[Profile::Sogod58];

impl Profile {
    /// Every profile.
    pub const ALL: &'static [Self] = &[Self::Sogo58, Self::Sogod58, Self::Sogo512, Self::Rfc];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sogo58 => "sogo-5.8",
            Self::Sogod58 => "sogod-5.8",
            Self::Sogo512 => "sogo-5.12",
            Self::Rfc => "rfc",
        }
    }

    /// What it calls itself in the `PRODID` of what it makes itself.
    #[must_use]
    pub fn product_id(self) -> &'static str {
        match self {
            Self::Sogo58 | Self::Sogod58 | Self::Rfc => "-//Inverse inc./SOGo 5.8.0//EN",
            Self::Sogo512 => "-//Inverse inc./SOGo 5.12.1//EN",
        }
    }

    /// The faults of this server.
    #[must_use]
    pub fn faults(self) -> Faults {
        Fault::all().filter(|fault| fault.shown_by().contains(&self)).collect()
    }
}

/// No profile has this name.
#[derive(Debug, Error)]
#[error("there is no profile `{0}`")]
pub struct UnknownProfile(pub String);

impl FromStr for Profile {
    type Err = UnknownProfile;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|profile| profile.name() == name).ok_or_else(|| UnknownProfile(name.to_owned()))
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
