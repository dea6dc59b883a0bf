//! What a path can lead to.

use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::state::{FolderId, FolderKind};

use super::context::Context;

/// Something that exists and that the user may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Resource {
    /// The service root.
    Root,
    /// A user's principal and home.
    Principal { user: String },
    /// A pseudo group of those who may read or write a user's calendars.
    Proxy { user: String, access: ProxyAccess },
    /// A calendar-home-set or addressbook-home-set.
    Home { user: String, kind: FolderKind },
    /// The mail account, without anything in it.
    Mail { user: String },
    /// The free/busy file.
    FreeBusy { user: String },
    /// The pseudo schedule inbox.
    Inbox { user: String },
    /// The schedule outbox; SOGo has none of its own.
    Outbox { user: String },
    /// The global address book.
    Directory { user: String },
    /// A user in the global address book.
    DirectoryCard { user: String, login: String },
    /// A calendar or address book.
    Folder(FolderRef),
    /// A whole calendar as one file.
    Export { folder: FolderRef, format: ExportFormat },
    /// An object resource.
    Item(ItemRef),
    /// One component of a calendar object resource.
    Component { item: ItemRef, part: Part },
}

/// A component of a calendar object, as the path below the object names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The first one.
    Master,
    /// The override of the occurrence that would begin at this Unix second.
    Occurrence(i64),
}

/// What the segment of an override begins with, in the server's own spelling.
const OCCURRENCE: &str = "occurence";

impl Part {
    /// The part that a path segment names.
    pub(crate) fn parse(segment: &str) -> Option<Self> {
        match segment.strip_prefix(OCCURRENCE) {
            Some(seconds) => seconds.parse().ok().map(Self::Occurrence),
            None => (segment == "master").then_some(Self::Master),
        }
    }

    /// The path segment.
    pub(crate) fn segment(self) -> String {
        match self {
            Self::Master => "master".to_owned(),
            Self::Occurrence(seconds) => format!("{OCCURRENCE}{seconds}"),
        }
    }
}

/// A collection, and by which path it was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FolderRef {
    pub(crate) id: FolderId,
    /// The user in whose home it was found.
    pub(crate) home: String,
    /// Its name there; for a subscribed folder not the same as its own.
    pub(crate) segment: String,
}

impl FolderRef {
    pub(crate) fn is_subscribed(&self) -> bool {
        self.home != self.id.owner
    }

    /// The decoded path below the DAV root.
    pub(crate) fn path(&self) -> Vec<String> {
        vec![self.home.clone(), self.id.kind.segment().to_owned(), self.segment.clone()]
    }
}

/// An object resource by folder and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemRef {
    pub(crate) folder: FolderRef,
    pub(crate) name: String,
}

/// Which of the two pseudo groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProxyAccess {
    Read,
    Write,
}

impl ProxyAccess {
    pub(crate) fn segment(self) -> &'static str {
        match self {
            Self::Read => "calendar-proxy-read",
            Self::Write => "calendar-proxy-write",
        }
    }
}

/// The two formats of a whole calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportFormat {
    ICalendar,
    Xml,
}

impl ExportFormat {
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::ICalendar => "text/calendar",
            Self::Xml => "application/xml+calendar",
        }
    }
}

/// Where a path stops to lead anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Absent {
    /// Nothing of that kind.
    Nowhere { path: Vec<String> },
    /// No such thing in a user's home.
    InPrincipal { user: String, name: String },
    /// No such collection in a home, or one that the user may not see.
    InHome { user: String, kind: FolderKind, name: String, hidden: bool, path: Vec<String> },
    /// Something below a collection that is not there or not to be seen.
    BelowHome { path: Vec<String>, folder: FolderId, hidden: bool },
    /// No such object in a collection.
    InFolder(ItemRef),
    /// Nothing below an object.
    BelowItem { item: ItemRef, path: Vec<String> },
    /// No such object in the pseudo inbox, which has none.
    InInbox { user: String },
    /// No such user in the global address book.
    InDirectory,
    /// No such mail folder.
    InMail,
}

impl Absent {
    /// The answer to whoever only wanted to read.
    pub(crate) fn refusal(&self) -> Refusal {
        match self {
            Self::Nowhere { path }
            | Self::BelowItem { path, .. }
            | Self::InHome { path, .. }
            | Self::BelowHome { path, .. } => Refusal::unresolved(path),
            Self::InPrincipal { .. } | Self::InInbox { .. } => Refusal::missing_object(),
            Self::InFolder(item) => match item.folder.id.kind {
                FolderKind::Calendar => Refusal::missing_object(),
                FolderKind::Contacts => missing_card(),
            },
            Self::InDirectory | Self::InMail => missing_card(),
        }
    }
}

impl Absent {
    /// The answer to whoever wanted to put something there: the parent is missing (RFC 4918 §9.7.1), or somebody else's,
    /// of which nothing is said.
    pub(crate) fn as_parent(&self, context: &Context<'_>) -> Refusal {
        let own = |path: &[String]| path.first() == Some(&context.login) || context.is_superuser();
        match self {
            _ if context.has(Fault::MISSING_PARENT_IS_NOT_FOUND) => self.refusal(),
            Self::Nowhere { path } | Self::InHome { path, .. } | Self::BelowHome { path, .. } if own(path) => {
                Refusal::empty(409)
            }
            Self::BelowItem { .. } => Refusal::empty(409),
            Self::Nowhere { .. }
            | Self::InPrincipal { .. }
            | Self::InHome { .. }
            | Self::BelowHome { .. }
            | Self::InFolder(_)
            | Self::InInbox { .. }
            | Self::InDirectory
            | Self::InMail => Refusal::empty(403),
        }
    }
}

fn missing_card() -> Refusal {
    Refusal::page(404, "the requested object could not be found!")
}
