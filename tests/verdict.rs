//! The verdict over the whole product of what can be observed and what can be expected.

use std::collections::BTreeSet;

use davproof::expectation::ExpectedOutcome;
use davproof::verdict::{Observed, verdict};
use davproof_reports::{Check, Expectation, Outcome, Verdict};
use proptest::prelude::*;
use rstest::rstest;

fn check(id: &str, outcome: Outcome) -> Check {
    let (id, source) = (id.to_owned(), "x.yaml:1".to_owned());
    Check { id, outcome, expected: String::new(), actual: String::new(), source, exchange: None }
}

fn expectation(checks: &[&str]) -> Expectation {
    let checks = checks.iter().map(|check| (*check).to_owned()).collect();
    Expectation { reason: "known".to_owned(), link: "X-1".to_owned(), checks, source: "e.yaml:1".to_owned() }
}

#[rstest]
#[case::all_hold(&[], None, Verdict::Pass)]
#[case::one_fails(&["a"], None, Verdict::Fail)]
#[case::exactly_the_listed(&["a", "b"], Some(&["a", "b"][..]), Verdict::KnownFail)]
#[case::another_beside_the_listed(&["a", "b"], Some(&["a"][..]), Verdict::Fail)]
#[case::one_of_the_listed_holds(&["a"], Some(&["a", "b"][..]), Verdict::UnexpectedPass)]
#[case::all_of_the_listed_hold(&[], Some(&["a"][..]), Verdict::UnexpectedPass)]
#[case::another_instead_of_the_listed(&["b"], Some(&["a"][..]), Verdict::Fail)]
fn judged(#[case] failing: &[&str], #[case] listed: Option<&[&str]>, #[case] expected: Verdict) {
    let mut checks: Vec<Check> = failing.iter().map(|id| check(id, Outcome::Fail)).collect();
    checks.push(check("always", Outcome::Pass));
    let listed = listed.map(expectation);
    let entry = listed.as_ref().map(|entry| (ExpectedOutcome::Fail, entry));
    assert_eq!(verdict(&Observed::Judged(checks), entry).0, expected);
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
    let entry = expectation(&["a"]);
    assert_eq!(verdict(&observed, outcome.map(|outcome| (outcome, &entry))).0, expected);
}

#[test]
fn a_case_with_an_open_check_has_not_passed() {
    let checks = vec![check("a", Outcome::NotEvaluated)];
    assert_eq!(verdict(&Observed::Judged(checks), None).0, Verdict::Blocked);
}

#[test]
fn flaky_is_flaky_whatever_came() {
    for outcome in [Outcome::Pass, Outcome::Fail, Outcome::NotEvaluated] {
        let entry = expectation(&[]);
        let observed = Observed::Judged(vec![check("a", outcome)]);
        assert_eq!(verdict(&observed, Some((ExpectedOutcome::Flaky, &entry))).0, Verdict::Flaky);
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
        let entry = listed.as_ref().map(|listed| expectation(&listed.iter().map(String::as_str).collect::<Vec<_>>()));
        let (verdict, _) = verdict(&Observed::Judged(checks), entry.as_ref().map(|entry| (ExpectedOutcome::Fail, entry)));
        let accepted = matches!(verdict, Verdict::Pass | Verdict::KnownFail);
        prop_assert_eq!(accepted, failing == listed.unwrap_or_else(BTreeSet::new));
    }
}
