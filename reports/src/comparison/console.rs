//! The text at the end of a comparison: what is new first, one screen.

use std::fmt::Write as _;

use crate::console::{Style, Tone};
use crate::text::{count, duration, one_line};
use crate::{CaseChange, Change, Comparison, Coverage, Gate, Turn, Verdict};

/// Cases of one kind of change that are told.
const CASE_LIMIT: usize = 8;
/// Checks of one case.
const CHECK_LIMIT: usize = 3;
/// Bytes of one text.
const TEXT_LIMIT: usize = 160;

impl Comparison {
    /// The comparison for a terminal.
    #[must_use]
    pub fn console(&self, style: Style) -> String {
        let tone = match self.gate {
            Gate::Failed => Tone::Bad,
            Gate::Partial | Gate::Stale => Tone::Doubtful,
            Gate::Passed => Tone::Good,
        };
        let mut out = format!(
            "{}: {}\n{}\n",
            one_line(&self.subjects(), TEXT_LIMIT),
            style.paint(tone, &self.sentence()),
            style.paint(tone, self.gate.words())
        );
        for caveat in self.caveats() {
            let _ = writeln!(out, "{}", one_line(&caveat, 2 * TEXT_LIMIT));
        }
        for change in Change::ALL {
            let cases: Vec<&CaseChange> = self.changes.iter().filter(|case| case.change == change).collect();
            // What is as it was is counted; a list of hundreds would hide what is new.
            if cases.is_empty() || change == Change::StillFailing || change.is_quiet() {
                continue;
            }
            let _ = writeln!(out, "\n{}", style.paint(Tone::Strong, &format!("{} ({})", change.words(), cases.len())));
            for case in cases.iter().take(CASE_LIMIT) {
                tell(case, style, &mut out);
            }
            if cases.len() > CASE_LIMIT {
                let _ = writeln!(out, "  … and {}", count(cases.len() - CASE_LIMIT, "more case"));
            }
        }
        for case in self.slower.iter().take(CASE_LIMIT) {
            let (before, now) = (duration(case.before_ms), duration(case.now_ms));
            let _ = writeln!(out, "\nslower {}: {now} instead of {before}", one_line(&case.id, TEXT_LIMIT));
        }
        let told = Change::ALL.into_iter().filter(|change| self.count(*change) > 0);
        let told: Vec<String> = told.map(|change| format!("{} {}", self.count(change), change.id())).collect();
        let all = self.counts.values().sum();
        let _ = writeln!(out, "\n{}: {}", count(all, "case"), told.join(", "));
        let Coverage { before, now, lost } = &self.coverage;
        let lost =
            if lost.is_empty() { String::new() } else { format!("; lost: {}", one_line(&lost.join(", "), TEXT_LIMIT)) };
        let _ = writeln!(out, "Requirements covered: {now}, before {before}{lost}");
        for difference in &self.differences {
            let text = |text| one_line(text, 60);
            let (before, now) = (text(&difference.before), text(&difference.now));
            let _ = writeln!(out, "Differs: {}: {before} → {now}", one_line(&difference.what, 60));
        }
        out
    }
}

fn tell(case: &CaseChange, style: Style, out: &mut String) {
    let verdict = |verdict: Option<Verdict>| verdict.map_or("absent", Verdict::id);
    let id = style.paint(Tone::Strong, &one_line(&case.id, TEXT_LIMIT));
    let (before, now) = (verdict(case.before), verdict(case.now));
    let _ = writeln!(out, "  {id} [{}] {before} → {now}", case.severity.id());
    if case.change > Change::Accepted {
        return;
    }
    let _ = writeln!(out, "    {}", one_line(&case.title, TEXT_LIMIT));
    if let Some(reason) = &case.reason {
        let _ = writeln!(out, "    {} {}", style.paint(Tone::Quiet, "why"), one_line(reason, TEXT_LIMIT));
    }
    for check in case.checks.iter().filter(|check| check.change != Turn::StillFailing).take(CHECK_LIMIT) {
        let _ =
            write!(out, "    {} {}", style.paint(Tone::Quiet, check.change.words()), one_line(&check.id, TEXT_LIMIT));
        let _ = match check.change {
            Turn::NewlyFailing | Turn::StillFailing => writeln!(
                out,
                ": expected {}, got {}",
                one_line(&check.expected, TEXT_LIMIT),
                one_line(&check.actual, TEXT_LIMIT)
            ),
            Turn::Gone => writeln!(out),
        };
    }
}
