//! `report.html`, as far as it shows without a browser; `ci/report-check` opens it in one.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use davproof_reports::{RunResult, Verdict, write_html};
use rstest::{fixture, rstest};
use sha2::{Digest, Sha256};

use crate::specimen;

fn html(run: &RunResult) -> String {
    let mut out = Vec::new();
    write_html(run, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[fixture]
#[once]
fn plausible() -> String {
    html(&specimen::run())
}

#[fixture]
#[once]
fn hostile() -> String {
    html(&specimen::hostile())
}

/// The texts between an opening and a closing tag.
fn between<'a>(page: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    page.split(open).skip(1).map(|rest| rest.split(close).next().unwrap()).collect()
}

#[rstest]
fn no_text_becomes_markup(hostile: &str) {
    assert!(hostile.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(hostile.matches("<script").count(), 1);
    assert_eq!(hostile.matches("<img").count(), 0);
}

#[rstest]
fn no_attribute_is_left(hostile: &str) {
    let quoted = hostile.split('<').skip(1).map(|tag| tag.split('>').next().unwrap());
    for tag in quoted.filter(|tag| tag.contains("alert(1)")) {
        // Inside of an attribute the quotes around it are the only ones that may be there.
        assert!(tag.contains("&lt;script&gt;") && tag.matches('"').count() % 2 == 0, "{tag}");
    }
}

#[rstest]
fn no_template_is_run_twice(hostile: &str) {
    assert!(hostile.contains("{{ 7*7 }}") && !hostile.contains(" 49 "));
}

#[rstest]
fn nothing_that_acts_on_its_reader_is_left(hostile: &str) {
    assert!(!hostile.contains(['\u{1b}', '\0', '\u{7}', '\u{202e}', '\u{fffe}']));
    assert!(hostile.contains("␛[31mred␛[0m ␀␇⟨U+FFFE⟩ ⟨U+202E⟩rtl"));
}

#[rstest]
fn each_case_is_named(plausible: &str) {
    for case in specimen::run().cases {
        assert!(plausible.contains(&format!("id=\"case:{}\"", case.id)), "{}", case.id);
        let (base, parameters) = case.id.split_once('@').unwrap_or((&case.id, ""));
        assert!(plausible.contains(&format!(">{base}</code>")), "{}", case.id);
        assert!(plausible.contains(&format!(">{parameters}</")) || parameters.is_empty(), "{}", case.id);
    }
}

#[rstest]
fn sections_come_in_the_order_of_attention(plausible: &str) {
    let sections: Vec<_> = between(plausible, "<section id=\"", "\"");
    assert_eq!(
        sections,
        [
            "counts",
            "findings",
            "failures",
            "not-judged",
            "unexpected-passes",
            "known-failures",
            "flaky",
            "not-applicable",
            "passed",
            "environment",
        ]
    );
}

#[rstest]
fn the_first_heading_is_the_verdict(plausible: &str) {
    assert_eq!(
        between(plausible, "<h1>", "</h1>"),
        ["SOGo 5.8.0 is not safe to sync with: 2 unexpected failures, 1 of them critical."]
    );
}

#[rstest]
fn only_what_asks_for_attention_is_open(plausible: &str) {
    for tag in between(plausible, "<details class=\"case ", ">") {
        let verdict = tag.split(' ').next().unwrap();
        assert_eq!(tag.ends_with(" open"), ["fail", "error", "blocked"].contains(&verdict), "{tag}");
    }
}

#[rstest]
fn a_known_failure_tells_its_story_while_closed(plausible: &str) {
    let (_, known) = plausible.split_once("<section id=\"known-failures\"").unwrap();
    let first = between(known, "<summary>", "</summary>")[0];
    insta::assert_snapshot!(first, @r###"
<span class="status"><svg class="icon" aria-hidden="true"><use href="#icon-known-fail"/></svg> 1 case <span class="severity critical">critical</span> <span class="link">deviations/sogo-5.8#COND-01</span></span>
<h3>SOGo 5.8 overwrites on If-None-Match: *</h3>
<span class="line"><b>People see:</b> An event that two people create under one name silently replaces the other one.</span>
"###);
}

#[rstest]
fn a_requirement_links_to_its_section(plausible: &str) {
    assert!(plausible.contains(
        "<a href=\"https://www.rfc-editor.org/rfc/rfc4791#section-5.3.2\" rel=\"noreferrer\">RFC4791 section 5.3.2</a>"
    ));
}

#[rstest]
fn nothing_is_loaded(hostile: &str) {
    let (_, body) = hostile.split_once("<body>").unwrap();
    let tags = body.split('<').skip(1).map(|tag| tag.split('>').next().unwrap());
    for tag in tags {
        assert!(!tag.contains(" src=") && !tag.contains(" style=") && !tag.starts_with("link"), "{tag}");
    }
    assert!(!hostile.contains("@import") && !hostile.contains("url("));
}

#[rstest]
#[case::style("<style>", "</style>", "style-src")]
#[case::script("<script>", "</script>", "script-src")]
fn the_policy_allows_exactly_what_is_inline(
    hostile: &str,
    #[case] open: &str,
    #[case] close: &str,
    #[case] directive: &str,
) {
    let policy = between(hostile, "Content-Security-Policy\" content=\"", "\"")[0].replace("&#39;", "'");
    let allowed = policy.split(';').find_map(|part| part.trim().strip_prefix(directive)).unwrap().trim();
    let hashes: Vec<_> = between(hostile, open, close)
        .into_iter()
        .map(|text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text))))
        .collect();
    assert_eq!(allowed, hashes.join(" "));
    assert!(policy.starts_with("default-src 'none';"));
}

