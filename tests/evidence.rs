//! What the results keep of an answer too large to be shown whole.

mod common;
mod front;

use common::{Folder, davproof};
use davproof_mock::{Request, Response};
use front::Backend;
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
    let scenario = format!(
        "scenario: test/x\ntitle: A test\nfixtures:\n  cal: {{ calendar: {{}} }}\n  a: {{ object: event/simple, in: cal }}\ncases:\n  - id: one\n    title: An object can be read\n    severity: major\n    steps:\n      - get: \"{{a}}\"\n        expect: {{ status: {status} }}\n"
    );
    folder.write("pack/test/x.yaml", &scenario);
    let target = format!(
        "server: {}/SOGo/dav/\naccounts:\n  owner: {{ user: dp-owner, password: {{ env: PASSWORD }} }}\n",
        front::start(large)
    );
    folder.write("davproof.yaml", &target);
    let arguments = ["run", "--target", "davproof.yaml", "--scenarios", "pack", "--only", "test/x", "--expect", "none"];
    davproof(folder.path()).env("PASSWORD", "mock-owner").args(arguments).output().expect("the binary starts");
    let results = common::results(folder.path());
    let exchanges = results["cases"][0]["exchanges"].as_array().expect("there are exchanges").clone();
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
