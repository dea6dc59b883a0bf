//! Reports from results, and runs cut into shards, by the binary.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::{Folder, davproof, stderr_of};
use rstest::rstest;
use serde_json::Value;

const SCENARIO: &str = "\
scenario: test/shards
title: Cases that pass, fail and are known to fail
fixtures:
  cal: { calendar: {} }
  a: { object: event/simple, in: cal }
cases:
  - id: reads
    title: An object can be read
    severity: minor
    for-each: { values: { turn: [a, b, c, d, e, f] } }
    steps:
      - get: \"{a}\"
        expect: { status: 200 }
  - id: fails
    title: An object cannot be read
    severity: minor
    steps:
      - get: \"{a}\"
        expect: { status: 404 }
  - id: is-known
    title: A failure is known
    severity: minor
    steps:
      - get: \"{a}\"
        expect: { status: 404 }
";

const EXPECTATIONS: &str = "\
server: the mock
expect:
  - { case: test/shards/is-known, checks: [get.status], reason: it is known, link: X-2 }
";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("pack/test/shards.yaml", SCENARIO);
    folder.write("expect.yaml", EXPECTATIONS);
    folder
}

/// Runs the scenario above with more arguments; the exit code.
fn run(folder: &Folder, arguments: &[&str]) -> Option<i32> {
    let mut command = davproof(folder.path());
    command.args(["run", "--scenarios", "pack", "--only", "test", "--expect", "expect.yaml"]).args(arguments);
    command.output().unwrap().status.code()
}

/// Every file below a folder, by its path there.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(root).unwrap().display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn results(folder: &Folder, reports: &str) -> Value {
    serde_json::from_slice(&fs::read(folder.path().join(reports).join("results.json")).unwrap()).unwrap()
}

/// Id and verdict of every case.
fn verdicts(results: &Value) -> Vec<(String, String)> {
    let text = |case: &Value, key: &str| case[key].as_str().unwrap().to_owned();
    results["cases"].as_array().unwrap().iter().map(|case| (text(case, "id"), text(case, "verdict"))).collect()
}

#[test]
fn every_report_is_made_again_byte_for_byte() {
    let folder = folder("report-again");
    assert_eq!(run(&folder, &[]), Some(10));
    davproof(folder.path()).args(["report", "davproof-report", "--out", "again"]).assert().success();
    let (first, again) = (files(&folder.path().join("davproof-report")), files(&folder.path().join("again")));
    assert_eq!(first.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(again[name] == *bytes, "{name} differs");
    }
    assert!(first.contains_key("evidence/test/shards/fails.txt"), "{:?}", first.keys());
}

#[test]
fn one_format_is_written_alone() {
    let folder = folder("report-format");
    run(&folder, &[]);
    let mut command = davproof(folder.path());
    command.args(["report", "davproof-report/results.json", "--out", "one", "--format", "markdown"]);
    command.assert().success().stdout("one/summary.md\n");
    assert_eq!(files(&folder.path().join("one")).into_keys().collect::<Vec<_>>(), ["summary.md"]);
}

#[rstest]
#[case::cut(|text: &str| text[..text.len() / 2].to_owned(), "is cut off: it ends before its JSON does")]
#[case::version(|text: &str| text.replacen("\"schema\": ", "\"schema\": 90", 1), "and this davproof reads version")]
#[case::verdict(|text: &str| text.replacen("\"known-fail\"", "\"fine\"", 1), "does not follow the schema of its version")]
#[case::other(|_: &str| "[]".to_owned(), "is not a davproof result")]
fn results_of_no_use_are_named_and_nothing_is_overwritten(#[case] change: fn(&str) -> String, #[case] message: &str) {
    let folder = folder("report-bad");
    run(&folder, &[]);
    let bad = change(&fs::read_to_string(folder.path().join("davproof-report/results.json")).unwrap());
    folder.write("davproof-report/results.json", &bad);
    let before = files(&folder.path().join("davproof-report"));
    let (code, text) = stderr_of(davproof(folder.path()).args(["report", "davproof-report"]));
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("davproof-report/results.json") && text.contains(message), "{text}");
    assert!(files(&folder.path().join("davproof-report")) == before);
}

#[test]
fn all_shards_together_are_the_whole_run() {
    let folder = folder("shards");
    assert_eq!(run(&folder, &[]), Some(10));
    for shard in ["1/3", "2/3", "3/3"] {
        run(&folder, &["--shard", shard, "--group", "17", "--out", &shard.replace('/', "-of-")]);
    }
    let mut command = davproof(folder.path());
    command.args(["report", "merge", "3-of-3", "1-of-3", "2-of-3/results.json", "--out", "whole"]);
    assert_eq!(command.output().unwrap().status.code(), Some(10));
    let (whole, alone) = (results(&folder, "whole"), results(&folder, "davproof-report"));
    assert_eq!(verdicts(&whole), verdicts(&alone));
    assert_eq!(whole["run"]["exit_code"], 10);
    assert!(folder.path().join("whole/report.html").exists());
}

#[test]
fn a_shard_without_cases_is_no_mistake() {
    let folder = folder("shard-empty");
    let run = |shard: &str| {
        let mut command = davproof(folder.path());
        command.args(["run", "--scenarios", "pack", "--only", "test/shards/is-known", "--expect", "none"]);
        command.args(["--shard", shard, "--out", &shard[..1]]).output().unwrap().status.code()
    };
    let mut codes = ["1/2", "2/2"].map(run);
    codes.sort_unstable();
    assert_eq!(codes, [Some(0), Some(10)]);
    davproof(folder.path()).args(["report", "merge", "1", "2", "--out", "whole"]).assert().code(10);
}

#[test]
fn an_incomplete_set_of_shards_is_told_and_nothing_is_written() {
    let folder = folder("shards-missing");
    for shard in ["1/3", "3/3"] {
        run(&folder, &["--shard", shard, "--out", &shard[..1]]);
    }
    let (code, text) = stderr_of(davproof(folder.path()).args(["report", "merge", "1", "3", "--out", "whole"]));
    assert_eq!((code, text.as_str()), (Some(2), "error: not all shards are there: of 3, 2 is missing\n"));
    assert!(!folder.path().join("whole").exists());
}

#[test]
fn shards_of_different_runs_are_told_and_nothing_is_written() {
    let folder = folder("shards-mixed");
    run(&folder, &["--shard", "1/2", "--group", "17", "--out", "1"]);
    run(&folder, &["--shard", "2/2", "--group", "18", "--out", "2"]);
    let (code, text) = stderr_of(davproof(folder.path()).args(["report", "merge", "1", "2", "--out", "whole"]));
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("the group is `17` in one and `18` in the other"), "{text}");
    assert!(!folder.path().join("whole").exists());
}

#[test]
fn a_shard_that_is_none_is_refused_before_anything_is_sent() {
    let folder = folder("shard-none");
    let (code, text) = stderr_of(davproof(folder.path()).args(["run", "--shard", "3/2"]));
    assert_eq!(code, Some(2));
    assert!(text.contains("a shard is written as INDEX/COUNT"), "{text}");
}
