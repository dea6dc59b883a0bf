//! Shards: which case is in which, and what comes of putting them together.

use std::path::PathBuf;

use davproof_reports::{MergeError, RunResult, Shard, Summary, merge};
use rstest::rstest;

use crate::specimen;

fn named(shards: Vec<RunResult>) -> Vec<(PathBuf, RunResult)> {
    shards.into_iter().enumerate().map(|(n, shard)| (PathBuf::from(format!("{}.json", n + 1)), shard)).collect()
}

fn refused(shards: Vec<RunResult>) -> String {
    merge(named(shards)).unwrap_err().to_string()
}

#[rstest]
#[case("sync/collection/deleted-member@depth=0", 2)]
#[case("sync/collection/deleted-member@depth=1", 2)]
#[case("discovery/well-known/caldav", 1)]
fn the_shard_of_a_case_is_the_documented_hash(#[case] id: &str, #[case] expected: u32) {
    // python3 -c 'import hashlib; print(int.from_bytes(hashlib.sha256(ID).digest()[:8], "big") % 4 + 1)'
    let found: Vec<u32> = (1..=4).filter(|index| format!("{index}/4").parse::<Shard>().unwrap().holds(id)).collect();
    assert_eq!(found, [expected]);
}

#[rstest]
#[case("1/1", true)]
#[case("4/4", true)]
#[case("0/4", false)]
#[case("5/4", false)]
#[case("1/0", false)]
#[case("1", false)]
#[case("-1/4", false)]
#[case("", false)]
fn a_shard_has_an_index_within_its_count(#[case] text: &str, #[case] valid: bool) {
    assert_eq!(text.parse::<Shard>().is_ok(), valid);
}

#[rstest]
fn all_shards_make_the_whole_run(#[values(1, 2, 7, 40)] count: u32) {
    let run = specimen::run();
    let mut shards = specimen::shards(&run, count);
    shards.reverse();
    let whole = merge(named(shards)).unwrap();
    assert_eq!(whole.cases, run.cases);
    assert_eq!(whole.findings, run.findings);
    assert_eq!(Summary::of(&whole), Summary::of(&run));
    assert_eq!((whole.run.shard, whole.run.merged.len()), (None, count as usize));
}

#[test]
fn a_missing_shard_is_named() {
    let mut shards = specimen::shards(&specimen::run(), 5);
    shards.remove(3);
    shards.remove(1);
    assert_eq!(refused(shards), "not all shards are there: of 5, 2, 4 are missing");
}

#[test]
fn a_shard_that_is_there_twice_is_named() {
    let mut shards = specimen::shards(&specimen::run(), 2);
    shards.push(shards[0].clone());
    assert_eq!(refused(shards), "shard 1/2 is there twice: 1.json and 3.json");
}

#[test]
fn a_result_without_a_shard_is_named() {
    assert_eq!(refused(vec![specimen::run()]), "1.json is no shard: its run had no --shard");
}

#[test]
fn nothing_is_no_run() {
    assert!(matches!(merge(Vec::new()), Err(MergeError::Nothing)));
}

#[rstest]
#[case::target(|run: &mut RunResult| run.target.label = "Another".to_owned(), "the target")]
#[case::product(|run: &mut RunResult| run.target.version = None, "the version of the product")]
#[case::pack(|run: &mut RunResult| run.pack.digest = "other".to_owned(), "the pack's digest")]
#[case::expectations(|run: &mut RunResult| run.expectations = None, "the expectation file's digest")]
#[case::selection(|run: &mut RunResult| run.run.only.push("sync".to_owned()), "the selection")]
#[case::read_only(|run: &mut RunResult| run.run.read_only = true, "read only")]
#[case::group(|run: &mut RunResult| run.run.shard.as_mut().unwrap().group = "pipeline 18".to_owned(), "the group")]
#[case::count(|run: &mut RunResult| run.run.shard.as_mut().unwrap().count = 3, "the number of shards")]
#[case::davproof(|run: &mut RunResult| run.davproof = "0.0.9".to_owned(), "the version of davproof")]
fn shards_of_different_runs_are_told_apart(#[case] change: fn(&mut RunResult), #[case] what: &str) {
    let mut shards = specimen::shards(&specimen::run(), 2);
    change(&mut shards[1]);
    let message = refused(shards);
    assert!(message.starts_with(&format!("1.json and 2.json are no shards of one run: {what} is ")), "{message}");
}

#[test]
fn a_case_of_another_shard_is_named() {
    let mut shards = specimen::shards(&specimen::run(), 2);
    let case = shards[1].cases[0].clone();
    shards[0].cases.push(case.clone());
    let expected =
        format!("1.json was changed: the case `{}` does not belong to shard 1/2, or is there twice", case.id);
    assert_eq!(refused(shards), expected);
}

#[test]
fn a_case_that_was_taken_out_is_missed() {
    let mut shards = specimen::shards(&specimen::run(), 2);
    shards[0].cases.pop();
    assert_eq!(refused(shards), "the shards hold 14 cases, and 15 were selected; a file was changed");
}

#[test]
fn the_times_of_a_merged_run_span_its_shards() {
    let mut shards = specimen::shards(&specimen::run(), 2);
    shards[0].run.started = "2026-11-20T08:16:00Z".to_owned();
    shards[0].run.duration_ms = 60_000;
    shards[1].run.started = "2026-11-20T08:15:00Z".to_owned();
    shards[1].run.duration_ms = 30_000;
    let whole = merge(named(shards)).unwrap();
    assert_eq!((whole.run.started.as_str(), whole.run.duration_ms), ("2026-11-20T08:15:00Z", 120_000));
}

#[test]
fn accounts_may_differ_between_shards_and_all_are_told() {
    let mut shards = specimen::shards(&specimen::run(), 2);
    shards[1].configuration.accounts.get_mut("owner").unwrap().user = "owner2".to_owned();
    let whole = merge(named(shards)).unwrap();
    assert_eq!(whole.configuration.accounts["owner"].user, "owner1 | owner2");
}
