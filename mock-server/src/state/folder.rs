//! Collections and their rows.

use std::collections::{BTreeMap, BTreeSet};

use crate::rewrite::StoredObject;

/// What a home holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum FolderKind {
    Calendar,
    Contacts,
}

impl FolderKind {
    /// The path segment of the home.
    pub(crate) fn segment(self) -> &'static str {
        match self {
            Self::Calendar => "Calendar",
            Self::Contacts => "Contacts",
        }
    }
}

/// Names a collection for good; outlives it in access lists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FolderId {
    pub(crate) owner: String,
    pub(crate) kind: FolderKind,
    pub(crate) name: String,
}

/// An object resource.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) object: StoredObject,
    /// Counts the writes since the row was made.
    pub(crate) version: u32,
    /// Unix seconds.
    pub(crate) created: i64,
    /// Unix seconds.
    pub(crate) changed: i64,
    /// The number of the change in the folder, never used twice.
    pub(crate) revision: u64,
}

#[derive(Debug, Clone, Copy)]
struct Tombstone {
    deleted: i64,
    revision: u64,
}

/// A collection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folder {
    rows: BTreeMap<String, Row>,
    /// Each row's UID with its name, so that who holds a UID is found without a look at every row.
    uids: BTreeSet<(Option<String>, String)>,
    tombstones: BTreeMap<String, Tombstone>,
    last_change: Option<i64>,
    /// The second in which it was made.
    made: i64,
    /// Where the numbers of its changes begin: no two collections share any.
    first_revision: u64,
    revision: u64,
    /// The number of the last change by the owner.
    own_revision: u64,
}

/// One member that changed.
#[derive(Debug)]
pub(crate) struct SyncChange<'a> {
    pub(crate) name: &'a str,
    /// `None` if the member is gone.
    pub(crate) row: Option<&'a Row>,
    /// Unix seconds.
    pub(crate) at: i64,
    pub(crate) revision: u64,
}

impl Folder {
    /// The collection that is the `serial`th to be made, in the second `made`.
    pub(crate) fn new(serial: u64, made: i64) -> Self {
        let first_revision = serial << 32;
        Self { made, first_revision, revision: first_revision, own_revision: first_revision, ..Self::default() }
    }

    pub(crate) fn row(&self, name: &str) -> Option<&Row> {
        self.rows.get(name)
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = (&str, &Row)> {
        self.rows.iter().map(|(name, row)| (name.as_str(), row))
    }

    /// The rows with this UID by name, or those without one.
    pub(crate) fn with_uid(&self, uid: Option<&str>) -> impl Iterator<Item = (&str, &Row)> {
        let first = (uid.map(str::to_owned), String::new());
        let holders = self.uids.range(first..).take_while(move |(held, _)| held.as_deref() == uid);
        holders.map(|(_, name)| (name.as_str(), &self.rows[name]))
    }

    /// Stores an object; a new row begins with version 0, an old one counts on.
    pub(crate) fn put(&mut self, name: &str, object: StoredObject, now: i64) -> &Row {
        self.revision += 1;
        let (version, created) = match self.rows.get(name) {
            Some(row) => (row.version + 1, row.created),
            None => (0, now),
        };
        self.tombstones.remove(name);
        self.last_change = Some(now);
        let uid = object.uid.clone();
        let row = Row { object, version, created, changed: now, revision: self.revision };
        if let Some(before) = self.rows.insert(name.to_owned(), row) {
            self.uids.remove(&(before.object.uid, name.to_owned()));
        }
        self.uids.insert((uid, name.to_owned()));
        &self.rows[name]
    }

    /// Removes an object and remembers that it was there.
    pub(crate) fn remove(&mut self, name: &str, now: i64) -> Option<Row> {
        let row = self.rows.remove(name)?;
        self.uids.remove(&(row.object.uid.clone(), name.to_owned()));
        self.revision += 1;
        self.last_change = Some(now);
        self.tombstones.insert(name.to_owned(), Tombstone { deleted: now, revision: self.revision });
        Some(row)
    }

    /// The second of the last change of the collection or of a member.
    pub(crate) fn changed(&self) -> i64 {
        self.last_change.unwrap_or(self.made)
    }

    /// The second of the last change, deletions included; `None` if nothing was ever stored.
    pub(crate) fn last_change(&self) -> Option<i64> {
        self.last_change
    }

    /// The number before the first change.
    pub(crate) fn first_revision(&self) -> u64 {
        self.first_revision
    }

    /// The number of the last change.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// Notes that it was the owner who made the last change.
    pub(crate) fn note_own_change(&mut self) {
        self.own_revision = self.revision;
    }

    /// The number of the last change that the owner made.
    pub(crate) fn own_revision(&self) -> u64 {
        self.own_revision
    }

    /// Everything whose last change is later than that second; the dead too unless all is asked for.
    pub(crate) fn changes_since(&self, second: i64) -> Vec<SyncChange<'_>> {
        let live = self.rows.iter().filter(move |(_, row)| row.changed > second).map(|(name, row)| SyncChange {
            name,
            row: Some(row),
            at: row.changed,
            revision: row.revision,
        });
        let dead = self.tombstones.iter().filter(move |(_, tombstone)| second > 0 && tombstone.deleted > second).map(
            |(name, tombstone)| SyncChange { name, row: None, at: tombstone.deleted, revision: tombstone.revision },
        );
        live.chain(dead).collect()
    }

    /// Everything that changed after that revision; the dead too unless it is the very first.
    pub(crate) fn changes_after(&self, revision: u64) -> Vec<SyncChange<'_>> {
        let live = self.rows.iter().filter(move |(_, row)| row.revision > revision).map(|(name, row)| SyncChange {
            name,
            row: Some(row),
            at: row.changed,
            revision: row.revision,
        });
        let all = revision == self.first_revision;
        live.chain(self.dead_after(revision).filter(|_| !all)).collect()
    }

    /// Everything that went away after that revision.
    pub(crate) fn dead_after(&self, revision: u64) -> impl Iterator<Item = SyncChange<'_>> {
        self.tombstones.iter().filter(move |(_, tombstone)| tombstone.revision > revision).map(|(name, tombstone)| {
            SyncChange { name, row: None, at: tombstone.deleted, revision: tombstone.revision }
        })
    }

    /// Forgets that an object of that name was ever there.
    pub(crate) fn forget(&mut self, name: &str) {
        self.tombstones.remove(name);
    }

    /// Counts every object as changed.
    pub(crate) fn touch(&mut self) {
        self.revision += 1;
        for row in self.rows.values_mut() {
            row.revision = self.revision;
        }
    }
}
