//! Scheduling at work on the state of the server.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::Time;

use super::alarms;
use super::answer::{self, Answer, respond};
use super::delegate;
use super::delivery::{Action, Calendars, Delivery, Found, Scheduling};
use super::free_busy::{Period, Range, periods, reply};
use super::implicit;
use super::inbox;
use super::invitation::{answer_of, attendance, events, occurrence};
use super::outbox::{Question, read};
use crate::fault::Fault;
use crate::message::Response;
use crate::refusal::Refusal;
use crate::rewrite::{Directory, Element, Principal, StoredObject, calendar_object, stored_tree};
use crate::route::{Context, FolderRef, ItemRef};
use crate::state::{Access, Folder, FolderId, FolderKind, Rights, State};
use crate::temporal::{When, Zones};
use crate::xml::{escape, ns};

/// Days before and after today that the free/busy file covers.
const FILE_DAYS: i64 = 7;

/// What follows from storing `object` in place of `before`: copies of others change at once, and `object` itself may
/// change. Call it before the object is stored.
///
/// # Errors
/// The refusal of an attendee's PUT that does not fit to the organizer's event; nothing has changed then.
pub(crate) fn after_put(
    context: &mut Context<'_>,
    item: &ItemRef,
    before: Option<&StoredObject>,
    object: &mut StoredObject,
) -> Result<(), Refusal> {
    let acting = context.state.account(&context.login).map(|account| account.principal.clone());
    let deliveries = with_scheduling(context, item, |cx| {
        if let Some(acting) = acting.filter(|acting| acting.login != cx.owner.login) {
            delegate::sign(object, &acting, cx);
        }
        implicit::put(before, object, cx)
    })?;
    deliver(context, deliveries);
    Ok(())
}

/// An object with the reminders that another version of it has, where it has none itself.
pub(crate) fn with_alarms_of(context: &Context<'_>, object: StoredObject, before: &StoredObject) -> StoredObject {
    let trees = (stored_tree(&object.content, context.faults), stored_tree(&before.content, context.faults));
    let (Some(tree), Some(before)) = trees else {
        return object;
    };
    calendar_object(&alarms::with_those_of(tree, &before), object.kind, context.zone, context.faults)
}

/// What follows from deleting a calendar: the meetings in it are called off (RFC 6638 §3.2.3.2).
pub(crate) fn after_folder_delete(context: &mut Context<'_>, folder: &FolderRef) {
    if folder.id.kind != FolderKind::Calendar || context.has(Fault::CALENDAR_DELETION_CANCELS_NOTHING) {
        return;
    }
    let rows = context.state.folder(&folder.id).into_iter().flat_map(Folder::rows);
    let objects: Vec<(String, StoredObject)> = rows.map(|(name, row)| (name.to_owned(), row.object.clone())).collect();
    for (name, object) in objects {
        after_delete(context, &ItemRef { folder: folder.clone(), name }, &object);
    }
}

/// What follows from deleting `before`.
pub(crate) fn after_delete(context: &mut Context<'_>, item: &ItemRef, before: &StoredObject) {
    let deliveries = with_scheduling(context, item, |cx| implicit::delete(before, cx));
    deliver(context, deliveries);
}

/// What a responder's PUT makes of an object: the old one with the owner's answer.
///
/// # Errors
/// 403 if he changed anything else.
pub(crate) fn with_answer(
    context: &mut Context<'_>,
    item: &ItemRef,
    before: &StoredObject,
    sent: &StoredObject,
) -> Result<StoredObject, Refusal> {
    with_scheduling(context, item, |cx| {
        let (Some(mut tree), Some(sent)) = (cx.event_tree(before), cx.event_tree(sent)) else {
            return Ok(before.clone());
        };
        if !cx.faults.has(Fault::RESPONDER_CHANGES_DROPPED) && !answer::differs_by_answer_only(&tree, &sent) {
            return Err(Refusal::empty(403));
        }
        let answers: Vec<Answer> = events(&sent)
            .filter_map(|event| {
                let state = answer_of(attendance(event, cx.owner)?);
                Some(Answer { occurrence: occurrence(event).map(str::to_owned), state })
            })
            .collect();
        Ok(if respond(&mut tree, cx.owner, &answers) { cx.object(&tree) } else { before.clone() })
    })
}

