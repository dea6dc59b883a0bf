//! Every mistake in a file is shown with file, line and caret, ends with exit code 2, and nothing is sent.

mod common;

use common::{Folder, davproof, stderr_of};
use insta::assert_snapshot;

/// Checks a scenario file and returns the message.
fn check(yaml: &str) -> String {
    let folder = Folder::new("mistake");
    folder.write("x.yaml", yaml);
    let (code, message) = stderr_of(davproof(folder.path()).args(["scenario", "check", "x.yaml"]));
    assert_eq!(code, Some(2), "{message}");
    message
}

/// A scenario with one case that has these steps.
fn with_steps(steps: &str) -> String {
    format!(
        "scenario: test/x\ntitle: A test\nfixtures:\n  cal: {{ calendar: {{}} }}\n  a: {{ object: event/simple, in: cal }}\ncases:\n  - id: one\n    title: One\n    severity: minor\n    steps:\n{steps}"
    )
}

#[test]
fn wrong_yaml() {
    assert_snapshot!(check("scenario: [test\ntitle: x\n"));
}

#[test]
fn unknown_key() {
    assert_snapshot!(check(&with_steps("      - get: \"{a}\"\n        expct: { status: 200 }\n")));
}

#[test]
fn unknown_verb_argument() {
    assert_snapshot!(check(&with_steps(
        "      - propfind: { path: \"{cal}\", deph: 1 }\n        expect: { status: 207 }\n"
    )));
}

#[test]
fn unknown_requirement() {
    let yaml = with_steps("      - get: \"{a}\"\n        expect: { status: 200 }\n")
        .replace("    severity", "    requirements: [RFC9110-9.1-z]\n    severity");
    assert_snapshot!(check(&yaml));
}

#[test]
fn unknown_fixture_object() {
    let yaml =
        with_steps("      - put: { path: \"{cal}x.ics\", object: event/simpel }\n        expect: { status: 201 }\n");
    assert_snapshot!(check(&yaml));
}

#[test]
fn unknown_feature() {
    let yaml = with_steps("      - get: \"{a}\"\n        expect: { status: 200 }\n")
        .replace("title: A test", "title: A test\nrequires: [sync-colection]");
    assert_snapshot!(check(&yaml));
}

#[test]
fn undefined_variable() {
    assert_snapshot!(check(&with_steps("      - get: \"{b.href}\"\n        expect: { status: 200 }\n")));
}

#[test]
fn capture_used_before_it_is_made() {
    let yaml = with_steps(
        "      - get: { path: \"{a}\", headers: { If-Match: \"{tag}\" } }\n        expect: { status: 200 }\n      - get: \"{a}\"\n        capture: { tag: etag }\n",
    );
    assert_snapshot!(check(&yaml));
}

#[test]
fn fixture_in_something_that_is_no_collection() {
    let yaml = with_steps("      - get: \"{a}\"\n        expect: { status: 200 }\n").replace("in: cal }", "in: a }");
    assert_snapshot!(check(&yaml));
}

#[test]
fn case_id_twice() {
    let yaml = with_steps("      - get: \"{a}\"\n        expect: { status: 200 }\n");
    let case = yaml.split("cases:\n").nth(1).expect("there are cases").to_owned();
    assert_snapshot!(check(&format!("{yaml}{case}")));
}

#[test]
fn two_verbs_in_a_step() {
    assert_snapshot!(check(&with_steps(
        "      - get: \"{a}\"\n        delete: \"{a}\"\n        expect: { status: 200 }\n"
    )));
}

#[test]
fn status_that_is_none() {
    assert_snapshot!(check(&with_steps("      - get: \"{a}\"\n        expect: { status: 2000 }\n")));
}

#[test]
fn property_without_a_known_prefix() {
    let yaml = with_steps("      - propfind: \"{cal}\"\n        expect: { props: { \"Q:getetag\": 404 } }\n");
    assert_snapshot!(check(&yaml));
}

#[test]
fn unknown_tolerance() {
    let yaml = with_steps("      - get: \"{a}\"\n        expect: { content: { same-as: a, tolerate: [rsvp-treu] } }\n");
    assert_snapshot!(check(&yaml));
}

#[test]
fn case_that_asserts_nothing() {
    assert_snapshot!(check(&with_steps("      - get: \"{a}\"\n")));
}

