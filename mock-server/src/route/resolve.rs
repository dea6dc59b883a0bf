//! Walking a path.

use crate::fault::Fault;
use crate::rewrite::Directory as _;
use crate::state::{FolderId, FolderKind, State};

use super::context::Context;
use super::resource::{Absent, ExportFormat, FolderRef, ItemRef, Part, ProxyAccess, Resource};
use crate::property::has_part;

/// The user whom nobody is.
const ANONYMOUS: &str = "anonymous";

/// The segment of the global address book.
const DIRECTORY: &str = "directory";

/// The segment of the pseudo schedule inbox.
const INBOX: &str = "inbox";

/// The segment of the schedule outbox.
const OUTBOX: &str = "outbox";

/// What the decoded segments below the DAV root lead to.
///
/// # Errors
/// Where the path stops to lead anywhere that the user may see.
pub(crate) fn resolve(context: &Context<'_>, segments: &[String]) -> Result<Resource, Absent> {
    let Some((user, rest)) = segments.split_first() else {
        return Ok(Resource::Root);
    };
    let Some(user) = canonical_user(context, user) else {
        return Err(Absent::Nowhere { path: segments.to_vec() });
    };
    let Some((part, rest)) = rest.split_first() else {
        return Ok(Resource::Principal { user });
    };
    let kind = match part.as_str() {
        "Calendar" => FolderKind::Calendar,
        "Contacts" => FolderKind::Contacts,
        part => return in_principal(user, part, rest, segments),
    };
    let Some((name, rest)) = rest.split_first() else {
        return Ok(Resource::Home { user, kind });
    };
    let resource = in_home(context, user, kind, name, segments, rest.is_empty())?;
    let found = rest.iter().try_fold(resource, |resource, name| below(context, resource, name, segments));
    match found {
        Err(Absent::InFolder(item))
            if rest.last() != Some(&item.name) && !context.has(Fault::PUT_BELOW_ITEM_WRITES_ITEM) =>
        {
            Err(Absent::BelowItem { item, path: segments.to_vec() })
        }
        found => found,
    }
}

/// The login that a path segment stands for: itself, the owner of that mail address, or the pseudo user.
pub(crate) fn canonical_user(context: &Context<'_>, segment: &str) -> Option<String> {
    if context.state.account(segment).is_some() {
        return Some(segment.to_owned());
    }
    if let Some(principal) = context.state.by_address(segment) {
        return Some(principal.login);
    }
    let anonymous = context.has(Fault::UNKNOWN_USER_IS_ANONYMOUS) && segment != "public";
    anonymous.then(|| ANONYMOUS.to_owned())
}

fn in_principal(user: String, part: &str, rest: &[String], segments: &[String]) -> Result<Resource, Absent> {
    let resource = match part {
        "Mail" if !rest.is_empty() => return Err(Absent::InMail),
        "Mail" => Resource::Mail { user },
        "freebusy.ifb" => Resource::FreeBusy { user },
        "calendar-proxy-read" => Resource::Proxy { user, access: ProxyAccess::Read },
        "calendar-proxy-write" => Resource::Proxy { user, access: ProxyAccess::Write },
        name => {
            return Err(Absent::InPrincipal { user, name: name.to_owned() });
        }
    };
    if rest.is_empty() { Ok(resource) } else { Err(nowhere(segments)) }
}

fn in_home(
    context: &Context<'_>,
    user: String,
    kind: FolderKind,
    name: &str,
    segments: &[String],
    is_last: bool,
) -> Result<Resource, Absent> {
    let id = FolderId { owner: user.clone(), kind, name: name.to_owned() };
    let messages = kind == FolderKind::Calendar && name == INBOX && !context.has(Fault::INBOX_ALWAYS_EMPTY);
    let exists = context.state.folder(&id).is_some() && !messages;
    if exists && context.rights(&id).any() {
        return Ok(Resource::Folder(FolderRef { id, home: user, segment: name.to_owned() }));
    }
    if !exists {
        match (kind, name) {
            (FolderKind::Calendar, INBOX) => return Ok(Resource::Inbox { user }),
            (FolderKind::Calendar, OUTBOX) if !context.has(Fault::OUTBOX_IS_CALENDAR) => {
                return Ok(Resource::Outbox { user });
            }
            (FolderKind::Contacts, DIRECTORY) => return Ok(Resource::Directory { user }),
            (FolderKind::Calendar | FolderKind::Contacts, _) => {}
        }
        if let Some(resource) = subscribed(context, &user, kind, name).or_else(|| export(context, &user, kind, name)) {
            return Ok(resource);
        }
    }
    Err(if is_last {
        Absent::InHome { user, kind, name: name.to_owned(), hidden: exists, path: segments.to_vec() }
    } else {
        Absent::BelowHome { path: segments.to_vec(), folder: id, hidden: exists }
    })
}

