//! A case that fails and then holds, by the real binary before a server that answers wrongly once.

mod common;
mod front;

use common::{Folder, davproof};
use davproof_mock::{Request, Response};
use front::{Backend, page};
use serde_json::Value;

const SCENARIO: &str = "\
scenario: test/x
title: A test
fixtures:
  cal: { calendar: {} }
  a: { object: event/simple, in: cal }
cases:
  - id: read
    title: An object can be read
    severity: major
    steps:
      - get: \"{a}\"
        expect: { status: 200 }
  - id: read-again
    title: An object that is not there cannot be read
    severity: minor
    steps:
      - get: \"{a}x\"
        expect: { status: 404 }
";

/// The first object that anybody reads is not found.
fn once_missing(request: &Request, backend: &mut Backend) -> Response {
    let reads_object = |request: &Request| request.method == "GET" && request.target.ends_with(".ics");
    if reads_object(request) && !backend.seen.iter().any(reads_object) {
        return page(404, "Not Found");
    }
    backend.pass(request)
}

/// Runs the scenario before the server: the exit code, the results, and junit.xml.
fn run(arguments: &[&str]) -> (Option<i32>, Value, String) {
    let folder = Folder::new("flaky");
    folder.write("pack/test/x.yaml", SCENARIO);
    folder.write("password", "mock-owner\n");
    let address = front::start(once_missing);
    let target = format!(
        "server: {address}/SOGo/dav/\naccounts:\n  owner: {{ user: dp-owner, password: {{ file: password }} }}\n"
    );
    folder.write("davproof.yaml", &target);
    let fixed = ["run", "--target", "davproof.yaml", "--scenarios", "pack", "--only", "test/x", "--expect", "none"];
    let output = davproof(folder.path()).args(fixed).args(arguments).output().expect("the binary starts");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    let junit = std::fs::read_to_string(folder.path().join("davproof-report/junit.xml")).expect("it was written");
    (output.status.code(), common::results(folder.path()), junit)
}

#[test]
fn without_retries_it_has_failed() {
    let (code, results, _) = run(&[]);
    assert_eq!(results["cases"][0]["verdict"], "fail");
    assert_eq!(code, Some(10));
}

#[test]
fn a_case_that_holds_when_tried_again_is_flaky_and_keeps_the_failed_attempt() {
    let (code, results, junit) = run(&["--retries", "2"]);
    let case = &results["cases"][0];
    assert_eq!(case["verdict"], "flaky");
    assert_eq!(case["attempts"].as_array().map(Vec::len), Some(1));
    assert_eq!(case["attempts"][0]["checks"][0]["actual"], "status 404");
    assert_eq!(results["cases"][1]["verdict"], "pass", "an expected 404 is no failure");
    assert_eq!((junit.matches("<flakyFailure ").count(), junit.matches("<failure ").count()), (1, 0));
    assert_eq!(code, Some(0));
}

#[test]
fn a_flaky_case_fails_the_run_if_that_is_asked() {
    let (code, results, junit) = run(&["--retries", "2", "--fail-on-flaky"]);
    assert_eq!(results["cases"][0]["verdict"], "flaky");
    assert_eq!((junit.matches("<flakyFailure ").count(), junit.matches("<failure ").count()), (0, 1));
    assert_eq!(code, Some(10));
}
