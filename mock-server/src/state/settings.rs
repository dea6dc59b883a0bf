//! What each user chose for himself.

use std::collections::BTreeMap;

use crate::rewrite::Class;

/// How one user sees one folder.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub(crate) display_name: Option<String>,
    /// Eight hexadecimal digits and a `#`.
    pub(crate) color: Option<String>,
    pub(crate) description: Option<String>,
    /// The time zone of the calendar as an iCalendar text.
    pub(crate) time_zone: Option<String>,
    /// The components that the calendar takes, if not all.
    pub(crate) components: Option<Vec<String>>,
    pub(crate) transparent: Option<bool>,
    pub(crate) switches: BTreeMap<Switch, bool>,
    pub(crate) notified_user: String,
    /// Properties without a meaning to the server (RFC 4918 §4.2); never filled with SOGo's faults.
    pub(crate) dead: BTreeMap<crate::xml::Name, crate::xml::Element>,
}

/// The settings that are on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Switch {
    ShowAlarms,
    NotifyOnPersonalModifications,
    NotifyOnExternalModifications,
    NotifyUserOnPersonalModifications,
}

/// What one user chose for all his folders.
#[derive(Debug, Clone, Default)]
pub(crate) struct HomeSettings {
    pub(crate) event_class: Class,
    pub(crate) task_class: Class,
    pub(crate) categories: Vec<String>,
}