fn subscribed(context: &Context<'_>, user: &str, kind: FolderKind, name: &str) -> Option<Resource> {
    if context.login != user && !is_superuser(context.state, &context.login) {
        return None;
    }
    let subscription =
        context.state.subscriptions(user, kind).into_iter().find(|subscription| subscription.segment == name)?;
    Some(Resource::Folder(FolderRef { id: subscription.folder, home: user.to_owned(), segment: name.to_owned() }))
}

fn export(context: &Context<'_>, user: &str, kind: FolderKind, name: &str) -> Option<Resource> {
    let (stem, extension) = name.rsplit_once('.')?;
    let format = match (kind, extension) {
        (FolderKind::Calendar, "ics") => ExportFormat::ICalendar,
        (FolderKind::Calendar, "xml") => ExportFormat::Xml,
        (FolderKind::Calendar | FolderKind::Contacts, _) => return None,
    };
    let id = FolderId { owner: user.to_owned(), kind, name: stem.to_owned() };
    let visible = context.state.folder(&id).is_some() && context.rights(&id).any();
    visible
        .then(|| Resource::Export { folder: FolderRef { id, home: user.to_owned(), segment: stem.to_owned() }, format })
}

fn is_superuser(state: &State, login: &str) -> bool {
    state.account(login).is_some_and(|account| account.superuser)
}

fn below(context: &Context<'_>, resource: Resource, name: &str, segments: &[String]) -> Result<Resource, Absent> {
    match resource {
        Resource::Folder(folder) => {
            let rows = context.state.folder(&folder.id);
            let found = rows.and_then(|rows| match rows.row(name) {
                Some(_) => Some(name.to_owned()),
                // The name ends its own quotation in the server's query: whatever comes first is found.
                None if name.contains('\'') && context.has(Fault::APOSTROPHE_IN_NAME) => {
                    rows.rows().next().map(|(first, _)| first.to_owned())
                }
                None if context.has(Fault::MISSING_SHOWS_ANOTHER) => {
                    rows.rows().next().map(|(first, _)| first.to_owned())
                }
                None => None,
            });
            match found {
                Some(name) => Ok(Resource::Item(ItemRef { folder, name })),
                None => Err(Absent::InFolder(ItemRef { folder, name: name.to_owned() })),
            }
        }
        Resource::Inbox { user } => {
            let folder = inbox_folder(&user);
            match context.state.folder(&folder.id).and_then(|messages| messages.row(name)) {
                Some(_) if !context.has(Fault::INBOX_ALWAYS_EMPTY) => {
                    Ok(Resource::Item(ItemRef { folder, name: name.to_owned() }))
                }
                Some(_) | None => Err(Absent::InInbox { user }),
            }
        }
        Resource::Directory { user } => match context.state.account(name) {
            Some(_) => Ok(Resource::DirectoryCard { user, login: name.to_owned() }),
            None => Err(Absent::InDirectory),
        },
        Resource::Item(item) => {
            let is_calendar = item.folder.id.kind == FolderKind::Calendar;
            match Part::parse(name).filter(|part| is_calendar && has_part(context, &item, *part)) {
                Some(part) => Ok(Resource::Component { item, part }),
                None if context.has(Fault::BELOW_AN_OBJECT_IS_THE_OBJECT) => Ok(Resource::Item(item)),
                None => Err(Absent::BelowItem { item, path: segments.to_vec() }),
            }
        }
        Resource::Root
        | Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Home { .. }
        | Resource::Mail { .. }
        | Resource::FreeBusy { .. }
        | Resource::Outbox { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Component { .. } => Err(nowhere(segments)),
    }
}

/// Where the messages of a user lie.
pub(crate) fn inbox_folder(user: &str) -> FolderRef {
    let id = FolderId { owner: user.to_owned(), kind: FolderKind::Calendar, name: INBOX.to_owned() };
    FolderRef { id, home: user.to_owned(), segment: INBOX.to_owned() }
}

fn nowhere(segments: &[String]) -> Absent {
    Absent::Nowhere { path: segments.to_vec() }
}
