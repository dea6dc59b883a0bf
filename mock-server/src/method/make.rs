//! MKCALENDAR (RFC 4791 §5.3.1) and MKCOL (RFC 4918 §9.3, RFC 5689).

use crate::fault::Fault;
use crate::message::Response;
use crate::refusal::Refusal;
use crate::route::{Absent, Context, Resource};
use crate::state::{FolderId, FolderKind};
use crate::xml::ns;

use super::make_body::{self, Asked, Method};
use super::set_property;

/// The longest path of a folder in the server's own catalogue.
const LONGEST_PATH: usize = 255;

pub(crate) fn mkcalendar(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let speaks = !context.has(Fault::MKCALENDAR_REFUSED_WITHOUT_REASON);
    let id = match context.resource() {
        Err(Absent::InHome { user, kind: FolderKind::Calendar, name, hidden, path: _ }) => {
            new_folder(context, user, FolderKind::Calendar, name, hidden)?
        }
        Ok(Resource::Export { folder, format: _ }) => {
            let name = context.target.segments.last().cloned().unwrap_or_default();
            new_folder(context, folder.home, FolderKind::Calendar, name, false)?
        }
        Ok(Resource::Folder(folder)) if !context.rights(&folder.id).owns => {
            return Err(Refusal::empty(403));
        }
        Ok(_) if speaks => return Err(Refusal::condition(403, ns::DAV, "resource-must-be-null")),
        Ok(Resource::Folder(folder)) if folder.id.kind == FolderKind::Calendar => {
            let name = folder.segment;
            return Err(Refusal::message(405, format!("A collection named '{name}' already exists.")));
        }
        Err(absent @ (Absent::BelowHome { .. } | Absent::Nowhere { .. })) => return Err(absent.as_parent(context)),
        Err(_) if speaks => return Err(Refusal::condition(403, ns::CALDAV, "calendar-collection-location-ok")),
        Ok(_) | Err(_) => return Err(Refusal::empty(405)),
    };
    make(context, &id, Method::Mkcalendar)
}

pub(crate) fn mkcol(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let (user, kind, name, hidden) = match context.resource() {
        Err(Absent::InHome { user, kind, name, hidden, path: _ }) => (user, kind, name, hidden),
        Ok(Resource::Directory { user }) => (user, FolderKind::Contacts, "directory".to_owned(), false),
        Ok(Resource::Folder(folder)) => {
            return Err(if context.rights(&folder.id).owns {
                Refusal::message(405, "a folder already exists at that path")
            } else {
                Refusal::empty(403)
            });
        }
        Err(Absent::BelowHome { hidden: true, .. }) => return Err(Refusal::empty(403)),
        Err(absent @ Absent::BelowHome { .. }) => return Err(absent.as_parent(context)),
        Ok(_) | Err(_) => {
            return Err(Refusal::page(405, "this object cannot create subcollections via WebDAV"));
        }
    };
    let id = new_folder(context, user, kind, name, hidden)?;
    make(context, &id, Method::Mkcol)
}

/// Makes a collection as the body asks for it, or not at all.
fn make(context: &mut Context<'_>, id: &FolderId, method: Method) -> Result<Response, Refusal> {
    match make_body::read(context, id.kind, method)? {
        Asked::Refused(response) => Ok(response),
        Asked::Settings(settings) => {
            let now = context.now;
            context.state.create_folder(id, now);
            for setting in settings {
                set_property::apply(context, id, setting);
            }
            Ok(Response::new(201))
        }
    }
}

fn new_folder(
    context: &Context<'_>,
    user: String,
    kind: FolderKind,
    name: String,
    hidden: bool,
) -> Result<FolderId, Refusal> {
    if hidden || (user != context.login && !context.is_superuser()) {
        return Err(Refusal::empty(403));
    }
    let path = format!("/Users/{user}/{}/{name}", kind.segment());
    if path.chars().count() > LONGEST_PATH {
        return Err(Refusal::message(400, "The new folder could not be created"));
    }
    Ok(FolderId { owner: user, kind, name })
}
