//! Whole runs of the binary on the embedded mock.

mod common;

use common::{Folder, davproof, results};
use rstest::rstest;
use serde_json::Value;

const SCENARIO: &str = "\
scenario: test/kinds
title: One case for every kind of verdict
fixtures:
  cal: { calendar: {} }
  a: { object: event/simple, in: cal }
cases:
  - id: passes
    title: An object can be read
    severity: minor
    steps:
      - get: \"{a}\"
        expect: { status: 200 }
  - id: fails
    title: An object cannot be read
    severity: minor
    steps:
      - get: \"{a}\"
        expect: { status: 404 }
  - id: is-blocked
    title: A fixture cannot be made
    severity: minor
    fixtures:
      b: { object: event/simple, in: cal, name: \"no/such/folder.ics\" }
    steps:
      - get: \"{b}\"
        expect: { status: 200 }
  - id: is-in-trouble
    title: The step cannot be sent
    severity: minor
    steps:
      - put: { path: \"{owner.calendar}not-ours.ics\", object: event/simple }
        expect: { status: 201 }
  - id: varies
    title: The outcome varies
    severity: minor
    steps:
      - get: \"{a}\"
        expect: { status: 404 }
  - id: is-known
    title: A failure is known
    severity: minor
    steps:
      - get: \"{a}\"
        expect: { status: 404 }
  - id: passes-unexpectedly
    title: A failure is gone
    severity: minor
    steps:
      - get: \"{a}\"
        expect: { status: 200 }
";

const EXPECTATIONS: &str = "\
server: the mock
expect:
  - { case: test/kinds/varies, outcome: flaky, reason: it varies, link: X-1 }
  - { case: test/kinds/is-known, checks: [get.status], reason: it is known, link: X-2 }
  - { case: test/kinds/passes-unexpectedly, checks: [get.status], reason: it was known, link: X-3 }
";

/// A folder with the scenario above.
fn folder() -> Folder {
    let folder = Folder::new("run");
    folder.write("pack/test/kinds.yaml", SCENARIO);
    folder.write("expect.yaml", EXPECTATIONS);
    folder
}

/// Runs with these arguments; the exit code.
fn run(folder: &Folder, arguments: &[&str]) -> i32 {
    let output = davproof(folder.path()).arg("run").args(["--scenarios", "pack"]).args(arguments).output();
    let output = output.expect("the binary starts");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    output.status.code().expect("it ends by itself")
}

fn verdicts(results: &Value) -> Vec<(String, String)> {
    let cases = results["cases"].as_array().expect("there are cases");
    let text = |value: &Value| value.as_str().expect("it is text").to_owned();
    cases.iter().map(|case| (text(&case["id"]), text(&case["verdict"]))).collect()
}

#[test]
fn every_kind_of_verdict() {
    let folder = folder();
    let code = run(&folder, &["--only", "test/kinds", "--expect", "expect.yaml"]);
    insta::assert_debug_snapshot!(verdicts(&results(folder.path())));
    assert_eq!(code, 10);
}

#[test]
fn exit_code_of_unexpected_passes_alone() {
    let folder = folder();
    assert_eq!(run(&folder, &["--only", "test/kinds/passes-unexpectedly", "--expect", "expect.yaml"]), 11);
}

#[test]
fn exit_code_of_trouble_alone() {
    let folder = folder();
    assert_eq!(run(&folder, &["--only", "test/kinds/is-in-trouble", "--expect", "none"]), 12);
}

#[test]
fn exit_code_when_nothing_is_selected() {
    let folder = folder();
    assert_eq!(run(&folder, &["--only", "no/such/*", "--expect", "none"]), 4);
}

#[test]
fn four_reports_are_written() {
    let folder = folder();
    run(&folder, &["--only", "test/kinds", "--expect", "none", "--out", "there"]);
    for report in ["results.json", "junit.xml", "report.html", "summary.md"] {
        let size = std::fs::metadata(folder.path().join("there").join(report)).expect(report).len();
        assert!(size > 0, "{report}");
    }
}

#[test]
fn a_write_outside_of_scratch_collections_is_refused() {
    let folder = folder();
    run(&folder, &["--only", "test/kinds/is-in-trouble", "--expect", "none"]);
    let results = results(folder.path());
    let exchange = results["cases"][0]["exchanges"].as_array().expect("there are exchanges").last().cloned();
    let error = exchange.expect("the put was recorded")["error"].clone();
    assert!(error.as_str().is_some_and(|error| error.contains("outside of what this run created")), "{error}");
}

#[test]
fn read_only_runs_nothing_that_writes() {
    let folder = folder();
    run(&folder, &["--only", "test/kinds", "--expect", "none", "--read-only"]);
    let verdicts = verdicts(&results(folder.path()));
    assert!(verdicts.iter().all(|(_, verdict)| verdict == "not-applicable"), "{verdicts:?}");
}

#[test]
fn random_order_gives_the_same_verdicts() {
    let folder = folder();
    run(&folder, &["--only", "test/kinds", "--expect", "expect.yaml"]);
    let listed = verdicts(&results(folder.path()));
    run(&folder, &["--only", "test/kinds", "--expect", "expect.yaml", "--order", "random", "--seed", "7"]);
    let random = results(folder.path());
    assert_eq!(verdicts(&random), listed);
    assert_eq!(random["run"]["order"]["random"]["seed"], 7);
}

#[rstest]
#[case::all("components: { VEVENT: 1 }", "pass", &[])]
#[case::not_the_second("has: { VEVENT/UID: \"{a.uid}\" }", "fail", &["calendar-query.each[C:calendar-data]"])]
fn what_is_asked_of_each_member(#[case] content: &str, #[case] verdict: &str, #[case] expected: &[&str]) {
    let folder = Folder::new("each");
    let scenario = format!(
        "scenario: test/each\ntitle: A test\nfixtures:\n  cal: {{ calendar: {{}} }}\n  a: {{ object: event/simple, in: cal }}\n  b: {{ object: event/simple, in: cal }}\ncases:\n  - id: one\n    title: All members are alike\n    severity: minor\n    steps:\n      - calendar-query: {{ path: \"{{cal}}\" }}\n        expect: {{ each: {{ C:calendar-data: {{ content: {{ {content} }} }} }} }}\n"
    );
    folder.write("pack/test/each.yaml", &scenario);
    run(&folder, &["--only", "test/each", "--expect", "none"]);
    let case = &results(folder.path())["cases"][0];
    assert_eq!(case["verdict"], verdict, "{case:#}");
    let checks = case["checks"].as_array().expect("there are checks");
    let failed = checks.iter().filter(|check| check["outcome"] == "fail").filter_map(|check| check["id"].as_str());
    assert_eq!(failed.collect::<Vec<_>>(), expected);
}

#[test]
fn no_journal_is_left() {
    let folder = folder();
    run(&folder, &["--only", "test/kinds", "--expect", "none"]);
    let left = std::fs::read_dir(folder.path().join("state")).expect("the state folder is there").count();
    assert_eq!(left, 0);
}

#[test]
fn the_password_is_in_no_report() {
    let folder = folder();
    run(&folder, &["--only", "test/kinds", "--expect", "none"]);
    for report in ["results.json", "junit.xml", "report.html", "summary.md"] {
        let text = std::fs::read_to_string(folder.path().join("davproof-report").join(report)).expect(report);
        for form in ["mock-owner", "ZHAtb3duZXI6bW9jay1vd25lcg"] {
            assert!(!text.contains(form), "{report} holds {form}");
        }
    }
}

#[test]
fn results_fit_their_published_schema() {
    let folder = folder();
    run(&folder, &["--only", "test/kinds", "--expect", "none"]);
    let schema = davproof_reports::schema();
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let results = results(folder.path());
    let errors: Vec<String> = validator.iter_errors(&results).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
}
