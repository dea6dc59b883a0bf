//! Runs made up for tests: a plausible one with every verdict, a hostile one, a large one.

#![expect(clippy::assigning_clones, reason = "the fields are empty before")]
#![allow(dead_code, reason = "tests and example use different runs")]

use std::collections::BTreeMap;

use davproof_reports::{
    Account, Attempt, Case, Check, Configuration, Exchange, Expectation, ExpectedOutcome, Finding, Message, Order,
    Outcome, Pack, Proof, Requirement, Run, RunResult, SCHEMA_VERSION, Severity, Shard, Target, UsedFile, Verdict,
};

/// A text with everything in it that breaks reports.
pub(crate) const HOSTILE: &str = "<script>alert(1)</script> ]]> &amp; \"q\" 'a' \u{1b}[31mred\u{1b}[0m \0\u{7}\u{fffe} \
    \u{202e}rtl {{ 7*7 }} {% raw %} | a | `code` **b** [l](http://evil.example/) @all [[ATTACHMENT|/etc/passwd]] \
    line\r\nbreak 👩‍👩‍👧 é <img src=x onerror=alert(1)>";

/// A run with every verdict, as an administrator could have made it.
pub(crate) fn run() -> RunResult {
    let mut cases = vec![
        case("conditional/put/if-match-stale", Severity::Critical, Verdict::Pass),
        case("conditional/put/if-none-match-star", Severity::Critical, Verdict::KnownFail),
        case("conditional/put/parallel-if-match", Severity::Critical, Verdict::Flaky),
        case("discovery/well-known/caldav", Severity::Major, Verdict::Pass),
        case("discovery/well-known/carddav", Severity::Major, Verdict::UnexpectedPass),
        case("duplicates/uid/two-names", Severity::Critical, Verdict::Fail),
        case("duplicates/uid/parallel-put", Severity::Major, Verdict::Error),
        case("permissions/private/stranger-reads", Severity::Critical, Verdict::Pass),
        case("permissions/private/sharee-writes", Severity::Critical, Verdict::Blocked),
        case("round-trip/vcard/photo-4.0", Severity::Minor, Verdict::NotApplicable),
        case("sync/collection/bogus-token", Severity::Major, Verdict::KnownFail),
        case("sync/collection/deleted-member@depth=0", Severity::Critical, Verdict::Pass),
        case("sync/collection/deleted-member@depth=1", Severity::Critical, Verdict::Pass),
        case("sync/collection/empty-prop", Severity::Minor, Verdict::Fail),
        case("sync/collection/moved-member", Severity::Major, Verdict::Pass),
    ];
    cases.sort_by(|a, b| a.id.cmp(&b.id));
    for case in &mut cases {
        tell(case);
    }
    RunResult {
        schema: SCHEMA_VERSION,
        davproof: "0.1.0".to_owned(),
        run: Run {
            id: "3f9ac2d14b7e".to_owned(),
            started: "2026-11-20T08:15:30.250Z".to_owned(),
            duration_ms: 94_310,
            order: Order::Random { seed: 20_261_120 },
            jobs: 4,
            read_only: false,
            retries: 0,
            fail_on_flaky: false,
            reports: "davproof-report".to_owned(),
            only: Vec::new(),
            selected: 15,
            shard: None,
            merged: Vec::new(),
            interrupted: false,
            exit_code: 10,
        },
        target: Target {
            label: "Mail server, new".to_owned(),
            url: "https://mail.example.org/SOGo/dav/".to_owned(),
            product: Some("SOGo".to_owned()),
            version: Some("5.8.0".to_owned()),
            facts: BTreeMap::from([
                ("calendar home".to_owned(), "/SOGo/dav/alice/Calendar/".to_owned()),
                ("features".to_owned(), "calendar-access, calendar-schedule, addressbook, sync-collection".to_owned()),
                ("proxy".to_owned(), "nginx/1.22.1".to_owned()),
                ("server".to_owned(), "SOPE/4.9.37".to_owned()),
            ]),
            roles: vec!["owner".to_owned(), "sharee".to_owned(), "stranger".to_owned()],
        },
        pack: Pack { cases: cases.len(), digest: "5d41402abc4b2a76b9719d911017c592ae6c2e7e3b1f0a1d".to_owned() },
        configuration: Configuration {
            accounts: BTreeMap::from(["owner", "sharee", "stranger"].map(|role| (role.to_owned(), account(role)))),
            connect_timeout_ms: 10_000,
            timeout_ms: 30_000,
            max_response_bytes: 64 << 20,
            trust_sha256: Vec::new(),
        },
        expectations: Some(UsedFile {
            path: "expectations/sogo-5.8.yaml".to_owned(),
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            text: "server: SOGo 5.8\nexpect: []\n".to_owned(),
        }),
        requirements: requirements(),
        findings: vec![Finding {
            id: "capacity/dropped-connections".to_owned(),
            severity: Severity::Major,
            summary: "The server dropped 14 connections while 4 cases ran at the same time.".to_owned(),
            advice: "Raise WOWorkersCount in sogo.conf: phones that sync at the same moment meet the same limit."
                .to_owned(),
        }],
        cases,
    }
}

