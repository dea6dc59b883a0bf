//! `davproof expect`, by the real binary.

mod common;

use common::{Folder, davproof, reading, told_by};

const FIXED: &str = "\
# What we accept of this server.
server: the mock
expect:
  # Ticket 7
  - { case: test/x/two, checks: [get.status], reason: it was broken, link: X-1 }
";

fn folder(expectations: &str) -> Folder {
    let folder = Folder::new("expect");
    folder.write("pack/test/x.yaml", &reading("test/x", &[("one", "{a}", 404), ("two", "{a}", 200)]));
    folder.write("accepted.yaml", expectations);
    folder
}

/// Runs davproof; its exit code and all that it wrote.
fn call(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String) {
    told_by(davproof(folder.path()).args(arguments).args(["--scenarios", "pack"]))
}

fn check(expectations: &str) -> (Option<i32>, String) {
    call(&folder(expectations), &["expect", "check", "accepted.yaml"])
}

#[test]
fn a_file_without_mistakes() {
    let (code, text) = check(FIXED);
    assert_eq!((code, text.as_str()), (Some(0), "accepted.yaml: 1 entry, no mistake.\n"));
}

#[test]
fn a_case_that_does_not_exist() {
    let (code, text) = check(&FIXED.replace("test/x/two", "test/x/twoo"));
    insta::assert_snapshot!(text);
    assert_eq!(code, Some(2));
}

#[test]
fn an_entry_past_its_day() {
    let (code, text) = check(&FIXED.replace("link: X-1", "link: X-1, expires: 2020-02-29"));
    insta::assert_snapshot!(text);
    assert_eq!(code, Some(2));
}

#[test]
fn two_entries_for_one_case() {
    let entry = "  - { case: \"test/x/t*\", checks: [get.status], reason: again, link: X-2 }\n";
    let (code, text) = check(&(FIXED.to_owned() + entry));
    insta::assert_snapshot!(text);
    assert_eq!(code, Some(2));
}

#[test]
fn a_file_that_is_not_there() {
    let (code, text) = call(&folder(FIXED), &["expect", "check", "no-such.yaml"]);
    assert!(text.contains("no-such.yaml"), "{text}");
    assert_eq!(code, Some(2));
}

#[test]
fn an_update_lists_what_fails_and_takes_out_what_is_fixed_and_waits_for_the_reason() {
    let folder = folder(FIXED);
    let (code, _) = call(&folder, &["run", "--only", "test/x", "--expect", "accepted.yaml"]);
    assert_eq!(code, Some(10), "one fails newly");
    let update = ["expect", "update", "--from", "davproof-report/results.json", "--file", "accepted.yaml"];
    let (code, text) = call(&folder, &update);
    insta::assert_snapshot!("told", text);
    assert_eq!(code, Some(0));
    let updated = std::fs::read_to_string(folder.path().join("accepted.yaml")).expect("it is there");
    insta::assert_snapshot!("updated", updated);

    let (code, text) = call(&folder, &["expect", "check", "accepted.yaml"]);
    assert!(text.contains("TODO"), "{text}");
    assert_eq!(code, Some(2), "nobody has written the reason");

    let written: Vec<&str> =
        updated.lines().map(|line| if line.contains("reason: TODO") { "    reason: so it is" } else { line }).collect();
    folder.write("accepted.yaml", &(written.join("\n").replace("link: TODO", "link: X-9") + "\n"));
    assert_eq!(call(&folder, &["expect", "check", "accepted.yaml"]).0, Some(0));
    let (code, text) = call(&folder, &["run", "--only", "test/x", "--expect", "accepted.yaml"]);
    assert_eq!(code, Some(0), "{text}");
}

#[test]
fn an_update_from_no_results_leaves_the_file() {
    let folder = folder(FIXED);
    folder.write("results.json", "{\"schema\": 1");
    let (code, text) = call(&folder, &["expect", "update", "--from", "results.json", "--file", "accepted.yaml"]);
    assert!(text.contains("results.json"), "{text}");
    assert_eq!(code, Some(2));
    assert_eq!(std::fs::read_to_string(folder.path().join("accepted.yaml")).expect("it is there"), FIXED);
}
