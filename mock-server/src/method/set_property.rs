//! Properties that can be set, parsed and applied.

use crate::fault::{Fault, Faults};
use crate::refusal::Refusal;
use crate::rewrite;
use crate::route::Context;
use crate::state::{FolderId, Settings, Switch};
use crate::xml::{Element, Name, child_elements, element_of, name_of, ns};

/// A property that changes how a folder is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Setting {
    DisplayName(String),
    /// `#` and eight hexadecimal digits, upper case.
    Color(String),
    Description(String),
    /// The time zone of a calendar as an iCalendar text.
    TimeZone(String),
    /// What a new calendar takes.
    Components(Vec<String>),
    Transparent(bool),
    Switch(Switch, bool),
    NotifiedUser(String),
    /// Accepted, and without any effect.
    Ignored,
    /// A property without a meaning to the server.
    Dead(Element),
    /// A property that is set no more.
    Removed(Name),
}

impl Setting {
    /// The properties that a new calendar takes from its MKCALENDAR; bad values are left out.
    pub(crate) fn parse_for_new(node: roxmltree::Node<'_, '_>, faults: &Faults) -> Option<Self> {
        let name = name_of(node);
        let text = node.text().unwrap_or_default();
        if name.is(ns::DAV, "displayname") && !text.is_empty() {
            Some(Self::DisplayName(text.to_owned()))
        } else if name.is(ns::APPLE_ICAL, "calendar-color") {
            color(text, faults.has(Fault::COLOR_NEEDS_ALPHA)).map(Self::Color)
        } else if name.is(ns::CALDAV, "calendar-description") && !faults.has(Fault::CALENDAR_DESCRIPTION_READ_ONLY) {
            Some(Self::Description(text.to_owned()))
        } else {
            None
        }
    }

    /// A property of a PROPPATCH on a calendar or address book.
    pub(crate) fn parse(
        context: &Context<'_>,
        is_calendar: bool,
        node: roxmltree::Node<'_, '_>,
    ) -> Result<Self, Refusal> {
        let name = name_of(node);
        let text = node.text().unwrap_or_default().to_owned();
        let bad = |text: &str| Refusal::message(400, text);
        match (&*name.namespace, &*name.local) {
            (ns::DAV, "displayname") if text.is_empty() => Err(Refusal::message(403, "Empty string")),
            (ns::DAV, "displayname") => Ok(Self::DisplayName(text)),
            (ns::APPLE_ICAL, "calendar-color") if is_calendar => color(&text, context.has(Fault::COLOR_NEEDS_ALPHA))
                .map(Self::Color)
                .ok_or_else(|| bad("Bad color format (should be '#XXXXXXXX').")),
            (ns::APPLE_ICAL, "calendar-order") | (ns::CALDAV, "calendar-timezone")
                if is_calendar && context.has(Fault::ORDER_AND_ZONE_IGNORED) =>
            {
                Ok(Self::Ignored)
            }
            (ns::CALDAV, "calendar-timezone") if is_calendar => {
                let zone = rewrite::stored_tree(text.as_bytes(), context.faults);
                let names_one = |calendar: rewrite::Element| calendar.elements().any(|zone| zone.name == "VTIMEZONE");
                if zone.is_some_and(names_one) {
                    Ok(Self::TimeZone(text))
                } else {
                    Err(Refusal::condition(403, ns::CALDAV, "valid-calendar-data"))
                }
            }
            (ns::CALDAV, "schedule-calendar-transp") if is_calendar => {
                let child = child_elements(node).next().map(name_of);
                match child.as_ref().map_or(text.trim(), |child| &*child.local) {
                    "opaque" => Ok(Self::Transparent(false)),
                    "transparent" => Ok(Self::Transparent(true)),
                    _ => Err(bad("Bad transparency value.")),
                }
            }
            (ns::CALDAV, "calendar-description") if !context.has(Fault::CALENDAR_DESCRIPTION_READ_ONLY) => {
                Ok(Self::Description(text))
            }
            (ns::CARDDAV, "addressbook-description") if !context.has(Fault::ADDRESSBOOK_DESCRIPTION_READ_ONLY) => {
                Ok(Self::Description(text))
            }
            (ns::INVERSE, "notified-user-on-personal-modifications") if is_calendar => Ok(Self::NotifiedUser(text)),
            (ns::INVERSE, local) if is_calendar && switch(local).is_some() => {
                let on = match text.trim() {
                    "true" | "1" => true,
                    "false" | "0" => false,
                    _ => return Err(bad("Bad boolean value.")),
                };
                switch(local).map(|switch| Self::Switch(switch, on)).ok_or_else(|| bad("Bad boolean value."))
            }
            (ns::DAV | ns::CALDAV | ns::CARDDAV | ns::CALENDARSERVER, _) => Err(read_only(&name)),
            _ if context.has(Fault::PROPPATCH_WITHOUT_DEAD_PROPERTIES) => Err(read_only(&name)),
            _ => Ok(Self::Dead(element_of(node))),
        }
    }
}

