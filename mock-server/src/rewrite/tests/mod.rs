//! What was recorded of SOGo 5.8.0, object by object; only the order of parameters is ours.

mod calendar;
mod card;
mod people;
mod reading;

use super::{Class, Principal, StoreContext, StoredObject};
use crate::fault::Profile;
use crate::refusal::Refusal;

/// 23 November 2026, 23:00 UTC: past midnight in Paris.
const NOW: i64 = 1_795_474_800;

fn users() -> Vec<Principal> {
    [("dp-owner", "Olive Owner"), ("dp-sharee", "Shirley Sharee")]
        .into_iter()
        .map(|(login, name)| Principal {
            login: login.to_owned(),
            name: name.to_owned(),
            mails: vec![format!("{login}@example.org")],
        })
        .collect()
}

type Store = fn(&[u8], Option<&str>, Option<&StoredObject>, &mut StoreContext<'_>) -> Result<StoredObject, Refusal>;

fn store(
    how: Store,
    body: &[u8],
    content_type: Option<&str>,
    existing: Option<&StoredObject>,
) -> Result<StoredObject, Refusal> {
    let users = users();
    let faults = Profile::Sogod58.faults();
    let mut fresh = || "FRESH".to_owned();
    let mut cx = StoreContext {
        directory: &users,
        zone: "Europe/Paris",
        now: NOW,
        event_class: Class::Public,
        task_class: Class::Public,
        faults: &faults,
        fresh: &mut fresh,
    };
    how(body, content_type, existing, &mut cx)
}

/// The text as stored, unfolded, with LF.
fn text(object: &StoredObject) -> String {
    String::from_utf8_lossy(&object.content).replace("\r\n ", "").replace("\r\n", "\n")
}

fn calendar_with(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:u\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
}

/// The lines of the stored event behind its UID.
fn event_lines(lines: &str) -> String {
    let stored = store(super::store_calendar, calendar_with(lines).as_bytes(), Some("text/calendar"), None).unwrap();
    let text = text(&stored);
    let begin = text.find("UID:u\n").unwrap() + 6;
    text[begin..text.find("\nEND:VEVENT").unwrap()].to_owned()
}
