//! The comparison for job pages and change requests, in GitHub-flavoured Markdown.

use std::fmt::Write as _;

use crate::markdown::{escape, row, table};
use crate::{CaseChange, Change, Comparison, Turn, Verdict};

impl Comparison {
    /// The comparison in Markdown, at most 60 KB.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut page = format!("## {}\n\n", escape(&self.sentence()));
        let _ = writeln!(page, "- {}: {}", escape(&self.subjects()), self.gate.words());
        for caveat in self.caveats() {
            let _ = writeln!(page, "- {}", escape(&caveat));
        }
        page.push_str("\n| What became of the cases | Cases |\n| --- | ---: |\n");
        for change in Change::ALL.into_iter().filter(|change| self.count(*change) > 0) {
            let _ = writeln!(page, "| {} | {} |", change.words(), self.count(change));
        }
        for change in Change::ALL.into_iter().filter(|change| !change.is_quiet()) {
            let cases = self.changes.iter().filter(|case| case.change == change);
            let rows: Vec<String> = cases.map(|case| row([&case.id, case.severity.id(), &told(case)])).collect();
            table(&mut page, change.words(), ["Case", "Severity", "What it means"], &rows);
        }
        let ms = |ms: u64| crate::text::duration(ms);
        let rows: Vec<String> =
            self.slower.iter().map(|case| row([&case.id, &ms(case.before_ms), &ms(case.now_ms)])).collect();
        table(&mut page, "Slower", ["Case", "Before", "Now"], &rows);
        let rows: Vec<String> = self.differences.iter().map(|d| row([&d.what, &d.before, &d.now])).collect();
        table(&mut page, "What else differs", ["What", "Before", "Now"], &rows);
        page
    }
}

/// What changed, in a line: the checks where there are some, else verdicts and reason.
pub(super) fn told(case: &CaseChange) -> String {
    let of = |turn: Turn| case.checks.iter().filter(move |check| check.change == turn);
    if let Some(check) = of(Turn::NewlyFailing).next() {
        let more = match of(Turn::NewlyFailing).count() {
            1 => String::new(),
            n => format!(" (and {} more)", n - 1),
        };
        return format!("{}: expected {}, got {}{more}", check.id, check.expected, check.actual);
    }
    let verdict = |verdict: Option<Verdict>| verdict.map_or("absent", Verdict::id);
    let reason = case.reason.as_ref().map_or(String::new(), |reason| format!(": {reason}"));
    match (case.before, case.now) {
        (before, now) if before == now => case.reason.clone().unwrap_or_else(|| case.title.clone()),
        (before, now) => format!("{} → {}{reason}", verdict(before), verdict(now)),
    }
}