fn account(role: &str) -> Account {
    Account { user: format!("{role}1"), address: Some(format!("{role}1@example.org")), proof: Proof::Password }
}

fn requirements() -> BTreeMap<String, Requirement> {
    let row = |document: &str, section: &str, level: &str, summary: &str| Requirement {
        document: document.to_owned(),
        section: section.to_owned(),
        level: level.to_owned(),
        summary: summary.to_owned(),
    };
    BTreeMap::from([
        (
            "RFC4791-5.3.2-a".to_owned(),
            row("RFC4791", "5.3.2", "MUST", "No two objects in a calendar have the same UID."),
        ),
        (
            "RFC6578-3.2-a".to_owned(),
            row(
                "RFC6578",
                "3.2",
                "MUST",
                "A sync token that is not valid is refused with the precondition valid-sync-token.",
            ),
        ),
        (
            "RFC9110-13.1.2-a".to_owned(),
            row("RFC9110", "13.1.2", "MUST NOT", "With If-None-Match: * nothing is done if the resource exists."),
        ),
        (
            "caldav-ctag-03-4-a".to_owned(),
            row("caldav-ctag-03", "4", "SHOULD", "Every response of a multistatus says something about its resource."),
        ),
    ])
}

/// A case of which nothing is known but its verdict.
pub(crate) fn case(id: &str, severity: Severity, verdict: Verdict) -> Case {
    Case {
        id: id.to_owned(),
        scenario: id.rsplit_once('/').expect("ids have a scenario").0.to_owned(),
        title: format!("The server handles {} as the standard says", id.rsplit('/').next().expect("ids have a name")),
        source: format!("scenarios/{}.yaml:12", id.rsplit_once('/').expect("ids have a scenario").0),
        severity,
        requirements: Vec::new(),
        symptom: None,
        advice: None,
        clients: Vec::new(),
        verdict,
        reason: None,
        expectation: (verdict == Verdict::Flaky).then(|| varies("It varies from run to run", "VAR-01")),
        duration_ms: 38,
        attempts: Vec::new(),
        checks: vec![Check {
            id: "put-1.status".to_owned(),
            outcome: Outcome::Pass,
            expected: "status 201".to_owned(),
            actual: String::new(),
            source: "scenarios/x.yaml:14".to_owned(),
            exchange: Some(0),
        }],
        exchanges: vec![exchange("put-1", "PUT", 201)],
    }
}

fn exchange(step: &str, method: &str, status: u16) -> Exchange {
    Exchange {
        step: step.to_owned(),
        role: "owner".to_owned(),
        method: method.to_owned(),
        url: "https://mail.example.org/SOGo/dav/alice/Calendar/davproof-3f9ac2d14b7e/a.ics".to_owned(),
        request: None,
        status: Some(status),
        response: None,
        error: None,
        hops: Vec::new(),
        started_ms: 420,
        duration_ms: 12,
        curl: None,
    }
}

