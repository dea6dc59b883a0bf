//! The members of a collection, as this user and this client see them.

use crate::fault::Fault;
use crate::property::{overrides, sorted_folders};
use crate::route::{
    Agent, Context, ExportFormat, FolderRef, ItemRef, Part, ProxyAccess, Resource, inbox_folder, is_list,
};
use crate::state::{Access, Folder, FolderId, FolderKind};

/// A member with its path segment.
pub(crate) struct Member {
    pub(crate) segment: String,
    pub(crate) collection: bool,
    pub(crate) resource: Resource,
}

impl Member {
    fn collection(segment: &str, resource: Resource) -> Self {
        Self { segment: segment.to_owned(), collection: true, resource }
    }

    fn file(segment: &str, resource: Resource) -> Self {
        Self { segment: segment.to_owned(), collection: false, resource }
    }
}

impl Member {
    /// Whether it is a file that the server makes up from other things.
    pub(crate) fn is_plain_file(&self) -> bool {
        matches!(self.resource, Resource::FreeBusy { .. } | Resource::Export { .. })
    }
}

/// Names of the web application that show through as users whom nobody is.
const APPLICATION: [&str; 8] = ["so", "wo", "x", "WebServerResources", "ControlPanel", "y", "dav", "RPC2"];

pub(crate) fn members(context: &Context<'_>, resource: &Resource) -> Vec<Member> {
    match resource {
        Resource::Root if context.has(Fault::UNKNOWN_USER_IS_ANONYMOUS) => APPLICATION
            .iter()
            .map(|name| {
                let user = "anonymous".to_owned();
                Member::collection(name, Resource::Principal { user })
            })
            .collect(),
        Resource::Root => vec![Member::collection(&context.login, Resource::Principal { user: context.login.clone() })],
        Resource::Principal { user } => in_principal(context, user),
        Resource::Home { user, kind: FolderKind::Calendar } => in_calendar_home(context, user),
        Resource::Home { user, kind: FolderKind::Contacts } => in_contacts_home(context, user),
        Resource::Folder(folder) => in_folder(context, folder),
        Resource::Directory { user } => context
            .state
            .accounts()
            .iter()
            .map(|account| {
                let (user, login) = (user.clone(), account.principal.login.clone());
                Member::file(&login.clone(), Resource::DirectoryCard { user, login })
            })
            .collect(),
        Resource::Item(item) if item.folder.id.kind == FolderKind::Calendar => {
            let parts = std::iter::once(Part::Master).chain(overrides(context, item));
            parts.map(|part| Member::file(&part.segment(), Resource::Component { item: item.clone(), part })).collect()
        }
        Resource::Inbox { user } if !context.has(Fault::INBOX_ALWAYS_EMPTY) => in_folder(context, &inbox_folder(user)),
        Resource::Proxy { .. }
        | Resource::Mail { .. }
        | Resource::Inbox { .. }
        | Resource::Outbox { .. }
        | Resource::FreeBusy { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Item(_)
        | Resource::Component { .. } => Vec::new(),
    }
}

fn in_principal(context: &Context<'_>, user: &str) -> Vec<Member> {
    let user = user.to_owned();
    let home = |kind: FolderKind| {
        let user = user.clone();
        Member::collection(kind.segment(), Resource::Home { user, kind })
    };
    let mut members = vec![
        Member::file("freebusy.ifb", Resource::FreeBusy { user: user.clone() }),
        home(FolderKind::Calendar),
        home(FolderKind::Contacts),
        Member::collection("Mail", Resource::Mail { user: user.clone() }),
    ];
    if context.agent().is_ical_like() || !context.has(Fault::LISTING_BY_USER_AGENT) {
        for access in [ProxyAccess::Write, ProxyAccess::Read] {
            let user = user.clone();
            members.push(Member::collection(access.segment(), Resource::Proxy { user, access }));
        }
    }
    members
}

fn in_calendar_home(context: &Context<'_>, user: &str) -> Vec<Member> {
    let folders: Vec<FolderRef> = visible_folders(context, user, FolderKind::Calendar);
    let mut members = Vec::new();
    if context.agent().is_ical_like() {
        let user = user.to_owned();
        if !folders.iter().any(|folder| folder.segment == "inbox") {
            members.push(Member::collection("inbox", Resource::Inbox { user }));
        }
    } else if context.has(Fault::EXPORTS_LISTED) {
        for folder in &folders {
            for (extension, format) in [("ics", ExportFormat::ICalendar), ("xml", ExportFormat::Xml)] {
                let folder = folder.clone();
                let segment = format!("{}.{extension}", folder.segment);
                members.push(Member::file(&segment, Resource::Export { folder, format }));
            }
        }
    }
    let is_delegate = context.agent().is_ical_like() && context.login != user;
    members.extend(
        folders
            .into_iter()
            .filter(|folder| {
                !is_delegate || context.is_superuser() || context.state.is_subscribed(&context.login, &folder.id)
            })
            .map(folder_member),
    );
    if !context.agent().is_ical_like() {
        members.extend(subscribed(context, user, FolderKind::Calendar));
    }
    members
}

fn in_contacts_home(context: &Context<'_>, user: &str) -> Vec<Member> {
    let mut members: Vec<Member> =
        visible_folders(context, user, FolderKind::Contacts).into_iter().map(folder_member).collect();
    if context.agent().sees_default_book_only() {
        members.retain(|member| member.segment == "personal");
    } else {
        members.extend(subscribed(context, user, FolderKind::Contacts));
    }
    let own = context.login == user || context.is_superuser();
    if own && !context.agent().hides_directory() {
        let user = user.to_owned();
        members.push(Member::collection("directory", Resource::Directory { user }));
    }
    members
}

fn visible_folders(context: &Context<'_>, user: &str, kind: FolderKind) -> Vec<FolderRef> {
    sorted_folders(context, user, kind)
        .into_iter()
        .map(|name| FolderRef {
            id: FolderId { owner: user.to_owned(), kind, name: name.clone() },
            home: user.to_owned(),
            segment: name,
        })
        .filter(|folder| context.rights(&folder.id).any())
        .collect()
}

fn subscribed(context: &Context<'_>, user: &str, kind: FolderKind) -> Vec<Member> {
    if context.login != user && !context.is_superuser() {
        return Vec::new();
    }
    context
        .state
        .subscriptions(user, kind)
        .into_iter()
        .map(|subscription| {
            folder_member(FolderRef { id: subscription.folder, home: user.to_owned(), segment: subscription.segment })
        })
        .collect()
}

fn folder_member(folder: FolderRef) -> Member {
    Member::collection(&folder.segment.clone(), Resource::Folder(folder))
}

fn in_folder(context: &Context<'_>, folder: &FolderRef) -> Vec<Member> {
    let hides_lists = context.agent() == Agent::MacContacts;
    let rights = context.rights(&folder.id);
    let rows = context.state.folder(&folder.id).into_iter();
    rows.flat_map(Folder::rows)
        .filter(|(_, row)| rights.on(row.object.class) > Access::None)
        .filter(|(name, _)| !((hides_lists && is_list(name)) || context.hides_list(name)))
        .map(|(name, _)| {
            let item = ItemRef { folder: folder.clone(), name: name.to_owned() };
            Member::file(name, Resource::Item(item))
        })
        .collect()
}
