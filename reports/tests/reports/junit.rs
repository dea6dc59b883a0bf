//! `junit.xml`, and one test for each trap of its consumers.

use davproof_reports::{Attempt, Check, RunResult, Severity, Verdict, junit};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus};
use rstest::{fixture, rstest};

use crate::specimen;

fn strict(run: &RunResult) -> String {
    write(run, junit::Flavour::Strict)
}

fn write(run: &RunResult, flavour: junit::Flavour) -> String {
    let mut out = Vec::new();
    junit::write(run, flavour, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[fixture]
#[once]
fn plausible() -> String {
    strict(&specimen::run())
}

#[fixture]
#[once]
fn hostile() -> String {
    strict(&specimen::hostile())
}

fn find<'a>(report: &'a Report, class: &str, name: &str) -> &'a TestCase {
    report
        .test_suites
        .iter()
        .flat_map(|suite| &suite.test_cases)
        .find(|case| case.classname.as_ref().unwrap().as_str() == class && case.name.as_str() == name)
        .unwrap()
}

/// Status, message and type as a reader sees them.
fn status(case: &TestCase) -> (&'static str, &str, &str) {
    match &case.status {
        TestCaseStatus::Success { flaky_runs } if flaky_runs.is_empty() => ("success", "", ""),
        TestCaseStatus::Success { .. } => ("flaky success", "", ""),
        TestCaseStatus::NonSuccess { kind, message, ty, .. } => (
            match kind {
                NonSuccessKind::Failure => "failure",
                NonSuccessKind::Error => "error",
            },
            message.as_ref().unwrap().as_str(),
            ty.as_ref().unwrap().as_str(),
        ),
        TestCaseStatus::Skipped { message, ty, .. } => {
            ("skipped", message.as_ref().unwrap().as_str(), ty.as_ref().unwrap().as_str())
        }
    }
}

#[rstest]
#[case("conditional.put", "if-match-stale", ("success", "", ""))]
#[case("sync.collection", "moved-member", ("flaky success", "", ""))]
#[case("conditional.put", "if-none-match-star", ("skipped", "SOGo 5.8 overwrites on If-None-Match: *", "known-failure"))]
#[case("conditional.put", "parallel-if-match", ("skipped", "Sometimes two of eight parallel writes win", "flaky"))]
#[case("discovery.well-known", "carddav", ("failure", "passed, and should fail: nginx redirected carddav to the calendar", "unexpected-pass"))]
#[case("duplicates.uid", "two-names", ("failure", "put-2.status: expected status 403 or 409, got status 201 (and 1 more)", "MUST"))]
#[case("sync.collection", "empty-prop", ("failure", "sync-2.responses: expected each response has a status or a propstat, got 12 responses have neither", "SHOULD"))]
#[case("duplicates.uid", "parallel-put", ("error", "The server closed the connection three times without an answer.", "transport"))]
#[case("permissions.private", "sharee-writes", ("error", "Fixture share: setting the role of sharee was answered with status 500.", "setup"))]
#[case("round-trip.vcard", "photo-4.0", ("skipped", "The server does not offer vCard 4.0 in supported-address-data.", "not-applicable"))]
fn each_verdict_is_read_back(
    plausible: &str,
    #[case] class: &str,
    #[case] name: &str,
    #[case] expected: (&str, &str, &str),
) {
    let report = Report::deserialize_from_str(plausible).unwrap();
    assert_eq!(status(find(&report, class, name)), expected);
}

#[rstest]
fn counts_are_those_of_the_elements(plausible: &str) {
    let report = Report::deserialize_from_str(plausible).unwrap();
    assert_eq!((report.tests, report.failures, report.errors), (15, 3, 2));
    let suites: usize = report.test_suites.iter().map(|suite| suite.skipped).sum();
    assert_eq!(suites, 4);
}