/// Gives a case of the plausible run its story.
fn tell(case: &mut Case) {
    match case.id.as_str() {
        "conditional/put/if-none-match-star" => {
            case.title = "A PUT with If-None-Match: * on an existing event changes nothing".to_owned();
            case.symptom =
                Some("An event that two people create under one name silently replaces the other one.".to_owned());
            case.advice =
                Some("SOGo 5.8 ignores If-None-Match. Let clients create events under random names only.".to_owned());
            case.clients = vec!["Thunderbird".to_owned(), "Evolution".to_owned(), "DAVx⁵".to_owned()];
            case.requirements = vec!["RFC9110-13.1.2-a".to_owned()];
            case.expectation = Some(expectation("SOGo 5.8 overwrites on If-None-Match: *", "COND-01", "put-2.status"));
            fail(case, "put-2.status", "status 412", "status 204: the event was overwritten");
        }
        "conditional/put/parallel-if-match" => {
            case.title = "Of eight parallel writes with the same ETag exactly one wins".to_owned();
            case.expectation = Some(varies("Sometimes two of eight parallel writes win", "COND-06"));
            fail(case, "race.winners", "exactly 1 of 8 writes succeeds", "2 of 8 writes succeeded");
        }
        "discovery/well-known/carddav" => {
            case.title = "/.well-known/carddav leads to the address books".to_owned();
            case.expectation =
                Some(expectation("nginx redirected carddav to the calendar", "DISC-04", "get-1.location"));
        }
        "duplicates/uid/two-names" => {
            case.title = "A second event with the same UID in one calendar is refused".to_owned();
            case.symptom = Some("Meetings show up twice on phones, and deleting one leaves the other.".to_owned());
            case.advice =
                Some("Do not import calendars twice; see the page on deviations for a clean-up query.".to_owned());
            case.clients = vec!["iOS Calendar".to_owned(), "DAVx⁵".to_owned()];
            case.requirements = vec!["RFC4791-5.3.2-a".to_owned()];
            fail(case, "put-2.status", "status 403 or 409", "status 201");
            fail(
                case,
                "put-2.precondition",
                "precondition no-uid-conflict with the href of a.ics",
                "no precondition in the answer",
            );
            case.checks.push(Check {
                id: "list-3.hrefs".to_owned(),
                outcome: Outcome::NotEvaluated,
                expected: "one member with this UID".to_owned(),
                actual: String::new(),
                source: "scenarios/duplicates/uid.yaml:31".to_owned(),
                exchange: None,
            });
        }
        "duplicates/uid/parallel-put" => {
            case.title = "Parallel creation of one UID leaves one event".to_owned();
            case.reason = Some("The server closed the connection three times without an answer.".to_owned());
            case.attempts = vec![attempt("put-1: connection closed before an answer came"); 2];
            let mut dropped = exchange("put-1", "PUT", 0);
            dropped.status = None;
            dropped.error = Some("connection closed before an answer came".to_owned());
            case.exchanges = vec![dropped];
            case.checks.clear();
        }
        "permissions/private/sharee-writes" => {
            case.title = "A sharee with the viewer role cannot write".to_owned();
            case.reason = Some("Fixture share: setting the role of sharee was answered with status 500.".to_owned());
            case.checks.clear();
        }
        "round-trip/vcard/photo-4.0" => {
            case.reason = Some("The server does not offer vCard 4.0 in supported-address-data.".to_owned());
            case.checks.clear();
            case.exchanges.clear();
        }
        "sync/collection/bogus-token" => {
            case.title = "A sync token that the server never issued is refused".to_owned();
            case.symptom =
                Some("Events deleted elsewhere stay on a device that was restored from a backup.".to_owned());
            case.requirements = vec!["RFC6578-3.2-a".to_owned()];
            case.expectation = Some(expectation("SOGo takes every token for valid", "SYNC-03", "sync-1.status"));
            fail(case, "sync-1.status", "status 403", "status 207 with all 12 members");
        }
        "sync/collection/empty-prop" => {
            case.title = "Every response of a sync report carries a status".to_owned();
            case.requirements = vec!["caldav-ctag-03-4-a".to_owned()];
            fail(case, "sync-2.responses", "each response has a status or a propstat", "12 responses have neither");
        }
        "sync/collection/moved-member" => {
            case.attempts = vec![attempt("move-1: connection reset by the server")];
        }
        _ => {}
    }
}

fn attempt(reason: &str) -> Attempt {
    let reason = reason.to_owned();
    Attempt { verdict: Verdict::Error, reason, duration_ms: 40, checks: Vec::new(), exchanges: Vec::new() }
}

fn expectation(reason: &str, row: &str, check: &str) -> Expectation {
    Expectation {
        outcome: ExpectedOutcome::Fail,
        expires: None,
        reason: reason.to_owned(),
        link: format!("deviations/sogo-5.8#{row}"),
        checks: vec![check.to_owned()],
        source: "expectations/sogo-5.8.yaml:40".to_owned(),
    }
}

fn varies(reason: &str, row: &str) -> Expectation {
    Expectation { outcome: ExpectedOutcome::Flaky, checks: Vec::new(), ..expectation(reason, row, "") }
}

fn fail(case: &mut Case, id: &str, expected: &str, actual: &str) {
    let (step, _) = id.split_once('.').expect("check ids name a step");
    let known = case.exchanges.iter().position(|exchange| exchange.step == step);
    let exchange = known.unwrap_or_else(|| {
        case.exchanges.push(evidence(step));
        case.exchanges.len() - 1
    });
    case.checks.push(Check {
        id: id.to_owned(),
        outcome: Outcome::Fail,
        expected: expected.to_owned(),
        actual: actual.to_owned(),
        source: format!("scenarios/{}.yaml:{}", case.scenario, 20 + case.checks.len()),
        exchange: Some(exchange),
    });
}

