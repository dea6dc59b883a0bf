//! Files: written whole, read back, refused clearly.

use std::{error::Error, fs, path::PathBuf};

use davproof_reports::{ReportError, read, schema, write_all};
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
    let first = write_all(&run, &folder.0.join("made/if/missing")).unwrap();
    let again = read(&first.json).unwrap();
    let second = write_all(&again, &folder.0.join("second")).unwrap();
    assert_eq!(again, run);
    for (a, b) in [
        (first.json, second.json),
        (first.junit, second.junit),
        (first.html, second.html),
        (first.markdown, second.markdown),
    ] {
        assert!(fs::read(&a).unwrap() == fs::read(&b).unwrap(), "{} differs", a.display());
    }
}

#[test]
fn reports_replace_their_own_files_only() {
    let folder = Folder::new("replace");
    fs::write(folder.0.join("results.json"), "old").unwrap();
    fs::write(folder.0.join("notes.txt"), "mine").unwrap();
    write_all(&specimen::run(), &folder.0).unwrap();
    assert_eq!(folder.names(), ["junit.xml", "notes.txt", "report.html", "results.json", "summary.md"]);
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
    assert!(folder.names().iter().all(|name| REPORTS.contains(&name.as_str())), "{:?}", folder.names());
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
#[case::cut("{\"schema\": 1, \"davproof\": \"0.1", "is cut off: it ends before its JSON does")]
#[case::html("<html>", "is not JSON")]
#[case::binary("\u{0}\u{1}", "is not JSON")]
#[case::other_json("{\"tests\": []}", "is not a davproof result: it has no number in `schema`")]
#[case::list("[]", "is not a davproof result: it has no number in `schema`")]
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
    assert!(committed == schema(), "run: cargo run -p davproof-reports --example schema > reports/results.schema.json");
}
