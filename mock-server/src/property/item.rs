//! Properties of object resources, and the text that a user is served.

use std::borrow::Cow;

use crate::fault::{Fault, Faults};
use crate::rewrite::{Principal, mask, without_alarms};
use crate::route::{Context, FolderRef, ItemRef};
use crate::schedule;
use crate::state::{Access, FolderId, FolderKind, Row, Switch};
use crate::xml::{Element, Name, ns};

use super::collection::ctag;
use super::date::{iso_date, zoned_date};

pub(crate) fn value(context: &Context<'_>, item: &ItemRef, name: &Name, element: &Element) -> Option<Element> {
    let row = context.state.folder(&item.folder.id)?.row(&item.name)?;
    let text = |text: String| Some(element.clone().text(text));
    match (&*name.namespace, &*name.local) {
        (ns::DAV | ns::CALENDARSERVER, "getetag") => text(etag(row, context.faults)),
        (ns::CALDAV, "schedule-tag") => text(schedule_tag(context, row)?),
        (ns::DAV, "getcontentlength") => {
            let length = if context.has(Fault::CONTENT_LENGTH_OF_STORED) {
                row.object.content.len()
            } else {
                served(context, &item.folder.id, row).map_or(0, |content| content.len())
            };
            text(length.to_string())
        }
        (ns::DAV, "creationdate") => text(if context.has(Fault::DATES_WITH_OFFSET) {
            zoned_date(row.created, context.zone)
        } else {
            iso_date(row.created)
        }),
        (namespace, local) => {
            let data = match item.folder.id.kind {
                FolderKind::Calendar => (ns::CALDAV, "calendar-data"),
                FolderKind::Contacts => (ns::CARDDAV, "address-data"),
            };
            let content = ((namespace, local) == data).then(|| served(context, &item.folder.id, row)).flatten()?;
            text(String::from_utf8_lossy(&content).into_owned())
        }
    }
}

/// The entity tag of a row, with its quotes.
pub(crate) fn etag(row: &Row, faults: &Faults) -> String {
    if faults.has(Fault::ETAG_RESTARTS) {
        format!("\"gcs{:08}\"", row.version)
    } else if faults.has(Fault::ETAG_COUNTS_SECONDS) {
        format!("\"s{}\"", row.changed)
    } else if faults.has(Fault::ETAG_OF_LENGTH) {
        format!("\"l{}\"", row.object.content.len())
    } else {
        format!("\"r{}\"", row.revision)
    }
}

/// The schedule tag of a meeting; `None` if it is none, or the server has no such tags.
pub(crate) fn schedule_tag(context: &Context<'_>, row: &Row) -> Option<String> {
    if context.has(Fault::NO_SCHEDULE_TAG) {
        return None;
    }
    schedule::schedule_tag(&row.object, context.faults)
}

/// The text that the user gets to see of an object; `None` if he may not see it.
pub(crate) fn served<'r>(context: &Context<'_>, id: &FolderId, row: &'r Row) -> Option<Cow<'r, [u8]>> {
    let stored = Cow::Borrowed(row.object.content.as_slice());
    match context.access(id, row.object.class) {
        Access::None => None,
        Access::DateAndTime => Some(Cow::Owned(mask(&row.object, context.faults))),
        Access::View | Access::Respond | Access::Modify => {
            Some(if hides_alarms(context, id) { Cow::Owned(without_alarms(&stored, context.faults)) } else { stored })
        }
    }
}

/// Alarms of a calendar that one subscribed to are hidden until one asks for them.
pub(crate) fn hides_alarms(context: &Context<'_>, id: &FolderId) -> bool {
    id.kind == FolderKind::Calendar
        && context.state.is_subscribed(&context.login, id)
        && !context
            .state
            .settings(&context.login, id)
            .and_then(|settings| settings.switches.get(&Switch::ShowAlarms).copied())
            .unwrap_or(false)
}

/// The outermost components below the envelope, each without its last line end.
pub(crate) fn components(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current: Vec<&str> = Vec::new();
    let mut depth = 0_usize;
    for line in text.split("\r\n") {
        depth += usize::from(line.starts_with("BEGIN:"));
        if depth > 1 {
            current.push(line);
        }
        if line.starts_with("END:") {
            depth = depth.saturating_sub(1);
            if depth == 1 && !current.is_empty() {
                found.push(current.join("\r\n"));
                current.clear();
            }
        }
    }
    found
}

/// The entity tag of a whole calendar.
pub(crate) fn export_tag(context: &Context<'_>, id: &FolderId) -> String {
    let ctag = ctag(context, id);
    if context.has(Fault::EXPORT_TAG_UNQUOTED) { ctag } else { format!("\"{ctag}\"") }
}

pub(crate) fn export(context: &Context<'_>, folder: &FolderRef, name: &Name, element: &Element) -> Option<Element> {
    matches!((&*name.namespace, &*name.local), (ns::DAV | ns::CALENDARSERVER, "getetag"))
        .then(|| element.clone().text(export_tag(context, &folder.id)))
}

pub(crate) fn directory_card(context: &Context<'_>, login: &str, name: &Name, element: &Element) -> Option<Element> {
    let principal = &context.state.account(login)?.principal;
    match (&*name.namespace, &*name.local) {
        (ns::DAV | ns::CALENDARSERVER, "getetag") => Some(element.clone().text(directory_etag(principal, context))),
        (ns::CARDDAV, "address-data") => Some(element.clone().text(directory_vcard(principal, context))),
        _ => None,
    }
}

/// The entity tag of a user's card, without quotes.
pub(crate) fn directory_etag(principal: &Principal, context: &Context<'_>) -> String {
    let hash = directory_vcard(principal, context)
        .bytes()
        .fold(5381_u32, |hash, byte| hash.wrapping_mul(33) ^ u32::from(byte));
    format!("hash{}", hash >> 4)
}

/// A user as a card.
pub(crate) fn directory_vcard(principal: &Principal, context: &Context<'_>) -> String {
    let mut card = format!(
        "BEGIN:VCARD\r\nUID:{}\r\nVERSION:3.0\r\nCLASS:PUBLIC\r\nPROFILE:VCARD\r\n\
         PRODID:{}\r\nFN:{}\r\n",
        principal.login, context.product_id, principal.name
    );
    if let Some(mail) = principal.mails.first() {
        card.push_str("EMAIL;TYPE=work:");
        card.push_str(mail);
        card.push_str("\r\n");
    }
    card.push_str("END:VCARD");
    card
}
