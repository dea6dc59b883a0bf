//! What the results keep of an answer too large to be shown whole.

mod common;
mod front;

use common::{Folder, davproof, reading, results, told_by};
use davproof_mock::{Request, Response};
use front::{Backend, target_file};
use serde_json::Value;
use sha2::{Digest, Sha256};

const LARGE: usize = 300_000;

/// Answers each reading of an object with a large body.
fn large(request: &Request, backend: &mut Backend) -> Response {
    if request.method == "GET" && request.target.ends_with(".ics") {
        return Response::new(200).with_header("Content-Type", "text/calendar").with_body("x".repeat(LARGE));
    }
    backend.pass(request)
}

/// The exchange of a step that reads the object, and expects this status.
fn exchange(status: u16) -> Value {
    let folder = Folder::new("evidence");
    folder.write("pack/test/x.yaml", &reading("test/x", &[("one", "{a}", status)]));
    folder.write("davproof.yaml", &target_file(&front::start(large)));
    let arguments = ["run", "--target", "davproof.yaml", "--scenarios", "pack", "--only", "test/x", "--expect", "none"];
    told_by(davproof(folder.path()).env("PASSWORD", "mock-owner").args(arguments));
    let exchanges = results(folder.path())["cases"][0]["exchanges"].as_array().expect("there are exchanges").clone();
    exchanges.into_iter().find(|exchange| exchange["step"] == "get").expect("the step was done")
}

#[test]
fn of_a_failure_the_beginning_and_the_digest_of_the_whole() {
    let response = &exchange(404)["response"];
    assert!(response["body"].as_str().is_some_and(|body| body.len() < LARGE && body.starts_with("xxx")));
    assert_eq!(response["body_bytes"], LARGE);
    let digest: String = Sha256::digest("x".repeat(LARGE)).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(response["body_sha256"], digest);
}

#[test]
fn of_a_pass_no_body() {
    assert_eq!(exchange(200)["response"], Value::Null);
}
