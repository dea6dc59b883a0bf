//! Which cases run, and in which order.

use davproof_reports::{Order, Shard};
use globset::{Glob, GlobSet, GlobSetBuilder};
use thiserror::Error;

use crate::scenario::PlannedCase;

/// Which cases run, and in which order.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Patterns as given; none selects all.
    pub only: Vec<String>,
    /// Order of execution.
    pub order: Order,
    /// The part of them that runs here; all if there is none.
    pub shard: Option<Shard>,
    globs: GlobSet,
}

/// Why a selection is of no use.
#[derive(Debug, Error)]
pub enum SelectError {
    /// A pattern that does not parse.
    #[error("`{pattern}` is no pattern; `*` stands for any text")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        source: globset::Error,
    },
}

impl Selection {
    /// Cases whose id matches one of the patterns, or begins with it as a folder; all if there is none.
    ///
    /// # Errors
    /// A pattern that does not parse.
    pub fn new(only: Vec<String>, order: Order, shard: Option<Shard>) -> Result<Selection, SelectError> {
        let mut builder = GlobSetBuilder::new();
        for pattern in &only {
            let folder = format!("{}/**", pattern.trim_end_matches('/'));
            let repeated = format!("{pattern}@*");
            for text in [pattern, &folder, &repeated] {
                let glob =
                    Glob::new(text).map_err(|source| SelectError::Pattern { pattern: pattern.clone(), source })?;
                builder.add(glob);
            }
        }
        let globs = builder.build().map_err(|source| SelectError::Pattern { pattern: only.join(", "), source })?;
        Ok(Selection { only, order, shard, globs })
    }

    /// The cases that the patterns select, in all shards together.
    #[must_use]
    pub fn matching<'a>(&self, cases: &'a [PlannedCase]) -> Vec<&'a PlannedCase> {
        cases.iter().filter(|case| self.only.is_empty() || self.globs.is_match(&case.id)).collect()
    }

    /// Those of them that run here, in their order.
    #[must_use]
    pub fn apply<'a>(&self, cases: &'a [PlannedCase]) -> Vec<&'a PlannedCase> {
        let mut selected = self.matching(cases);
        selected.retain(|case| self.shard.as_ref().is_none_or(|shard| shard.holds(&case.id)));
        match self.order {
            Order::Listed => selected.sort_by(|a, b| a.id.cmp(&b.id)),
            Order::Random { seed } => fastrand::Rng::with_seed(seed).shuffle(&mut selected),
        }
        selected
    }
}
