//! The writers of a comparison, with texts of strangers in every field.

use std::collections::BTreeMap;
use std::fs;

use davproof_reports::{
    COMPARISON_SCHEMA_VERSION, CaseChange, Change, CheckChange, Comparison, Coverage, Difference, Gate, Severity, Side,
    Slower, Turn, Verdict, console::Style, write_comparison,
};
use quick_junit::{Report, TestCaseStatus};

use crate::specimen::{self, HOSTILE};

fn side(subject: &str) -> Side {
    Side { run: "r".to_owned(), started: "2026-11-20T08:15:30Z".to_owned(), subject: subject.to_owned(), cases: 4 }
}

/// A comparison in which each change comes once, with this text wherever a server or a file has a say.
fn comparison(text: &str) -> Comparison {
    let change = |(index, change): (usize, Change)| CaseChange {
        id: format!("area/topic/{index}"),
        scenario: "area/topic".to_owned(),
        title: text.to_owned(),
        severity: Severity::Major,
        change,
        before: Some(Verdict::Pass),
        now: Some(Verdict::Fail),
        reason: Some(text.to_owned()),
        checks: vec![CheckChange {
            id: text.to_owned(),
            change: Turn::NewlyFailing,
            expected: text.to_owned(),
            actual: text.to_owned(),
        }],
    };
    Comparison {
        schema: COMPARISON_SCHEMA_VERSION,
        davproof: "0.1.0".to_owned(),
        before: side(text),
        now: side("SOGo 5.12.1"),
        gate: Gate::Failed,
        exit_code: 10,
        differences: vec![Difference {
            what: text.to_owned(),
            before: text.to_owned(),
            now: text.to_owned(),
            hinders: true,
        }],
        coverage: Coverage { before: 2, now: 1, lost: vec!["R-1".to_owned()] },
        counts: Change::ALL.into_iter().map(|change| (change, 1)).collect(),
        changes: Change::ALL.into_iter().enumerate().map(change).collect(),
        slower: vec![Slower { id: text.to_owned(), before_ms: 10, now_ms: 4_000 }],
    }
}

#[test]
fn only_what_is_new_is_red_in_junit() {
    let mut xml = Vec::new();
    comparison("text").write_junit(&mut xml).unwrap();
    let report = Report::deserialize_from_str(&String::from_utf8(xml).unwrap()).unwrap();
    let cases = report.test_suites.iter().flat_map(|suite| &suite.test_cases);
    let mut red: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for case in cases {
        match &case.status {
            TestCaseStatus::NonSuccess { ty, .. } => red.entry("red").or_default().push(ty.as_ref().unwrap().as_str()),
            TestCaseStatus::Skipped { ty, .. } => {
                red.entry("skipped").or_default().push(ty.as_ref().unwrap().as_str());
            }
            TestCaseStatus::Success { .. } => red.entry("passed").or_default().push(case.name.as_str()),
        }
    }
    assert_eq!(
        red["red"],
        ["gate", "newly-failing", "not-judged", "removed", "fixed-though-listed", "passes-though-listed"]
    );
    let skipped =
        ["newly-flaky", "accepted", "still-failing", "still-flaky", "still-not-judged", "still-not-applicable"];
    assert_eq!(red["skipped"], skipped);
    assert_eq!((report.tests, report.failures, report.errors), (17, 4, 2));
}

#[test]
fn a_stranger_reaches_no_report_unescaped() {
    let comparison = comparison(HOSTILE);
    let folder = std::env::temp_dir().join(format!("davproof-comparison-{}", std::process::id()));
    write_comparison(&comparison, &specimen::run(), &folder).unwrap();
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let (html, markdown, junit) = (read("report.html"), read("comparison.md"), read("comparison.junit.xml"));
    fs::remove_dir_all(&folder).unwrap();
    assert!(!html.contains("<script>alert") && !html.contains("<img src=x"));
    assert!(!markdown.contains("<script") && !markdown.contains("@all") && !markdown.contains("http://evil"));
    roxmltree::Document::parse(&junit).unwrap();
    assert!(!junit.contains("[[ATTACHMENT"));
    assert!(!comparison.console(Style::Plain).contains('\u{1b}'));
}

#[test]
fn a_comparison_is_read_back_as_it_was_written() {
    let comparison = comparison(HOSTILE);
    let mut json = Vec::new();
    davproof_reports::write_comparison_json(&comparison, &mut json).unwrap();
    assert_eq!(serde_json::from_slice::<Comparison>(&json).unwrap(), comparison);
}
