//! From the body of a PUT to a row, and everything that follows from it.

use crate::damage::damage_content;
use crate::property::{etag, schedule_tag};
use crate::refusal::Refusal;
use crate::rewrite::{self, StoreContext, StoredObject};
use crate::route::{Context, ItemRef};
use crate::schedule;
use crate::state::{FolderId, FolderKind};
use crate::xml::ns;

/// An object on its way into a folder.
pub(crate) struct Incoming<'a> {
    pub(crate) item: &'a ItemRef,
    pub(crate) before: Option<StoredObject>,
    pub(crate) object: StoredObject,
}

/// What became of an object.
pub(crate) struct Stored {
    /// Its entity tag, with quotes.
    pub(crate) tag: String,
    /// Its schedule tag, with quotes, if it is a meeting.
    pub(crate) schedule_tag: Option<String>,
    /// The text as GET serves it.
    pub(crate) content: Vec<u8>,
}

/// Reads the body of the request as what the folder holds.
pub(crate) fn read(
    context: &mut Context<'_>,
    id: &FolderId,
    existing: Option<&StoredObject>,
) -> Result<StoredObject, Refusal> {
    let (body, content_type) = (&context.request.body, context.request.header("Content-Type"));
    let body = &*damage_content(context.damages, body);
    let object = with_store_context(context, |cx| match id.kind {
        FolderKind::Calendar => rewrite::store_calendar(body, content_type, existing, cx),
        FolderKind::Contacts => rewrite::store_card(body, content_type, existing, cx),
    })?;
    let settings = context.state.settings(&id.owner, id);
    let taken = settings.and_then(|settings| settings.components.as_ref());
    match (taken, object.kind.component()) {
        (Some(taken), Some(component)) if !taken.iter().any(|name| name == component) => {
            Err(Refusal::condition(403, ns::CALDAV, "supported-calendar-component"))
        }
        _ => Ok(object),
    }
}

/// Calls what needs to know the world around a stored object.
pub(crate) fn with_store_context<T>(context: &mut Context<'_>, call: impl FnOnce(&mut StoreContext<'_>) -> T) -> T {
    let settings = context.state.home_settings(&context.login);
    let directory = context.state.principals();
    let now = context.now;
    let state = &mut *context.state;
    let mut fresh = || fresh_uid(now, state.next_serial());
    call(&mut StoreContext {
        directory: &directory,
        zone: context.zone,
        now,
        event_class: settings.event_class,
        task_class: settings.task_class,
        faults: context.faults,
        fresh: &mut fresh,
    })
}

/// A UID as the server makes them: `B21-6B040E00-435-1CE91D4`.
fn fresh_uid(now: i64, serial: u64) -> String {
    format!(
        "{:X}-{now:X}-{serial:X}-{:X}",
        0xB21,
        serial.wrapping_mul(0x9E37_79B9).wrapping_add(0x01CE_91D4) & 0x0FFF_FFFF
    )
}

/// Stores an object with everything that follows for others.
///
/// # Errors
/// The refusal of an attendee's object that does not fit to its organizer's.
pub(crate) fn store(context: &mut Context<'_>, incoming: Incoming<'_>) -> Result<Stored, Refusal> {
    let Incoming { item, before, mut object } = incoming;
    schedule::after_put(context, item, before.as_ref(), &mut object)?;
    store_quietly(context, item, object)
}

/// Stores an object and tells nobody.
pub(crate) fn store_quietly(
    context: &mut Context<'_>,
    item: &ItemRef,
    object: StoredObject,
) -> Result<Stored, Refusal> {
    let now = context.now;
    let folder = context.state.folder_mut(&item.folder.id).ok_or_else(Refusal::missing_object)?;
    let row = folder.put(&item.name, object, now).clone();
    if context.login == item.folder.id.owner {
        folder.note_own_change();
    }
    let schedule_tag = schedule_tag(context, &row);
    Ok(Stored { tag: etag(&row, context.faults), schedule_tag, content: row.object.content })
}

/// Removes an object with everything that follows for others.
pub(crate) fn remove(context: &mut Context<'_>, item: &ItemRef) -> Result<(), Refusal> {
    let object = remove_quietly(context, item)?;
    schedule::after_delete(context, item, &object);
    Ok(())
}

/// Removes an object and tells nobody.
pub(crate) fn remove_quietly(context: &mut Context<'_>, item: &ItemRef) -> Result<StoredObject, Refusal> {
    let now = context.now;
    let folder = context.state.folder_mut(&item.folder.id).ok_or_else(Refusal::missing_object)?;
    let row = folder.remove(&item.name, now).ok_or_else(Refusal::missing_object)?;
    if context.login == item.folder.id.owner {
        folder.note_own_change();
    }
    Ok(row.object)
}
