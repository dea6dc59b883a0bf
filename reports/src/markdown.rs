//! The summary for job pages of GitHub and GitLab.

use std::{borrow::Cow, fmt::Write as _};

use crate::{Case, Outcome, RunResult, Severity, Summary, Verdict, text::one_line};

/// GitHub takes a job summary of up to 1 MB and GitLab cuts comments at 1,000,000 characters; a page
/// that people read is shorter.
const LIMIT: usize = 60_000;
/// Kept free for the line that tells of left-out rows.
const RESERVE: usize = 200;
/// Bytes of one text in a table.
const CELL_LIMIT: usize = 300;

/// The summary of a run in GitHub-flavoured Markdown, at most 60 KB.
#[must_use]
pub fn markdown(run: &RunResult) -> String {
    let Summary { counts, sentence, caveats, .. } = Summary::of(run);
    let mut page = format!("## {}\n\n", escape(&sentence));
    for caveat in caveats {
        let _ = writeln!(page, "- {}", escape(&caveat));
    }
    page.push_str(
        "\n| Verdict | Critical | Major | Minor | Info | All |\n| --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for verdict in Verdict::ALL {
        let cells = Severity::ALL.map(|severity| counts.get(verdict, severity).to_string()).join(" | ");
        let _ = writeln!(page, "| {} | {cells} | {} |", verdict.words(), counts.verdict(verdict));
    }
    let findings: Vec<String> =
        run.findings.iter().map(|finding| row([&finding.summary, finding.severity.id(), &finding.advice])).collect();
    table(&mut page, "Findings", ["Finding", "Severity", "Advice"], &findings);
    let sections = [
        ("Unexpected failures", Verdict::Fail, Severity::Info),
        ("Not judged: error", Verdict::Error, Severity::Info),
        ("Not judged: blocked", Verdict::Blocked, Severity::Info),
        ("Unexpected passes", Verdict::UnexpectedPass, Severity::Info),
        ("Critical known failures", Verdict::KnownFail, Severity::Critical),
    ];
    for (title, verdict, least) in sections {
        let mut cases: Vec<&Case> =
            run.cases.iter().filter(|case| case.verdict == verdict && case.severity <= least).collect();
        cases.sort_by_key(|case| case.severity);
        let rows: Vec<String> = cases.iter().map(|case| row([&case.id, case.severity.id(), &told(case)])).collect();
        table(&mut page, title, ["Case", "Severity", "What it means"], &rows);
    }
    page
}

/// The text of a case that says most to people.
fn told(case: &Case) -> Cow<'_, str> {
    let accepted = case.expectation.as_ref().map(|entry| entry.reason.as_str());
    let reason = case.reason.as_deref();
    let known = match case.verdict {
        Verdict::Fail => case.symptom.as_deref(),
        Verdict::KnownFail => case.symptom.as_deref().or(accepted),
        Verdict::Error | Verdict::Blocked | Verdict::NotApplicable => reason,
        Verdict::UnexpectedPass | Verdict::Flaky => accepted,
        Verdict::Pass => None,
    };
    let failed = case.checks.iter().find(|check| check.outcome == Outcome::Fail);
    match (known, failed) {
        (Some(text), _) => Cow::Borrowed(text),
        (None, Some(check)) => Cow::Owned(format!("Expected {}, got {}", check.expected, check.actual)),
        (None, None) => Cow::Borrowed(&case.title),
    }
}

pub(crate) fn row(cells: [&str; 3]) -> String {
    let [first, second, third] = cells.map(|cell| escape(&one_line(cell, CELL_LIMIT)));
    format!("| {first} | {second} | {third} |\n")
}

/// Adds a table, with as many rows as fit.
pub(crate) fn table(page: &mut String, title: &str, columns: [&str; 3], rows: &[String]) {
    if rows.is_empty() {
        return;
    }
    let head = format!("\n### {title}\n\n| {} |\n| --- | --- | --- |\n", columns.join(" | "));
    if page.len() + head.len() + RESERVE > LIMIT {
        return;
    }
    page.push_str(&head);
    for (shown, row) in rows.iter().enumerate() {
        if page.len() + row.len() + RESERVE > LIMIT {
            let _ = writeln!(page, "\n… and {} more in report.html.", rows.len() - shown);
            return;
        }
        page.push_str(row);
    }
}

/// Text that Markdown shows as it is: whatever could start markup, HTML, a link or a mention becomes
/// a character reference, which CommonMark §2.5 never takes for structure.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let harmless = match c {
            '-' | '.' | ',' | ';' | '/' | '=' | '?' | '(' | ')' | '%' | '\'' | '+' | ' ' => true,
            // A colon makes an address only where slashes follow.
            ':' => !text[at..].starts_with("://"),
            c => !c.is_ascii() || c.is_ascii_alphanumeric(),
        };
        if harmless {
            out.push(c);
        } else {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }
    out.replace("www.", "www&#46;")
}
