//! MKCALENDAR (RFC 4791 §5.3.1) and MKCOL (RFC 4918 §9.3, RFC 5689).

use crate::fault::Fault;
use crate::message::Response;
use crate::refusal::Refusal;
use crate::route::{Absent, Context, Resource};
use crate::state::{FolderId, FolderKind};
use crate::xml::{child_elements, name_of, ns, parse};

use super::set_property::{self, Setting};

/// The longest path of a folder in the server's own catalogue.
const LONGEST_PATH: usize = 255;

pub(crate) fn mkcalendar(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let id = match context.resource() {
        Err(Absent::InHome { user, kind: FolderKind::Calendar, name, hidden, path: _ }) => {
            new_folder(context, user, FolderKind::Calendar, name, hidden)?
        }
        Ok(Resource::Inbox { user }) if context.has(Fault::PHANTOM_INBOX) => {
            new_folder(context, user, FolderKind::Calendar, "inbox".to_owned(), false)?
        }
        Ok(Resource::Export { folder, format: _ }) => {
            let name = context.target.segments.last().cloned().unwrap_or_default();
            new_folder(context, folder.home, FolderKind::Calendar, name, false)?
        }
        Ok(Resource::Folder(folder)) if !context.rights(&folder.id).owns => {
            return Err(Refusal::empty(403));
        }
        Ok(Resource::Folder(folder)) if folder.id.kind == FolderKind::Calendar => {
            let name = folder.segment;
            return Err(Refusal::message(405, format!("A collection named '{name}' already exists.")));
        }
        Err(Absent::BelowHome { path, .. } | Absent::Nowhere { path }) => {
            return Err(Refusal::unresolved(&path));
        }
        Ok(_) | Err(_) => return Err(Refusal::empty(405)),
    };
    context.state.create_folder(&id);
    for setting in settings_in(&context.body_text()) {
        set_property::apply(context, &id, setting);
    }
    Ok(Response::new(201))
}

/// What a MKCALENDAR body sets; whatever is not understood is left out.
fn settings_in(body: &str) -> Vec<Setting> {
    let Ok(document) = parse(body) else {
        return Vec::new();
    };
    child_elements(document.root_element())
        .filter(|node| name_of(*node).is(ns::DAV, "set"))
        .flat_map(child_elements)
        .filter(|node| name_of(*node).is(ns::DAV, "prop"))
        .flat_map(child_elements)
        .filter_map(|node| match name_of(node) {
            name if name.is(ns::CALDAV, "schedule-calendar-transp") => match node.text().map(str::trim) {
                Some("transparent") => Some(Setting::Transparent(true)),
                Some("opaque") => Some(Setting::Transparent(false)),
                Some(_) | None => None,
            },
            _ => Setting::parse_for_new(node),
        })
        .collect()
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
        Err(Absent::BelowHome { path, .. }) => {
            return Err(if context.has(Fault::MISSING_PARENT_IS_NOT_FOUND) {
                Refusal::unresolved(&path)
            } else {
                Refusal::empty(409)
            });
        }
        Ok(_) | Err(_) => {
            return Err(Refusal::page(405, "this object cannot create subcollections via WebDAV"));
        }
    };
    let id = new_folder(context, user, kind, name, hidden)?;
    let body = context.body_text();
    if let Ok(document) = parse(&body) {
        let own = match kind {
            FolderKind::Calendar => (ns::CALDAV, "calendar"),
            FolderKind::Contacts => (ns::CARDDAV, "addressbook"),
        };
        let foreign =
            |node: roxmltree::Node<'_, '_>| !node.has_tag_name((ns::DAV, "collection")) && !node.has_tag_name(own);
        let types = document.descendants().filter(|node| node.has_tag_name((ns::DAV, "resourcetype")));
        if types.flat_map(child_elements).any(foreign) {
            return Err(Refusal::message(403, "you are not allowed to access the object!"));
        }
    }
    context.state.create_folder(&id);
    if !context.has(Fault::MKCOL_IGNORES_PROPERTIES) {
        for setting in settings_in(&body) {
            set_property::apply(context, &id, setting);
        }
    }
    Ok(Response::new(201))
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
