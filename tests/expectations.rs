//! Expectation files and the cases that they are about.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use davproof::expectation::{Expectations, Listed, Server, Updated, Versions, update};
use davproof::scenario::{PackSource, PlannedCase, expand};
use jiff::civil::date;
use rstest::rstest;

fn cases() -> Vec<PlannedCase> {
    let mut source = PackSource::default();
    let yaml = "scenario: a/b\ntitle: t\ncases:\n  - id: one\n    title: t\n    severity: minor\n    for-each: { values: { x: [p, q] } }\n    steps:\n      - get: \"/{x}\"\n        expect: { status: 200 }\n  - id: two\n    title: t\n    severity: minor\n    steps:\n      - get: /\n        expect: { status: 200 }\n";
    source.insert("a/b.yaml", "a/b.yaml", yaml.as_bytes().to_vec());
    let pack = source.parse().expect("the pack has no mistake");
    expand(&pack).expect("the cases have no mistake")
}

fn parse(entries: &str) -> Result<Expectations, String> {
    let text = format!("server: x\nexpect:\n{entries}");
    Expectations::parse(&text, Path::new("e.yaml"), &cases())
        .map_err(|problems| problems.iter().map(|problem| problem.message.clone()).collect::<Vec<_>>().join("; "))
}

fn sogo(version: &str) -> Server {
    Server { product: Some("SOGo".to_owned()), version: Some(version.to_owned()) }
}

/// The link of the entry for `a/b/two` of a server, or why none can be had.
fn link(entries: &str, server: &Server) -> Result<Option<String>, String> {
    let expectations = parse(entries).expect("no mistake");
    let accepted = expectations.accept(server, date(2027, 1, 1)).map_err(|problems| problems[0].message.clone())?;
    Ok(accepted.of("a/b/two").map(|listed| match listed {
        Listed::InForce(entry) => entry.link.clone(),
        Listed::Expired(entry) => format!("expired {}", entry.link),
    }))
}

#[test]
fn an_entry_is_found_by_its_pattern() {
    assert_eq!(
        link("  - { case: \"a/b/t*\", checks: [get.status], reason: r, link: L }\n", &sogo("5.8.0")),
        Ok(Some("L".to_owned()))
    );
}