/// What the server calls its properties inside, which its refusals tell.
const INNER_NAMES: [(&str, &str, &str); 29] = [
    (ns::DAV, "acl", "davAcl"),
    (ns::DAV, "creationdate", "davCreationDate"),
    (ns::DAV, "current-user-principal", "davCurrentUserPrincipal"),
    (ns::DAV, "current-user-privilege-set", "davCurrentUserPrivilegeSet"),
    (ns::DAV, "displayname", "davDisplayName"),
    (ns::DAV, "getcontentlength", "davContentLength"),
    (ns::DAV, "getcontenttype", "davContentType"),
    (ns::DAV, "getetag", "davEntityTag"),
    (ns::DAV, "getlastmodified", "davLastModified"),
    (ns::DAV, "group-member-set", "davGroupMemberSet"),
    (ns::DAV, "owner", "davOwner"),
    (ns::DAV, "resourcetype", "davResourceType"),
    (ns::DAV, "sync-token", "davCollectionTag"),
    (ns::CALENDARSERVER, "getctag", "davCollectionTag"),
    (ns::CALDAV, "calendar-data", "davCalendarData"),
    (ns::CALDAV, "calendar-description", "davDescription"),
    (ns::CALDAV, "calendar-home-set", "davCalendarHomeSet"),
    (ns::CALDAV, "calendar-timezone", "davCalendarTimeZone"),
    (ns::CALDAV, "schedule-calendar-transp", "davScheduleCalendarTransparency"),
    (ns::CALDAV, "supported-calendar-component-set", "davCalendarComponentSet"),
    (ns::CARDDAV, "addressbook-description", "davDescription"),
    (ns::APPLE_ICAL, "calendar-color", "davCalendarColor"),
    (ns::APPLE_ICAL, "calendar-order", "davCalendarOrder"),
    (ns::INVERSE, "calendar-show-alarms", "davCalendarShowAlarms"),
    (ns::INVERSE, "events-default-classification", "davEventsDefaultClassification"),
    (ns::INVERSE, "tasks-default-classification", "davTasksDefaultClassification"),
    (ns::INVERSE, "contacts-categories", "davContactsCategories"),
    (ns::INVERSE, "notify-on-personal-modifications", "davNotifyOnPersonalModifications"),
    (ns::INVERSE, "notified-user-on-personal-modifications", "davNotifiedUserOnPersonalModifications"),
];

/// What removing a property comes to: what the server keeps itself cannot go.
pub(crate) fn removal(name: &Name) -> Result<Setting, Refusal> {
    let own = [
        (ns::DAV, "displayname"),
        (ns::CALDAV, "calendar-description"),
        (ns::CALDAV, "calendar-timezone"),
        (ns::CALDAV, "schedule-calendar-transp"),
        (ns::CARDDAV, "addressbook-description"),
    ];
    let is_own = own.iter().any(|(namespace, local)| name.is(namespace, local));
    let live = matches!(&*name.namespace, ns::DAV | ns::CALDAV | ns::CARDDAV | ns::CALENDARSERVER);
    if live && !is_own { Err(read_only(name)) } else { Ok(Setting::Removed(name.clone())) }
}

