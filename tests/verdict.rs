//! The verdict over the whole product of what can be observed and what can be expected.

use std::collections::BTreeSet;

use davproof::expectation::Listed;
use davproof::verdict::{Observed, settled, verdict};
use davproof_reports::{Check, Expectation, ExpectedOutcome, Outcome, Verdict};
use proptest::prelude::*;
use rstest::rstest;

fn check(id: &str, outcome: Outcome) -> Check {
    let (id, source) = (id.to_owned(), "x.yaml:1".to_owned());
    Check { id, outcome, expected: String::new(), actual: String::new(), source, exchange: None }
}

fn expectation(outcome: ExpectedOutcome, checks: &[&str]) -> Expectation {
    Expectation {
        outcome,
        reason: "known".to_owned(),
        link: "X-1".to_owned(),
        checks: checks.iter().map(|check| (*check).to_owned()).collect(),
        expires: Some("2026-01-31".to_owned()),
        source: "e.yaml:1".to_owned(),
    }
}

#[rstest]
#[case::all_hold(&[], None, Verdict::Pass)]
#[case::one_fails(&["a"], None, Verdict::Fail)]
#[case::exactly_the_listed(&["a", "b"], Some(&["a", "b"][..]), Verdict::KnownFail)]
#[case::another_beside_the_listed(&["a", "b"], Some(&["a"][..]), Verdict::Fail)]
#[case::one_of_the_listed_holds(&["a"], Some(&["a", "b"][..]), Verdict::UnexpectedPass)]
#[case::all_of_the_listed_hold(&[], Some(&["a"][..]), Verdict::UnexpectedPass)]
#[case::what_a_pattern_names(&["get.content[SUMMARY]", "get.content[GEO]"], Some(&["get.content[*]"][..]), Verdict::KnownFail)]
#[case::nothing_that_a_pattern_names(&["get.status"], Some(&["get.status", "get.content[*]"][..]), Verdict::UnexpectedPass)]
#[case::another_beside_a_pattern(&["get.content[GEO]", "put.status"], Some(&["get.content[*]"][..]), Verdict::Fail)]
#[case::another_instead_of_the_listed(&["b"], Some(&["a"][..]), Verdict::Fail)]
fn judged(#[case] failing: &[&str], #[case] listed: Option<&[&str]>, #[case] expected: Verdict) {
    let mut checks: Vec<Check> = failing.iter().map(|id| check(id, Outcome::Fail)).collect();
    checks.push(check("always", Outcome::Pass));
    let entry = listed.map(|checks| expectation(ExpectedOutcome::Fail, checks));
    assert_eq!(verdict(&Observed::Judged(checks), entry.as_ref().map(Listed::InForce)).0, expected);
}

#[rstest]
#[case::trouble(Observed::Trouble("t".to_owned()), Verdict::Error)]
#[case::blocked(Observed::Blocked("b".to_owned()), Verdict::Blocked)]
#[case::not_applicable(Observed::NotApplicable("n".to_owned()), Verdict::NotApplicable)]
fn what_did_not_run_is_never_expected(
    #[case] observed: Observed,
    #[case] expected: Verdict,
    #[values(None, Some(ExpectedOutcome::Fail), Some(ExpectedOutcome::Flaky))] outcome: Option<ExpectedOutcome>,
) {
    let entry = outcome.map(|outcome| expectation(outcome, &["a"]));
    assert_eq!(verdict(&observed, entry.as_ref().map(Listed::InForce)).0, expected);
}

#[test]
fn an_expired_entry_accepts_nothing_and_is_named() {
    let entry = expectation(ExpectedOutcome::Fail, &["a"]);
    let (verdict, reason) = verdict(&Observed::Judged(vec![check("a", Outcome::Fail)]), Some(Listed::Expired(&entry)));
    assert_eq!((verdict, reason.as_deref()), (Verdict::Fail, Some("e.yaml:1 accepted this until 2026-01-31")));
}

#[test]
fn an_expired_entry_demands_no_failure_either() {
    let entry = expectation(ExpectedOutcome::Fail, &["a"]);
    let observed = Observed::Judged(vec![check("a", Outcome::Pass)]);
    assert_eq!(verdict(&observed, Some(Listed::Expired(&entry))).0, Verdict::Pass);
}

/// What a case comes to whose last attempt had the verdict on the left, after one that failed, and after one in trouble.
#[test]
fn settled_over_all_verdicts() {
    let table: Vec<String> = Verdict::ALL
        .iter()
        .map(|last| {
            let after = |earlier| settled(*last, [earlier]).id();
            format!("{}: after fail {}, after error {}", last.id(), after(Verdict::Fail), after(Verdict::Error))
        })
        .collect();
    insta::assert_snapshot!(table.join("\n"));
}

#[test]
fn a_case_with_an_open_check_has_not_passed() {
    let checks = vec![check("a", Outcome::NotEvaluated)];
    assert_eq!(verdict(&Observed::Judged(checks), None).0, Verdict::Blocked);
}

#[test]
fn flaky_is_flaky_whatever_came() {
    for outcome in [Outcome::Pass, Outcome::Fail, Outcome::NotEvaluated] {
        let entry = expectation(ExpectedOutcome::Flaky, &[]);
        let observed = Observed::Judged(vec![check("a", outcome)]);
        assert_eq!(verdict(&observed, Some(Listed::InForce(&entry))).0, Verdict::Flaky);
    }
}

proptest! {
    /// With an entry, only an exact match is accepted; without one, only a run without failures.
    #[test]
    fn nothing_but_an_exact_match_is_accepted(
        failing in proptest::collection::btree_set("[a-d]", 0..4),
        listed in proptest::option::of(proptest::collection::btree_set("[a-d]", 1..4)),
    ) {
        let checks = failing.iter().map(|id| check(id, Outcome::Fail)).collect();
        let names = |listed: &BTreeSet<String>| listed.iter().cloned().collect::<Vec<_>>();
        let entry = listed.as_ref().map(|listed| Expectation { checks: names(listed), ..expectation(ExpectedOutcome::Fail, &[]) });
        let (verdict, _) = verdict(&Observed::Judged(checks), entry.as_ref().map(Listed::InForce));
        let accepted = matches!(verdict, Verdict::Pass | Verdict::KnownFail);
        prop_assert_eq!(accepted, failing == listed.unwrap_or_else(BTreeSet::new));
    }
}
