//! What a check found, for a terminal: worst first, one screen.

use davproof_reports::console::Style;

use super::card::Card;
use super::finding::{Finding, Level};
use super::outcome::Outcome;

/// The text. Failures and warnings have their advice; what is well has a line each.
#[must_use]
pub fn render(outcome: &Outcome, card: Option<&Card>, style: Style) -> String {
    let mut text = String::new();
    let mut line = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    line(&headline(outcome, style));
    for finding in outcome.findings.iter().filter(|finding| finding.situation.level() != Level::Ok) {
        line("");
        line(&format!("{}  {}", paint(style, finding.situation.level(), finding.situation.level().id()), finding.id()));
        line(&format!("  {}", finding.fact));
        line(&format!("  → {}", finding.situation.advice()));
    }
    line("");
    for finding in outcome.findings.iter().filter(|finding| finding.situation.level() == Level::Ok) {
        line(&progress(finding, style));
    }
    if let Some(card) = card {
        line("");
        line(card.language.title());
        line(card.text().trim_end());
    }
    text
}

/// One finding as it comes: its group and the fact.
#[must_use]
pub fn progress(finding: &Finding, style: Style) -> String {
    let level = finding.situation.level();
    let word = format!("{:<7}", level.id());
    format!("{}  {:<9}  {}", paint(style, level, &word), finding.situation.group().title(), finding.fact)
}

fn headline(outcome: &Outcome, style: Style) -> String {
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let (failures, warnings) = (outcome.count(Level::Failure), outcome.count(Level::Warning));
    let verdict = match (failures, warnings) {
        (0, 0) => paint(style, Level::Ok, "All is well."),
        (0, _) => paint(style, Level::Warning, &format!("It works, with {}.", plural(warnings, "warning"))),
        (_, 0) => paint(style, Level::Failure, &format!("{} to mend.", plural(failures, "failure"))),
        (_, _) => paint(
            style,
            Level::Failure,
            &format!("{} to mend, and {}.", plural(failures, "failure"), plural(warnings, "warning")),
        ),
    };
    let skipped = match outcome.count(Level::Skipped) {
        0 => String::new(),
        count => format!(", {count} not checked"),
    };
    let took = outcome.took.as_secs_f64();
    format!("{}: {verdict} ({} ok{skipped}, {took:.1} s)", outcome.subject, outcome.count(Level::Ok))
}

fn paint(style: Style, level: Level, text: &str) -> String {
    let code = match level {
        Level::Failure => "1;31",
        Level::Warning => "33",
        Level::Skipped => "2",
        Level::Ok => "32",
    };
    match style {
        Style::Plain => text.to_owned(),
        Style::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
    }
}
