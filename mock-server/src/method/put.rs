//! PUT (RFC 9110 §9.3.4, RFC 4791 §5.3.2, RFC 6352 §6.3.2).

use crate::fault::Fault;
use crate::message::Response;
use crate::property::etag;
use crate::refusal::Refusal;
use crate::rewrite::{ObjectKind, StoredObject};
use crate::route::{Absent, Context, ItemRef, Resource};
use crate::schedule;
use crate::state::{Access, Folder, FolderId, FolderKind};
use crate::storage::{self, Incoming};
use crate::xml::ns;

use super::precondition::{Match, matches};

/// The longest name that an object may have.
const LONGEST_NAME: usize = 255;

pub(crate) fn put(context: &mut Context<'_>) -> Result<Response, Refusal> {
    match context.resource() {
        Ok(Resource::Item(item)) => update(context, &item),
        Ok(Resource::Folder(_) | Resource::Inbox { .. } | Resource::Root) => {
            Err(Refusal::text(500, "the called object returned no result"))
        }
        Ok(Resource::Export { .. } | Resource::DirectoryCard { .. }) => Err(Refusal::empty(403)),
        Ok(Resource::Principal { .. }) | Err(Absent::InPrincipal { .. }) => Err(Refusal::missing_object()),
        Ok(
            Resource::Proxy { .. }
            | Resource::Home { .. }
            | Resource::Mail { .. }
            | Resource::FreeBusy { .. }
            | Resource::Directory { .. }
            | Resource::Component { .. },
        )
        | Err(Absent::InHome { hidden: false, .. }) => Err(Refusal::empty(501)),
        Err(Absent::InFolder(item)) => create(context, &item),
        Err(Absent::BelowItem { item, .. }) if context.has(Fault::PUT_BELOW_ITEM_WRITES_ITEM) => update(context, &item),
        Err(Absent::BelowItem { .. }) => Err(Refusal::empty(409)),
        Err(Absent::InInbox { .. }) => {
            if context.has(Fault::INBOX_SWALLOWS) {
                Ok(Response::new(201).with_header("ETag", "\"gcs00000000\""))
            } else {
                Err(Refusal::empty(403))
            }
        }
        Err(
            absent @ (Absent::Nowhere { .. }
            | Absent::InHome { .. }
            | Absent::BelowHome { .. }
            | Absent::InDirectory
            | Absent::InMail),
        ) => {
            if context.has(Fault::MISSING_PARENT_IS_NOT_FOUND) {
                Err(absent.refusal())
            } else {
                Err(Refusal::empty(409))
            }
        }
    }
}

fn create(context: &mut Context<'_>, item: &ItemRef) -> Result<Response, Refusal> {
    if !context.rights(&item.folder.id).create {
        return Err(Refusal::empty(403));
    }
    let object = storage::read(context, &item.folder.id, None)?;
    check_match_on_new(context, &object)?;
    refuse_known_uid(context, item, &object)?;
    if item.name.chars().count() > LONGEST_NAME {
        return Err(Refusal::empty(500));
    }
    let incoming = Incoming { item, before: None, object };
    let tag = storage::store(context, incoming)?;
    Ok(Response::new(201).with_header("ETag", &tag))
}

