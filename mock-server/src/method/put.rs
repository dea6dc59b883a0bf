//! PUT (RFC 9110 §9.3.4, RFC 4791 §5.3.2, RFC 6352 §6.3.2).

use crate::damage::damage_content;
use crate::fault::Fault;
use crate::message::Response;
use crate::property::{etag, hides_alarms};
use crate::refusal::Refusal;
use crate::rewrite::{ObjectKind, StoredObject};
use crate::route::{Absent, Context, ItemRef, Resource};
use crate::schedule;
use crate::state::{Access, FolderKind};
use crate::storage::{self, Incoming, Stored};

use super::precondition::{Match, matches, refuse_outdated, refuse_rescheduled};
use super::uid::{refuse_known_uid, refuse_other_uid};

/// The longest name that an object may have.
const LONGEST_NAME: usize = 255;

pub(crate) fn put(context: &mut Context<'_>) -> Result<Response, Refusal> {
    if context.request.header("Content-Range").is_some() && !context.has(Fault::PARTIAL_PUT_TAKEN_FOR_WHOLE) {
        return Err(Refusal::empty(400));
    }
    let fails = context.has(Fault::PUT_ON_COLLECTION_FAILS);
    match context.resource() {
        Ok(Resource::Item(item)) => update(context, &item),
        Ok(Resource::Folder(_) | Resource::Inbox { .. } | Resource::Root) if fails => {
            Err(Refusal::text(500, "the called object returned no result"))
        }
        Ok(Resource::Export { .. } | Resource::DirectoryCard { .. }) => Err(Refusal::empty(403)),
        Ok(Resource::Principal { .. }) | Err(Absent::InPrincipal { .. }) if fails => Err(Refusal::missing_object()),
        Ok(
            Resource::Folder(_)
            | Resource::Inbox { .. }
            | Resource::Outbox { .. }
            | Resource::Root
            | Resource::Principal { .. }
            | Resource::Proxy { .. }
            | Resource::Home { .. }
            | Resource::Mail { .. }
            | Resource::FreeBusy { .. }
            | Resource::Directory { .. },
        ) if !fails => Err(Refusal::empty(405)),
        Err(Absent::InPrincipal { .. } | Absent::InHome { hidden: false, .. }) if !fails => Err(Refusal::empty(403)),
        Ok(_) | Err(Absent::InPrincipal { .. } | Absent::InHome { hidden: false, .. }) => Err(Refusal::empty(501)),
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
        ) => Err(absent.as_parent(context)),
    }
}

fn create(context: &mut Context<'_>, item: &ItemRef) -> Result<Response, Refusal> {
    if !context.rights(&item.folder.id).create {
        return Err(context.need(&item.folder, "bind"));
    }
    let object = storage::read(context, &item.folder.id, None)?;
    check_match_on_new(context, &object)?;
    refuse_known_uid(context, item, &object)?;
    if item.name.chars().count() > LONGEST_NAME {
        return Err(Refusal::empty(if context.has(Fault::LONG_NAME_FAILS) { 500 } else { 414 }));
    }
    let chosen = ItemRef { name: format!("chosen-{}", item.name), ..item.clone() };
    let chooses = item.folder.id.kind == FolderKind::Contacts && context.has(Fault::NEW_NAME_CHOSEN);
    let item = if chooses { &chosen } else { item };
    let incoming = Incoming { item, before: None, object };
    let stored = storage::store(context, incoming)?;
    Ok(told(context, Response::new(201), &stored))
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
        Access::None | Access::DateAndTime | Access::View => {
            return Err(context.need(&item.folder, "write-content"));
        }
        Access::Respond | Access::Modify => {}
    }
    let object = match storage::read(context, &item.folder.id, Some(&row.object)) {
        Err(refusal) if refusal.status == 501 && row.object.kind == ObjectKind::Task => {
            // Whatever is no task at all is thrown away without a word.
            return Ok(Response::new(204).with_header("ETag", &tag));
        }
        Err(refusal) => {
            if context.has(Fault::REFUSED_UPDATE_DELETES)
                && let Some(rows) = context.state.folder_mut(&item.folder.id)
            {
                rows.remove(&item.name, context.now);
            }
            return Err(refusal);
        }
        Ok(object) => object,
    };
    if object.content == row.object.content && context.has(Fault::SAME_CONTENT_REFUSED) {
        return Err(Refusal::empty(409));
    }
    if matches(context.request, "If-Match", &tag) == Match::NotListed {
        if context.has(Fault::REFUSED_PUT_COUNTS_AS_CHANGE)
            && let Some(rows) = context.state.folder_mut(&item.folder.id)
        {
            rows.touch();
        }
        return Err(Refusal::message(412, "Precondition Failed"));
    }
    refuse_outdated(context, &row)?;
    refuse_rescheduled(context, &row)?;
    if !context.has(Fault::IF_NONE_MATCH_STAR_IGNORED) {
        match matches(context.request, "If-None-Match", &tag) {
            Match::Any | Match::Listed => return Err(Refusal::empty(412)),
            Match::Absent | Match::NotListed => {}
        }
    }
    let object = match access {
        Access::Respond => schedule::with_answer(context, item, &row.object, &object)?,
        Access::Modify | Access::None | Access::DateAndTime | Access::View => {
            // A server that was led to another object takes it for the one that was named.
            let misled = context.target.segments.last() != Some(&item.name) && context.has(Fault::APOSTROPHE_IN_NAME);
            let unchecked = context.has(Fault::UID_UNIQUE_FOR_NEW_EVENTS_ONLY) || context.has(Fault::UID_MAY_CHANGE);
            if !misled && !unchecked {
                refuse_other_uid(context, item, &row.object, &object)?;
            }
            object
        }
    };
    let object = if hides_alarms(context, &item.folder.id) && !context.has(Fault::UNSEEN_ALARMS_LOST) {
        schedule::with_alarms_of(context, object, &row.object)
    } else {
        object
    };
    if context.has(Fault::OLD_STARTS_CANNOT_BE_UPDATED) && !object.start_fits_column() {
        return Err(Refusal::empty(500));
    }
    if context.has(Fault::UPDATE_STORES_NOTHING) {
        return Ok(Response::new(204).with_header("ETag", &tag));
    }
    let beside = ItemRef { name: format!("copy-{}", item.name), ..item.clone() };
    let item = if context.has(Fault::UPDATE_ADDS) { &beside } else { item };
    let incoming = Incoming { item, before: Some(row.object), object };
    let stored = storage::store(context, incoming)?;
    Ok(told(context, Response::new(204), &stored))
}

/// A strong entity tag says that what was sent is what was stored (RFC 4791 §5.3.4).
fn told(context: &Context<'_>, response: Response, stored: &Stored) -> Response {
    let response = match &stored.schedule_tag {
        Some(tag) => response.with_header("Schedule-Tag", tag),
        None => response,
    };
    // A server that damages what it stores does not know that it does.
    let truthful = stored.content == *damage_content(context.damages, &context.request.body);
    if truthful || context.has(Fault::ETAG_OF_CHANGED_OBJECT) {
        response.with_header("ETag", &stored.tag)
    } else {
        response
    }
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
        (ObjectKind::Task | ObjectKind::FreeBusy | ObjectKind::Card | ObjectKind::List, Match::NotListed) => {
            Err(failed)
        }
    }
}
