//! Which deviations a server shows.

use std::collections::BTreeSet;
use std::str::FromStr;

use thiserror::Error;

use super::catalogue::Fault;

/// A set of faults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(BTreeSet<Fault>);

impl Faults {
    /// No fault: what the RFCs demand.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether the mock deviates here.
    #[must_use]
    pub fn has(&self, fault: Fault) -> bool {
        self.0.contains(&fault)
    }

    /// The same set with this fault.
    #[must_use]
    pub fn with(mut self, fault: Fault) -> Self {
        self.0.insert(fault);
        self
    }

    /// The same set without this fault.
    #[must_use]
    pub fn without(mut self, fault: Fault) -> Self {
        self.0.remove(&fault);
        self
    }
}

impl FromIterator<Fault> for Faults {
    fn from_iter<T: IntoIterator<Item = Fault>>(faults: T) -> Self {
        Self(faults.into_iter().collect())
    }
}

/// No fault has this id.
#[derive(Debug, Error)]
#[error("there is no fault `{0}`")]
pub struct UnknownFault(pub String);

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(id: &str) -> Result<Self, Self::Err> {
        Self::by_id(id).ok_or_else(|| UnknownFault(id.to_owned()))
    }
}
