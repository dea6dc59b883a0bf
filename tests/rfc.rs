//! The pack on a server without any fault: each case can be passed by a server that follows the RFCs.

mod common;

use std::collections::BTreeMap;

use common::{Folder, davproof, results};
use serde_json::Value;

/// What the embedded mock cannot be asked, and why.
const NOT_APPLICABLE: &[(&str, &str)] = &[
    ("auth/tls/calendars", "the server does not have the feature `https`"),
    ("auth/tls/contacts", "the server does not have the feature `https`"),
    ("auth/tls/hrefs-stay-protected@addressbook-home", "the server does not have the feature `https`"),
    ("auth/tls/hrefs-stay-protected@calendar-home", "the server does not have the feature `https`"),
    ("auth/tls/hrefs-stay-protected@principal", "the server does not have the feature `https`"),
    ("discovery/well-known/secure@service=caldav", "the server does not have the feature `https`"),
    ("discovery/well-known/secure@service=carddav", "the server does not have the feature `https`"),
];

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or_default()
}

#[test]
fn every_case_passes_on_a_server_without_faults() {
    let folder = Folder::new("rfc");
    let output = davproof(folder.path()).args(["run", "--mock-profile", "rfc", "--expect", "none"]).output();
    assert_eq!(output.expect("the binary starts").status.code(), Some(0));
    let results = results(folder.path());
    let cases = results["cases"].as_array().expect("there are cases");
    assert!(cases.len() > 3_000, "only {} cases ran", cases.len());
    let others: BTreeMap<&str, (&str, &str)> = cases
        .iter()
        .filter(|case| case["verdict"] != "pass")
        .map(|case| (text(case, "id"), (text(case, "verdict"), text(case, "reason"))))
        .collect();
    let expected = NOT_APPLICABLE.iter().map(|(id, reason)| (*id, ("not-applicable", *reason))).collect();
    assert_eq!(others, expected);
}
