//! Files: written whole, read back, refused clearly.

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use davproof_reports::{Format, ReportError, Verdict, read, schema, write_all, write_formats};
use rstest::rstest;

use crate::specimen;

/// A folder of one test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("davproof-reports-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const REPORTS: [&str; 4] = ["junit.xml", "report.html", "results.json", "summary.md"];

#[rstest]
#[case::plausible(specimen::run())]
#[case::hostile(specimen::hostile())]
fn every_report_can_be_made_again_from_the_result(#[case] run: davproof_reports::RunResult) {
    let folder = Folder::new(&format!("again-{}", run.davproof.len()));
    write_all(&run, &folder.0.join("made/if/missing")).unwrap();
    let again = read(&folder.0.join("made/if/missing/results.json")).unwrap();
    write_all(&again, &folder.0.join("second")).unwrap();
    assert_eq!(again, run);
    let (first, second) = (contents(&folder.0.join("made/if/missing")), contents(&folder.0.join("second")));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    assert!(first.len() > REPORTS.len());
    for (name, bytes) in first {
        assert!(second[&name] == bytes, "{name} differs");
    }
}

/// Every file below a folder, by its path there.
fn contents(root: &Path) -> BTreeMap<String, Vec<u8>> {
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

#[test]
fn evidence_of_an_earlier_run_is_replaced() {
    let folder = Folder::new("evidence-replaced");
    write_all(&specimen::run(), &folder.0).unwrap();
    let mut passed = specimen::run();
    passed.cases.retain(|case| case.verdict == Verdict::Pass && case.attempts.is_empty());
    write_all(&passed, &folder.0).unwrap();
    let left: Vec<_> = contents(&folder.0.join("evidence")).into_keys().collect();
    assert_eq!(left, ["DAVPROOF.txt"]);
    assert_eq!(folder.names(), ["evidence", "junit.xml", "report.html", "results.json", "summary.md"]);
}

#[test]
fn a_folder_of_somebody_else_is_no_place_for_evidence() {
    let folder = Folder::new("foreign-evidence");
    fs::create_dir(folder.0.join("evidence")).unwrap();
    fs::write(folder.0.join("evidence/photo.jpg"), "mine").unwrap();
    let error = write_all(&specimen::run(), &folder.0).unwrap_err();
    assert!(matches!(&error, ReportError::ForeignEvidence { path } if *path == folder.0.join("evidence")), "{error}");
    assert_eq!(folder.names(), ["evidence"]);
    assert_eq!(fs::read_to_string(folder.0.join("evidence/photo.jpg")).unwrap(), "mine");
}

#[test]
fn only_the_wanted_reports_are_written() {
    let folder = Folder::new("formats");
    write_formats(&specimen::run(), &folder.0, &[Format::Markdown]).unwrap();
    assert_eq!(folder.names(), ["summary.md"]);
    write_formats(&specimen::run(), &folder.0, &[Format::Html]).unwrap();
    assert_eq!(folder.names(), ["evidence", "report.html", "summary.md"]);
}

#[test]
fn reports_replace_their_own_files_only() {
    let folder = Folder::new("replace");
    fs::write(folder.0.join("results.json"), "old").unwrap();
    fs::write(folder.0.join("notes.txt"), "mine").unwrap();
    write_all(&specimen::run(), &folder.0).unwrap();
    assert_eq!(folder.names(), ["evidence", "junit.xml", "notes.txt", "report.html", "results.json", "summary.md"]);
    assert_eq!(fs::read_to_string(folder.0.join("notes.txt")).unwrap(), "mine");
    assert!(read(&folder.0.join("results.json")).is_ok());
}

#[test]
fn a_report_that_cannot_be_written_is_named_and_leaves_no_draft() {
    let folder = Folder::new("directory-in-the-way");
    fs::create_dir(folder.0.join("junit.xml")).unwrap();
    let error = write_all(&specimen::run(), &folder.0).unwrap_err();
    assert_eq!(error.to_string(), format!("cannot write {}", folder.0.join("junit.xml").display()));
    assert!(error.source().is_some());
    let known = |name: &String| name == "evidence" || REPORTS.contains(&name.as_str());
    assert!(folder.names().iter().all(known), "{:?}", folder.names());
}

#[test]
fn a_file_in_the_place_of_the_folder_is_named() {
    let folder = Folder::new("file-in-the-way");
    let file = folder.0.join("report");
    fs::write(&file, "").unwrap();
    assert!(matches!(write_all(&specimen::run(), &file), Err(ReportError::Folder { path, .. }) if path == file));
}

#[rstest]
#[case::empty("", "is cut off: it ends before its JSON does")]
#[case::cut("{\"schema\": 2, \"davproof\": \"0.1", "is cut off: it ends before its JSON does")]
#[case::html("<html>", "is not JSON")]
#[case::binary("\u{0}\u{1}", "is not JSON")]
#[case::other_json("{\"tests\": []}", "is not a davproof result: it has no number in `schema`")]
#[case::list("[]", "is not a davproof result: it has no number in `schema`")]
#[case::older("{\"schema\": 1, \"old\": true}", "has schema version 1, and this davproof reads version 2")]
#[case::newer("{\"schema\": 3, \"new\": true}", "has schema version 3, and this davproof reads version 2")]
#[case::fields("{\"schema\": 2, \"davproof\": 7}", "does not follow the schema of its version")]
fn a_file_that_is_no_result_is_refused(#[case] content: &str, #[case] expected: &str) {
    let folder = Folder::new(&format!("refused-{}-{}", content.len(), expected.len()));
    let file = folder.0.join("results.json");
    fs::write(&file, content).unwrap();
    assert_eq!(read(&file).unwrap_err().to_string(), format!("{} {expected}", file.display()));
}

#[test]
fn a_breach_of_the_schema_is_located() {
    let folder = Folder::new("located");
    let file = folder.0.join("results.json");
    fs::write(&file, "{\"schema\": 2,\n \"colour\": 7}").unwrap();
    let error = read(&file).unwrap_err();
    let source = error.source().unwrap().to_string();
    assert!(source.starts_with("unknown field `colour`") && source.ends_with("line 2 column 9"), "{source}");
}

#[test]
fn a_missing_file_is_named() {
    let file = PathBuf::from("/nonexistent/results.json");
    assert_eq!(read(&file).unwrap_err().to_string(), "cannot read /nonexistent/results.json");
}

#[test]
fn the_committed_schema_is_current() {
    let committed: serde_json::Value = serde_json::from_str(include_str!("../../results.schema.json")).unwrap();
    assert!(committed == schema(), "run: cargo run -- scenario schema results > reports/results.schema.json");
}

#[test]
fn the_committed_schema_of_comparisons_is_current() {
    let committed: serde_json::Value = serde_json::from_str(include_str!("../../comparison.schema.json")).unwrap();
    let current = davproof_reports::comparison_schema();
    assert!(committed == current, "run: cargo run -- scenario schema comparison > reports/comparison.schema.json");
}

#[test]
fn rich_junit_takes_the_place_of_the_strict_one() {
    let folder = Folder::new("rich");
    let run = specimen::run();
    let lines = || fs::read_to_string(folder.0.join("junit.xml")).unwrap().matches(" line=").count();
    write_all(&run, &folder.0).unwrap();
    assert_eq!(lines(), 0);
    write_formats(&run, &folder.0, &[Format::JunitRich]).unwrap();
    assert_eq!(lines(), run.cases.iter().filter(|case| case.source.contains(':')).count());
    assert!(folder.0.join("results.json").exists(), "nothing else is touched");
}
