//! MOVE and COPY (RFC 4918 §9.8, §9.9).

use crate::fault::Fault;
use crate::message::Response;
use crate::refusal::Refusal;
use crate::rewrite;
use crate::route::{Absent, Context, FolderRef, ItemRef, Resource, Target, resolve};
use crate::state::{FolderKind, Row};
use crate::storage;

pub(crate) fn copy(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let resource = context.existing()?;
    if context.request.header("Destination").is_none() {
        return Err(Refusal::empty(400));
    }
    match resource {
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
    let target = destination(context)?;
    let unreachable = Refusal::empty(501);
    let (folder, name, exists) = match resolve(context, &target.segments) {
        Ok(Resource::Item(item)) => (item.folder, item.name, true),
        Err(Absent::InFolder(item)) => (item.folder, item.name, false),
        Err(Absent::InInbox { .. }) if context.has(Fault::INBOX_SWALLOWS) => {
            storage::remove_quietly(context, &source)?;
            return Ok(Response::new(201));
        }
        Ok(_) | Err(_) => return Err(unreachable),
    };
    if folder.id.kind != source.folder.id.kind {
        return Err(unreachable);
    }
    if !context.has(Fault::MOVE_IGNORES_SOURCE_RIGHTS)
        && (!context.rights(&source.folder.id).erase || !context.rights(&folder.id).create)
    {
        return Err(Refusal::empty(403));
    }
    let row = context
        .state
        .folder(&source.folder.id)
        .and_then(|rows| rows.row(&source.name))
        .cloned()
        .ok_or_else(Refusal::missing_object)?;
    match source.folder.id.kind {
        FolderKind::Calendar if context.has(Fault::MOVE_RENAMES_TO_UID) => move_by_uid(context, &source, folder, row),
        FolderKind::Contacts if context.has(Fault::MOVE_RENEWS_CONTACT_UID) => {
            move_card(context, &source, folder, &row)
        }
        FolderKind::Calendar | FolderKind::Contacts => {
            let keeps =
                context.request.header("Overwrite").is_some_and(|overwrite| overwrite.eq_ignore_ascii_case("F"));
            if exists && keeps {
                return Err(Refusal::empty(412));
            }
            storage::remove_quietly(context, &source)?;
            put_row(context, &ItemRef { folder, name }, row)?;
            Ok(Response::new(if exists { 204 } else { 201 }))
        }
    }
}

fn destination(context: &Context<'_>) -> Result<Target, Refusal> {
    let destination = context.request.header("Destination").ok_or_else(|| Refusal::empty(400))?;
    let (_, rest) = destination.split_once("://").ok_or_else(|| Refusal::empty(403))?;
    let (host, _) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(own) = context.request.header("Host")
        && !host.eq_ignore_ascii_case(own)
    {
        return Err(Refusal::empty(403));
    }
    Target::parse(&rest[host.len()..]).ok_or_else(|| Refusal::empty(501))
}

/// The name that was asked for does not count; inside one collection an item that has its name already is lost.
fn move_by_uid(context: &mut Context<'_>, source: &ItemRef, folder: FolderRef, row: Row) -> Result<Response, Refusal> {
    let uid = row.object.uid.clone().unwrap_or_default();
    let name = format!("{uid}.ics");
    let same = folder.id == source.folder.id;
    let target = ItemRef { folder, name };
    if same && target.name == source.name && context.has(Fault::MOVE_WITHIN_COLLECTION_LOSES) {
        storage::remove_quietly(context, source)?;
        return Ok(Response::new(201));
    }
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
        rewrite::ObjectKind::Card | rewrite::ObjectKind::Event | rewrite::ObjectKind::Task => "vcf",
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
