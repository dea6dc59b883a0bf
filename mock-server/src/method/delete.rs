//! DELETE (RFC 9110 §9.3.5).

use crate::fault::Fault;
use crate::message::Response;
use crate::property::etag;
use crate::refusal::Refusal;
use crate::route::{Context, FolderRef, ItemRef, Resource};
use crate::schedule;
use crate::storage;

use super::precondition::{Match, matches, refuse_outdated, refuse_rescheduled};

pub(crate) fn delete(context: &mut Context<'_>) -> Result<Response, Refusal> {
    match context.existing()? {
        Resource::Item(item) => self::item(context, &item),
        Resource::Folder(folder) => self::folder(context, &folder),
        Resource::Directory { .. } | Resource::DirectoryCard { .. } => Err(Refusal::empty(403)),
        Resource::Inbox { .. } => Err(Refusal::empty(500)),
        Resource::Root => Err(Refusal::text(500, "the called object returned no result")),
        Resource::Principal { user } | Resource::Home { user, .. }
            if user != context.login && !context.is_superuser() =>
        {
            Err(Refusal::empty(403))
        }
        Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Home { .. }
        | Resource::Mail { .. }
        | Resource::FreeBusy { .. }
        | Resource::Outbox { .. }
        | Resource::Export { .. }
        | Resource::Component { .. } => Err(Refusal::page(501, "delete not yet implemented, sorry ...")),
    }
}

fn item(context: &mut Context<'_>, item: &ItemRef) -> Result<Response, Refusal> {
    if !context.rights(&item.folder.id).erase {
        return Err(context.need(&item.folder, "unbind"));
    }
    if let Some(row) = context.state.folder(&item.folder.id).and_then(|folder| folder.row(&item.name)) {
        let tag = etag(row, context.faults);
        let listed = matches(context.request, "If-Match", &tag) != Match::NotListed;
        if !listed && !context.has(Fault::DELETE_IGNORES_IF_MATCH) {
            return Err(Refusal::empty(412));
        }
        refuse_outdated(context, row)?;
        refuse_rescheduled(context, row)?;
    }
    if !context.has(Fault::DELETE_REMOVES_NOTHING) {
        storage::remove(context, item)?;
    }
    Ok(Response::new(204))
}

fn folder(context: &mut Context<'_>, folder: &FolderRef) -> Result<Response, Refusal> {
    if !context.rights(&folder.id).owns || folder.is_subscribed() {
        return Err(Refusal::empty(403));
    }
    if folder.id.name == "personal" {
        return Err(Refusal::message(403, "folder 'personal' cannot be deleted"));
    }
    let with_acl = !context.has(Fault::ACL_SURVIVES_DELETE);
    if !context.has(Fault::COLLECTION_DELETE_REMOVES_NOTHING) {
        schedule::after_folder_delete(context, folder);
        context.state.delete_folder(&folder.id, with_acl);
    }
    Ok(Response::new(204))
}