fn evidence(step: &str) -> Exchange {
    let body = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//davproof//EN\r\nBEGIN:VEVENT\r\nUID:7c1f-two-names\r\n\
        DTSTAMP:20261120T081530Z\r\nDTSTART;TZID=Europe/Paris:20261201T100000\r\nDTEND;TZID=Europe/Paris:20261201T110000\r\n\
        SUMMARY:Board meeting – room 4\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    Exchange {
        request: Some(Message {
            headers: vec![
                ("Content-Type".to_owned(), "text/calendar; charset=utf-8".to_owned()),
                ("Authorization".to_owned(), "(redacted)".to_owned()),
                ("User-Agent".to_owned(), "DAVx5/4.4 ical4j/3.2".to_owned()),
            ],
            body: body.to_owned(),
            body_bytes: body.len() as u64,
            body_sha256: None,
        }),
        response: Some(Message {
            headers: vec![
                ("Server".to_owned(), "nginx/1.22.1".to_owned()),
                ("ETag".to_owned(), "\"gcs00000000\"".to_owned()),
                ("Content-Length".to_owned(), "0".to_owned()),
            ],
            body: String::new(),
            body_bytes: 0,
            body_sha256: None,
        }),
        hops: vec!["401 from https://mail.example.org/SOGo/dav/ asked for Basic".to_owned()],
        curl: Some(
            "curl -X PUT -u 'alice:PASSWORD' -H 'Content-Type: text/calendar; charset=utf-8' --data-binary @a.ics \
             'https://mail.example.org/SOGo/dav/alice/Calendar/davproof-3f9ac2d14b7e/a.ics'"
                .to_owned(),
        ),
        ..exchange(step, "PUT", 201)
    }
}

/// The plausible run with a hostile text in every field that holds text, ids included, and a body of 1 MB.
pub(crate) fn hostile() -> RunResult {
    let mut value = serde_json::to_value(run()).expect("a run is JSON");
    // Parsed by serde or by the writers: they cannot hold any text.
    let fixed = ["verdict", "severity", "outcome", "order", "proof"];
    spoil(&mut value, &fixed);
    let mut run: RunResult = serde_json::from_value(value).expect("only texts changed");
    for (index, case) in run.cases.iter_mut().enumerate() {
        case.id = format!("{}/case-{index} {HOSTILE}", case.scenario);
    }
    let mut failed = run.cases.iter_mut().filter(|case| case.verdict == Verdict::Fail);
    if let Some(message) = failed.by_ref().flat_map(|case| &mut case.exchanges).find_map(|e| e.response.as_mut()) {
        message.body = HOSTILE.repeat(1_000_000 / HOSTILE.len() + 1);
        message.body_bytes = message.body.len() as u64;
        message.body_sha256 = Some(HOSTILE.to_owned());
    }
    run
}

fn spoil(value: &mut serde_json::Value, fixed: &[&str]) {
    match value {
        serde_json::Value::String(text) => *text = format!("{text} {HOSTILE}"),
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, fixed)),
        serde_json::Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                if !fixed.contains(&name.as_str()) {
                    spoil(field, fixed);
                }
            }
        }
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

/// A run of many cases that cycles through all verdicts, passes mostly.
pub(crate) fn large(cases: usize) -> RunResult {
    let mut large = run();
    let patterns = large.cases.clone();
    large.cases = (0..cases)
        .map(|n| {
            let mut case = match n % 10 {
                0 => patterns[n / 10 % patterns.len()].clone(),
                _ => patterns.iter().find(|case| case.verdict == Verdict::Pass).expect("some pass").clone(),
            };
            case.scenario = format!("area-{:04}/topic", n / 100);
            case.id = format!("{}/case-{n:06}", case.scenario);
            case
        })
        .collect();
    large.pack.cases = cases;
    large.run.selected = cases;
    large
}

/// The shards of a run, each as its own process would have left it.
pub(crate) fn shards(run: &RunResult, count: u32) -> Vec<RunResult> {
    let shard = |index| {
        let shard = Shard { index, count, group: "pipeline 17".to_owned() };
        let mut part = run.clone();
        part.cases.retain(|case| shard.holds(&case.id));
        part.run.id = format!("part{index}");
        part.run.shard = Some(shard);
        part
    };
    (1..=count).map(shard).collect()
}
