//! sync-collection and the collection tag, second by second.

use davproof_mock::Profile;
use rstest::rstest;

use crate::common::{Bench, CALENDAR, START, event, request, responses};

/// Names reported (with a dash for those gone) and the new token.
fn sync(bench: &mut Bench, token: &str) -> (Vec<String>, String) {
    let body = format!(
        "<D:sync-collection xmlns:D=\"DAV:\"><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>"
    );
    let response = bench.owner("REPORT", CALENDAR, &body);
    let names = responses(&response)
        .into_iter()
        .map(|(href, status)| {
            let name = href.trim_start_matches(CALENDAR).to_owned();
            if status.is_some() { format!("-{name}") } else { name }
        })
        .collect();
    let text = response.text();
    let token = text.split("sync-token>").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
    (names, token.to_owned())
}

fn property(bench: &mut Bench) -> String {
    let body = "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:sync-token/></D:prop></D:propfind>";
    let propfind = request("owner", "PROPFIND", CALENDAR, body).with_header("Depth", "0");
    let text = bench.send(&propfind).text();
    text.split("sync-token>").nth(1).unwrap_or_default().trim_end_matches("</D:").to_owned()
}

fn put(bench: &mut Bench, name: &str) {
    let status = bench.store(&format!("{CALENDAR}{name}"), &event(name, "PUBLIC"));
    assert!(matches!(status, 201 | 204), "{status}");
}

fn told(names: &[&str], second: i64) -> (Vec<String>, String) {
    (names.iter().map(|name| (*name).to_owned()).collect(), second.to_string())
}

#[test]
fn tokens_are_the_seconds_of_the_last_change() {
    let bench = &mut Bench::sogo();
    assert_eq!(property(bench), "-1");
    assert_eq!(sync(bench, ""), told(&[], 0));

    put(bench, "a");
    assert_eq!(property(bench), START.to_string());
    assert_eq!(sync(bench, ""), told(&["a"], START - 1));
    let before = (START - 1).to_string();
    assert_eq!(sync(bench, &before), told(&["a"], START - 1));

    bench.clock.advance(3);
    assert_eq!(property(bench), START.to_string());
    assert_eq!(sync(bench, ""), told(&["a"], START));
    assert_eq!(sync(bench, &START.to_string()), told(&[], START));

    put(bench, "b");
    put(bench, "a");
    assert_eq!(sync(bench, &START.to_string()), told(&["a", "b"], START + 2));

    bench.clock.advance(1);
    assert_eq!(bench.owner("DELETE", &format!("{CALENDAR}b"), "").status, 204);
    assert_eq!(sync(bench, &(START + 3).to_string()), told(&["-b"], START + 3));
    bench.clock.advance(1);
    assert_eq!(sync(bench, &(START + 3).to_string()), told(&["-b"], START + 4));

    put(bench, "b");
    assert_eq!(sync(bench, &(START + 4).to_string()), told(&["b"], START + 4));
}

#[rstest]
#[case::garbage("bogus")]
#[case::uri("http://example.org/ns/sync/1")]
#[case::future("9999999999")]
#[case::negative("-5")]
fn any_token_gives_everything(#[case] token: &str) {
    let bench = &mut Bench::sogo();
    put(bench, "a");
    bench.clock.advance(5);
    assert_eq!(sync(bench, token), told(&["a"], START));
}

#[test]
fn an_initial_sync_does_not_mention_the_dead() {
    let bench = &mut Bench::sogo();
    put(bench, "a");
    assert_eq!(bench.owner("DELETE", &format!("{CALENDAR}a"), "").status, 204);
    assert_eq!(sync(bench, ""), told(&[], 0));
}

#[test]
fn without_faults_a_token_reports_each_change_once() {
    let bench = &mut Bench::new(Profile::Rfc);
    put(bench, "a");
    let (first, token) = sync(bench, "");
    put(bench, "b");
    assert_eq!(bench.owner("DELETE", &format!("{CALENDAR}a"), "").status, 204);
    let (second, token) = sync(bench, &token);
    let (third, _) = sync(bench, &token);
    assert_eq!((first, second, third), (vec!["a".into()], vec!["b".into(), "-a".into()], vec![]));
}

#[test]
fn without_faults_an_unknown_token_is_refused() {
    let bench = &mut Bench::new(Profile::Rfc);
    let body = "<D:sync-collection xmlns:D=\"DAV:\"><D:sync-token>bogus</D:sync-token><D:sync-level>1</D:sync-level><D:prop/></D:sync-collection>";
    let response = bench.owner("REPORT", CALENDAR, body);
    assert!(response.status == 403 && response.text().contains("valid-sync-token"));
}
