//! OPTIONS (RFC 9110 §9.3.7, RFC 4918 §10.1).

use crate::message::Response;
use crate::refusal::Refusal;
use crate::route::{Context, Resource};
use crate::state::FolderKind;

const ALLOW: &str =
    "GET, HEAD, POST, OPTIONS, MKCOL, MKCALENDAR, DELETE, PUT, LOCK, UNLOCK, COPY, MOVE, REPORT, PROPFIND, SEARCH";
const CALENDAR: &str = "calendar-access, calendar-schedule, calendar-auto-schedule, calendar-proxy, calendar-query-extended, extended-mkcol, calendarserver-principal-property-search";

pub(crate) fn options(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let dav = match context.existing()? {
        Resource::Root => return Ok(Response::new(200).with_header("DAV", "1,2")),
        Resource::Principal { .. } => format!("1, 2, access-control, addressbook, {CALENDAR}"),
        Resource::Home { kind: FolderKind::Calendar, .. } | Resource::Inbox { .. } => {
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
    };
    Ok(Response::new(200).with_header("Allow", ALLOW).with_header("DAV", &dav))
}
