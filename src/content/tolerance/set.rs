use std::collections::BTreeSet;

use super::Tolerance;

/// Which differences a comparison tolerates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tolerances(BTreeSet<Tolerance>);

impl Tolerances {
    /// None: everything that differs is a difference.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Those that are always legal for a server: no user's data is lost or changed by them.
    #[must_use]
    pub fn standard() -> Self {
        Tolerance::ALL.iter().copied().filter(|tolerance| tolerance.is_standard()).collect()
    }

    /// The same and one more.
    #[must_use]
    pub fn with(mut self, tolerance: Tolerance) -> Self {
        self.0.insert(tolerance);
        self
    }

    /// The same and one less.
    #[must_use]
    pub fn without(mut self, tolerance: Tolerance) -> Self {
        self.0.remove(&tolerance);
        self
    }

    /// Whether it is tolerated.
    #[must_use]
    pub fn contains(&self, tolerance: Tolerance) -> bool {
        self.0.contains(&tolerance)
    }

    /// All of them, in the order of [`Tolerance::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = Tolerance> {
        self.0.iter().copied()
    }
}

impl FromIterator<Tolerance> for Tolerances {
    fn from_iter<I: IntoIterator<Item = Tolerance>>(tolerances: I) -> Self {
        Self(tolerances.into_iter().collect())
    }
}

impl Extend<Tolerance> for Tolerances {
    fn extend<I: IntoIterator<Item = Tolerance>>(&mut self, tolerances: I) {
        self.0.extend(tolerances);
    }
}
