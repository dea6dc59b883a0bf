//! What a comparison adds up to, in one sentence.

use crate::text::count;
use crate::{Change, Comparison, Verdict};

impl Comparison {
    /// Number of cases of which this became.
    #[must_use]
    pub fn count(&self, change: Change) -> usize {
        self.counts.get(&change).copied().unwrap_or(0)
    }

    /// What is new, in one sentence: `2 cases fail that passed before; 5 are fixed; 652 still fail as known.`
    #[must_use]
    pub fn sentence(&self) -> String {
        let fixed = self.count(Change::Fixed) + self.count(Change::FixedThoughListed);
        let stale = self.count(Change::FixedThoughListed) + self.count(Change::PassesThoughListed);
        let parts = [
            (fixed, "is fixed", "are fixed"),
            (self.count(Change::StillFailing), "still fails as known", "still fail as known"),
            (self.count(Change::Accepted), "newly fails as accepted", "newly fail as accepted"),
            (self.count(Change::NewlyFlaky), "failed before passing", "failed before passing"),
            (self.count(Change::StillNotJudged), "is still not judged", "are still not judged"),
            (self.count(Change::NotJudged), "is no longer judged", "are no longer judged"),
            (self.count(Change::Removed), "is gone", "are gone"),
            (stale, "passes and is listed as failing", "pass and are listed as failing"),
        ];
        let told = parts.into_iter().filter(|(n, _, _)| *n > 0);
        let told = told.map(|(n, one, many)| format!("; {n} {}", if n == 1 { one } else { many }));
        format!("{}{}.", self.regressions(), told.collect::<String>())
    }

    fn regressions(&self) -> String {
        let newly: Vec<_> = self.changes.iter().filter(|case| case.change == Change::NewlyFailing).collect();
        let passed = newly.iter().all(|case| case.before == Some(Verdict::Pass));
        match (newly.len(), passed) {
            (0, _) => "No case fails that passed before".to_owned(),
            (1, true) => "1 case fails that passed before".to_owned(),
            (n, true) => format!("{n} cases fail that passed before"),
            (1, false) => "1 case newly fails".to_owned(),
            (n, false) => format!("{n} cases newly fail"),
        }
    }

    /// Who was compared with whom.
    #[must_use]
    pub fn subjects(&self) -> String {
        if self.now.subject == self.before.subject {
            format!("{} compared with an earlier run", self.now.subject)
        } else {
            format!("{} compared with {}", self.now.subject, self.before.subject)
        }
    }

    /// What the sentence alone would leave unsaid, each in a sentence.
    #[must_use]
    pub fn caveats(&self) -> Vec<String> {
        let mut caveats: Vec<String> = self
            .differences
            .iter()
            .filter(|difference| difference.hinders)
            .map(|d| format!("Verdicts cannot be compared in full: {} was {}, and is {}.", d.what, d.before, d.now))
            .collect();
        if !self.coverage.lost.is_empty() {
            let lost = count(self.coverage.lost.len(), "requirement");
            caveats.push(format!("Nothing was learned of {lost} that the baseline covers."));
        }
        if !self.slower.is_empty() {
            let slower = self.slower.len();
            caveats.push(format!(
                "{} much longer than before.",
                if slower == 1 { "1 case takes".to_owned() } else { format!("{slower} cases take") }
            ));
        }
        caveats
    }
}
