//! What a fault is.

use std::cmp::Ordering;
use std::fmt;

use super::area;
use super::profile::Profile;

/// One deviation that the mock shows or not.
#[derive(Clone, Copy)]
pub struct Fault(pub(super) &'static Entry);

/// What the catalogue says about a fault.
pub(super) struct Entry {
    pub(super) constant: &'static str,
    pub(super) description: &'static str,
    pub(super) symptom: &'static str,
    pub(super) area: Area,
    pub(super) origin: &'static str,
    pub(super) shown_by: &'static [Profile],
}

impl Fault {
    /// Every fault, in the order of the areas and of their declaration.
    pub fn all() -> impl Iterator<Item = Self> {
        area::ALL.iter().copied().flatten().copied()
    }

    /// The fault with this id.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Self> {
        Self::all().find(|fault| fault.id() == id)
    }

    /// The stable name: `delete-ignores-if-match`.
    #[must_use]
    pub fn id(self) -> String {
        self.0.constant.to_ascii_lowercase().replace('_', "-")
    }

    /// One sentence about what the server does.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.0.description.trim_start()
    }

    /// What somebody who syncs with such a server would see.
    #[must_use]
    pub fn symptom(self) -> &'static str {
        self.0.symptom
    }

    /// The folder of the pack whose cases should see it first.
    #[must_use]
    pub fn area(self) -> Area {
        self.0.area
    }

    /// Where the defect is known from: `L…` and `PUT-22` are deviations of SOGo 5.8, `H…` defects of earlier versions,
    /// `transport` what happens between server and client, `generic` a kind of defect that any server can have.
    #[must_use]
    pub fn origin(self) -> &'static str {
        self.0.origin
    }

    /// Whether it lies between server and client, so that only a socket shows it.
    #[must_use]
    pub fn needs_socket(self) -> bool {
        crate::front::needs_socket(self)
    }

    /// The servers that show it.
    #[must_use]
    pub fn shown_by(self) -> &'static [Profile] {
        self.0.shown_by
    }
}

impl PartialEq for Fault {
    fn eq(&self, other: &Self) -> bool {
        self.0.constant == other.0.constant
    }
}

impl Eq for Fault {}

impl PartialOrd for Fault {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fault {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.constant.cmp(other.0.constant)
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.constant)
    }
}

/// A part of what a server does, named after the pack's folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// Finding the service and what it offers.
    Discovery,
    /// The URL space.
    Paths,
    /// HTTP and XML themselves.
    Wire,
    /// Logging in.
    Auth,
    /// PROPFIND and PROPPATCH.
    Properties,
    /// Making and deleting collections.
    Collections,
    /// Storing, reading, moving and deleting objects.
    Objects,
    /// ETags and conditional requests.
    Conditional,
    /// What must be refused, and how.
    Preconditions,
    /// sync-collection.
    Sync,
    /// The collection tag.
    Ctag,
    /// Queries and searches.
    Query,
    /// Multigets.
    Multiget,
    /// Nothing exists twice.
    Duplicates,
    /// What comes back is what was stored.
    Roundtrip,
    /// Who may do what.
    Permissions,
    /// What the server says about who may do what.
    Privileges,
    /// Access lists and subscriptions.
    Sharing,
    /// Invitations and answers.
    Scheduling,
    /// Free/busy.
    Freebusy,
}

impl Area {
    /// Every area.
    pub const ALL: &'static [Self] = &[
        Self::Discovery,
        Self::Paths,
        Self::Wire,
        Self::Auth,
        Self::Properties,
        Self::Collections,
        Self::Objects,
        Self::Conditional,
        Self::Preconditions,
        Self::Sync,
        Self::Ctag,
        Self::Query,
        Self::Multiget,
        Self::Duplicates,
        Self::Roundtrip,
        Self::Permissions,
        Self::Privileges,
        Self::Sharing,
        Self::Scheduling,
        Self::Freebusy,
    ];

    /// The name of the pack's folder.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Discovery => "discovery",
            Self::Paths => "paths",
            Self::Wire => "wire",
            Self::Auth => "auth",
            Self::Properties => "properties",
            Self::Collections => "collections",
            Self::Objects => "objects",
            Self::Conditional => "conditional",
            Self::Preconditions => "preconditions",
            Self::Sync => "sync",
            Self::Ctag => "ctag",
            Self::Query => "query",
            Self::Multiget => "multiget",
            Self::Duplicates => "duplicates",
            Self::Roundtrip => "roundtrip",
            Self::Permissions => "permissions",
            Self::Privileges => "privileges",
            Self::Sharing => "sharing",
            Self::Scheduling => "scheduling",
            Self::Freebusy => "freebusy",
        }
    }
}