/// The free/busy file of a user, as the asking user may see it.
pub(crate) fn free_busy_file(context: &Context<'_>, login: &str) -> Vec<u8> {
    let Some(principal) = context.state.account(login).map(|account| account.principal.clone()) else {
        return Vec::new();
    };
    let zones = Zones::of_system(context.zone);
    let today = zones.wall(context.now, context.zone).date();
    let midnight = |days: i64| {
        let day = today.checked_add(days.days()).unwrap_or(today);
        let at = When::Zoned(day.to_datetime(Time::midnight()), context.zone.to_owned());
        zones.seconds(&at).unwrap_or(context.now)
    };
    let range = Range { start: midnight(-FILE_DAYS), end: midnight(FILE_DAYS) };
    let busy = busy_time(context, &principal, &range);
    reply(None, &principal, &range, &busy, context.product_id, context.now, context.faults).into_bytes()
}

/// The busy time in one calendar between two Unix seconds, as the asking user may see it (RFC 4791 §7.10).
pub(crate) fn free_busy_of(context: &Context<'_>, id: &FolderId, (start, end): (i64, i64)) -> Vec<u8> {
    let owner = context.state.account(&id.owner).map(|account| account.principal.clone()).unwrap_or_default();
    let range = Range { start, end };
    let busy = periods(visible(context, id), &owner, &range, context.zone, context.faults);
    reply(None, &owner, &range, &busy, context.product_id, context.now, context.faults).into_bytes()
}

/// What the schedule outbox answers to a POST.
///
/// # Errors
/// 403 for what is no request for busy time, or one in the name of somebody else.
pub(crate) fn outbox(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let mut body = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
         <n1:schedule-response xmlns:n1=\"urn:ietf:params:xml:ns:caldav\" xmlns:D=\"DAV:\">",
    );
    let as_text = context.has(Fault::RECIPIENT_AS_TEXT);
    let mut answer = |recipient: &str, status: &str, data: Option<String>| {
        let data = data.map(|data| format!("<n1:calendar-data>{}</n1:calendar-data>", escape(&data)));
        let _ = write!(
            body,
            "<n1:response><n1:recipient>{}</n1:recipient><n1:request-status>{status}</n1:request-status>{}</n1:response>",
            if as_text { escape(recipient) } else { format!("<D:href>{}</D:href>", escape(recipient)) },
            data.unwrap_or_default()
        );
    };
    let Question { request, attendees, range } = read(&context.request.body, context.zone, context.faults)?;
    refuse_foreign_organizer(context, &request)?;
    let directory = context.state.principals();
    let told = if context.has(Fault::FIRST_ATTENDEE_COUNTS_ONLY) { 1 } else { attendees.len() };
    for address in attendees.iter().take(told) {
        match directory.by_address(address) {
            Some(principal) if is_closed(context, &principal) => answer(address, "3.8;No authority", None),
            Some(principal) => {
                let busy = busy_time(context, &principal, &range);
                let (product_id, now) = (context.product_id, context.now);
                let data = reply(Some(&request), &principal, &range, &busy, product_id, now, context.faults);
                answer(address, "2.0;Success", Some(data));
            }
            None => answer(address, "3.7;Invalid Calendar User", None),
        }
    }
    body.push_str("</n1:schedule-response>");
    Ok(Response::new(200).with_header("Content-Type", "application/xml; charset=utf-8").with_body(body))
}

/// Nobody asks in the name of somebody else (RFC 6638 §5.2: valid-organizer).
fn refuse_foreign_organizer(context: &Context<'_>, request: &Element) -> Result<(), Refusal> {
    let own = context.state.account(&context.login).zip(request.value("ORGANIZER"));
    let is_own = own.is_some_and(|(account, address)| account.principal.has_address(address));
    if is_own || context.is_superuser() || context.has(Fault::ANYBODY_ASKS_FOR_ANYBODY) {
        return Ok(());
    }
    Err(Refusal::condition(403, ns::CALDAV, "valid-organizer"))
}

/// Whether the asking user may see nothing at all of the calendars of another, who then does not look free.
fn is_closed(context: &Context<'_>, principal: &Principal) -> bool {
    let calendars = context.state.own_folders(&principal.login, FolderKind::Calendar);
    let sees = calendars.iter().any(|name| context.rights(&calendar_id(&principal.login, name)).any());
    !sees && !context.has(Fault::CLOSED_LOOKS_FREE)
}

