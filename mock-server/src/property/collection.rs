//! Properties of home-sets, calendars and address books (RFC 4791 §5.2, RFC 6352 §6.2).

use crate::fault::Fault;
use crate::rewrite;
use crate::route::{Context, FolderRef};
use crate::state::{FolderId, FolderKind, Settings, Switch};
use crate::temporal::vtimezone;
use crate::xml::{Element, Name, ns};

use super::capabilities;

/// The calendars of those who chose no color.
const DEFAULT_COLOR: &str = "#AAAAAAFF";

pub(crate) fn home(
    context: &Context<'_>,
    user: &str,
    kind: FolderKind,
    name: &Name,
    element: &Element,
) -> Option<Element> {
    let settings = context.state.home_settings(user);
    match (kind, &*name.namespace, &*name.local) {
        (FolderKind::Calendar, ns::CALDAV, "supported-calendar-component-set") => {
            Some(components(element, &["VEVENT", "VTODO"]))
        }
        (FolderKind::Calendar, ns::INVERSE, "events-default-classification") => {
            Some(element.clone().text(settings.event_class.word()))
        }
        (FolderKind::Calendar, ns::INVERSE, "tasks-default-classification") => {
            Some(element.clone().text(settings.task_class.word()))
        }
        (FolderKind::Contacts, ns::INVERSE, "contacts-categories") => {
            let categories =
                settings.categories.into_iter().map(|category| Element::new(ns::INVERSE, "category").text(category));
            Some(element.clone().children(categories))
        }
        _ => None,
    }
}

pub(crate) fn folder(context: &Context<'_>, folder: &FolderRef, name: &Name, element: &Element) -> Option<Element> {
    let text = |text: String| Some(element.clone().text(text));
    let settings = context.state.settings(&context.login, &folder.id);
    if let Some(dead) = settings.and_then(|settings| settings.dead.get(name)) {
        return Some(dead.clone());
    }
    if let Some(value) = of_all_users(context, folder, name, element) {
        return Some(value);
    }
    match (&*name.namespace, &*name.local) {
        (ns::DAV, "sync-token") => text(sync_token(context, &folder.id)),
        (ns::CALENDARSERVER, "getctag") => text(ctag(context, &folder.id)),
        _ => match folder.id.kind {
            FolderKind::Contacts if context.has(Fault::CAPABILITIES_UNTOLD) => None,
            FolderKind::Contacts => capabilities::of_address_book(name, element),
            FolderKind::Calendar => match (&*name.namespace, &*name.local) {
                (ns::CALDAV, "schedule-calendar-transp") => {
                    let transparent =
                        settings.and_then(|settings| settings.transparent).unwrap_or_else(|| folder.is_subscribed());
                    let word = if transparent { "transparent" } else { "opaque" };
                    Some(element.clone().child(Element::new(ns::CALDAV, word)))
                }
                (ns::APPLE_ICAL, "calendar-order") => text(order(context, folder).to_string()),
                (ns::DAV, "resource-id") => text(resource_id(context, folder)),
                (ns::INVERSE, local) if of_notification(local) && context.has(Fault::NOTIFICATIONS_OF_OWNER_ONLY) => {
                    let settings = context.state.settings(&folder.id.owner, &folder.id);
                    calendar(context, settings, true, name, element)
                }
                _ => {
                    let shows_alarms = !context.state.is_subscribed(&context.login, &folder.id);
                    calendar(context, settings, shows_alarms, name, element)
                }
            },
        },
    }
}

/// What a collection has from its owner, for whoever looks (RFC 4791 §5.2, RFC 6352 §6.2.1).
fn of_all_users(context: &Context<'_>, folder: &FolderRef, name: &Name, element: &Element) -> Option<Element> {
    let settings = context.state.settings(&folder.id.owner, &folder.id)?;
    let text = |value: &Option<String>| value.as_ref().map(|value| element.clone().text(value.as_str()));
    match (folder.id.kind, &*name.namespace, &*name.local) {
        (FolderKind::Calendar, ns::CALDAV, "calendar-description")
        | (FolderKind::Contacts, ns::CARDDAV, "addressbook-description") => text(&settings.description),
        (FolderKind::Calendar, ns::CALDAV, "calendar-timezone") => text(&settings.time_zone),
        (FolderKind::Calendar, ns::CALDAV, "supported-calendar-component-set") => {
            settings.components.as_ref().map(|names| {
                let comp = |name: &String| Element::new(ns::CALDAV, "comp").attribute("name", name.as_str());
                element.clone().children(names.iter().map(comp))
            })
        }
        _ => None,
    }
}

