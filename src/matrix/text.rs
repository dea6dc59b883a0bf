//! What a person reads of the matrix on a terminal.

use std::fmt::Write as _;

use super::model::{Matrix, Sighting};
use super::page::MANY;

/// Names of cases that a list shows.
const SHOWN: usize = 40;

/// The figures, and everything that is missing.
#[must_use]
pub fn text(matrix: &Matrix) -> String {
    let mut text = String::new();
    list(
        &mut text,
        "cases fail without a fault",
        matrix.failing_without_fault.iter().map(|(id, why)| format!("{id}: {}", why.join(", "))),
    );
    list(
        &mut text,
        "cases do not apply to the mock",
        matrix.not_applicable.iter().map(|(id, why)| format!("{id}: {why}")),
    );
    list(
        &mut text,
        "faults are seen by no case",
        matrix.undetected().map(|fault| format!("{}: {}", fault.id, fault.description)),
    );
    list(&mut text, "cases are failed by no fault", matrix.unfailing().map(|case| case.id.clone()));
    let detected = matrix.faults.iter().filter(|fault| fault.first.is_some());
    let by_trouble = detected.clone().filter(|fault| matches!(fault.first, Some(Sighting::Trouble { .. }))).count();
    let _ = writeln!(
        text,
        "{} of {} faults detected ({by_trouble} of them as named trouble of the transport); {} of {} cases can fail.",
        detected.count(),
        matrix.faults.len(),
        matrix.cases.len() - matrix.unfailing().count(),
        matrix.cases.len()
    );
    let _ = writeln!(
        text,
        "{} cases are failed only by faults that fail more than {MANY} cases.",
        matrix.bluntly_failing(MANY).count()
    );
    text
}

/// The row of every fault: for whoever looks at a few.
#[must_use]
pub fn rows(matrix: &Matrix) -> String {
    let mut text = String::new();
    for fault in &matrix.faults {
        let _ = writeln!(text, "{}: {}", fault.id, fault.description);
        match &fault.first {
            None => text.push_str("    no case sees it\n"),
            Some(Sighting::Failed { case, checks }) => {
                let _ = writeln!(text, "    {case} fails at {}", checks.join(", "));
            }
            Some(Sighting::Trouble { case, reason }) => {
                let _ = writeln!(text, "    {case} ends in an error: {reason}");
            }
        }
        let _ = writeln!(text, "    {} cases fail, {} are in trouble", fault.failing, fault.in_trouble);
    }
    text
}

fn list(text: &mut String, what: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        return;
    }
    let _ = writeln!(text, "{} {what}:", items.len());
    for item in items.iter().take(SHOWN) {
        let _ = writeln!(text, "  {item}");
    }
    if let Some(more) = items.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "  and {more} more; --json shows all");
    }
}
