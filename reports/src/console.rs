//! The text at the end of a run: worst first, one screen.

use std::{fmt::Write as _, path::Path};

use crate::{
    Case, Outcome, RunResult, Standing, Summary, Verdict,
    text::{count, duration, one_line},
};

/// Cases of one verdict that are told in full.
const CASE_LIMIT: usize = 8;
/// Failed checks of one case.
const CHECK_LIMIT: usize = 3;
/// Bytes of one text.
const TEXT_LIMIT: usize = 160;

/// Whether the text may hold colours; who writes it knows where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With ANSI colours (ECMA-48 SGR).
    Colour,
}

#[derive(Clone, Copy)]
pub(crate) enum Tone {
    Bad,
    Doubtful,
    Good,
    Strong,
    Quiet,
}

impl Style {
    pub(crate) fn paint(self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Bad => "1;31",
            Tone::Doubtful => "33",
            Tone::Good => "32",
            Tone::Strong => "1",
            Tone::Quiet => "2",
        };
        match self {
            Self::Plain => text.to_owned(),
            Self::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

/// The end-of-run text: verdict, failures with their places, counts, and where the reports are.
#[must_use]
pub fn render(run: &RunResult, reports: Option<&Path>, style: Style) -> String {
    let Summary { counts, standing, sentence, caveats } = Summary::of(run);
    let mut out = String::new();
    let tone = match standing {
        Standing::NotSafe | Standing::Failed | Standing::Unstable => Tone::Bad,
        Standing::Passed => Tone::Good,
        Standing::Interrupted
        | Standing::BrokenOff
        | Standing::Partial
        | Standing::NotJudged
        | Standing::BetterThanExpected
        | Standing::KnownFailures => Tone::Doubtful,
    };
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    line(&style.paint(tone, &sentence));
    for caveat in caveats {
        line(&caveat);
    }
    for verdict in [Verdict::Fail, Verdict::Error, Verdict::Blocked, Verdict::UnexpectedPass] {
        let mut cases: Vec<&Case> = run.cases.iter().filter(|case| case.verdict == verdict).collect();
        cases.sort_by_key(|case| case.severity);
        for case in cases.iter().take(CASE_LIMIT) {
            line("");
            line(tell(case, style).trim_end());
        }
        if cases.len() > CASE_LIMIT {
            let more = count(cases.len() - CASE_LIMIT, "more case");
            line(&format!("\n… and {more}: {}", verdict.words().to_lowercase()));
        }
    }
    line("");
    for finding in &run.findings {
        let summary = one_line(&finding.summary, TEXT_LIMIT);
        line(&format!("Finding [{}]: {summary} {}", finding.severity.id(), one_line(&finding.advice, TEXT_LIMIT)));
    }
    let told: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|verdict| counts.verdict(*verdict) > 0)
        .map(|verdict| format!("{} {}", counts.verdict(verdict), verdict.id()))
        .collect();
    line(&format!("{} in {}: {}", count(counts.total(), "case"), duration(run.run.duration_ms), told.join(", ")));
    if let Some(folder) = reports {
        line(&format!("Reports: {}", one_line(&folder.join("report.html").display().to_string(), 4 * TEXT_LIMIT)));
    }
    out
}

fn tell(case: &Case, style: Style) -> String {
    let tone = match case.verdict {
        Verdict::Fail => Tone::Bad,
        Verdict::Pass => Tone::Good,
        Verdict::Error
        | Verdict::Blocked
        | Verdict::NotApplicable
        | Verdict::KnownFail
        | Verdict::UnexpectedPass
        | Verdict::Flaky => Tone::Doubtful,
    };
    let mut out = format!(
        "{} {} [{}]\n",
        style.paint(tone, case.verdict.id()),
        style.paint(Tone::Strong, &one_line(&case.id, TEXT_LIMIT)),
        case.severity.id(),
    );
    let mut line = |label: &str, text: &str| {
        let _ = writeln!(out, "  {} {}", style.paint(Tone::Quiet, label), one_line(text, TEXT_LIMIT));
    };
    line("      case", &case.title);
    if let Some(reason) = &case.reason {
        line("       why", reason);
    }
    if let (Verdict::UnexpectedPass, Some(entry)) = (case.verdict, &case.expectation) {
        line("    listed", &format!("{} ({})", entry.reason, entry.source));
    }
    let failed: Vec<_> = case.checks.iter().filter(|check| check.outcome == Outcome::Fail).collect();
    for check in failed.iter().take(CHECK_LIMIT) {
        line("     check", &format!("{} ({})", check.id, check.source));
        line("  expected", &check.expected);
        line("    actual", &check.actual);
    }
    if failed.len() > CHECK_LIMIT {
        line("      and", &count(failed.len() - CHECK_LIMIT, "more failed check"));
    } else if failed.is_empty() {
        line("        in", &case.source);
    }
    if let (Verdict::Fail, Some(symptom)) = (case.verdict, &case.symptom) {
        line("people see", symptom);
    }
    out
}
