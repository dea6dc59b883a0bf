//! Properties that can be set, parsed and applied.

use crate::quirk::Quirk;
use crate::refusal::Refusal;
use crate::route::Context;
use crate::state::{FolderId, Switch};
use crate::xml::{Name, child_elements, name_of, ns};

/// A property that changes how a folder is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Setting {
    DisplayName(String),
    /// `#` and eight hexadecimal digits, upper case.
    Color(String),
    Description(String),
    Transparent(bool),
    Switch(Switch, bool),
    NotifiedUser(String),
    /// Accepted, and without any effect.
    Ignored,
    /// A property without a meaning to the server.
    Dead(Name, String),
}

impl Setting {
    /// The properties that a new calendar takes from its MKCALENDAR; bad values are left out.
    pub(crate) fn parse_for_new(node: roxmltree::Node<'_, '_>) -> Option<Self> {
        let name = name_of(node);
        let text = node.text().unwrap_or_default();
        if name.is(ns::DAV, "displayname") && !text.is_empty() {
            Some(Self::DisplayName(text.to_owned()))
        } else if name.is(ns::APPLE_ICAL, "calendar-color") {
            color(text, true).map(Self::Color)
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
            (ns::APPLE_ICAL, "calendar-color") if is_calendar => {
                color(&text, context.has(Quirk::ColorNeedsAlpha))
                    .map(Self::Color)
                    .ok_or_else(|| bad("Bad color format (should be '#XXXXXXXX')."))
            }
            (ns::APPLE_ICAL, "calendar-order") | (ns::CALDAV, "calendar-timezone")
                if is_calendar =>
            {
                Ok(Self::Ignored)
            }
            (ns::CALDAV, "schedule-calendar-transp") if is_calendar => {
                let word = child_elements(node).next().map(name_of);
                match word.as_ref().map(|word| &*word.local) {
                    Some("opaque") => Ok(Self::Transparent(false)),
                    Some("transparent") => Ok(Self::Transparent(true)),
                    Some(_) | None => Err(bad("Bad transparency value.")),
                }
            }
            (ns::CALDAV, "calendar-description") | (ns::CARDDAV, "addressbook-description")
                if !context.has(Quirk::DescriptionReadOnly) =>
            {
                Ok(Self::Description(text))
            }
            (ns::INVERSE, "notified-user-on-personal-modifications") if is_calendar => {
                Ok(Self::NotifiedUser(text))
            }
            (ns::INVERSE, local) if is_calendar && switch(local).is_some() => {
                let on = match text.trim() {
                    "true" | "1" => true,
                    "false" | "0" => false,
                    _ => return Err(bad("Bad boolean value.")),
                };
                switch(local)
                    .map(|switch| Self::Switch(switch, on))
                    .ok_or_else(|| bad("Bad boolean value."))
            }
            (ns::DAV | ns::CALDAV | ns::CARDDAV | ns::CALENDARSERVER, _) => Err(read_only(&name)),
            _ if context.has(Quirk::ProppatchWithoutDeadProperties) => Err(read_only(&name)),
            _ => Ok(Self::Dead(name, text)),
        }
    }
}

/// The refusal that names the property as the server calls it inside.
pub(crate) fn read_only(name: &Name) -> Refusal {
    let inner = match (&*name.namespace, &*name.local) {
        (ns::CALDAV, "calendar-description") | (ns::CARDDAV, "addressbook-description") => {
            "davDescription".to_owned()
        }
        (ns::CALDAV, "supported-calendar-component-set") => "davCalendarComponentSet".to_owned(),
        (ns::DAV, "getetag") => "davEntityTag".to_owned(),
        (ns::DAV, "group-member-set") => "davGroupMemberSet".to_owned(),
        (ns::DAV, "displayname") => "davDisplayName".to_owned(),
        (namespace, local) => format!("{{{namespace}}}{local}"),
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
    let login = context.login.clone();
    let settings = context.state.settings_mut(&login, id);
    match setting {
        Setting::DisplayName(name) => settings.display_name = Some(name),
        Setting::Color(color) => settings.color = Some(color),
        Setting::Description(text) => settings.description = Some(text),
        Setting::Transparent(transparent) => settings.transparent = Some(transparent),
        Setting::Switch(switch, on) => {
            settings.switches.insert(switch, on);
        }
        Setting::NotifiedUser(user) => settings.notified_user = user,
        Setting::Ignored => {}
        Setting::Dead(name, text) => {
            settings.dead.insert(name, text);
        }
    }
}