fn update(context: &mut Context<'_>, item: &ItemRef) -> Result<Response, Refusal> {
    let row = context
        .state
        .folder(&item.folder.id)
        .and_then(|folder| folder.row(&item.name))
        .cloned()
        .ok_or_else(Refusal::missing_object)?;
    let access = context.access(&item.folder.id, row.object.class);
    let tag = etag(&row, context.faults);
    match access {
        Access::None | Access::DateAndTime | Access::View => return Err(Refusal::empty(403)),
        Access::Respond | Access::Modify => {}
    }
    let object = match storage::read(context, &item.folder.id, Some(&row.object)) {
        Err(refusal) if refusal.status == 501 && row.object.kind == ObjectKind::Task => {
            // Whatever is no task at all is thrown away without a word.
            return Ok(Response::new(204).with_header("ETag", &tag));
        }
        read => read?,
    };
    if matches(context.request, "If-Match", &tag) == Match::NotListed {
        return Err(Refusal::message(412, "Precondition Failed"));
    }
    if !context.has(Fault::IF_NONE_MATCH_STAR_IGNORED) {
        match matches(context.request, "If-None-Match", &tag) {
            Match::Any | Match::Listed => return Err(Refusal::empty(412)),
            Match::Absent | Match::NotListed => {}
        }
    }
    let object = match access {
        Access::Respond => schedule::with_answer(context, item, &row.object, &object),
        Access::Modify | Access::None | Access::DateAndTime | Access::View => {
            if !context.has(Fault::UID_UNIQUE_FOR_NEW_EVENTS_ONLY) {
                refuse_other_uid(context, item, &row.object, &object)?;
            }
            object
        }
    };
    if context.has(Fault::OLD_STARTS_CANNOT_BE_UPDATED) && !object.start_fits_column() {
        return Err(Refusal::empty(500));
    }
    let incoming = Incoming { item, before: Some(row.object), object };
    let tag = storage::store(context, incoming)?;
    Ok(Response::new(204).with_header("ETag", &tag))
}

/// `If-Match` asks for something that is not there; SOGo believes that an event that is not there has version 0.
fn check_match_on_new(context: &Context<'_>, object: &StoredObject) -> Result<(), Refusal> {
    let failed = Refusal::message(412, "Precondition Failed");
    if !context.has(Fault::IF_MATCH_ON_NEW_EVENT_IGNORED) {
        return match matches(context.request, "If-Match", "") {
            Match::Absent => Ok(()),
            Match::Any | Match::Listed | Match::NotListed => Err(failed),
        };
    }
    match (object.kind, matches(context.request, "If-Match", "\"gcs00000000\"")) {
        (ObjectKind::Event, _) | (_, Match::Absent | Match::Any | Match::Listed) => Ok(()),
        (ObjectKind::Task | ObjectKind::Card | ObjectKind::List, Match::NotListed) => Err(failed),
    }
}

fn refuse_known_uid(context: &Context<'_>, item: &ItemRef, object: &StoredObject) -> Result<(), Refusal> {
    let id = &item.folder.id;
    if context.has(Fault::UID_UNIQUE_FOR_NEW_EVENTS_ONLY) {
        let broken = object.uid.as_deref().is_some_and(|uid| uid.contains('\''));
        if object.kind != ObjectKind::Event || broken || !holds_uid(context, item, object) {
            return Ok(());
        }
        let uid = object.uid.as_deref().unwrap_or_default();
        return Err(Refusal::message(409, format!("Event UID already in use. ({uid})")));
    }
    if object.uid.is_some() && holds_uid(context, item, object) {
        return Err(uid_conflict(id));
    }
    Ok(())
}

fn refuse_other_uid(
    context: &Context<'_>,
    item: &ItemRef,
    before: &StoredObject,
    object: &StoredObject,
) -> Result<(), Refusal> {
    if before.uid != object.uid || holds_uid(context, item, object) {
        Err(uid_conflict(&item.folder.id))
    } else {
        Ok(())
    }
}

fn holds_uid(context: &Context<'_>, item: &ItemRef, object: &StoredObject) -> bool {
    let rows = context.state.folder(&item.folder.id).into_iter();
    rows.flat_map(Folder::rows).any(|(name, row)| name != item.name && row.object.uid == object.uid)
}

fn uid_conflict(id: &FolderId) -> Refusal {
    let namespace = match id.kind {
        FolderKind::Calendar => ns::CALDAV,
        FolderKind::Contacts => ns::CARDDAV,
    };
    Refusal::condition(403, namespace, "no-uid-conflict")
}
