//! The comparison as the first part of `report.html`.

use serde::Serialize;

use crate::html::text_of;
use crate::{CaseChange, Change, Comparison, Gate, Verdict};

use super::markdown::told;

/// Cases of one kind of change that the page lists.
const CASE_LIMIT: usize = 200;

/// The comparison as the template sees it.
#[derive(Serialize)]
pub(crate) struct ComparisonView {
    subjects: String,
    sentence: String,
    gate: &'static str,
    icon: &'static str,
    caveats: Vec<String>,
    started: String,
    groups: Vec<GroupView>,
    slower: Vec<[String; 3]>,
    differences: Vec<[String; 3]>,
    coverage: String,
}

#[derive(Serialize)]
struct GroupView {
    words: &'static str,
    open: bool,
    count: usize,
    rows: Vec<RowView>,
    left_out: usize,
}

#[derive(Serialize)]
struct RowView {
    id: String,
    title: String,
    severity: &'static str,
    before: &'static str,
    now: &'static str,
    told: String,
    /// Anchor of the case further down, if it is in the new run.
    anchor: Option<String>,
}

impl From<&Comparison> for ComparisonView {
    fn from(comparison: &Comparison) -> Self {
        let coverage = &comparison.coverage;
        let duration = |ms| crate::text::duration(ms);
        Self {
            subjects: text_of(&comparison.subjects()),
            sentence: comparison.sentence(),
            gate: comparison.gate.words(),
            icon: match comparison.gate {
                Gate::Failed => Verdict::Fail.id(),
                Gate::Partial => Verdict::Error.id(),
                Gate::Stale => Verdict::UnexpectedPass.id(),
                Gate::Passed => Verdict::Pass.id(),
            },
            caveats: comparison.caveats().iter().map(|caveat| text_of(caveat)).collect(),
            started: text_of(&crate::text::day(&comparison.before.started)),
            groups: Change::ALL.into_iter().filter_map(|change| group(comparison, change)).collect(),
            slower: comparison
                .slower
                .iter()
                .take(CASE_LIMIT)
                .map(|case| [text_of(&case.id), duration(case.before_ms), duration(case.now_ms)])
                .collect(),
            differences: comparison
                .differences
                .iter()
                .map(|d| [text_of(&d.what), text_of(&d.before), text_of(&d.now)])
                .collect(),
            coverage: format!("Requirements covered: {}, before {}.", coverage.now, coverage.before),
        }
    }
}

fn group(comparison: &Comparison, change: Change) -> Option<GroupView> {
    let cases: Vec<&CaseChange> = comparison.changes.iter().filter(|case| case.change == change).collect();
    if cases.is_empty() {
        return None;
    }
    Some(GroupView {
        words: change.words(),
        open: change <= Change::Accepted,
        count: cases.len(),
        rows: cases.iter().take(CASE_LIMIT).map(|case| row(case)).collect(),
        left_out: cases.len().saturating_sub(CASE_LIMIT),
    })
}

fn row(case: &CaseChange) -> RowView {
    let words = |verdict: Option<Verdict>| verdict.map_or("Not there", Verdict::words);
    RowView {
        id: text_of(&case.id),
        title: text_of(&case.title),
        severity: case.severity.id(),
        before: words(case.before),
        now: words(case.now),
        told: text_of(&told(case)),
        anchor: case.now.map(|_| crate::html::anchor(&case.id)),
    }
}