#[rstest]
fn a_suite_is_complete(plausible: &str) {
    let start = plausible.find("  <testsuite name=\"duplicates/uid\"").unwrap();
    let end = start + plausible[start..].find("  </testsuite>").unwrap();
    insta::assert_snapshot!(&plausible[start..end], @r###"
  <testsuite name="duplicates/uid" tests="2" failures="1" errors="1" skipped="0" file="scenarios/duplicates/uid.yaml" timestamp="2026-11-20T08:15:30Z" hostname="mail.example.org" time="0.076">
    <properties>
      <property name="run.id" value="3f9ac2d14b7e"/>
      <property name="davproof.version" value="0.1.0"/>
      <property name="target.product" value="SOGo"/>
      <property name="target.version" value="5.8.0"/>
      <property name="pack.digest" value="5d41402abc4b2a76b9719d911017c592ae6c2e7e3b1f0a1d"/>
      <property name="expectations.sha256" value="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"/>
    </properties>
    <testcase classname="duplicates.uid" name="parallel-put" time="0.038">
      <error message="The server closed the connection three times without an answer." type="transport"><![CDATA[scenarios/duplicates/uid.yaml:12
Not judged: error [major]: Parallel creation of one UID leaves one event
reason: The server closed the connection three times without an answer.]]></error>
      <rerunFailure message="put-1: connection closed before an answer came" type="transport"><stackTrace><![CDATA[put-1: connection closed before an answer came]]></stackTrace></rerunFailure>
      <rerunFailure message="put-1: connection closed before an answer came" type="transport"><stackTrace><![CDATA[put-1: connection closed before an answer came]]></stackTrace></rerunFailure>
      <system-out>[[ATTACHMENT|davproof-report/evidence/duplicates/uid/parallel-put.txt]]</system-out>
    </testcase>
    <testcase classname="duplicates.uid" name="two-names" time="0.038">
      <failure message="put-2.status: expected status 403 or 409, got status 201 (and 1 more)" type="MUST"><![CDATA[scenarios/duplicates/uid.yaml:12
Unexpected failure [critical]: A second event with the same UID in one calendar is refused
people see: Meetings show up twice on phones, and deleting one leaves the other.
advice: Do not import calendars twice; see the page on deviations for a clean-up query.
RFC4791-5.3.2-a: MUST: No two objects in a calendar have the same UID.

check: put-2.status (scenarios/duplicates/uid.yaml:21)
expected: status 403 or 409
actual: status 201
request: PUT https://mail.example.org/SOGo/dav/alice/Calendar/davproof-3f9ac2d14b7e/a.ics as owner
repeat: curl -X PUT -u 'alice:PASSWORD' -H 'Content-Type: text/calendar; charset=utf-8' --data-binary @a.ics 'https://mail.example.org/SOGo/dav/alice/Calendar/davproof-3f9ac2d14b7e/a.ics'

check: put-2.precondition (scenarios/duplicates/uid.yaml:22)
expected: precondition no-uid-conflict with the href of a.ics
actual: no precondition in the answer]]></failure>
      <system-out>[[ATTACHMENT|davproof-report/evidence/duplicates/uid/two-names.txt]]</system-out>
    </testcase>
"###);
}

/// The structure of `junit-10.xsd`: which elements and attributes may occur where.
fn check_schema(node: roxmltree::Node<'_, '_>) {
    let (attributes, required, children): (&[&str], &[&str], &[&str]) = match node.tag_name().name() {
        "testsuites" => (&["name", "time", "tests", "failures", "errors"], &[], &["testsuite"]),
        "testsuite" => (
            &[
                "name",
                "tests",
                "failures",
                "errors",
                "group",
                "time",
                "skipped",
                "timestamp",
                "hostname",
                "id",
                "package",
                "file",
                "log",
                "url",
            ],
            &["name", "tests", "failures", "errors"],
            &["testsuite", "properties", "testcase", "system-out", "system-err"],
        ),
        "properties" => (&[], &[], &["property"]),
        "property" => (&["name", "value"], &["name", "value"], &[]),
        "testcase" => (
            &["name", "time", "classname", "group"],
            &["name"],
            &[
                "skipped",
                "error",
                "failure",
                "rerunFailure",
                "rerunError",
                "flakyFailure",
                "flakyError",
                "system-out",
                "system-err",
            ],
        ),
        "failure" | "error" | "skipped" => (&["type", "message"], &[], &[]),
        "rerunFailure" | "flakyFailure" => (&["type", "message"], &["type"], &["stackTrace"]),
        "stackTrace" | "system-out" => (&[], &[], &[]),
        other => panic!("element {other} is not in the schema"),
    };
    for attribute in node.attributes() {
        assert!(attributes.contains(&attribute.name()), "{}@{}", node.tag_name().name(), attribute.name());
    }
    for name in required {
        assert!(node.has_attribute(*name), "{} lacks {name}", node.tag_name().name());
    }
    if let Some(time) = node.attribute("time") {
        let (whole, fraction) = time.split_once('.').unwrap();
        assert!(!whole.is_empty() && fraction.len() == 3, "{time}");
        assert!(whole.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit()), "{time}");
    }
    for child in node.children().filter(roxmltree::Node::is_element) {
        assert!(
            children.contains(&child.tag_name().name()),
            "{} in {}",
            child.tag_name().name(),
            node.tag_name().name()
        );
        check_schema(child);
    }
}

