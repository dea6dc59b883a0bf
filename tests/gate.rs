//! The gate's answer over the whole product of what was, what is, and what is accepted.

use std::collections::BTreeMap;

use davproof::gate::{Failing, Limits, Policy, Seen, State, answer, compare, gate, usable};
use davproof_reports::{
    CaseOutline, Change, Check, Configuration, ExpectedOutcome, Gate, Order, Outcome, Outline, Pack, Run,
    SCHEMA_VERSION, Severity, Shard, Target, Verdict,
};
use proptest::prelude::*;
use rstest::rstest;

/// Every row of the table: what was and what is, in which checks, and what the gate says of it.
#[test]
fn the_whole_table() {
    let mut rows = Vec::new();
    let row = |seen: Seen, failing: Failing| {
        let change = answer(seen, failing);
        let strict = gate(change, Policy::FailFlaky);
        format!("{seen:?} {failing:?} = {} {:?}/{strict:?}", change.id(), gate(change, Policy::TellFlaky))
    };
    for state in State::ALL {
        rows.push(row(Seen::Before(state), Failing::NothingNew));
        rows.push(row(Seen::Now(state), Failing::SomethingNew));
    }
    for before in State::ALL {
        for now in State::ALL {
            for failing in [Failing::NothingNew, Failing::SomethingNew] {
                rows.push(row(Seen::Both(before, now), failing));
            }
        }
    }
    assert_eq!(rows.len(), 9 + 9 + 9 * 9 * 2);
    insta::assert_snapshot!(rows.join("\n"));
}

fn states() -> impl Strategy<Value = State> {
    proptest::sample::select(State::ALL.to_vec())
}

proptest! {
    /// Whatever was before: a failure that nobody accepted passes only if it fails as it did.
    #[test]
    fn no_new_failure_passes(before in states()) {
        let change = answer(Seen::Both(before, State::Failed), Failing::SomethingNew);
        prop_assert_eq!(gate(change, Policy::TellFlaky), Gate::Failed);
    }

    /// What is not judged is never taken for fixed or passing.
    #[test]
    fn what_is_not_judged_never_counts_as_good(before in states(), now in proptest::sample::select(vec![State::Error, State::Blocked, State::NotApplicable])) {
        let change = answer(Seen::Both(before, now), Failing::NothingNew);
        prop_assert!(matches!(change, Change::NotJudged | Change::StillNotJudged | Change::StillNotApplicable));
    }

    /// A run compared with itself has nothing new.
    #[test]
    fn nothing_changes_between_a_run_and_itself(state in states()) {
        let change = answer(Seen::Both(state, state), Failing::NothingNew);
        prop_assert!(matches!(gate(change, Policy::FailFlaky), Gate::Passed | Gate::Stale), "{:?}", change);
    }
}

fn check(id: &str) -> Check {
    Check {
        id: id.to_owned(),
        outcome: Outcome::Fail,
        expected: "status 200".to_owned(),
        actual: "status 500".to_owned(),
        source: "x.yaml:1".to_owned(),
        exchange: None,
    }
}

fn case(id: &str, verdict: Verdict, failed: &[&str]) -> CaseOutline {
    CaseOutline {
        id: id.to_owned(),
        scenario: "a/b".to_owned(),
        title: format!("Case {id}"),
        severity: Severity::Major,
        verdict,
        reason: None,
        expected: (verdict == Verdict::KnownFail).then_some(ExpectedOutcome::Fail),
        requirements: vec![format!("R-{id}")],
        duration_ms: 100,
        attempts: 0,
        failed: failed.iter().map(|id| check(id)).collect(),
    }
}

fn outline(version: &str, cases: Vec<CaseOutline>) -> Outline {
    Outline {
        schema: SCHEMA_VERSION,
        davproof: "0.1.0".to_owned(),
        run: Run {
            id: "run".to_owned(),
            started: "2026-11-20T08:15:30Z".to_owned(),
            duration_ms: 1,
            order: Order::Listed,
            jobs: 1,
            read_only: false,
            retries: 0,
            fail_on_flaky: false,
            reports: "davproof-report".to_owned(),
            only: Vec::new(),
            selected: cases.len(),
            shard: None,
            merged: Vec::new(),
            interrupted: false,
            exit_code: 0,
        },
        target: Target {
            label: "x".to_owned(),
            url: "http://x/".to_owned(),
            product: Some("SOGo".to_owned()),
            version: Some(version.to_owned()),
            facts: BTreeMap::new(),
            roles: vec!["owner".to_owned()],
        },
        configuration: Configuration {
            accounts: BTreeMap::new(),
            connect_timeout_ms: 1,
            timeout_ms: 1,
            max_response_bytes: 1,
            trust_sha256: Vec::new(),
        },
        pack: Pack { cases: cases.len(), digest: "d".to_owned() },
        expectations: None,
        requirements: BTreeMap::new(),
        findings: Vec::new(),
        cases,
    }
}

