//! What a PUT or DELETE does to the calendars of others.

use super::alarms;
use super::invitation::organizer;
use crate::fault::{Fault, Faults};
use crate::rewrite::{Directory, Element, ObjectKind, Principal, StoredObject, calendar_object, stored_tree};

/// A change in the calendar of another user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Delivery {
    /// Whose calendar.
    pub(crate) login: String,
    /// The name of the calendar.
    pub(crate) calendar: String,
    /// The name of the object resource.
    pub(crate) name: String,
    /// What happens to it.
    pub(crate) action: Action,
    /// What the user is told by it.
    pub(crate) method: Method,
}

/// What a scheduling message is (RFC 5546 §1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// An invitation or an update.
    Request,
    /// An answer.
    Reply,
    /// There is no meeting any more, or not for this user.
    Cancel,
}

impl Method {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Reply => "REPLY",
            Self::Cancel => "CANCEL",
        }
    }
}

/// What happens to an object of another user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// It is stored or replaced.
    Put(StoredObject),
    /// It is deleted.
    Delete,
}

/// An object that was found by its UID.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The name of the calendar.
    pub(crate) calendar: String,
    /// The name of the object resource.
    pub(crate) name: String,
    /// The object.
    pub(crate) object: StoredObject,
}

/// The calendars of all users, searched by UID.
pub(crate) trait Calendars {
    /// The event with this UID in one of the user's own calendars.
    fn find(&self, login: &str, uid: &str) -> Option<Found>;
}

/// What scheduling needs to know of the world around an object.
pub(crate) struct Scheduling<'a> {
    /// The owner of the calendar that is written to.
    pub(crate) owner: &'a Principal,
    /// The name of the object resource.
    pub(crate) name: &'a str,
    /// Everybody on the server.
    pub(crate) directory: &'a dyn Directory,
    /// Everybody's calendars.
    pub(crate) calendars: &'a dyn Calendars,
    /// Where floating times are read.
    pub(crate) zone: &'a str,
    /// Unix seconds.
    pub(crate) now: i64,
    /// How the server deviates.
    pub(crate) faults: &'a Faults,
}

impl Scheduling<'_> {
    /// The tree of an event; `None` for other objects.
    pub(crate) fn event_tree(&self, object: &StoredObject) -> Option<Element> {
        match object.kind {
            ObjectKind::Event => stored_tree(&object.content, self.faults),
            ObjectKind::Task | ObjectKind::FreeBusy | ObjectKind::Card | ObjectKind::List => None,
        }
    }

    /// The object that holds this tree.
    pub(crate) fn object(&self, calendar: &Element) -> StoredObject {
        calendar_object(calendar, ObjectKind::Event, self.zone, self.faults)
    }

    /// Puts a tree where the user has the event already, otherwise into his default calendar under the same name.
    /// `None` if what he has is somebody else's meeting.
    pub(crate) fn put(&self, login: &str, uid: &str, calendar: Element) -> Option<Delivery> {
        let found = self.calendars.find(login, uid);
        if found.as_ref().is_some_and(|found| self.is_foreign(found)) {
            return None;
        }
        let calendar = self.with_alarms_of(calendar, found.as_ref());
        let (folder, name) = match found {
            Some(found) => (found.calendar, found.name),
            None => ("personal".to_owned(), self.name.to_owned()),
        };
        let action = Action::Put(self.object(&calendar));
        Some(Delivery { login: login.to_owned(), calendar: folder, name, action, method: Method::Request })
    }

    /// Deletes the user's copy, if he has one.
    pub(crate) fn delete(&self, login: &str, uid: &str) -> Option<Delivery> {
        let found = self.calendars.find(login, uid).filter(|found| !self.is_foreign(found))?;
        Some(Delivery {
            login: login.to_owned(),
            calendar: found.calendar,
            name: found.name,
            action: Action::Delete,
            method: Method::Cancel,
        })
    }

    /// Whether a copy belongs to a meeting of another organizer, whose UID it is (RFC 6638 §11.2).
    fn is_foreign(&self, found: &Found) -> bool {
        let other = |tree: &Element| organizer(tree).is_none_or(|address| !self.owner.has_address(address));
        !self.faults.has(Fault::UID_TAKES_MEETINGS_OVER) && self.event_tree(&found.object).as_ref().is_some_and(other)
    }

    /// The reminders of the organizer stay with him, those of the guest with the guest.
    fn with_alarms_of(&self, calendar: Element, copy: Option<&Found>) -> Element {
        let calendar = if self.faults.has(Fault::ALARMS_TRAVEL) { calendar } else { alarms::without(calendar) };
        match copy.and_then(|copy| self.event_tree(&copy.object)) {
            Some(copy) if !self.faults.has(Fault::UPDATE_DROPS_GUEST_ALARMS) => alarms::with_those_of(calendar, &copy),
            Some(_) | None => calendar,
        }
    }
}