pub(crate) fn inbox(context: &Context<'_>, user: &str, name: &Name, element: &Element) -> Option<Element> {
    let text = |text: &str| Some(element.clone().text(text));
    let href = |folder: &str| Element::href(context.href(&[user, "Calendar", folder], true));
    match (&*name.namespace, &*name.local) {
        (ns::DAV, "sync-token") | (ns::CALENDARSERVER, "getctag") => text("-1"),
        (ns::CALDAV, "schedule-default-calendar-URL") => Some(element.clone().child(href("personal"))),
        (ns::CALDAV, "calendar-free-busy-set") => {
            let folders = sorted_folders(context, user, FolderKind::Calendar);
            Some(element.clone().children(folders.iter().map(|name| href(name))))
        }
        (ns::CALDAV, "schedule-calendar-transp") => Some(element.clone().child(Element::new(ns::CALDAV, "opaque"))),
        (ns::APPLE_ICAL, "calendar-order") => text("0"),
        (ns::DAV, "resource-id") => text(&format!("urn:uuid:{user}:calendars:inbox")),
        _ => calendar(context, None, true, name, element),
    }
}

/// Whether the property is one of those that say who is told of changes.
pub(crate) fn of_notification(local: &str) -> bool {
    local.starts_with("notify-") || local.starts_with("notified-")
}

/// What real calendars and the pseudo inbox have in common.
fn calendar(
    context: &Context<'_>,
    settings: Option<&Settings>,
    shows_alarms: bool,
    name: &Name,
    element: &Element,
) -> Option<Element> {
    let text = |text: String| Some(element.clone().text(text));
    let switch = |switch, default| {
        let on = settings.and_then(|settings| settings.switches.get(&switch).copied());
        text(on.unwrap_or(default).to_string())
    };
    if let Some(value) = capabilities::of_calendar(context, name, element) {
        return Some(value);
    }
    match (&*name.namespace, &*name.local) {
        (ns::CALDAV, "calendar-timezone") => text(zone_calendar(context)),
        (ns::CALDAV, "supported-calendar-component-set") => {
            Some(components(element, &["VEVENT", "VFREEBUSY", "VTODO"]))
        }
        (ns::CALDAV, "calendar-description") | (ns::CARDDAV, "addressbook-description") => Some(element.clone()),
        (ns::APPLE_ICAL, "calendar-color") => {
            let color = settings.and_then(|settings| settings.color.clone());
            text(color.unwrap_or_else(|| DEFAULT_COLOR.to_owned()))
        }
        (ns::INVERSE, "calendar-show-alarms") => switch(Switch::ShowAlarms, shows_alarms),
        (ns::INVERSE, "notify-on-personal-modifications") => switch(Switch::NotifyOnPersonalModifications, false),
        (ns::INVERSE, "notify-on-external-modifications") => switch(Switch::NotifyOnExternalModifications, false),
        (ns::INVERSE, "notify-user-on-personal-modifications") => {
            switch(Switch::NotifyUserOnPersonalModifications, false)
        }
        (ns::INVERSE, "notified-user-on-personal-modifications") => {
            let user = settings.map(|settings| settings.notified_user.clone())?;
            (!user.is_empty()).then(|| element.clone().text(user))
        }
        _ => None,
    }
}

impl FolderRef {
    /// Whether the user looks at somebody else's folder.
    pub(crate) fn is_foreign(&self, context: &Context<'_>) -> bool {
        context.login != self.id.owner
    }
}

/// The name of a folder as the user of the request sees it.
pub(crate) fn folder_name(context: &Context<'_>, id: &FolderId) -> String {
    folder_name_for(context, &context.login, id)
}

