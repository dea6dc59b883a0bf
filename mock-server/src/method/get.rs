//! GET and HEAD (RFC 9110 §9.3.1).

use std::fmt::Write as _;

use crate::fault::Fault;
use crate::message::Response;
use crate::property::{
    components, directory_etag, directory_vcard, etag, export_tag, folder_name, http_date, part_text, schedule_tag,
    served,
};
use crate::refusal::Refusal;
use crate::rewrite::ObjectKind;
use crate::route::{Context, ExportFormat, FolderRef, ItemRef, Part, Resource};
use crate::schedule;
use crate::state::Folder;

use super::precondition::{Match, is_unmodified_since, matches, matches_weakly};

pub(crate) fn get(context: &mut Context<'_>) -> Result<Response, Refusal> {
    match context.existing()? {
        Resource::Root if context.has(Fault::GET_OF_COLLECTION_FAILS) => {
            Err(Refusal::text(500, "the called object returned no result"))
        }
        Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Home { .. }
        | Resource::Mail { .. }
        | Resource::Inbox { .. }
        | Resource::Outbox { .. }
        | Resource::Directory { .. }
        | Resource::Folder(_)
            if context.has(Fault::GET_OF_COLLECTION_FAILS) =>
        {
            Err(Refusal::message(501, "no WebDAV GET support?!"))
        }
        Resource::Root
        | Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Home { .. }
        | Resource::Mail { .. }
        | Resource::Inbox { .. }
        | Resource::Outbox { .. }
        | Resource::Directory { .. }
        | Resource::Folder(_) => Err(Refusal::empty(405)),
        Resource::FreeBusy { user } => Ok(Response::new(200)
            .with_header("Content-Type", "text/calendar")
            .with_body(schedule::free_busy_file(context, &user))),
        Resource::DirectoryCard { login, .. } => {
            let principal =
                context.state.account(&login).map(|account| &account.principal).ok_or_else(Refusal::missing_object)?;
            Ok(Response::new(200)
                .with_header("Content-Type", "text/x-vcard; charset=utf-8")
                .with_header("ETag", &directory_etag(principal, context))
                .with_body(directory_vcard(principal, context)))
        }
        Resource::Export { folder, format } => Ok(export(context, &folder, format)),
        Resource::Item(item) => self::item(context, &item),
        Resource::Component { item, part } => component(context, &item, part),
    }
}

fn item(context: &Context<'_>, item: &ItemRef) -> Result<Response, Refusal> {
    let row = context
        .state
        .folder(&item.folder.id)
        .and_then(|folder| folder.row(&item.name))
        .ok_or_else(Refusal::missing_object)?;
    let content = served(context, &item.folder.id, row).ok_or_else(|| Refusal::empty(403))?;
    let tag = etag(row, context.faults);
    match matches(context.request, "If-Match", &tag) {
        Match::Absent | Match::Any | Match::Listed => {}
        Match::NotListed => return Err(Refusal::message(412, "Precondition Failed")),
    }
    let conditional = context.request.method != "HEAD" || !context.has(Fault::HEAD_UNCONDITIONAL);
    let compare = if context.has(Fault::WEAK_TAGS_NOT_COMPARED) { matches } else { matches_weakly };
    let unmodified = match compare(context.request, "If-None-Match", &tag) {
        Match::Listed => conditional,
        Match::Any => !context.has(Fault::IF_NONE_MATCH_STAR_IGNORED),
        Match::Absent => !context.has(Fault::NO_LAST_MODIFIED) && is_unmodified_since(context.request, row),
        Match::NotListed => false,
    };
    if unmodified {
        return if context.has(Fault::BODY_ON_304) {
            Err(Refusal::message(304, "object was not modified"))
        } else {
            Ok(Response::new(304).with_header("ETag", &tag))
        };
    }
    let media_type = match row.object.kind {
        ObjectKind::Event | ObjectKind::Task | ObjectKind::FreeBusy => "text/calendar; charset=utf-8",
        ObjectKind::Card if context.has(Fault::OLD_CARD_MEDIA_TYPE) => "text/x-vcard; charset=utf-8",
        ObjectKind::Card => "text/vcard; charset=utf-8",
        ObjectKind::List => "text/x-vlist; charset=utf-8",
    };
    let response = Response::new(200).with_header("Content-Type", media_type).with_header("ETag", &tag);
    let dated = !context.has(Fault::NO_LAST_MODIFIED);
    let response = if dated { response.with_header("Last-Modified", &http_date(row.changed)) } else { response };
    let response = match schedule_tag(context, row) {
        Some(tag) => response.with_header("Schedule-Tag", &tag),
        None => response,
    };
    Ok(response.with_body(content.into_owned()))
}

/// One component of an object without its envelope.
fn component(context: &Context<'_>, item: &ItemRef, part: Part) -> Result<Response, Refusal> {
    let text = part_text(context, item, part).ok_or_else(|| Refusal::empty(403))?;
    Ok(Response::new(200).with_header("Content-Type", "text/plain; charset=utf-8").with_body(text))
}

fn export(context: &Context<'_>, folder: &FolderRef, format: ExportFormat) -> Response {
    let mut calendar = format!("BEGIN:VCALENDAR\r\nPRODID:{}\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\n", context.product_id);
    let mut zones: Vec<String> = Vec::new();
    let mut others = String::new();
    let rows = context.state.folder(&folder.id).into_iter();
    for (_, row) in rows.flat_map(Folder::rows) {
        let Some(content) = served(context, &folder.id, row) else {
            continue;
        };
        for component in components(&String::from_utf8_lossy(&content)) {
            if !component.starts_with("BEGIN:VTIMEZONE") {
                others.push_str(&component);
                others.push_str("\r\n");
            } else if !zones.contains(&component) {
                zones.push(component);
            }
        }
    }
    for zone in zones {
        calendar.push_str(&zone);
        calendar.push_str("\r\n");
    }
    calendar.push_str(&others);
    let name = folder_name(context, &folder.id);
    let _ = write!(calendar, "X-WR-CALNAME:{name}\r\nEND:VCALENDAR");
    let body = match format {
        ExportFormat::ICalendar => calendar,
        ExportFormat::Xml => xcal::from_icalendar(&calendar),
    };
    Response::new(200)
        .with_header("Content-Type", &format!("{}; charset=utf-8", format.media_type()))
        .with_header("ETag", &export_tag(context, &folder.id))
        .with_body(body)
}

/// The XML form of a whole calendar (RFC 6321), as far as scenarios look at it.
mod xcal {
    use std::fmt::Write as _;

    use crate::xml::escape;

    pub(super) fn from_icalendar(calendar: &str) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><icalendar xmlns=\"urn:ietf:params:xml:ns:icalendar-2.0\">",
        );
        let unfolded = calendar.replace("\r\n ", "");
        for line in unfolded.split("\r\n") {
            let (head, value) = line.split_once(':').unwrap_or((line, ""));
            let name = head.split(';').next().unwrap_or_default();
            match name {
                "BEGIN" => {
                    let _ = write!(out, "<{}>", escape(&value.to_lowercase()));
                }
                "END" => {
                    let _ = write!(out, "</{}>", escape(&value.to_lowercase()));
                }
                "" => {}
                name => {
                    let name = escape(&name.to_lowercase());
                    let _ = write!(out, "<{name}><text>{}</text></{name}>", escape(value));
                }
            }
        }
        out.push_str("</icalendar>");
        out
    }
}