#[rstest]
fn jenkins_xunit_takes_it(plausible: &str) {
    check_schema(roxmltree::Document::parse(plausible).unwrap().root_element());
}

#[rstest]
fn jenkins_xunit_takes_hostile_texts(hostile: &str) {
    check_schema(roxmltree::Document::parse(hostile).unwrap().root_element());
}

#[rstest]
fn quick_junit_reads_hostile_texts(hostile: &str) {
    // A run has its texts from strangers, but its start from the clock.
    let report = Report::deserialize_from_str(hostile).unwrap();
    assert_eq!((report.tests, report.failures, report.errors), (15, 3, 2));
}

/// Names of all result elements in one case.
fn results<'a>(case: roxmltree::Node<'a, 'a>) -> Vec<roxmltree::Node<'a, 'a>> {
    case.children().filter(|child| matches!(child.tag_name().name(), "failure" | "error" | "skipped")).collect()
}

fn cases<'a>(document: &'a roxmltree::Document<'a>) -> impl Iterator<Item = roxmltree::Node<'a, 'a>> {
    document.descendants().filter(|node| node.has_tag_name("testcase"))
}

#[rstest]
fn allure_and_gitlab_find_one_result_with_message_type_and_body(hostile: &str) {
    let document = roxmltree::Document::parse(hostile).unwrap();
    for case in cases(&document) {
        let results = results(case);
        assert!(results.len() <= 1);
        for result in results {
            assert!(!result.attribute("message").unwrap().is_empty());
            assert!(!result.attribute("type").unwrap().is_empty());
            assert!(!result.text().unwrap().trim().is_empty());
        }
    }
}

#[rstest]
fn gitlab_meets_no_type_that_it_would_parse(hostile: &str) {
    let ours = [
        "MUST",
        "SHOULD",
        "assertion",
        "transport",
        "setup",
        "not-applicable",
        "known-failure",
        "unexpected-pass",
        "flaky",
    ];
    let document = roxmltree::Document::parse(hostile).unwrap();
    for node in document.descendants() {
        if let Some(word) = node.attribute("type") {
            assert!(ours.contains(&word), "{word}");
        }
    }
}

#[rstest]
fn gitlab_drops_no_case_as_a_double(plausible: &str) {
    let document = roxmltree::Document::parse(plausible).unwrap();
    let mut keys: Vec<_> = cases(&document).map(|case| (case.attribute("classname"), case.attribute("name"))).collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all);
}

#[rstest]
fn allure_shows_messages_without_entities(hostile: &str) {
    let document = roxmltree::Document::parse(hostile).unwrap();
    for message in document.descendants().filter_map(|node| node.attribute("message")) {
        assert!(message.is_ascii() && !message.contains(['<', '>', '&', '"', '\n']), "{message}");
    }
}

#[rstest]
fn dorny_finds_a_name_at_every_suite(plausible: &str) {
    let document = roxmltree::Document::parse(plausible).unwrap();
    for suite in document.descendants().filter(|node| node.has_tag_name("testsuite")) {
        assert!(!suite.attribute("name").unwrap().trim().is_empty());
    }
}

