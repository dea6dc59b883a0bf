//! OPTIONS (RFC 9110 §9.3.7, RFC 4918 §10.1).

use crate::fault::Fault;
use crate::message::Response;
use crate::refusal::Refusal;
use crate::route::{Context, Resource};
use crate::state::FolderKind;

/// What SOGo allows everywhere.
const ALLOW: &str =
    "GET, HEAD, POST, OPTIONS, MKCOL, MKCALENDAR, DELETE, PUT, LOCK, UNLOCK, COPY, MOVE, REPORT, PROPFIND, SEARCH";
const CALENDAR: &str = "calendar-access, calendar-schedule, calendar-auto-schedule, calendar-proxy, calendar-query-extended, extended-mkcol, calendarserver-principal-property-search";

/// What is allowed everywhere by a server that says what it can do.
const EVERYWHERE: &str = "OPTIONS, PROPFIND, REPORT";

/// All that a whole server can do (RFC 4918 §18, RFC 4791 §5.1, RFC 6352 §6.1, RFC 6638 §2, RFC 5689 §3.1).
const COMPLIANCE: &str =
    "1, 2, 3, access-control, calendar-access, calendar-auto-schedule, calendar-proxy, addressbook, extended-mkcol";

pub(crate) fn options(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let resource = context.existing()?;
    let dav = if context.has(Fault::COMPLIANCE_BY_PLACE) {
        if resource == Resource::Root {
            return Ok(Response::new(200).with_header("DAV", "1,2"));
        }
        of_place(&resource)
    } else {
        COMPLIANCE.to_owned()
    };
    let allow = if context.has(Fault::ALLOW_EVERYWHERE_THE_SAME) {
        ALLOW.to_owned()
    } else {
        format!("{EVERYWHERE}{}", allowed(&resource))
    };
    Ok(Response::new(200).with_header("Allow", &allow).with_header("DAV", &dav))
}

/// The methods that the resource has beside those of all.
fn allowed(resource: &Resource) -> &'static str {
    match resource {
        Resource::Root | Resource::Mail { .. } | Resource::Directory { .. } => "",
        Resource::Principal { .. } | Resource::Proxy { .. } | Resource::Inbox { .. } => ", PROPPATCH",
        // What is made here is announced here.
        Resource::Home { kind: FolderKind::Calendar, .. } => ", PROPPATCH, MKCOL, MKCALENDAR",
        Resource::Home { kind: FolderKind::Contacts, .. } => ", PROPPATCH, MKCOL",
        Resource::Outbox { .. } => ", POST",
        // Of the members too, because clients take it so.
        Resource::Folder(_) => ", PROPPATCH, DELETE, POST, GET, HEAD, PUT, LOCK, UNLOCK",
        Resource::Item(_) => ", GET, HEAD, PUT, DELETE, COPY, MOVE, LOCK, UNLOCK",
        Resource::FreeBusy { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Component { .. } => ", GET, HEAD",
    }
}

/// What SOGo says that the resource complies to.
fn of_place(resource: &Resource) -> String {
    match resource {
        Resource::Root => "1,2".to_owned(),
        Resource::Principal { .. } => format!("1, 2, access-control, addressbook, {CALENDAR}"),
        Resource::Home { kind: FolderKind::Calendar, .. } | Resource::Inbox { .. } | Resource::Outbox { .. } => {
            format!("1, 2, access-control, {CALENDAR}")
        }
        Resource::Home { kind: FolderKind::Contacts, .. } | Resource::Directory { .. } => {
            "1, 2, access-control, addressbook".to_owned()
        }
        Resource::Folder(folder) => match folder.id.kind {
            FolderKind::Calendar => format!("1, 2, access-control, {CALENDAR}"),
            FolderKind::Contacts => "1, 2, access-control, addressbook".to_owned(),
        },
        Resource::Proxy { .. }
        | Resource::Mail { .. }
        | Resource::FreeBusy { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Item(_)
        | Resource::Component { .. } => "1, 2, access-control".to_owned(),
    }
}
