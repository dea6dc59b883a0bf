//! What a PUT or DELETE does to the calendars of others.

use crate::fault::Faults;
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
    /// The object that holds this tree.
    pub(crate) fn object(&self, calendar: &Element) -> StoredObject {
        calendar_object(calendar, ObjectKind::Event, self.zone, self.faults)
    }

    /// Puts a tree where the user has the event already, otherwise into his default calendar under the same name.
    pub(crate) fn put(&self, login: &str, uid: &str, calendar: &Element) -> Delivery {
        let (folder, name) = match self.calendars.find(login, uid) {
            Some(found) => (found.calendar, found.name),
            None => ("personal".to_owned(), self.name.to_owned()),
        };
        Delivery { login: login.to_owned(), calendar: folder, name, action: Action::Put(self.object(calendar)) }
    }

    /// Deletes the user's copy, if he has one.
    pub(crate) fn delete(&self, login: &str, uid: &str) -> Option<Delivery> {
        let found = self.calendars.find(login, uid)?;
        Some(Delivery { login: login.to_owned(), calendar: found.calendar, name: found.name, action: Action::Delete })
    }
}

/// The tree of an event; `None` for other objects.
pub(crate) fn event_tree(object: &StoredObject) -> Option<Element> {
    match object.kind {
        ObjectKind::Event => stored_tree(&object.content),
        ObjectKind::Task | ObjectKind::Card | ObjectKind::List => None,
    }
}
