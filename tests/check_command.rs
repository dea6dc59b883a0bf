//! `davproof check` as a command: arguments, exit codes, files, and the addresses that it hands out.

mod common;
mod front;

use common::{Folder, davproof, stderr_of};
use davproof::check::card::{Card, Client, Label, Language};
use davproof_mock::{Request, Response};
use front::{Backend, plan, run, run_as_owner, start};
use rstest::rstest;

const PASSWORD: &str = "mock-owner";

fn well(request: &Request, backend: &mut Backend) -> Response {
    backend.pass(request)
}

fn check(folder: &Folder, address: &str, more: &[&str]) -> (Option<i32>, String, String) {
    folder.write("password", &format!("{PASSWORD}\n"));
    let login = ["check", address, "--user", "dp-owner", "--password-file", "password"];
    let output = davproof(folder.path()).args(login).args(more).output().expect("the binary starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_good_server_passes_with_a_card() {
    let (code, out, err) = check(&Folder::new("check"), &start(well), &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(out.contains("All is well."), "{out}");
    assert!(out.contains("Thunderbird"), "{out}");
}

#[test]
fn the_outcome_is_json() {
    let (code, out, _) = check(&Folder::new("check"), &start(well), &["--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, &json["exit_code"], &json["service"]["path"]), (Some(0), &0.into(), &"/SOGo/dav/".into()));
    assert!(json["findings"].as_array().is_some_and(|all| all.iter().any(|f| f["id"] == "login/accepted")), "{out}");
}

#[test]
fn files_are_written_and_hold_no_password() {
    let folder = Folder::new("check");
    let files = [
        ("--junit", "junit.xml", "check/login"),
        ("--html", "report.html", "check/login"),
        ("--card", "card.html", "dp-owner"),
        ("--mobileconfig", "ann.mobileconfig", "dp-owner"),
    ];
    let more: Vec<&str> = files.iter().flat_map(|(option, name, _)| [*option, *name]).collect();
    let (code, out, _) = check(&folder, &start(well), &more);
    assert_eq!(code, Some(0), "{out}");
    for (_, name, expected) in files {
        let text = std::fs::read_to_string(folder.path().join(name)).expect("the file was written");
        assert!(text.contains(expected), "{name}: {text}");
        assert!(!text.contains(PASSWORD), "{name}");
    }
}

#[test]
fn a_wrong_password_ends_with_3_and_is_not_shown() {
    let folder = Folder::new("check");
    folder.write("other", "canary-password");
    let address = start(well);
    let args = ["check", &address, "--user", "dp-owner", "--password-file", "other"];
    let output = davproof(folder.path()).args(args).output().expect("the binary starts");
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(3), "{out}");
    assert!(out.contains("login/refused") && !out.contains("canary"), "{out}");
}

#[rstest]
#[case::no_address(&["check"], "URL|DOMAIN|EMAIL")]
#[case::no_url(&["check", "https://"], "is no address of a server")]
#[case::other_scheme(&["check", "ftp://example.org"], "is no address of a server")]
#[case::password_in_the_url(&["check", "https://ann:secret@example.org"], "carries a user name or password")]
#[case::user_without_password(&["check", "localhost", "--user", "ann"], "--user needs a password")]
#[case::password_without_user(&["check", "localhost", "--password-env", "X"], "add --user")]
#[case::password_unset(&["check", "localhost", "--user", "ann", "--password-env", "NOT_SET"], "`NOT_SET` is not set")]
#[case::colon(&["check", "localhost", "--user", "a:b", "--password-env", "X"], "no colon")]
#[case::no_ca(&["check", "localhost", "--ca", "missing.pem"], "cannot read missing.pem")]
fn wrong_usage_ends_with_2(#[case] args: &[&str], #[case] expected: &str) {
    let (code, message) = stderr_of(davproof(Folder::new("check").path()).args(args));
    assert!(message.contains(expected), "{message}");
    assert!(!message.contains("secret"), "{message}");
    assert_eq!(code, Some(2), "{message}");
}

fn card(address: &str, language: Language) -> Card {
    let outcome = run_as_owner(address);
    Card::new(&outcome.service.expect("the service is found"), Some("dp-owner"), language)
}

/// Whatever a client is given leads it to the account: a check that begins there finds the same homes.
#[rstest]
#[case(Client::Ios)]
#[case(Client::Macos)]
#[case(Client::Davx5)]
#[case(Client::Thunderbird)]
#[case(Client::Evolution)]
#[case(Client::Outlook)]
fn the_addresses_of_the_card_lead_to_the_homes(#[case] client: Client) {
    let address = start(well);
    let addresses = card(&address, Language::English).addresses();
    let given = addresses.iter().find(|address| address.client == client).expect("every client is on the card");
    let value = |label: Label| given.fields.iter().find(|field| field.label == label).map(|field| field.value.clone());
    let url = match (value(Label::Url), value(Label::Server), value(Label::Path), value(Label::Port)) {
        (Some(url), ..) | (None, Some(url), None, None) => url,
        (None, Some(host), Some(path), Some(port)) => format!("http://{host}:{port}{path}"),
        other => panic!("no address in {other:?}"),
    };
    let outcome = run(&plan(&url, Some((&value(Label::UserName).expect("a user name"), PASSWORD))));
    let service = outcome.service.clone().expect("the service is found");
    assert_eq!(format!("{}{}", service.origin, service.path), url);
    assert_eq!(service.principal.as_deref(), Some("/SOGo/dav/dp-owner/"));
    let told = front::facts(&outcome);
    assert!(told.contains("Calendars are below /SOGo/dav/dp-owner/Calendar/."), "{told}");
    assert!(told.contains("Address books are below /SOGo/dav/dp-owner/Contacts/."), "{told}");
}

#[test]
fn the_profile_is_the_same_each_time_and_differs_by_user() {
    let address = start(well);
    let one = card(&address, Language::English);
    assert_eq!(one.mobileconfig(), card(&address, Language::English).mobileconfig());
    let mut other = one.clone();
    other.user = Some("ann".to_owned());
    let id = |card: &Card| card.mobileconfig().lines().find(|line| line.contains("PayloadUUID")).map(str::to_owned);
    assert_ne!(id(&one), id(&other));
}

#[test]
fn what_a_server_names_cannot_break_out_of_card_and_profile() {
    let mut card = card(&start(well), Language::French);
    card.user = Some("<b>&\"'".to_owned());
    for text in [card.page(), card.mobileconfig()] {
        assert!(!text.contains("<b>") && text.contains("&lt;b&gt;&amp;"), "{text}");
    }
}
