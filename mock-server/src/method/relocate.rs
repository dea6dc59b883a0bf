//! MOVE and COPY (RFC 4918 §9.8, §9.9).

use crate::fault::Fault;
use crate::message::Response;
use crate::property::etag;
use crate::refusal::Refusal;
use crate::rewrite;
use crate::route::{Absent, Context, FolderRef, ItemRef, Resource, Target, resolve};
use crate::state::{Access, FolderKind, Row};
use crate::storage;
use crate::xml::ns;

use super::precondition::{Match, matches, refuse_outdated};
use super::uid::refuse_known_uid;

pub(crate) fn copy(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let resource = context.existing()?;
    if context.request.header("Destination").is_none() {
        return Err(Refusal::empty(400));
    }
    match resource {
        Resource::Item(source) if !context.has(Fault::NO_COPY) => {
            let (row, place) = journey(context, &source)?;
            refuse_known_uid(context, &place.item, &row.object)?;
            storage::store_quietly(context, &place.item, row.object)?;
            Ok(place.answer())
        }
        Resource::Item(_) | Resource::DirectoryCard { .. } => {
            destination(context)?;
            Err(Refusal::message(405, "this object cannot be copied via WebDAV"))
        }
        _ => Err(Refusal::page(405, "this object cannot be copied via WebDAV")),
    }
}

pub(crate) fn r#move(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let Resource::Item(source) = context.existing()? else {
        return Err(Refusal::page(405, "this object cannot be moved via WebDAV"));
    };
    if context.has(Fault::INBOX_SWALLOWS)
        && let Err(Absent::InInbox { .. }) = resolve(context, &destination(context)?.segments)
    {
        storage::remove_quietly(context, &source)?;
        return Ok(Response::new(201));
    }
    let (mut row, place) = journey(context, &source)?;
    if context.has(Fault::MOVE_LOSES_ALARMS) && place.item.folder.id != source.folder.id {
        row.object.content = rewrite::without_alarms(&row.object.content, context.faults);
    }
    if !context.has(Fault::MOVE_IGNORES_SOURCE_RIGHTS) && !context.rights(&source.folder.id).erase {
        return Err(Refusal::empty(403));
    }
    if !context.has(Fault::MOVE_IGNORES_IF_MATCH) {
        if matches(context.request, "If-Match", &etag(&row, context.faults)) == Match::NotListed {
            return Err(Refusal::empty(412));
        }
        refuse_outdated(context, &row)?;
    }
    if context.has(Fault::MOVE_WITHIN_COLLECTION_LOSES) && stays_named_by_uid(&source, &place.item, &row) {
        storage::remove_quietly(context, &source)?;
        return Ok(Response::new(201));
    }
    match source.folder.id.kind {
        FolderKind::Calendar if context.has(Fault::MOVE_RENAMES_TO_UID) => {
            move_by_uid(context, &source, place.item.folder, row)
        }
        FolderKind::Contacts if context.has(Fault::MOVE_RENEWS_CONTACT_UID) => {
            move_card(context, &source, place.item.folder, &row)
        }
        FolderKind::Calendar | FolderKind::Contacts => {
            let other_folder = place.item.folder.id != source.folder.id;
            if other_folder && !context.has(Fault::MOVE_DOUBLES_UIDS) {
                refuse_known_uid(context, &place.item, &row.object)?;
            }
            if !context.has(Fault::MOVE_KEEPS_SOURCE) {
                storage::remove_quietly(context, &source)?;
            }
            if context.has(Fault::SYNC_MISSES_MOVES)
                && let Some(rows) = context.state.folder_mut(&source.folder.id)
            {
                rows.forget(&source.name);
            }
            if !context.has(Fault::MOVE_LOSES) {
                put_row(context, &place.item, row)?;
            }
            Ok(place.answer())
        }
    }
}

/// Where an object is to go.
struct Place {
    item: ItemRef,
    /// Whether something is there already.
    taken: bool,
}

impl Place {
    fn answer(&self) -> Response {
        Response::new(if self.taken { 204 } else { 201 })
    }
}