#[test]
fn regular_expression_that_does_not_parse() {
    assert_snapshot!(check(&with_steps("      - get: \"{a}\"\n        expect: { body: { matches: \"(\" } }\n")));
}

#[test]
fn a_bomb_of_brackets_is_refused_at_once() {
    let message = check(&format!("scenario: {}", "[".repeat(100_000)));
    assert!(message.len() < 2_000, "{} bytes", message.len());
}

/// Runs with a target file and returns the message.
fn target(yaml: &str) -> String {
    let folder = Folder::new("target");
    folder.write("davproof.yaml", yaml);
    let (code, message) = stderr_of(davproof(folder.path()).args(["run", "--target", "davproof.yaml"]));
    assert_eq!(code, Some(2), "{message}");
    assert!(!folder.path().join("davproof-report").exists(), "nothing was sent, so there is no report");
    message
}

#[test]
fn target_with_an_unknown_key() {
    assert_snapshot!(target("server: http://127.0.0.1:9/\nacounts: {}\n"));
}

#[test]
fn target_without_an_owner() {
    assert_snapshot!(target("server: http://127.0.0.1:9/\naccounts:\n  sharee: { user: a, password: { env: A } }\n"));
}

#[test]
fn target_with_an_unknown_role() {
    assert_snapshot!(target("server: http://127.0.0.1:9/\naccounts:\n  ower: { user: a, password: { env: A } }\n"));
}

#[test]
fn target_that_is_no_url() {
    assert_snapshot!(target("server: mail.example.org\naccounts:\n  owner: { user: a, password: { env: A } }\n"));
}

#[test]
fn password_in_the_url() {
    assert_snapshot!(target(
        "server: https://me:secret@127.0.0.1:9/\naccounts:\n  owner: { user: a, password: { env: A } }\n"
    ));
}

#[test]
fn password_in_the_target_file() {
    assert_snapshot!(target("server: http://127.0.0.1:9/\naccounts:\n  owner: { user: a, password: secret }\n"));
}

#[test]
fn password_from_an_unset_variable() {
    assert_snapshot!(target(
        "server: http://127.0.0.1:9/\naccounts:\n  owner: { user: a, password: { env: NOT_SET } }\n"
    ));
}

/// Runs on the embedded mock with an expectation file and returns the message.
fn expectations(yaml: &str) -> String {
    let folder = Folder::new("expect");
    folder.write("expect.yaml", yaml);
    let (code, message) = stderr_of(davproof(folder.path()).args(["run", "--expect", "expect.yaml"]));
    assert_eq!(code, Some(2), "{message}");
    message
}

#[test]
fn expectation_for_a_case_that_does_not_exist() {
    assert_snapshot!(expectations(
        "server: X\nexpect:\n  - { case: sync/collection/nosuch, checks: [put.status], reason: r, link: L }\n"
    ));
}

#[test]
fn expectation_without_checks() {
    assert_snapshot!(expectations("server: X\nexpect:\n  - { case: \"sync/**\", reason: r, link: L }\n"));
}

#[test]
fn expectation_whose_reason_is_not_written() {
    assert_snapshot!(expectations(
        "server: X\nexpect:\n  - case: sync/collection/deleted@*\n    checks: [sync.status]\n    reason: TODO\n    link: L\n"
    ));
}

#[test]
fn expectation_with_a_version_that_is_none() {
    assert_snapshot!(expectations(
        "server: X\nexpect:\n  - case: sync/collection/deleted@*\n    checks: [sync.status]\n    when: { version: \"5.8\" }\n    reason: r\n    link: L\n"
    ));
}

#[test]
fn expectation_that_expires_on_no_day() {
    assert_snapshot!(expectations(
        "server: X\nexpect:\n  - case: sync/collection/deleted@*\n    checks: [sync.status]\n    expires: next year\n    reason: r\n    link: L\n"
    ));
}

#[test]
fn two_expectations_for_one_case() {
    assert_snapshot!(expectations(
        "server: X\nexpect:\n  - { case: collections/make/once, checks: [put.status], reason: r, link: L }\n  - { case: collections/make/on*, checks: [put.status], reason: r, link: L }\n"
    ));
}

#[test]
fn seed_without_random_order() {
    let folder = Folder::new("seed");
    let (code, message) = stderr_of(davproof(folder.path()).args(["run", "--seed", "1"]));
    assert_eq!(code, Some(2));
    assert_snapshot!(message);
}
