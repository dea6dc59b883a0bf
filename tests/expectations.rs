//! Expectation files and the cases that they are about.

use std::path::Path;

use davproof::expectation::{Expectations, ExpectedOutcome};
use davproof::scenario::{PackSource, PlannedCase, expand};

fn cases() -> Vec<PlannedCase> {
    let mut source = PackSource::default();
    let yaml = "scenario: a/b\ntitle: t\ncases:\n  - id: one\n    title: t\n    severity: minor\n    for-each: { values: { x: [p, q] } }\n    steps:\n      - get: \"/{x}\"\n        expect: { status: 200 }\n  - id: two\n    title: t\n    severity: minor\n    steps:\n      - get: /\n        expect: { status: 200 }\n";
    source.insert("a/b.yaml", "a/b.yaml", yaml.as_bytes().to_vec());
    let pack = source.parse().expect("the pack has no mistake");
    expand(&pack).expect("the cases have no mistake")
}

fn parse(entries: &str) -> Result<Expectations, String> {
    let text = format!("server: x\nexpect:\n{entries}");
    Expectations::parse(&text, Path::new("e.yaml"), &cases())
        .map_err(|problems| problems.iter().map(|problem| problem.message.clone()).collect::<Vec<_>>().join("; "))
}

#[test]
fn an_entry_is_found_by_its_pattern() {
    let expectations =
        parse("  - { case: \"a/b/one@*\", checks: [get.status], reason: r, link: L }\n").expect("no mistake");
    let (outcome, entry) = expectations.of("a/b/one@x=q").expect("it matches");
    assert_eq!((outcome, entry.link.as_str()), (ExpectedOutcome::Fail, "L"));
}

#[test]
fn a_star_does_not_cross_a_slash() {
    assert_eq!(
        parse("  - { case: \"a/*\", checks: [get.status], reason: r, link: L }\n").expect_err("nothing matches"),
        "no case matches `a/*`"
    );
}

#[test]
fn two_entries_for_one_case_are_a_mistake() {
    let problem = parse(
        "  - { case: a/b/two, checks: [get.status], reason: r, link: L }\n  - { case: \"a/**\", outcome: flaky, reason: r, link: L }\n",
    );
    assert_eq!(problem.expect_err("they collide"), "two entries match the case `a/b/two`");
}

#[test]
fn a_flaky_entry_lists_no_checks() {
    let problem = parse("  - { case: a/b/two, outcome: flaky, checks: [get.status], reason: r, link: L }\n");
    assert_eq!(problem.expect_err("it must not"), "an entry lists the checks that fail, and a flaky one lists none");
}