/// The name of a folder as somebody sees it.
pub(crate) fn folder_name_for(context: &Context<'_>, login: &str, id: &FolderId) -> String {
    let named_by = |login: &str| context.state.settings(login, id)?.display_name.clone();
    named_by(login).unwrap_or_else(|| {
        let name = named_by(&id.owner).unwrap_or_else(|| id.name.clone());
        match context.state.account(&id.owner) {
            Some(owner) if id.owner != login => {
                let mail = owner.principal.mails.first().cloned().unwrap_or_default();
                format!("{name} ({} <{mail}>)", owner.principal.name)
            }
            Some(_) | None => name,
        }
    })
}

/// The names of a user's own folders, the default one first, the others by display name.
pub(crate) fn sorted_folders(context: &Context<'_>, user: &str, kind: FolderKind) -> Vec<String> {
    let mut names = context.state.own_folders(user, kind).to_vec();
    names.sort_by_cached_key(|name| {
        let id = FolderId { owner: user.to_owned(), kind, name: name.clone() };
        (name != "personal", folder_name(context, &id).to_lowercase())
    });
    names
}

fn order(context: &Context<'_>, folder: &FolderRef) -> usize {
    let own = sorted_folders(context, &context.login, FolderKind::Calendar);
    let position = if folder.is_foreign(context) {
        let subscriptions = context.state.subscriptions(&context.login, FolderKind::Calendar);
        subscriptions
            .iter()
            .position(|subscription| subscription.folder == folder.id)
            .map(|position| own.len() + position)
    } else {
        own.iter().position(|name| *name == folder.id.name)
    };
    position.map_or(0, |position| position + 1)
}

fn resource_id(context: &Context<'_>, folder: &FolderRef) -> String {
    let name = if context.has(Fault::RESOURCE_ID_OF_THE_PATH) { &folder.segment } else { &folder.id.name };
    format!("urn:uuid:{}:calendars:{name}", folder.id.owner)
}

/// The second of the last change, or -1.
pub(crate) fn ctag(context: &Context<'_>, id: &FolderId) -> String {
    let folder = context.state.folder(id);
    if context.has(Fault::SYNC_TOKEN_SECONDS) {
        let last_change = folder.and_then(crate::state::Folder::last_change);
        last_change.unwrap_or(-1).to_string()
    } else if context.has(Fault::CTAG_CHANGES_BY_ITSELF) {
        format!("{}-{}", folder.map_or(0, crate::state::Folder::revision), context.now)
    } else if context.has(Fault::CTAG_COUNTS_OBJECTS) {
        folder.map_or(0, |folder| folder.rows().count()).to_string()
    } else if context.has(Fault::CTAG_OVERLOOKS_OTHERS) {
        folder.map_or(0, crate::state::Folder::own_revision).to_string()
    } else {
        folder.map_or(0, crate::state::Folder::revision).to_string()
    }
}

/// The token that a sync-collection report would give, more or less.
pub(crate) fn sync_token(context: &Context<'_>, id: &FolderId) -> String {
    if context.has(Fault::SYNC_TOKEN_SECONDS) {
        ctag(context, id)
    } else {
        format!("{SYNC_TOKEN_PREFIX}{}", ctag(context, id))
    }
}

/// What makes a token a URI (RFC 6578 §4).
pub(crate) const SYNC_TOKEN_PREFIX: &str = "urn:davproof-mock:sync:";

fn components(element: &Element, names: &[&'static str]) -> Element {
    element.clone().children(names.iter().map(|name| Element::new(ns::CALDAV, "comp").attribute("name", *name)))
}

/// The definition of the zone as a calendar of its own.
fn zone_calendar(context: &Context<'_>) -> String {
    let mut calendar = rewrite::Element::new("VCALENDAR");
    calendar.push("PRODID", "-//Inverse inc./SOGo 5.8.0//EN");
    calendar.push("VERSION", "2.0");
    if let Some(zone) = vtimezone(context.zone) {
        calendar.children.push(rewrite::Child::Element(zone));
    }
    String::from_utf8_lossy(&rewrite::to_bytes(&calendar, context.faults)).into_owned()
}