#[rstest]
fn what_every_page_carries_is_small() {
    let mut run = specimen::run();
    run.cases.clear();
    let page = html(&run);
    assert!(page.len() < 60_000, "{}", page.len());
    assert!(between(&page, "<script>", "</script>")[0].len() < 10_000);
}

/// A run with as many known failures, one per link at `links` links, each with large exchanges.
fn known_failures(cases: usize, links: usize) -> RunResult {
    let mut run = specimen::run();
    let pattern = run.cases.iter().find(|case| case.verdict == Verdict::KnownFail).unwrap().clone();
    run.cases = (0..cases)
        .map(|n| {
            let mut case = pattern.clone();
            case.id = format!("{}@turn={n:05}", case.id);
            case.expectation.as_mut().unwrap().link = format!("ROW-{}", n % links);
            let response = case.exchanges.iter_mut().find_map(|exchange| exchange.response.as_mut());
            response.unwrap().body = "x".repeat(20_000);
            case
        })
        .collect();
    run
}

#[rstest]
fn known_failures_are_told_by_deviation() {
    let page = html(&known_failures(30, 3));
    assert_eq!(page.matches("<details class=\"case known-fail deviation\"").count(), 3);
    assert!(page.contains(" 10 cases "));
    let link = "<a href=\"evidence/conditional/put/if-none-match-star@turn=00029.txt\">turn=00029</a>";
    assert!(page.contains(link));
}

#[rstest]
fn many_failures_do_not_make_the_page_long() {
    let mut run = known_failures(1_500, 100);
    let page = html(&run);
    assert!(page.len() < 500_000, "{}", page.len());
    for case in &mut run.cases {
        case.verdict = Verdict::Fail;
        case.expectation = None;
    }
    let page = html(&run);
    assert!(page.len() < 1_000_000, "{}", page.len());
    assert_eq!(page.matches(" id=\"case:").count(), run.cases.len());
}

#[rstest]
fn large_bodies_are_cut_with_size_and_digest(hostile: &str) {
    assert!(hostile.len() < 400_000, "{}", hostile.len());
    assert!(hostile.contains("SHA-256 of all of it: "));
}

#[rstest]
fn the_printed_header_takes_only_ids(hostile: &str) {
    let rule = between(hostile, "<style>@page{", "</style>")[0];
    assert!(!rule.contains(['<', '\\', '(', ';']) && rule.contains("davproof run 3f9ac2d14b7e"), "{rule}");
}
