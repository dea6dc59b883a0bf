//! What is left of an object for those who may not see all of it.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::object::{Class, StoredObject};
use super::{read, write};
use crate::fault::{Fault, Faults};

/// What a viewer of date and time keeps of a component.
const KEPT: [&str; 8] = ["DTSTAMP", "DTSTART", "DTEND", "DUE", "EXDATE", "EXRULE", "RRULE", "RECURRENCE-ID"];

/// The object that a viewer of date and time sees in place of the real one.
pub(crate) fn masked(object: &StoredObject, faults: &Faults) -> StoredObject {
    StoredObject { content: mask(object, faults), ..object.clone() }
}

/// The object as a viewer of date and time sees it.
pub(crate) fn mask(object: &StoredObject, faults: &Faults) -> Vec<u8> {
    let Some(mut calendar) = read::stored(&object.content, faults) else {
        return object.content.clone();
    };
    let uid = masked_uid(object.uid.as_deref().unwrap_or_default());
    for component in calendar.elements_mut() {
        let word = match component.name.as_str() {
            "VEVENT" => "event",
            "VTODO" => "task",
            _ => continue,
        };
        let class = component.value("CLASS").map(Class::parse).unwrap_or_default();
        component.retain_lines(|line| match line.name.as_str() {
            "DURATION" => !faults.has(Fault::MASK_DROPS_DURATION),
            "TRANSP" => !faults.has(Fault::MASK_DROPS_TRANSPARENCY),
            name => KEPT.contains(&name),
        });
        component.retain_elements(|_| false);
        component.push("SUMMARY", format!("({} {word})", class_word(class)));
        component.push("UID", uid.clone());
        component.push("X-SOGO-SECURE", "YES");
    }
    write::to_bytes(&calendar, faults)
}

/// The text without its alarms, as subscribers get it who did not ask for them.
pub(crate) fn without_alarms(content: &[u8], faults: &Faults) -> Vec<u8> {
    let Some(mut calendar) = read::stored(content, faults) else {
        return content.to_vec();
    };
    let mut found = false;
    for component in calendar.elements_mut() {
        component.retain_elements(|inner| {
            let alarm = inner.name == "VALARM";
            found |= alarm;
            !alarm
        });
    }
    if found { write::to_bytes(&calendar, faults) } else { content.to_vec() }
}

fn class_word(class: Class) -> &'static str {
    match class {
        Class::Public => "Public",
        Class::Private => "Private",
        Class::Confidential => "Confidential",
    }
}

/// A stable name of 144 hexadecimal digits that does not tell the UID.
fn masked_uid(uid: &str) -> String {
    let digest = hex(&Sha256::digest(uid.as_bytes()));
    let second = hex(&Sha256::digest(digest.as_bytes()));
    format!("{digest}{}", hex(&second.as_bytes()[..40]))
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
