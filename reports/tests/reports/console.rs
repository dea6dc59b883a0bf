//! The text at the end of a run.

use std::path::Path;

use davproof_reports::{
    Severity, Verdict,
    console::{Style, render},
};

use crate::specimen;

#[test]
fn a_run_ends_in_one_screen() {
    insta::assert_snapshot!(render(&specimen::run(), Some(Path::new("davproof-report")), Style::Plain), @r###"
SOGo 5.8.0 is not safe to sync with: 2 unexpected failures, 1 of them critical.
There is 1 severe finding about the whole server.
2 cases could not be judged.
There are 2 known failures (1 critical) besides.

fail duplicates/uid/two-names [critical]
        case A second event with the same UID in one calendar is refused
       check put-2.status (scenarios/duplicates/uid.yaml:21)
    expected status 403 or 409
      actual status 201
       check put-2.precondition (scenarios/duplicates/uid.yaml:22)
    expected precondition no-uid-conflict with the href of a.ics
      actual no precondition in the answer
  people see Meetings show up twice on phones, and deleting one leaves the other.

fail sync/collection/empty-prop [minor]
        case Every response of a sync report carries a status
       check sync-2.responses (scenarios/sync/collection.yaml:21)
    expected each response has a status or a propstat
      actual 12 responses have neither

error duplicates/uid/parallel-put [major]
        case Parallel creation of one UID leaves one event
         why The server closed the connection three times without an answer.
          in scenarios/duplicates/uid.yaml:12

blocked permissions/private/sharee-writes [critical]
        case A sharee with the viewer role cannot write
         why Fixture share: setting the role of sharee was answered with status 500.
          in scenarios/permissions/private.yaml:12

unexpected-pass discovery/well-known/carddav [major]
        case /.well-known/carddav leads to the address books
      listed nginx redirected carddav to the calendar (expectations/sogo-5.8.yaml:40)
          in scenarios/discovery/well-known.yaml:12

Finding [major]: The server dropped 14 connections while 4 cases ran at the same time. Raise WOWorkersCount in sogo.conf: phones that sync at the same moment meet the same limit.
15 cases in 1 min 34 s: 2 fail, 1 error, 1 blocked, 1 unexpected-pass, 2 known-fail, 1 flaky, 1 not-applicable, 6 pass
Reports: davproof-report/report.html
"###);
}

#[test]
fn colours_change_no_text() {
    let run = specimen::run();
    let coloured = render(&run, None, Style::Colour);
    let codes = ["\u{1b}[1;31m", "\u{1b}[33m", "\u{1b}[32m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"];
    let bare = codes.iter().fold(coloured.clone(), |text, code| text.replace(code, ""));
    assert_eq!(bare, render(&run, None, Style::Plain));
    assert!(coloured.starts_with("\u{1b}[1;31mSOGo 5.8.0 is not safe"));
}

#[test]
fn a_server_cannot_drive_the_terminal() {
    let text = render(&specimen::hostile(), None, Style::Plain);
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
}

#[test]
fn many_failures_stay_short() {
    let mut run = specimen::run();
    run.cases = vec![specimen::case("a/b/c", Severity::Major, Verdict::Fail); 5_000];
    let text = render(&run, None, Style::Plain);
    assert!(text.lines().count() < 60, "{text}");
    assert!(text.contains("… and 4992 more cases: unexpected failure"), "{text}");
}