/// The refusal that names the property as the server calls it inside.
pub(crate) fn read_only(name: &Name) -> Refusal {
    let known = INNER_NAMES.iter().find(|(namespace, local, _)| name.is(namespace, local));
    let inner = match known {
        Some((_, _, inner)) => (*inner).to_owned(),
        None => format!("{{{}}}{}", name.namespace, name.local),
    };
    Refusal::message(403, format!("Property '{inner}' cannot be set."))
}

fn switch(local: &str) -> Option<Switch> {
    match local {
        "calendar-show-alarms" => Some(Switch::ShowAlarms),
        "notify-on-personal-modifications" => Some(Switch::NotifyOnPersonalModifications),
        "notify-on-external-modifications" => Some(Switch::NotifyOnExternalModifications),
        "notify-user-on-personal-modifications" => Some(Switch::NotifyUserOnPersonalModifications),
        _ => None,
    }
}

/// A color as it is read back: upper case, opaque.
fn color(text: &str, needs_alpha: bool) -> Option<String> {
    let digits = text.trim().strip_prefix('#')?;
    let sound = digits.chars().all(|digit| digit.is_ascii_hexdigit());
    let long = digits.len() == 8 || (digits.len() == 6 && !needs_alpha);
    (sound && long).then(|| format!("#{}FF", digits[..6].to_ascii_uppercase()))
}

/// Applies a setting to how the user sees a folder.
pub(crate) fn apply(context: &mut Context<'_>, id: &FolderId, setting: Setting) {
    let whose = match setting {
        Setting::Description(_) | Setting::TimeZone(_) | Setting::Components(_) => id.owner.clone(),
        Setting::DisplayName(_)
        | Setting::Color(_)
        | Setting::Transparent(_)
        | Setting::Switch(..)
        | Setting::NotifiedUser(_)
        | Setting::Ignored
        | Setting::Dead(_)
        | Setting::Removed(_) => context.login.clone(),
    };
    let settings = context.state.settings_mut(&whose, id);
    match setting {
        Setting::DisplayName(name) => {
            settings.display_name = Some(name);
            if context.faults.has(Fault::RENAME_RESETS_COLOR) {
                settings.color = None;
            }
        }
        Setting::Color(color) => settings.color = Some(color),
        Setting::Description(text) => settings.description = Some(text),
        Setting::Transparent(transparent) => settings.transparent = Some(transparent),
        Setting::Switch(switch, on) => {
            settings.switches.insert(switch, on);
        }
        Setting::NotifiedUser(user) => settings.notified_user = user,
        Setting::Ignored => {}
        Setting::TimeZone(text) => settings.time_zone = Some(text),
        Setting::Components(names) => settings.components = Some(names),
        Setting::Dead(element) => {
            settings.dead.insert(element.name.clone(), element);
        }
        Setting::Removed(name) => remove(settings, &name),
    }
}

fn remove(settings: &mut Settings, name: &Name) {
    match (&*name.namespace, &*name.local) {
        (ns::DAV, "displayname") => settings.display_name = None,
        (ns::APPLE_ICAL, "calendar-color") => settings.color = None,
        (ns::CALDAV, "calendar-description") | (ns::CARDDAV, "addressbook-description") => settings.description = None,
        (ns::CALDAV, "calendar-timezone") => settings.time_zone = None,
        (ns::CALDAV, "schedule-calendar-transp") => settings.transparent = None,
        _ => {
            settings.dead.remove(name);
        }
    }
}

/// When a property has its turn: not in the order of the request, but in that of a hash table. What cannot be set comes
/// first, except for the description.
pub(crate) fn turn(name: &Name) -> usize {
    const LATE: [(&str, &str); 5] = [
        (ns::CALDAV, "schedule-calendar-transp"),
        (ns::DAV, "displayname"),
        (ns::CALDAV, "calendar-description"),
        (ns::APPLE_ICAL, "calendar-color"),
        (ns::INVERSE, "calendar-show-alarms"),
    ];
    LATE.iter().position(|(namespace, local)| name.is(namespace, local)).map_or(0, |place| place + 1)
}
