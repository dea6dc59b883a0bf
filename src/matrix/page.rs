//! The page that shows the proof.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::model::{FaultRow, Matrix, Sighting, area_of};

const HEAD: &str = "\
# The proof

Every row of the first table is a defect that the mock can show. With it, and with nothing else wrong, the named case fails at the
named check. Every row of the second table is a case, and the defects that make it fail. Repetitions of a case are one row.

The page is made by `davproof mock matrix --page scenarios/PROOF.md`, and CI fails when it is out of date.
";

/// How many ids of faults a row names.
const NAMED: usize = 3;

/// A fault that fails more cases than this says little about each of them.
pub(super) const MANY: usize = 200;

/// The page in Markdown.
#[must_use]
pub fn page(matrix: &Matrix) -> String {
    let mut page = HEAD.to_owned();
    let definitions = definitions(matrix);
    let _ = writeln!(
        page,
        "\n{} of {} faults are detected. {} of {} cases ({} of {} with their repetitions) can fail. {} cases fail without a fault. {} cases are failed only by faults that fail more than {MANY} cases.",
        matrix.faults.len() - matrix.undetected().count(),
        matrix.faults.len(),
        definitions.values().filter(|definition| definition.unfailing == 0).count(),
        definitions.len(),
        matrix.cases.len() - matrix.unfailing().count(),
        matrix.cases.len(),
        matrix.failing_without_fault.len(),
        matrix.bluntly_failing(MANY).count(),
    );
    faults(&mut page, matrix);
    cases(&mut page, &definitions, &matrix.breadth());
    page
}

fn faults(page: &mut String, matrix: &Matrix) {
    page.push_str("\n## Faults\n");
    let mut area = "";
    for fault in &matrix.faults {
        if fault.area != area {
            area = fault.area;
            let _ = write!(
                page,
                "\n### {area}\n\n| fault | what the server does | origin | seen by | cases |\n|---|---|---|---|---|\n"
            );
        }
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} |",
            fault.id,
            cell(fault.description),
            cell(fault.origin),
            cell(&seen_by(fault)),
            count(fault)
        );
    }
}

fn seen_by(fault: &FaultRow) -> String {
    match &fault.first {
        None => "**nothing**".to_owned(),
        Some(Sighting::Failed { case, checks }) => {
            let first = checks.first().map(String::as_str).unwrap_or_default();
            format!("`{case}`: `{first}`")
        }
        Some(Sighting::Trouble { case, reason: _ }) => format!("`{case}`: error, the transport is named"),
    }
}

fn count(fault: &FaultRow) -> String {
    match (fault.failing, fault.areas.len()) {
        (0, _) => "0".to_owned(),
        (failing, 1) => failing.to_string(),
        (failing, areas) => format!("{failing} in {areas} areas"),
    }
}

/// A case with all its repetitions.
#[derive(Default)]
struct Definition {
    repetitions: usize,
    unfailing: usize,
    faults: BTreeMap<String, usize>,
}

fn definitions(matrix: &Matrix) -> BTreeMap<&str, Definition> {
    let mut definitions: BTreeMap<&str, Definition> = BTreeMap::new();
    for case in &matrix.cases {
        let id = case.id.split('@').next().unwrap_or_default();
        let definition = definitions.entry(id).or_default();
        definition.repetitions += 1;
        definition.unfailing += usize::from(case.failed_by.is_empty());
        for fault in &case.failed_by {
            *definition.faults.entry(fault.clone()).or_default() += 1;
        }
    }
    definitions
}

fn cases(page: &mut String, definitions: &BTreeMap<&str, Definition>, breadth: &BTreeMap<&str, usize>) {
    page.push_str("\n## Cases\n");
    let mut area = "";
    for (id, definition) in definitions {
        if area_of(id) != area {
            area = area_of(id);
            let _ = write!(page, "\n### {area}\n\n| case | repetitions | can fail | by |\n|---|---|---|---|\n");
        }
        let can_fail = match (definition.unfailing, definition.repetitions) {
            (0, _) => "yes".to_owned(),
            (unfailing, repetitions) if unfailing == repetitions => "**no**".to_owned(),
            (unfailing, _) => format!("**{unfailing} not**"),
        };
        let mut faults: Vec<(&String, &usize)> = definition.faults.iter().collect();
        // The most telling first: what fails few other cases, and many repetitions of this one.
        faults.sort_by_key(|(id, repetitions)| {
            (breadth.get(id.as_str()).copied(), std::cmp::Reverse(**repetitions), (*id).clone())
        });
        let more = faults.len().saturating_sub(NAMED);
        let named: Vec<String> = faults.iter().take(NAMED).map(|(id, _)| format!("`{id}`")).collect();
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let _ = writeln!(page, "| `{id}` | {} | {can_fail} | {}{more} |", definition.repetitions, named.join(", "));
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