/// The busy time of a user in his own opaque calendars, as far as the asking user may see it.
fn busy_time(context: &Context<'_>, principal: &Principal, range: &Range) -> Vec<Period> {
    let login = &principal.login;
    let mut objects: Vec<&StoredObject> = Vec::new();
    let calendars = context.state.own_folders(login, FolderKind::Calendar);
    let counted = if context.has(Fault::FIRST_CALENDAR_COUNTS_ONLY) { 1 } else { calendars.len() };
    for name in calendars.iter().take(counted) {
        let id = calendar_id(login, name);
        let transparent = context.state.settings(login, &id).and_then(|settings| settings.transparent);
        if transparent == Some(true) && !context.has(Fault::FREE_CALENDARS_COUNT_AS_BUSY) {
            continue;
        }
        objects.extend(visible(context, &id));
    }
    periods(objects.into_iter(), principal, range, context.zone, context.faults)
}

/// The objects of a calendar whose time the user may see.
fn visible<'a>(context: &'a Context<'_>, id: &FolderId) -> impl Iterator<Item = &'a StoredObject> {
    let rights = if context.has(Fault::FREE_BUSY_IGNORES_RIGHTS) { Rights::ALL } else { context.rights(id) };
    let rows = context.state.folder(id).into_iter().flat_map(Folder::rows);
    rows.map(|(_, row)| &row.object).filter(move |object| rights.on(object.class) >= Access::DateAndTime)
}

fn with_scheduling<T>(context: &Context<'_>, item: &ItemRef, call: impl FnOnce(&Scheduling<'_>) -> T) -> T {
    let directory = context.state.principals();
    let login = &item.folder.id.owner;
    let owner = context.state.account(login).map_or_else(
        || Principal { login: login.clone(), name: login.clone(), mails: Vec::new() },
        |account| account.principal.clone(),
    );
    call(&Scheduling {
        owner: &owner,
        name: &item.name,
        directory: &directory,
        calendars: &*context.state,
        zone: context.zone,
        now: context.now,
        faults: context.faults,
    })
}

fn deliver(context: &mut Context<'_>, deliveries: Vec<Delivery>) {
    let now = context.now;
    for delivery in deliveries {
        if !context.has(Fault::INBOX_ALWAYS_EMPTY) {
            inbox::notify(context, &delivery);
        }
        let id = calendar_id(&delivery.login, &delivery.calendar);
        if is_forgotten(context, &delivery, &id) {
            continue;
        }
        let twice = context.has(Fault::DELIVERED_TWICE);
        let guests = !context.has(Fault::DELIVERED_WITHOUT_GUESTS);
        let Some(folder) = context.state.folder_mut(&id) else {
            continue;
        };
        match delivery.action {
            Action::Put(mut object) => {
                if !guests {
                    object.content = without_guests(&object.content);
                }
                if twice {
                    folder.put(&format!("again-{}", delivery.name), object.clone(), now);
                }
                folder.put(&delivery.name, object, now);
            }
            Action::Delete => {
                folder.remove(&delivery.name, now);
            }
        }
    }
}

/// Whether a delivery never arrives.
fn is_forgotten(context: &Context<'_>, delivery: &Delivery, id: &FolderId) -> bool {
    let known = context.state.folder(id).is_some_and(|folder| folder.row(&delivery.name).is_some());
    context.has(match (&delivery.action, known) {
        (Action::Delete, _) => Fault::CANCELLATIONS_NOT_DELIVERED,
        (Action::Put(_), true) => Fault::UPDATES_NOT_DELIVERED,
        (Action::Put(_), false) => Fault::INVITATIONS_NOT_DELIVERED,
    })
}

/// The text without its guests.
fn without_guests(content: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(content).replace("\r\n ", "");
    let kept = text.split_inclusive('\n').filter(|line| !line.starts_with("ATTENDEE"));
    kept.collect::<String>().into_bytes()
}

impl Calendars for State {
    fn find(&self, login: &str, uid: &str) -> Option<Found> {
        self.own_folders(login, FolderKind::Calendar).iter().find_map(|calendar| {
            let folder = self.folder(&calendar_id(login, calendar))?;
            let (name, row) = folder.with_uid(Some(uid)).next()?;
            Some(Found { calendar: calendar.clone(), name: name.to_owned(), object: row.object.clone() })
        })
    }
}

fn calendar_id(owner: &str, name: &str) -> FolderId {
    FolderId { owner: owner.to_owned(), kind: FolderKind::Calendar, name: name.to_owned() }
}
