//! `summary.md`.

use davproof_reports::{Severity, Verdict, markdown};

use crate::specimen;

#[test]
fn a_job_page_reads_well() {
    insta::assert_snapshot!(markdown(&specimen::run()), @r###"
## SOGo 5.8.0 is not safe to sync with: 2 unexpected failures, 1 of them critical.

- There is 1 severe finding about the whole server.
- 2 cases could not be judged.
- There are 2 known failures (1 critical) besides.

| Verdict | Critical | Major | Minor | Info | All |
| --- | ---: | ---: | ---: | ---: | ---: |
| Unexpected failure | 1 | 0 | 1 | 0 | 2 |
| Not judged: error | 0 | 1 | 0 | 0 | 1 |
| Not judged: blocked | 1 | 0 | 0 | 0 | 1 |
| Unexpected pass | 0 | 1 | 0 | 0 | 1 |
| Known failure | 1 | 1 | 0 | 0 | 2 |
| Flaky | 1 | 0 | 0 | 0 | 1 |
| Not applicable | 0 | 0 | 1 | 0 | 1 |
| Passed | 4 | 2 | 0 | 0 | 6 |

### Findings

| Finding | Severity | Advice |
| --- | --- | --- |
| The server dropped 14 connections while 4 cases ran at the same time. | major | Raise WOWorkersCount in sogo.conf: phones that sync at the same moment meet the same limit. |

### Unexpected failures

| Case | Severity | What it means |
| --- | --- | --- |
| duplicates/uid/two-names | critical | Meetings show up twice on phones, and deleting one leaves the other. |
| sync/collection/empty-prop | minor | Expected each response has a status or a propstat, got 12 responses have neither |

### Not judged: error

| Case | Severity | What it means |
| --- | --- | --- |
| duplicates/uid/parallel-put | major | The server closed the connection three times without an answer. |

### Not judged: blocked

| Case | Severity | What it means |
| --- | --- | --- |
| permissions/private/sharee-writes | critical | Fixture share: setting the role of sharee was answered with status 500. |

### Unexpected passes

| Case | Severity | What it means |
| --- | --- | --- |
| discovery/well-known/carddav | major | nginx redirected carddav to the calendar |

### Critical known failures

| Case | Severity | What it means |
| --- | --- | --- |
| conditional/put/if-none-match-star | critical | An event that two people create under one name silently replaces the other one. |
"###);
}

#[test]
fn nothing_of_a_stranger_is_markup() {
    let page = markdown(&specimen::hostile());
    for markup in ["<", "](", "`", "**", "@", "://", "{{", "\u{1b}"] {
        assert!(!page.contains(markup), "{markup}");
    }
    for line in page.lines().filter(|line| line.starts_with("| ") && line.contains("alert")) {
        assert_eq!(line.matches('|').count(), 4, "{line}");
    }
}

#[test]
fn a_page_stays_below_its_limit_and_says_what_it_leaves_out() {
    let mut run = specimen::hostile();
    let pattern = specimen::case("a/b/c", Severity::Major, Verdict::Fail);
    run.cases = vec![pattern; 5_000];
    let page = markdown(&run);
    assert!(page.len() <= 60_000, "{}", page.len());
    assert!(page.trim_end().ends_with("more in report.html."), "{}", &page[page.len() - 100..]);
}