const BEFORE_AND_AFTER: &str = "
  - { case: a/b/two, when: { product: SOGo, version: \"<5.12\" }, checks: [get.status], reason: r, link: OLD }
  - { case: a/b/two, when: { product: SOGo, version: \">=5.12\" }, checks: [get.body], reason: r, link: NEW }
";

#[rstest]
#[case::older("5.8.0", Some("OLD"))]
#[case::first_of_the_newer("5.12.0", Some("NEW"))]
#[case::numbers_are_not_letters("5.9.1", Some("OLD"))]
#[case::packaged("5.12.1-2~deb13", Some("NEW"))]
fn one_file_describes_two_versions(#[case] version: &str, #[case] expected: Option<&str>) {
    assert_eq!(link(BEFORE_AND_AFTER, &sogo(version)), Ok(expected.map(str::to_owned)));
}

#[test]
fn an_entry_about_another_product_accepts_nothing() {
    let radicale = Server { product: Some("Radicale".to_owned()), version: None };
    assert_eq!(link(BEFORE_AND_AFTER, &radicale), Ok(None));
}

#[test]
fn an_entry_of_which_nobody_can_tell_is_a_mistake() {
    let message = "the server does not let its version be known, so nobody can tell whether this entry is about it";
    let unknown = Server { product: Some("SOGo".to_owned()), version: Some("nightly".to_owned()) };
    assert_eq!(link(BEFORE_AND_AFTER, &unknown), Err(message.to_owned()));
}

#[rstest]
#[case::last_day("2027-01-01", "L")]
#[case::day_before("2026-12-31", "expired L")]
fn an_entry_expires_after_its_last_day(#[case] expires: &str, #[case] expected: &str) {
    let entry = format!("  - {{ case: a/b/two, expires: {expires}, checks: [get.status], reason: r, link: L }}\n");
    assert_eq!(link(&entry, &sogo("5.8.0")), Ok(Some(expected.to_owned())));
}

#[rstest]
#[case::patch_of_what_is_named("=5.8", "5.8.3", true)]
#[case::not_the_next("=5.8", "5.9", false)]
#[case::exactly("=5.8.0", "5.8", true)]
#[case::up_to_and_with("<=5.8", "5.8.9", true)]
#[case::above("> 5.8", "5.8.9", false)]
#[case::both(">=5.8, <5.12", "5.11.2", true)]
#[case::end_is_outside(">=5.8, <5.12", "5.12.0", false)]
#[case::beginning_is_inside(">=5.8.0, <5.12", "5.8", true)]
fn versions_contain(#[case] versions: &str, #[case] version: &str, #[case] expected: bool) {
    let versions: Versions = versions.parse().expect("it is a requirement");
    assert_eq!(versions.contain(&version.parse().expect("it is a version")), expected);
}

#[rstest]
#[case::no_comparison("5.8", "`5.8` begins with none of `<`, `<=`, `=`, `>=` and `>`")]
#[case::none_such("=>5.8", "`=>5.8` begins with none of `<`, `<=`, `=`, `>=` and `>`")]
#[case::no_version(">=five", "`five` is no version: numbers with dots between them, as `5.8` or `5.12.1`")]
#[case::empty("", "`` is no version: numbers with dots between them, as `5.8` or `5.12.1`")]
#[case::never(">=5.12, <5.8", "no version is both >=5.12 and <5.8")]
fn version_requirements_that_are_none(#[case] versions: &str, #[case] message: &str) {
    assert_eq!(versions.parse::<Versions>().expect_err("it is none").to_string(), message);
}

#[test]
fn a_star_does_not_cross_a_slash() {
    assert_eq!(
        parse("  - { case: \"a/*\", checks: [get.status], reason: r, link: L }\n").expect_err("nothing matches"),
        "no case matches `a/*`"
    );
}

#[test]
fn two_entries_for_one_case_are_a_mistake() {
    let problem = parse(
        "  - { case: a/b/two, checks: [get.status], reason: r, link: L }\n  - { case: \"a/**\", outcome: flaky, reason: r, link: L }\n",
    );
    assert_eq!(problem.expect_err("they collide"), "two entries match the case `a/b/two`");
}

#[test]
fn entries_that_meet_in_one_version_collide() {
    let problem = parse(
        "  - { case: a/b/two, when: { version: \"<=5.12\" }, checks: [get.status], reason: r, link: L }\n  - { case: a/b/two, when: { version: \">=5.12\" }, checks: [get.status], reason: r, link: L }\n",
    );
    assert_eq!(problem.expect_err("both are about 5.12"), "two entries match the case `a/b/two`");
}

#[test]
fn a_flaky_entry_lists_no_checks() {
    let problem = parse("  - { case: a/b/two, outcome: flaky, checks: [get.status], reason: r, link: L }\n");
    assert_eq!(problem.expect_err("it must not"), "an entry lists the checks that fail, and a flaky one lists none");
}

const FILE: &str = "\
# Accepted of the server, by us.
server: x
expect:
  # Reading
  - case: a/b/one@*
    checks: [get.status]   # both of them
    reason: \"It says: no.\"
    link: L-1

  # Others
  - case: a/b/two
    checks:
      - get.status
    when: { product: SOGo, version: \"<6\" }
    reason: r
    link: L-2
  # The end.
";

/// The file after a run of SOGo 5.8 in which these cases failed in these checks.
fn updated(failed: &[(&str, &[&str])]) -> Updated {
    let set = |checks: &[&str]| checks.iter().map(|check| (*check).to_owned()).collect::<BTreeSet<_>>();
    let failed: BTreeMap<_, _> = failed.iter().map(|(id, checks)| ((*id).to_owned(), set(checks))).collect();
    let cases = ["a/b/one@x=p", "a/b/one@x=q", "a/b/two", "a/c/new", "z/z/new"];
    update(FILE, Path::new("e.yaml"), &sogo("5.8.0"), &failed, &cases).expect("the file has no mistake")
}

#[test]
fn an_update_with_nothing_new_changes_no_byte() {
    let status: &[&str] = &["get.status"];
    let updated = updated(&[("a/b/one@x=p", status), ("a/b/one@x=q", status), ("a/b/two", status)]);
    assert_eq!(updated, Updated { text: FILE.to_owned(), ..Updated::default() });
}

#[test]
fn an_update_of_a_part_leaves_the_rest() {
    assert_eq!(updated(&[("a/b/one@x=p", &["get.status"])]).text, FILE);
}

#[test]
fn an_update_adds_where_it_belongs_and_asks_for_a_reason() {
    insta::assert_snapshot!(updated(&[("a/c/new", &["put.unchanged[{a}]", "get.status"]), ("z/z/new", &["x"])]).text);
}

#[test]
fn an_update_takes_out_what_is_fixed_and_keeps_comments() {
    insta::assert_snapshot!(updated(&[("a/b/two", &[])]).text);
}

#[test]
fn an_update_changes_the_checks_in_place() {
    let other: &[&str] = &["get.body", "get.status"];
    insta::assert_snapshot!(
        updated(&[("a/b/one@x=p", other), ("a/b/one@x=q", other), ("a/b/two", &["get.body"])]).text
    );
}

#[test]
fn an_update_splits_a_pattern_whose_cases_differ() {
    insta::assert_snapshot!(updated(&[("a/b/one@x=p", &[]), ("a/b/one@x=q", &["get.status"])]).text);
}

#[test]
fn an_update_leaves_entries_about_other_servers() {
    let failed = BTreeMap::from([("a/b/two".to_owned(), BTreeSet::new())]);
    let updated = update(FILE, Path::new("e.yaml"), &sogo("6.0"), &failed, &["a/b/two"]).expect("no mistake");
    assert_eq!(updated.text, FILE);
}

#[test]
fn an_update_of_an_empty_list_fills_it() {
    let failed = BTreeMap::from([("a/b/two".to_owned(), BTreeSet::from(["get.status".to_owned()]))]);
    let updated = update("server: x\nexpect: []\n", Path::new("e.yaml"), &sogo("6.0"), &failed, &["a/b/two"]);
    insta::assert_snapshot!(updated.expect("no mistake").text);
}
