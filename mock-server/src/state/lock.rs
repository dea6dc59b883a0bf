//! Exclusive write locks (RFC 4918 §6, §7).

use crate::xml::Element;

use super::folder::FolderId;

/// What a lock is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LockRoot {
    Folder(FolderId),
    /// An object by its name.
    Item(FolderId, String),
}

/// A lock that somebody holds.
#[derive(Debug, Clone)]
pub(crate) struct Lock {
    pub(crate) root: LockRoot,
    /// Whether the lock of a collection is one of its members too: `Depth: infinity`.
    pub(crate) deep: bool,
    pub(crate) token: String,
    /// The user who took it.
    pub(crate) login: String,
    /// The `owner` element by which the client calls him.
    pub(crate) owner: Option<Element>,
    /// The encoded path on which it was taken.
    pub(crate) href: String,
}

/// What a request is about to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// The state of something that stays where it is.
    Itself(LockRoot),
    /// Which members a collection has: the one of this name comes or goes.
    Member(FolderId, String),
    /// A collection with all that is in it.
    Whole(FolderId),
}

impl Lock {
    /// Whether the change needs the token of this lock.
    pub(crate) fn guards(&self, change: &Change) -> bool {
        match (change, &self.root) {
            (Change::Itself(LockRoot::Item(folder, _)), LockRoot::Folder(own)) => self.deep && folder == own,
            (Change::Itself(root), own) => root == own,
            (Change::Member(folder, name), LockRoot::Item(own, own_name)) => folder == own && name == own_name,
            (Change::Member(folder, _), LockRoot::Folder(own))
            | (Change::Whole(folder), LockRoot::Folder(own) | LockRoot::Item(own, _)) => folder == own,
        }
    }
}
