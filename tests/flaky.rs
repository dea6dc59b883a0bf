//! A case that fails and then holds, by the real binary before a server that answers wrongly once.

mod common;
mod front;

use common::{Folder, davproof, reading, results, told_by};
use davproof_mock::{Request, Response};
use front::{Backend, page, target_file};
use serde_json::Value;

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
    folder.write("pack/test/x.yaml", &reading("test/x", &[("is-there", "{a}", 200), ("not-there", "{a}x", 404)]));
    folder.write("davproof.yaml", &target_file(&front::start(once_missing)));
    let fixed = ["run", "--target", "davproof.yaml", "--scenarios", "pack", "--only", "test/x", "--expect", "none"];
    let (code, _) = told_by(davproof(folder.path()).env("PASSWORD", "mock-owner").args(fixed).args(arguments));
    let junit = std::fs::read_to_string(folder.path().join("davproof-report/junit.xml")).expect("it was written");
    (code, results(folder.path()), junit)
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