const LIMITS: Limits = Limits { policy: Policy::TellFlaky, slower_factor: 3.0, slower_floor_ms: 1000 };

#[test]
fn one_sentence_says_what_is_new() {
    let before = outline(
        "5.8.0",
        vec![
            case("broken", Verdict::Pass, &[]),
            case("mended", Verdict::Fail, &["put.status"]),
            case("same", Verdict::KnownFail, &["put.status"]),
        ],
    );
    let now = outline(
        "5.12.1",
        vec![
            case("broken", Verdict::Fail, &["get.status"]),
            case("mended", Verdict::Pass, &[]),
            case("same", Verdict::Fail, &["put.status"]),
        ],
    );
    let comparison = compare(&before, &now, &LIMITS);
    assert_eq!(comparison.sentence(), "1 case fails that passed before; 1 is fixed; 1 still fails as known.");
    assert_eq!((comparison.gate, comparison.exit_code), (Gate::Failed, 10));
    assert_eq!(comparison.subjects(), "SOGo 5.12.1 compared with SOGo 5.8.0");
}

#[test]
fn another_check_of_a_failing_case_is_new() {
    let before = outline("1", vec![case("x", Verdict::Fail, &["a", "b"])]);
    let now = outline("1", vec![case("x", Verdict::Fail, &["b", "c"])]);
    let comparison = compare(&before, &now, &LIMITS);
    let turns: Vec<String> =
        comparison.changes[0].checks.iter().map(|c| format!("{} {}", c.id, c.change.words())).collect();
    assert_eq!(turns, ["a no longer failing", "b still failing", "c newly failing"]);
    assert_eq!(comparison.gate, Gate::Failed);
}

#[test]
fn a_case_that_is_gone_counts_against() {
    let before = outline("1", vec![case("x", Verdict::Pass, &[]), case("y", Verdict::Pass, &[])]);
    let now = outline("1", vec![case("x", Verdict::Pass, &[])]);
    let comparison = compare(&before, &now, &LIMITS);
    assert_eq!((comparison.gate, comparison.coverage.lost), (Gate::Partial, vec!["R-y".to_owned()]));
}

#[rstest]
#[case::pack(|run: &mut Outline| run.pack.digest = "other".to_owned(), Gate::Partial)]
#[case::read_only(|run: &mut Outline| run.run.read_only = true, Gate::Partial)]
#[case::selection(|run: &mut Outline| run.run.only = vec!["sync/**".to_owned()], Gate::Partial)]
#[case::shard(|run: &mut Outline| run.run.shard = Some(Shard { index: 1, count: 2, group: String::new() }), Gate::Partial)]
#[case::roles(|run: &mut Outline| run.target.roles.clear(), Gate::Partial)]
#[case::version(|run: &mut Outline| run.target.version = Some("2".to_owned()), Gate::Passed)]
#[case::facts(|run: &mut Outline| { run.target.facts.insert("proxy".to_owned(), "nginx".to_owned()); }, Gate::Passed)]
fn what_was_asked_must_be_the_same_and_the_server_may_differ(#[case] differ: fn(&mut Outline), #[case] expected: Gate) {
    let before = outline("1", vec![case("x", Verdict::Pass, &[])]);
    let mut now = before.clone();
    differ(&mut now);
    let comparison = compare(&before, &now, &LIMITS);
    assert_eq!((comparison.gate, comparison.differences.len()), (expected, 1));
}

#[rstest]
#[case::much_and_long(100, 2_000, 1)]
#[case::much_but_short(1, 500, 0)]
#[case::long_but_little(5_000, 9_000, 0)]
fn slower_needs_a_factor_and_a_floor(#[case] was: u64, #[case] is: u64, #[case] expected: usize) {
    let of = |duration_ms| outline("1", vec![CaseOutline { duration_ms, ..case("x", Verdict::Pass, &[]) }]);
    assert_eq!(compare(&of(was), &of(is), &LIMITS).slower.len(), expected);
}

#[rstest]
#[case::twice(vec![case("x", Verdict::Pass, &[]), case("x", Verdict::Pass, &[])], "it holds the case `x` twice")]
#[case::passed_with_failures(vec![case("x", Verdict::Pass, &["a"])], "the case `x` is `pass`, which contradicts its checks")]
#[case::failed_without(vec![case("x", Verdict::Fail, &[])], "the case `x` is `fail`, which contradicts its checks")]
#[case::known_without(vec![case("x", Verdict::KnownFail, &[])], "the case `x` is `known-fail`, which contradicts its checks")]
fn an_edited_result_is_refused(#[case] cases: Vec<CaseOutline>, #[case] expected: &str) {
    assert_eq!(usable(&outline("1", cases)).expect_err("nobody ran this").to_string(), expected);
}
