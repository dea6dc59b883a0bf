//! What a run adds up to.

use davproof_reports::{Case, Counts, RunResult, Severity, Standing, Summary, Verdict};
use rstest::rstest;

use crate::specimen;

/// The specimen run with other cases, given as verdict, severity and number.
/// A run without an expectation file: what is flaky in it failed before passing.
fn run(cases: &[(Verdict, Severity, usize)]) -> RunResult {
    let mut run = specimen::run();
    run.findings.clear();
    run.run.exit_code = 0;
    run.cases = cases
        .iter()
        .flat_map(|(verdict, severity, number)| vec![unlisted(*severity, *verdict); *number])
        .collect::<Vec<Case>>();
    run.pack.cases = run.cases.len();
    run
}

fn unlisted(severity: Severity, verdict: Verdict) -> Case {
    Case { expectation: None, ..specimen::case("a/b", severity, verdict) }
}

const PASSED: (Verdict, Severity, usize) = (Verdict::Pass, Severity::Major, 231);

#[rstest]
#[case::not_safe(
    &[PASSED, (Verdict::Fail, Severity::Critical, 1), (Verdict::Fail, Severity::Minor, 1)],
    Standing::NotSafe,
    "SOGo 5.8.0 is not safe to sync with: 2 unexpected failures, 1 of them critical."
)]
#[case::one_critical(
    &[PASSED, (Verdict::Fail, Severity::Critical, 1)],
    Standing::NotSafe,
    "SOGo 5.8.0 is not safe to sync with: 1 unexpected failure, which is critical."
)]
#[case::all_major(
    &[PASSED, (Verdict::Fail, Severity::Major, 3)],
    Standing::NotSafe,
    "SOGo 5.8.0 is not safe to sync with: 3 unexpected failures, all major."
)]
#[case::minor_only(
    &[PASSED, (Verdict::Fail, Severity::Minor, 2)],
    Standing::Failed,
    "SOGo 5.8.0 did not pass: 2 unexpected failures, none of them critical or major."
)]
#[case::failure_beats_partial(
    &[(Verdict::Error, Severity::Major, 9), (Verdict::Fail, Severity::Info, 1)],
    Standing::Failed,
    "SOGo 5.8.0 did not pass: 1 unexpected failure, neither critical nor major."
)]
#[case::partial(
    &[PASSED, (Verdict::Error, Severity::Major, 2), (Verdict::Blocked, Severity::Minor, 1)],
    Standing::Partial,
    "SOGo 5.8.0 was judged only in part: 3 of 234 cases could not be judged."
)]
#[case::partial_beats_unexpected_pass(
    &[(Verdict::UnexpectedPass, Severity::Major, 2), (Verdict::Blocked, Severity::Minor, 1)],
    Standing::Partial,
    "SOGo 5.8.0 was judged only in part: 1 of 3 cases could not be judged."
)]
#[case::better(
    &[PASSED, (Verdict::UnexpectedPass, Severity::Major, 1), (Verdict::KnownFail, Severity::Major, 1)],
    Standing::BetterThanExpected,
    "SOGo 5.8.0 does better than expected: 1 case passed that should fail, so the expectation file is out of date."
)]
#[case::known(
    &[PASSED, (Verdict::KnownFail, Severity::Critical, 6), (Verdict::KnownFail, Severity::Minor, 23)],
    Standing::KnownFailures,
    "SOGo 5.8.0 passed 231 of 260 cases; 29 known failures, 6 of them critical — read them before you migrate."
)]
#[case::passed(&[PASSED, (Verdict::NotApplicable, Severity::Info, 4)], Standing::Passed, "SOGo 5.8.0 passed all 231 cases that apply to it.")]
#[case::flaky(&[PASSED, (Verdict::Flaky, Severity::Info, 4)], Standing::Passed, "SOGo 5.8.0 passed all of 235 cases but 4 whose outcome varies.")]
#[case::nothing_applies(&[(Verdict::NotApplicable, Severity::Info, 4)], Standing::NotJudged, "SOGo 5.8.0 was not judged: none of 4 cases applies to it.")]
#[case::no_case(&[], Standing::NotJudged, "SOGo 5.8.0 was not judged: no case ran.")]
fn the_verdict_is_a_sentence(
    #[case] cases: &[(Verdict, Severity, usize)],
    #[case] standing: Standing,
    #[case] sentence: &str,
) {
    let summary = Summary::of(&run(cases));
    assert_eq!((summary.standing, summary.sentence.as_str()), (standing, sentence));
    assert_eq!(summary.caveats, standing_caveats(cases, standing));
}

