//! What the server remembers: accounts, folders with their rows, access lists, subscriptions, settings.

mod account;
mod folder;
mod lock;
mod rights;
mod settings;
mod store;

pub(crate) use account::Account;
pub use account::User;
pub(crate) use folder::{Folder, FolderId, FolderKind, Row, SyncChange};
pub(crate) use lock::{Change, Lock, LockRoot};
pub(crate) use rights::{Access, EVERYBODY, Rights, Roles};
pub(crate) use settings::{Settings, Switch};
pub(crate) use store::State;
