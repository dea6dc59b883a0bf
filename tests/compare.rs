//! Runs against a baseline, comparisons of files, and cases that fail now and then, by the real binary.

mod common;

use std::path::PathBuf;

use common::{Folder, davproof, stderr_of, told_by};
use serde_json::Value;

/// Two cases on one object; the statuses are what they expect of reading it.
fn scenario(first: u16, second: &str) -> String {
    format!(
        "scenario: test/x\ntitle: A test\nfixtures:\n  cal: {{ calendar: {{}} }}\n  a: {{ object: event/simple, in: cal }}\ncases:\n  - id: first\n    title: An object can be read\n    severity: major\n    requirements: [RFC9110-9.3.1-a]\n    steps:\n      - get: \"{{a}}\"\n        expect: {{ status: {first} }}\n{second}"
    )
}

const SECOND: &str = "  - id: second\n    title: An object that is not there cannot be read\n    severity: minor\n    steps:\n      - get: \"{a}x\"\n        expect: { status: 404 }\n";

/// Runs the scenario, with reports in the folder `out`.
fn run(folder: &Folder, scenario: &str, out: &str, arguments: &[&str]) -> (Option<i32>, String) {
    folder.write("pack/test/x.yaml", &scenario.replace("    requirements: [RFC9110-9.3.1-a]\n", ""));
    let fixed = ["run", "--scenarios", "pack", "--only", "test/x", "--expect", "none", "--out", out];
    told_by(davproof(folder.path()).args(fixed).args(arguments))
}

fn file(folder: &Folder, name: &str) -> PathBuf {
    folder.path().join(name)
}

#[test]
fn a_run_like_its_baseline_passes_though_it_fails() {
    let folder = Folder::new("same");
    assert_eq!(run(&folder, &scenario(404, SECOND), "before", &[]).0, Some(10));
    let (code, text) = run(&folder, &scenario(404, SECOND), "now", &["--baseline", "before/results.json"]);
    assert!(text.contains("No case fails that passed before; 1 still fails as known.\nThe gate is passed."), "{text}");
    assert_eq!(code, Some(0));
    for name in ["comparison.json", "comparison.md", "comparison.junit.xml"] {
        assert!(file(&folder, "now").join(name).exists(), "{name}");
    }
    let html = std::fs::read_to_string(file(&folder, "now/report.html")).expect("it was written");
    assert!(html.contains("<h1>No case fails that passed before; 1 still fails as known.</h1>"));
}

#[test]
fn what_fails_newly_fails_the_gate_and_is_named_by_case_and_check() {
    let folder = Folder::new("worse");
    run(&folder, &scenario(200, SECOND), "before", &[]);
    run(&folder, &scenario(404, SECOND), "now", &[]);
    let mut command = davproof(folder.path());
    let output = command.args(["compare", "before/results.json", "now/results.json", "--json"]).output();
    let output = output.expect("the binary starts");
    let comparison: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let change = &comparison["changes"][0];
    assert_eq!((&change["id"], &change["change"]), (&"test/x/first".into(), &"newly-failing".into()));
    assert_eq!(
        (&change["checks"][0]["id"], &change["checks"][0]["change"]),
        (&"get.status".into(), &"newly-failing".into())
    );
    assert_eq!(output.status.code(), Some(10));
    let validator = jsonschema::validator_for(&davproof_reports::comparison_schema()).expect("the schema is one");
    assert!(validator.is_valid(&comparison));
}

#[test]
fn a_case_that_is_gone_makes_the_comparison_partial() {
    let folder = Folder::new("gone");
    run(&folder, &scenario(200, SECOND), "before", &[]);
    let (code, text) = run(&folder, &scenario(200, ""), "now", &["--baseline", "before/results.json"]);
    assert!(text.contains("No case fails that passed before; 1 is gone."), "{text}");
    assert!(text.contains("Verdicts cannot be compared in full: the scenario pack was"), "{text}");
    assert_eq!(code, Some(12));
}

/// The message about a baseline with this text; nothing may be sent or written.
fn refused(text: &str) -> String {
    let folder = Folder::new("refused");
    folder.write("baseline.json", text);
    let (code, message) = stderr_of(davproof(folder.path()).args(["run", "--baseline", "baseline.json"]));
    assert_eq!(code, Some(2), "{message}");
    assert!(!file(&folder, "davproof-report").exists());
    message
}

#[test]
fn a_baseline_that_is_cut_off() {
    insta::assert_snapshot!(refused("{ \"schema\": 2, \"davproof\": "));
}

#[test]
fn a_baseline_of_another_schema() {
    insta::assert_snapshot!(refused("{ \"schema\": 1 }"));
}

#[test]
fn a_baseline_that_is_none() {
    insta::assert_snapshot!(refused("<testsuites/>"));
}

#[test]
fn a_baseline_that_was_edited() {
    let folder = Folder::new("edited");
    run(&folder, &scenario(404, SECOND), "before", &[]);
    let path = file(&folder, "before/results.json");
    let text = std::fs::read_to_string(&path).expect("it was written");
    std::fs::write(&path, text.replace("\"verdict\": \"fail\"", "\"verdict\": \"pass\"")).expect("it can be written");
    let (code, message) =
        stderr_of(davproof(folder.path()).args(["compare", "before/results.json", "before/results.json"]));
    insta::assert_snapshot!(message);
    assert_eq!(code, Some(2));
}

#[test]
fn a_run_does_not_replace_its_own_baseline() {
    let folder = Folder::new("own");
    run(&folder, &scenario(200, SECOND), "before", &[]);
    let old = std::fs::read(file(&folder, "before/results.json")).expect("it was written");
    let (code, message) = run(&folder, &scenario(404, SECOND), "before", &["--baseline", "before/results.json"]);
    insta::assert_snapshot!(message);
    assert_eq!(code, Some(2));
    assert_eq!(std::fs::read(file(&folder, "before/results.json")).expect("it is still there"), old);
}

#[test]
fn a_failure_that_stays_is_a_failure_with_every_attempt() {
    let folder = Folder::new("retried");
    let (code, _) = run(&folder, &scenario(404, SECOND), "now", &["--retries", "2"]);
    assert_eq!(code, Some(10));
    let text = std::fs::read_to_string(file(&folder, "now/results.json")).expect("it was written");
    let results: Value = serde_json::from_str(&text).expect("it is JSON");
    let attempts = results["cases"][0]["attempts"].as_array().expect("there are attempts");
    assert_eq!(attempts.len(), 2);
    for attempt in attempts {
        assert_eq!(attempt["verdict"], "fail");
        assert_eq!(attempt["checks"][0]["actual"], "status 200");
        assert!(attempt["exchanges"].as_array().is_some_and(|exchanges| !exchanges.is_empty()));
    }
    let junit = std::fs::read_to_string(file(&folder, "now/junit.xml")).expect("it was written");
    assert_eq!(junit.matches("<rerunFailure ").count(), 2);
    assert_eq!(junit.matches("<failure ").count(), 1);
    assert_eq!(results["cases"][1]["attempts"], serde_json::json!([]), "what passes is not tried again");
}
