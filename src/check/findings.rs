//! Where the groups put what they find.

use std::sync::{Mutex, PoisonError};

use super::finding::{Finding, Group, Level};

/// Collects findings as they come and shows each to a listener, so that people see what is known while slow probes run.
pub struct Findings<'a> {
    seen: Mutex<Vec<Finding>>,
    listener: &'a (dyn Fn(&Finding) + Sync),
}

impl<'a> Findings<'a> {
    /// Empty; `listener` is shown every finding when it is added.
    #[must_use]
    pub fn new(listener: &'a (dyn Fn(&Finding) + Sync)) -> Findings<'a> {
        Findings { seen: Mutex::default(), listener }
    }

    /// Adds a finding. The same fact about the same situation is told once.
    pub fn add(&self, finding: Finding) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.contains(&finding) {
            (self.listener)(&finding);
            seen.push(finding);
        }
    }

    /// Adds several.
    pub fn extend(&self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            self.add(finding);
        }
    }

    /// True if something of this group and level was found.
    #[must_use]
    pub fn any(&self, group: Group, level: Level) -> bool {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.iter().any(|finding| finding.situation.group() == group && finding.situation.level() == level)
    }

    /// All that was found: by level, the worst first, then by group, then as it came.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Finding> {
        let mut seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        seen.sort_by_key(|finding| (finding.situation.level(), finding.situation.group()));
        seen
    }
}
