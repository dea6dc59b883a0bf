//! A UID stands once in a collection (RFC 4791 §5.3.2.1, RFC 6352 §6.3.2.1: no-uid-conflict).

use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::rewrite::{ObjectKind, StoredObject};
use crate::route::{Context, ItemRef};
use crate::state::{FolderId, FolderKind, Row};
use crate::xml::ns;

/// Refuses a new object whose UID another one of the collection has.
///
/// # Errors
/// `no-uid-conflict` with the address of the other one.
pub(crate) fn refuse_known_uid(context: &Context<'_>, item: &ItemRef, object: &StoredObject) -> Result<(), Refusal> {
    if context.has(Fault::UID_UNCHECKED_FOR_NEW) {
        return Ok(());
    }
    if context.has(Fault::UID_REFUSED_ACROSS_COLLECTIONS) && account_holds_uid(context, item, object) {
        return Err(uid_conflict(context, item, &item.name));
    }
    if context.has(Fault::UID_UNIQUE_FOR_NEW_EVENTS_ONLY) {
        let broken = object.uid.as_deref().is_some_and(|uid| uid.contains('\''));
        if object.kind != ObjectKind::Event || broken || holder_of_uid(context, item, object).is_none() {
            return Ok(());
        }
        let uid = object.uid.as_deref().unwrap_or_default();
        return Err(Refusal::message(409, format!("Event UID already in use. ({uid})")));
    }
    match holder_of_uid(context, item, object) {
        Some(other) if object.uid.is_some() || context.has(Fault::MISSING_UIDS_ARE_ONE) => {
            Err(uid_conflict(context, item, &other))
        }
        Some(_) | None => Ok(()),
    }
}

/// Refuses to give an object another UID, or one that is in use.
///
/// # Errors
/// `no-uid-conflict` with the address of the object that has the UID, or of the object itself.
pub(crate) fn refuse_other_uid(
    context: &Context<'_>,
    item: &ItemRef,
    before: &StoredObject,
    object: &StoredObject,
) -> Result<(), Refusal> {
    match holder_of_uid(context, item, object) {
        Some(other) => Err(uid_conflict(context, item, &other)),
        None if before.uid != object.uid => Err(uid_conflict(context, item, &item.name)),
        None => Ok(()),
    }
}

/// The name of another object that has the UID.
fn holder_of_uid(context: &Context<'_>, item: &ItemRef, object: &StoredObject) -> Option<String> {
    let folder = context.state.folder(&item.folder.id)?;
    if context.has(Fault::UIDS_WITHOUT_CASE) {
        let same = |row: &Row| matches!((&row.object.uid, &object.uid), (Some(one), Some(other)) if one.eq_ignore_ascii_case(other));
        return folder.rows().find(|(name, row)| *name != item.name && same(row)).map(|(name, _)| name.to_owned());
    }
    let mut holders = folder.with_uid(object.uid.as_deref());
    holders.find(|(name, _)| *name != item.name).map(|(name, _)| name.to_owned())
}

/// Whether any collection of the account has the UID.
fn account_holds_uid(context: &Context<'_>, item: &ItemRef, object: &StoredObject) -> bool {
    let id = &item.folder.id;
    let names = context.state.own_folders(&id.owner, id.kind);
    let ids = names.iter().map(|name| FolderId { name: name.clone(), ..id.clone() });
    let mut folders = ids.filter_map(|id| context.state.folder(&id));
    object.uid.is_some() && folders.any(|folder| folder.with_uid(object.uid.as_deref()).next().is_some())
}

fn uid_conflict(context: &Context<'_>, item: &ItemRef, name: &str) -> Refusal {
    let namespace = match item.folder.id.kind {
        FolderKind::Calendar => ns::CALDAV,
        FolderKind::Contacts => ns::CARDDAV,
    };
    let mut path = item.folder.path();
    path.push(name.to_owned());
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    Refusal::condition_about(403, namespace, "no-uid-conflict", context.href(&path, false))
}