/// Caveats that follow from the cases alone.
fn standing_caveats(cases: &[(Verdict, Severity, usize)], standing: Standing) -> Vec<String> {
    let unjudged: usize =
        cases.iter().filter(|(v, ..)| matches!(v, Verdict::Error | Verdict::Blocked)).map(|(.., n)| n).sum();
    let mut caveats = Vec::new();
    if standing == Standing::Failed && unjudged > 0 {
        caveats.push(format!("{unjudged} cases could not be judged."));
    }
    let flaky: usize = cases.iter().filter(|(verdict, ..)| *verdict == Verdict::Flaky).map(|(.., n)| n).sum();
    if flaky > 0 && standing != Standing::Unstable {
        caveats.push(format!("{flaky} cases failed before passing."));
    }
    if standing == Standing::BetterThanExpected {
        caveats.push("There is 1 known failure besides.".to_owned());
    }
    caveats
}

#[test]
fn a_run_may_refuse_what_failed_before_passing() {
    let mut run = run(&[PASSED, (Verdict::Flaky, Severity::Info, 1)]);
    run.run.fail_on_flaky = true;
    let summary = Summary::of(&run);
    assert_eq!(summary.standing, Standing::Unstable);
    assert_eq!(summary.sentence, "SOGo 5.8.0 did not pass: 1 case failed before passing.");
}

#[test]
fn an_interrupted_run_says_how_far_it_got() {
    let mut run = run(&[PASSED]);
    run.run.interrupted = true;
    run.pack.cases = 260;
    let summary = Summary::of(&run);
    assert_eq!(
        summary.sentence,
        "The run against SOGo 5.8.0 was interrupted: 231 cases judged until then, and none failed unexpectedly."
    );
    assert_eq!(summary.caveats, ["The run covers 231 of the 260 cases of the pack and says nothing about the rest."]);
}

#[rstest]
#[case(3)]
#[case(1)]
fn a_broken_off_run_is_never_a_pass(#[case] exit_code: u8) {
    let mut run = run(&[PASSED]);
    run.run.exit_code = exit_code;
    assert_eq!(Summary::of(&run).standing, Standing::BrokenOff);
}

#[test]
fn a_partial_run_is_never_a_pass() {
    let mut run = run(&[PASSED]);
    run.run.exit_code = 12;
    assert_eq!(
        Summary::of(&run).sentence,
        "SOGo 5.8.0 was judged only in part: something that is required did not run."
    );
}

#[rstest]
#[case(None, None, "Mail server, new")]
#[case(Some("SOGo"), None, "SOGo")]
#[case(None, Some("5.8.0"), "Mail server, new")]
fn the_server_is_named_as_far_as_it_is_known(
    #[case] product: Option<&str>,
    #[case] version: Option<&str>,
    #[case] expected: &str,
) {
    let mut run = run(&[PASSED]);
    run.target.product = product.map(str::to_owned);
    run.target.version = version.map(str::to_owned);
    assert_eq!(Summary::of(&run).sentence, format!("{expected} passed all 231 cases that apply to it."));
}

#[test]
fn a_read_only_run_says_so() {
    let mut run = run(&[PASSED]);
    run.run.read_only = true;
    assert_eq!(Summary::of(&run).caveats, ["Only requests that change nothing were sent."]);
}

#[test]
fn rows_and_columns_add_up() {
    let counts = Counts::of(&specimen::run().cases);
    let rows: usize = Verdict::ALL.into_iter().map(|verdict| counts.verdict(verdict)).sum();
    let columns: usize = Severity::ALL.into_iter().map(|severity| counts.severity(severity)).sum();
    assert_eq!((rows, columns, counts.total()), (15, 15, 15));
}
