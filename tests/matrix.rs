//! `davproof mock`: its faults, and what cases see of them.

mod common;

use std::net::TcpListener;

use common::{Folder, davproof, stderr_of};
use rstest::rstest;
use serde_json::Value;

const SCENARIO: &str = "\
scenario: conditional/mine
title: A case that a lost precondition fails, and one that nothing fails
fixtures:
  cal: { calendar: {} }
  a: { object: event/simple, in: cal }
cases:
  - id: guarded
    title: A deletion with an old ETag is refused
    severity: critical
    steps:
      - delete: { path: \"{a.href}\", headers: { If-Match: '\"old\"' } }
        expect: { status: 412 }
      - wait: 3s
  - id: needing
    title: A case that needs the ETag for something else
    severity: minor
    steps:
      - get: \"{a.href}\"
        capture: { tag: etag }
      - delete: { path: \"{a.href}\", headers: { If-Match: \"{tag}\" } }
        expect: { status: 204 }
  - id: tagged
    title: An event has an ETag
    severity: minor
    steps:
      - get: \"{a.href}\"
        expect: { headers: { ETag: { present: true } } }
        capture: { tag: etag }
  - id: blind
    title: A case that is content with every answer
    severity: minor
    steps:
      - get: \"{a.href}\"
        expect: { status: [2xx, 3xx, 4xx, 5xx] }
";

fn matrix(arguments: &[&str]) -> (Option<i32>, Value) {
    let folder = Folder::new("matrix");
    folder.write("pack/conditional/mine.yaml", SCENARIO);
    let mut command = davproof(folder.path());
    command.args(["mock", "matrix", "--json", "--scenarios", "pack", "--only", "conditional/mine"]).args(arguments);
    let output = command.output().expect("the binary starts");
    (output.status.code(), serde_json::from_slice(&output.stdout).expect("the matrix is JSON"))
}

#[test]
fn a_fault_is_seen_at_the_check_that_names_it() {
    let (code, matrix) = matrix(&["--fault", "delete-ignores-if-match"]);
    assert_eq!(code, Some(0));
    let seen = &matrix["faults"][0]["first"]["failed"];
    assert_eq!(seen["case"], "conditional/mine/guarded");
    assert_eq!(seen["checks"][0], "delete.status");
    assert_eq!(matrix["faults"][0]["failing"], 1);
}

#[test]
fn a_fault_is_shown_by_the_case_that_names_the_cause() {
    let (_, matrix) = matrix(&["--fault", "get-without-etag"]);
    let seen = &matrix["faults"][0]["first"]["failed"];
    assert_eq!(seen["case"], "conditional/mine/tagged");
    assert_eq!(seen["checks"], serde_json::json!(["get.header[ETag]", "get.capture[tag]"]));
    assert_eq!(matrix["faults"][0]["failing"], 2);
}

#[test]
fn a_case_that_nothing_fails_is_found() {
    let (_, matrix) = matrix(&["--area", "conditional"]);
    let unfailing = |id: &str| {
        let cases = matrix["cases"].as_array().unwrap();
        cases.iter().any(|case| case["id"] == id && case["failed_by"].as_array().unwrap().is_empty())
    };
    assert!(unfailing("conditional/mine/blind"));
    assert!(!unfailing("conditional/mine/guarded"));
}

#[test]
fn trouble_of_the_transport_counts_for_faults_of_the_transport_only() {
    let (_, matrix) = matrix(&["--fault", "no-answer", "--only", "wire/answers/head"]);
    assert!(matrix["faults"][0]["first"]["trouble"]["reason"].as_str().unwrap().contains("took longer than"));
}

#[rstest]
#[case::near(&["mock", "--fault", "delete-ignore-if-match"], "did you mean `delete-ignores-if-match`?")]
#[case::far(&["mock", "--fault", "zzz"], "`davproof mock faults` lists them")]
#[case::profile(&["mock", "--profile", "sogo-5.9"], "did you mean `sogo-5.8`?")]
#[case::of_a_run(&["run", "--mock-profile", "rfcc"], "did you mean `rfc`?")]
#[case::of_the_matrix(&["mock", "matrix", "--area", "sink"], "did you mean `sync`?")]
#[case::beside_a_target(&["run", "--target", "x.yaml", "--mock-fault", "no-answer"], "cannot be used with")]
fn a_mistake_is_told_with_what_was_meant(#[case] arguments: &[&str], #[case] told: &str) {
    let folder = Folder::new("matrix-mistakes");
    let (code, stderr) = stderr_of(davproof(folder.path()).args(arguments));
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains(told), "{stderr}");
}

#[test]
fn a_taken_port_is_told() {
    let folder = Folder::new("matrix-port");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let (code, stderr) = stderr_of(davproof(folder.path()).args(["mock", "--listen", &addr]));
    assert_eq!(code, Some(2));
    assert!(stderr.contains(&format!("the mock cannot listen on {addr}; is the port taken?")), "{stderr}");
}

#[test]
fn the_catalogue_is_told_as_json() {
    let folder = Folder::new("matrix-faults");
    let output = davproof(folder.path()).args(["mock", "faults", "--json", "--area", "ctag"]).output().unwrap();
    let faults: Value = serde_json::from_slice(&output.stdout).unwrap();
    let faults = faults.as_array().unwrap();
    assert!(faults.iter().any(|fault| fault["id"] == "ctag-never-changes"));
    assert!(faults.iter().all(|fault| fault["area"] == "ctag" && fault["symptom"].is_string()));
}

#[rstest]
#[case::with_the_fault(&["--mock-fault", "delete-ignores-if-match"], 10)]
#[case::without(&[], 0)]
fn a_run_takes_a_mock_with_faults(#[case] arguments: &[&str], #[case] expected: i32) {
    let folder = Folder::new("matrix-run");
    folder.write("pack/conditional/mine.yaml", &SCENARIO.replace("      - wait: 3s\n", ""));
    let mut command = davproof(folder.path());
    command.args(["run", "--mock-profile", "rfc", "--scenarios", "pack", "--only", "conditional/mine"]).args(arguments);
    assert_eq!(command.output().unwrap().status.code(), Some(expected));
}
