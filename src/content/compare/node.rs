use std::collections::BTreeMap;

use super::fact::{Fact, digest};
use crate::component::Component;
use crate::document::Kind;

/// A component with what it says, in a form that order and writing do not change.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    /// In upper case.
    pub(crate) name: String,
    /// By property name in upper case.
    pub(crate) facts: BTreeMap<String, Vec<Fact<'a>>>,
    pub(crate) children: Vec<Node<'a>>,
    /// Equal for components that say the same; only used to pair them.
    pub(crate) digest: u64,
}

impl<'a> Node<'a> {
    pub(crate) fn read(kind: Kind, component: &'a Component) -> Self {
        let mut facts: BTreeMap<String, Vec<Fact<'a>>> = BTreeMap::new();
        for fact in component.properties.iter().flat_map(|property| Fact::read(kind, property)) {
            facts.entry(fact.name.clone()).or_default().push(fact);
        }
        let children: Vec<_> = component.components.iter().map(|inner| Self::read(kind, inner)).collect();
        let name = component.name.to_ascii_uppercase();
        let mut digests: Vec<_> = facts.values().flatten().map(Fact::digest).collect();
        digests.sort_unstable();
        let mut inner: Vec<_> = children.iter().map(|child| child.digest).collect();
        inner.sort_unstable();
        let digest = digest(&(&name, digests, inner));
        Self { name, facts, children, digest }
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// The first fact of this name, which is in upper case.
    pub(crate) fn fact(&self, name: &str) -> Option<&Fact<'a>> {
        self.facts.get(name)?.first()
    }

    pub(crate) fn raw(&self, name: &str) -> Option<&'a str> {
        self.fact(name).map(|fact| fact.raw)
    }

    /// What tells this component from others of its name, if something does (RFC 5545 §3.8.4.4, §3.8.4.7, §3.8.3.1).
    pub(crate) fn identity(&self) -> Option<u64> {
        match self.name.as_str() {
            "VTIMEZONE" => self.raw("TZID").map(|zone| digest(&("VTIMEZONE", zone))),
            "VALARM" => {
                let uid = self.raw("UID").or_else(|| self.raw("X-WR-ALARMUID"))?;
                Some(digest(&("VALARM", uid)))
            }
            _ => {
                let uid = self.raw("UID")?;
                let recurrence = self.fact("RECURRENCE-ID").map(|fact| &fact.meaning);
                Some(digest(&(&self.name, uid, recurrence)))
            }
        }
    }

    /// Whether its order is all that tells it from its namesakes; an alarm's UID may be lost without it being another alarm.
    pub(crate) fn is_anonymous(&self) -> bool {
        self.is("VALARM") || self.identity().is_none()
    }

    /// Equal for alarms and unnamed components that are probably the same one: by action, trigger and start.
    pub(crate) fn likeness(&self) -> u64 {
        let action = self.fact("ACTION").map(|fact| &fact.meaning);
        let trigger = self.fact("TRIGGER").map(|fact| &fact.meaning);
        let start = self.fact("DTSTART").map(|fact| &fact.meaning);
        digest(&(&self.name, action, trigger, start))
    }

    /// One step of a path: `VEVENT[uid=…]`, `VALARM[2]`; `position` counts its namesakes from 1, if there are several.
    pub(crate) fn label(&self, position: Option<usize>) -> String {
        let short = |text: &str| text.chars().take(80).collect::<String>();
        let name = &self.name;
        match (self.raw("TZID"), self.raw("UID"), self.raw("RECURRENCE-ID"), position) {
            (Some(zone), ..) if self.is("VTIMEZONE") => format!("{name}[tzid={}]", short(zone)),
            (_, Some(uid), Some(occurrence), _) if !self.is("VALARM") => {
                format!("{name}[uid={},recurrence-id={}]", short(uid), short(occurrence))
            }
            (_, Some(uid), None, _) if !self.is("VALARM") => format!("{name}[uid={}]", short(uid)),
            (.., Some(position)) => format!("{name}[{position}]"),
            (.., None) => name.clone(),
        }
    }

    /// What an administrator calls it.
    pub(crate) fn words(&self) -> String {
        match (self.name.as_str(), self.raw("RECURRENCE-ID")) {
            ("VCALENDAR", _) => "the calendar".to_owned(),
            ("VCARD", _) => "the card".to_owned(),
            ("VLIST", _) => "the contact list".to_owned(),
            ("VEVENT", None) => "the event".to_owned(),
            ("VEVENT", Some(occurrence)) => format!("the occurrence {occurrence} of the event"),
            ("VTODO", None) => "the task".to_owned(),
            ("VTODO", Some(occurrence)) => format!("the occurrence {occurrence} of the task"),
            ("VJOURNAL", _) => "the journal entry".to_owned(),
            ("VFREEBUSY", _) => "the free/busy information".to_owned(),
            ("VALARM", _) => "the alarm".to_owned(),
            ("VTIMEZONE", _) => format!("the time zone {}", self.raw("TZID").unwrap_or("without TZID")),
            ("STANDARD", _) => "the standard time".to_owned(),
            ("DAYLIGHT", _) => "the daylight saving time".to_owned(),
            (name, _) => format!("the component {name}"),
        }
    }

    /// What it is about, for a reader who must find it again: summary, or action and trigger.
    pub(crate) fn gist(&self) -> Option<String> {
        if let Some(summary) = self.raw("SUMMARY").or_else(|| self.raw("FN")) {
            return Some(crate::value::unescape(summary));
        }
        match (self.raw("ACTION"), self.raw("TRIGGER")) {
            (Some(action), Some(trigger)) => Some(format!("{action} {trigger}")),
            (Some(only), None) | (None, Some(only)) => Some(only.to_owned()),
            (None, None) => self.raw("UID").map(str::to_owned),
        }
    }
}