/// What is to be moved or copied, and a place where it may be put.
fn journey(context: &Context<'_>, source: &ItemRef) -> Result<(Row, Place), Refusal> {
    let target = destination(context)?;
    let place = match resolve(context, &target.segments) {
        Ok(Resource::Item(item)) => Place { item, taken: true },
        Err(Absent::InFolder(item)) => Place { item, taken: false },
        Ok(_) | Err(_) if context.has(Fault::UNREACHABLE_FAILS) => return Err(Refusal::empty(501)),
        Ok(_) => return Err(Refusal::empty(403)),
        Err(absent) => return Err(absent.as_parent(context)),
    };
    if place.item.folder.id.kind != source.folder.id.kind {
        return Err(if context.has(Fault::UNREACHABLE_FAILS) {
            Refusal::empty(501)
        } else {
            let namespace = match place.item.folder.id.kind {
                FolderKind::Calendar => (ns::CALDAV, "supported-calendar-data"),
                FolderKind::Contacts => (ns::CARDDAV, "supported-address-data"),
            };
            Refusal::condition(403, namespace.0, namespace.1)
        });
    }
    if place.item == *source && !context.has(Fault::MOVE_RENAMES_TO_UID) {
        return Err(Refusal::empty(403));
    }
    if !context.has(Fault::MOVE_IGNORES_SOURCE_RIGHTS) && !context.rights(&place.item.folder.id).create {
        return Err(Refusal::empty(403));
    }
    let keeps = context.request.header("Overwrite").is_some_and(|overwrite| overwrite.eq_ignore_ascii_case("F"));
    if place.taken && keeps && !context.has(Fault::MOVE_RENAMES_TO_UID) {
        return Err(Refusal::empty(412));
    }
    let rows = context.state.folder(&source.folder.id);
    let row = rows.and_then(|rows| rows.row(&source.name)).cloned().ok_or_else(Refusal::missing_object)?;
    let seen = context.access(&source.folder.id, row.object.class) >= Access::View;
    if !seen && !context.has(Fault::MOVE_IGNORES_SOURCE_RIGHTS) {
        return Err(Refusal::empty(403));
    }
    Ok((row, place))
}

pub(super) fn destination(context: &Context<'_>) -> Result<Target, Refusal> {
    let destination = context.request.header("Destination").ok_or_else(|| Refusal::empty(400))?;
    let (_, rest) = destination.split_once("://").ok_or_else(|| Refusal::empty(403))?;
    let (host, _) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(own) = context.request.header("Host")
        && !host.eq_ignore_ascii_case(own)
    {
        return Err(Refusal::empty(403));
    }
    let unreachable = || Refusal::empty(if context.has(Fault::UNREACHABLE_FAILS) { 501 } else { 502 });
    Target::parse(&rest[host.len()..]).ok_or_else(unreachable)
}

/// Whether an event or task that bears its UID as its name is to stay in its calendar.
fn stays_named_by_uid(source: &ItemRef, target: &ItemRef, row: &Row) -> bool {
    let named_by_uid = row.object.uid.as_ref().is_some_and(|uid| source.name == named_by(uid));
    source.folder.id.kind == FolderKind::Calendar && target.folder.id == source.folder.id && named_by_uid
}

fn named_by(uid: &str) -> String {
    format!("{uid}.ics")
}

/// The name that was asked for does not count.
fn move_by_uid(context: &mut Context<'_>, source: &ItemRef, folder: FolderRef, row: Row) -> Result<Response, Refusal> {
    let name = named_by(row.object.uid.as_deref().unwrap_or_default());
    let target = ItemRef { folder, name };
    put_row(context, &target, row)?;
    storage::remove_quietly(context, source)?;
    Ok(Response::new(201))
}

fn move_card(context: &mut Context<'_>, source: &ItemRef, folder: FolderRef, row: &Row) -> Result<Response, Refusal> {
    let object = storage::with_store_context(context, |cx| {
        let uid = (cx.fresh)();
        rewrite::with_uid(&row.object, &uid, cx)
    });
    let extension = match object.kind {
        rewrite::ObjectKind::List => "vlf",
        rewrite::ObjectKind::Card
        | rewrite::ObjectKind::Event
        | rewrite::ObjectKind::Task
        | rewrite::ObjectKind::FreeBusy => "vcf",
    };
    let name = format!("{}.{extension}", object.uid.clone().unwrap_or_default());
    let target = ItemRef { folder, name };
    storage::store_quietly(context, &target, object)?;
    storage::remove_quietly(context, source)?;
    Ok(Response::new(201))
}

fn put_row(context: &mut Context<'_>, target: &ItemRef, row: Row) -> Result<(), Refusal> {
    storage::store_quietly(context, target, row.object).map(|_| ())
}
