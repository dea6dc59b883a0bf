//! The shipped pack as a whole.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use common::{Folder, davproof};
use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn output(arguments: &[&str]) -> String {
    let folder = Folder::new("pack");
    let output = davproof(folder.path()).args(arguments).output().expect("the binary starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

fn json(arguments: &[&str]) -> Vec<Value> {
    serde_json::from_str(&output(arguments)).expect("it is JSON")
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = item.expect("the item can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn at_least_two_hundred_cases() {
    assert!(json(&["scenario", "list", "--json"]).len() >= 200);
}

#[test]
fn every_requirement_of_priority_1_is_covered_or_has_a_reason() {
    let open: Vec<Value> = json(&["scenario", "list", "--requirements", "--json"])
        .into_iter()
        .filter(|row| row["cases"].is_null() && row["not_covered"].is_null())
        .map(|row| row["id"].clone())
        .collect();
    assert_eq!(open, Vec::<Value>::new());
}

#[test]
fn no_requirement_is_covered_and_excused() {
    let both: Vec<Value> = json(&["scenario", "list", "--requirements", "--priority", "3", "--json"])
        .into_iter()
        .filter(|row| !row["cases"].is_null() && !row["not_covered"].is_null())
        .map(|row| row["id"].clone())
        .collect();
    assert_eq!(both, Vec::<Value>::new());
}

#[test]
fn every_scenario_fits_the_published_schema() {
    let schema: Value = serde_json::from_str(&output(&["scenario", "schema"])).expect("it is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let mut errors = Vec::new();
    for path in yaml_files(&root().join("scenarios")) {
        let area = path.strip_prefix(root().join("scenarios")).expect("it lies there").components().count() > 1;
        if !area || path.starts_with(root().join("scenarios/expectations")) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("it can be read");
        let value: Value = serde_saphyr::from_str(&text).expect("it is YAML");
        errors.extend(
            validator
                .iter_errors(&value)
                .map(|error| format!("{}: {}: {error}", path.display(), error.instance_path())),
        );
    }
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn the_reference_page_is_current() {
    let page = std::fs::read_to_string(root().join("scenarios/REFERENCE.md")).expect("the page is there");
    assert!(page == output(&["scenario", "reference"]), "run: davproof scenario reference > scenarios/REFERENCE.md");
}

#[test]
fn the_table_of_fixtures_and_their_folder_agree() {
    let folder = root().join("scenarios/fixtures");
    let table = std::fs::read_to_string(folder.join("README.md")).expect("the table is there");
    let listed: BTreeSet<String> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .filter(|name| name.ends_with(".ics") || name.ends_with(".vcf"))
        .map(str::to_owned)
        .collect();
    let mut there = BTreeSet::new();
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for item in std::fs::read_dir(&next).expect("the folder can be read") {
            let path = item.expect("the item can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "ics" || extension == "vcf") {
                there.insert(path.strip_prefix(&folder).expect("it lies there").to_string_lossy().into_owned());
            }
        }
    }
    assert_eq!(listed, there);
}

#[test]
fn every_known_failure_of_sogo_links_to_a_row_of_the_deviations_page() {
    let page = std::fs::read_to_string(root().join("scenarios/expectations/sogo.md")).expect("the page is there");
    let rows: BTreeSet<&str> = page.lines().filter_map(|line| line.strip_prefix("| ")?.split(' ').next()).collect();
    let text = std::fs::read_to_string(root().join("scenarios/expectations/sogo.yaml")).expect("the file is there");
    let file: BTreeMap<String, Value> = serde_saphyr::from_str(&text).expect("it is YAML");
    let links = file["expect"].as_array().expect("there are entries").iter();
    let missing: Vec<&str> =
        links.filter_map(|entry| entry["link"].as_str()).filter(|link| !rows.contains(link)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn overwriting_in_spite_of_if_none_match_is_a_known_failure_that_the_report_shows() {
    let folder = Folder::new("report");
    let output = davproof(folder.path()).args(["run", "--only", "conditional"]).output().expect("the binary starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let html = std::fs::read_to_string(folder.path().join("davproof-report/report.html")).expect("it was written");
    assert!(html.contains("If-None-Match"));
    assert!(html.contains("COND-01"));
}