#[rstest]
fn jenkins_follows_a_case_through_its_verdicts() {
    let names = |verdict| {
        let mut run = specimen::run();
        run.cases = vec![specimen::case("a/b/c", Severity::Major, verdict)];
        let xml = strict(&run);
        let start = xml.find("<testcase ").unwrap();
        xml[start..].split(" time=").next().unwrap().to_owned()
    };
    for verdict in Verdict::ALL {
        assert_eq!(names(verdict), r#"<testcase classname="a.b" name="c""#);
    }
}

#[rstest]
fn jenkins_finds_no_attachment_that_a_server_names(hostile: &str) {
    assert!(!hostile.contains("[[ATTACHMENT|/etc"));
    assert!(!hostile.contains("<system-out"));
}

#[rstest]
fn jenkins_and_gitlab_find_the_evidence_of_all_that_did_not_pass_at_once(plausible: &str) {
    let document = roxmltree::Document::parse(plausible).unwrap();
    for case in cases(&document) {
        let output = case.children().find(|child| child.has_tag_name("system-out")).and_then(|node| node.text());
        let (class, name) = (case.attribute("classname").unwrap(), case.attribute("name").unwrap());
        let id = format!("{}/{name}", class.replace('.', "/"));
        let expected = format!("[[ATTACHMENT|davproof-report/evidence/{id}.txt]]");
        let known = specimen::run().cases.into_iter().find(|known| known.id == id).unwrap();
        let tried = !results(case).is_empty() || !known.attempts.is_empty();
        assert_eq!(output, (tried && !known.exchanges.is_empty()).then_some(expected.as_str()), "{id}");
    }
}

#[rstest]
fn bodies_stay_small(hostile: &str) {
    let document = roxmltree::Document::parse(hostile).unwrap();
    let longest = document.descendants().filter_map(|node| node.text()).map(str::len).max().unwrap();
    assert!(longest < 100_000, "{longest}");
}

#[rstest]
fn a_body_begins_with_its_place(plausible: &str) {
    let document = roxmltree::Document::parse(plausible).unwrap();
    for result in cases(&document).flat_map(results) {
        let (place, _) = result.text().unwrap().split_once('\n').unwrap();
        assert!(place.starts_with("scenarios/") && place.ends_with(".yaml:12"), "{place}");
    }
}

/// The output of all cases that have one.
fn outputs<'a>(document: &'a roxmltree::Document<'a>) -> Vec<&'a str> {
    let nodes = document.descendants().filter(|node| node.has_tag_name("system-out"));
    nodes.map(|node| node.text().unwrap()).collect()
}

#[rstest]
fn jenkins_cuts_no_output(plausible: &str) {
    // Of a case that passed it keeps 500 characters from each end.
    let document = roxmltree::Document::parse(plausible).unwrap();
    assert!(!outputs(&document).is_empty());
    assert!(outputs(&document).iter().all(|output| output.len() < 500));
}

#[rstest]
fn allure_2_makes_one_step_of_an_output(plausible: &str) {
    let document = roxmltree::Document::parse(plausible).unwrap();
    assert!(outputs(&document).iter().all(|output| output.lines().count() == 1));
}

#[rstest]
#[case::relative("reports/out/", Some("[[ATTACHMENT|reports/out/evidence/duplicates/uid/two-names.txt]]"))]
#[case::none("", None)]
#[case::line_break("a\nb", None)]
#[case::mark("a]]b", None)]
#[case::markup("a<b", None)]
fn attachments_follow_the_folder_of_the_run(#[case] reports: &str, #[case] expected: Option<&str>) {
    let mut run = specimen::run();
    run.run.reports = reports.to_owned();
    run.cases.retain(|case| case.id == "duplicates/uid/two-names");
    let xml = strict(&run);
    let document = roxmltree::Document::parse(&xml).unwrap();
    assert_eq!(outputs(&document).first().copied(), expected);
}

#[rstest]
fn gitlab_takes_a_run_of_the_whole_pack() {
    // Its limits: 30 MB for a file and 250,000 XML nodes.
    let mut run = specimen::large(5_000);
    for case in &mut run.cases {
        case.verdict = Verdict::Fail;
    }
    let xml = strict(&run);
    let options = roxmltree::ParsingOptions { nodes_limit: 250_000, ..Default::default() };
    let nodes = roxmltree::Document::parse_with_options(&xml, options).unwrap().descendants().count();
    assert!(nodes < 250_000 && xml.len() < 30_000_000, "{nodes} nodes, {} bytes", xml.len());
}

#[rstest]
fn azure_finds_host_and_start_of_each_suite(plausible: &str) {
    let document = roxmltree::Document::parse(plausible).unwrap();
    for suite in document.descendants().filter(|node| node.has_tag_name("testsuite")) {
        let place = (suite.attribute("hostname"), suite.attribute("timestamp"));
        assert_eq!(place, (Some("mail.example.org"), Some("2026-11-20T08:15:30Z")));
    }
}

#[rstest]
fn enricomi_counts_each_suite_right(hostile: &str) {
    let document = roxmltree::Document::parse(hostile).unwrap();
    for suite in document.descendants().filter(|node| node.has_tag_name("testsuite")) {
        let inside = |name| suite.descendants().filter(|node| node.has_tag_name(name)).count().to_string();
        for (counter, element) in
            [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
        {
            assert_eq!(suite.attribute(counter), Some(inside(element).as_str()), "{counter}");
        }
    }
}

#[rstest]
fn mikepenz_counts_each_earlier_attempt_as_a_retry(plausible: &str) {
    let document = roxmltree::Document::parse(plausible).unwrap();
    for case in cases(&document) {
        let id =
            format!("{}/{}", case.attribute("classname").unwrap().replace('.', "/"), case.attribute("name").unwrap());
        let known = specimen::run().cases.into_iter().find(|known| known.id == id).unwrap();
        let name = if results(case).is_empty() { "flakyFailure" } else { "rerunFailure" };
        let retries = case.children().filter(|node| node.has_tag_name(name)).count();
        assert_eq!(retries, known.attempts.len(), "{id}");
    }
}

#[rstest]
fn jenkins_meets_the_result_before_the_retries(plausible: &str) {
    let document = roxmltree::Document::parse(plausible).unwrap();
    for case in cases(&document).filter(|case| !results(*case).is_empty()) {
        let first = case.children().find(roxmltree::Node::is_element).unwrap();
        assert!(["failure", "error", "skipped"].contains(&first.tag_name().name()));
    }
}

#[rstest]
fn a_body_that_closes_its_section_is_read_back_whole() {
    let mut run = specimen::run();
    run.cases.retain(|case| case.id == "duplicates/uid/two-names");
    run.cases[0].checks.iter_mut().for_each(|check| check.actual = "a]]>b]]]>c<script>&amp;".to_owned());
    let xml = strict(&run);
    let document = roxmltree::Document::parse(&xml).unwrap();
    // Parsers may give the parts of a section one by one; together they are the text.
    let parts: String =
        results(cases(&document).next().unwrap())[0].children().filter_map(|node| node.text()).collect();
    assert!(parts.contains("actual: a]]>b]]]>c<script>&amp;"), "{parts}");
}

#[rstest]
fn the_rich_flavour_tells_file_and_line() {
    let xml = write(&specimen::run(), junit::Flavour::Rich);
    let document = roxmltree::Document::parse(&xml).unwrap();
    let case = cases(&document).next().unwrap();
    assert_eq!((case.attribute("file"), case.attribute("line")), (Some("scenarios/conditional/put.yaml"), Some("12")));
}

#[rstest]
fn a_start_that_is_no_time_is_left_out() {
    let mut run = specimen::run();
    run.run.started = "yesterday".to_owned();
    assert!(!strict(&run).contains("timestamp="));
}

/// A case that failed and then held is a pass with its failure beside it, or a failure if the run does not let it pass.
#[rstest]
#[case(false, ("flaky success", "", ""))]
#[case(true, ("failure", "failed in 1 of 2 attempts", "flaky"))]
fn a_case_that_failed_before_it_held_is_never_a_plain_pass(
    #[case] fail_on_flaky: bool,
    #[case] expected: (&str, &str, &str),
) {
    let mut run = specimen::run();
    run.run.fail_on_flaky = fail_on_flaky;
    let case = run.cases.iter_mut().find(|case| case.id == "sync/collection/moved-member").unwrap();
    case.verdict = davproof_reports::Verdict::Flaky;
    case.reason = Some("failed in 1 of 2 attempts".to_owned());
    case.attempts[0].verdict = davproof_reports::Verdict::Fail;
    let mut xml = Vec::new();
    junit::write(&run, junit::Flavour::Strict, &mut xml).unwrap();
    let report = Report::deserialize_from_str(&String::from_utf8(xml).unwrap()).unwrap();
    assert_eq!(status(find(&report, "sync.collection", "moved-member")), expected);
}

#[test]
fn a_failure_that_stays_tells_of_the_first_attempt_and_then_of_the_reruns() {
    let mut run = specimen::run();
    let case = run.cases.iter_mut().find(|case| case.id == "sync/collection/empty-prop").unwrap();
    let attempt = |verdict, reason: &str, actual: &str| Attempt {
        verdict,
        reason: reason.to_owned(),
        duration_ms: 40,
        checks: vec![Check { actual: actual.to_owned(), ..case.checks.last().unwrap().clone() }],
        exchanges: Vec::new(),
    };
    let trouble = Attempt { checks: Vec::new(), ..attempt(Verdict::Error, "sync-1: connection reset", "") };
    case.attempts = vec![trouble, attempt(Verdict::Fail, "a check failed", "the first answer")];
    case.checks.last_mut().unwrap().actual = "the last answer".to_owned();
    let xml = strict(&run);
    let document = roxmltree::Document::parse(&xml).unwrap();
    let case = cases(&document).find(|case| case.attribute("name") == Some("empty-prop")).unwrap();
    let told: Vec<_> = case
        .children()
        .filter(roxmltree::Node::is_element)
        .map(|element| (element.tag_name().name(), element.attribute("message").unwrap_or_default()))
        .collect();
    let (first, last) = ("got the first answer", "got the last answer");
    let expected = |actual| format!("sync-2.responses: expected each response has a status or a propstat, {actual}");
    assert_eq!(
        told,
        [
            ("failure", expected(first).as_str()),
            ("rerunFailure", "sync-1: connection reset"),
            ("rerunFailure", expected(last).as_str()),
            ("system-out", ""),
        ]
    );
}
