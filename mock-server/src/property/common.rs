//! Properties that more than one level has.

use crate::fault::Fault;
use crate::route::{Agent, Context, ExportFormat, Resource};
use crate::state::FolderKind;
use crate::xml::{Element, Name, ns};

use super::acl;
use super::date::{http_date, zoned_date};
use super::locks;
use super::privilege;
use super::reports;
use super::value::Located;

/// The user whom the global address book belongs to.
const NOBODY: &str = "nobody";

pub(crate) fn value(context: &Context<'_>, located: &Located, name: &Name, element: &Element) -> Option<Element> {
    let resource = &located.resource;
    let text = |text: String| Some(element.clone().text(text));
    if name.is(ns::APACHE, "executable") {
        return text("0".to_owned());
    }
    if name.is(ns::CALENDARSERVER, "getetag") || name.is(ns::DAV, "getetag") {
        let told = is_collection(resource) && *resource != Resource::Root && context.has(Fault::COLLECTION_ETAG_NONE);
        return told.then(|| element.clone().text("\"None\""));
    }
    if name.namespace != ns::DAV {
        return None;
    }
    match &*name.local {
        "resourcetype" => Some(element.clone().children(resource_type(context, resource))),
        "displayname" => text(display_name(context, resource)),
        "getcontenttype" => text(content_type(context, resource).to_owned()),
        "getlastmodified" => text(last_modified(context, resource)),
        "iscollection" | "isfolder" => text(u8::from(is_collection(resource)).to_string()),
        "ishidden" => text("0".to_owned()),
        "href" => text(located.href.clone()),
        "current-user-principal" => {
            let href = context.principal_href(&context.login);
            let href = match resource {
                Resource::Root => href,
                _ if context.has(Fault::PRINCIPAL_WITHOUT_SLASH) => href.trim_end_matches('/').to_owned(),
                _ => href,
            };
            Some(element.clone().child(Element::href(href)))
        }
        "principal-collection-set" => {
            let href = Element::href(format!("{}/", context.target.root));
            Some(element.clone().child(href))
        }
        "principal-URL" if is_collection(resource) => {
            let path = path_of(resource);
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            Some(element.clone().child(Element::href(context.href(&path, true))))
        }
        "owner" => {
            let owner = context.principal_href(owner(resource)?);
            Some(element.clone().child(Element::href(owner)))
        }
        "group-membership" | "group-member-set" if is_collection(resource) && *resource != Resource::Root => {
            Some(element.clone())
        }
        "supported-report-set" => Some(reports::supported(context, resource, element)),
        "current-user-privilege-set" if *resource != Resource::Root => {
            Some(element.clone().children(privilege::current(context, resource).map(privilege::element)))
        }
        "supported-privilege-set" if *resource != Resource::Root => {
            Some(privilege::supported(context, resource, element))
        }
        "acl-restrictions" if *resource != Resource::Root => {
            Some(element.clone().child(Element::dav("grant-only")).child(Element::dav("no-invert")))
        }
        "acl" if *resource != Resource::Root => {
            let told = privilege::may_read_acl(context, resource) || context.has(Fault::ACL_TOLD_TO_GRANTEES);
            told.then(|| acl::acl(context, resource, element))
        }
        _ if *resource == Resource::Root || context.has(Fault::EMPTY_PROPERTIES_MISSING) => None,
        "inherited-acl-set" => Some(element.clone()),
        "supportedlock" => Some(locks::supported(context, resource, element)),
        "lockdiscovery" => Some(locks::discovery(context, resource, element)),
        _ => None,
    }
}

/// Whether the resource has members.
pub(crate) fn is_collection(resource: &Resource) -> bool {
    match resource {
        Resource::Root
        | Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Home { .. }
        | Resource::Mail { .. }
        | Resource::Inbox { .. }
        | Resource::Outbox { .. }
        | Resource::Directory { .. }
        | Resource::Folder(_) => true,
        Resource::FreeBusy { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Item(_)
        | Resource::Component { .. } => false,
    }
}

/// The decoded path of a collection below the DAV root.
fn path_of(resource: &Resource) -> Vec<String> {
    let below = |user: &String, segments: &[&str]| {
        let segments = segments.iter().map(|segment| (*segment).to_owned());
        std::iter::once(user.clone()).chain(segments).collect()
    };
    match resource {
        Resource::Root => Vec::new(),
        Resource::Principal { user } => below(user, &[]),
        Resource::Proxy { user, access } => below(user, &[access.segment()]),
        Resource::Home { user, kind } => below(user, &[kind.segment()]),
        Resource::Mail { user } => below(user, &["Mail"]),
        Resource::FreeBusy { user } => below(user, &["freebusy.ifb"]),
        Resource::Inbox { user } => below(user, &["Calendar", "inbox"]),
        Resource::Outbox { user } => below(user, &["Calendar", "outbox"]),
        Resource::Directory { user } => below(user, &["Contacts", "directory"]),
        Resource::DirectoryCard { user, login } => below(user, &["Contacts", "directory", login]),
        Resource::Folder(folder) | Resource::Export { folder, .. } => folder.path(),
        Resource::Item(item) | Resource::Component { item, .. } => item.folder.path(),
    }
}

/// The user whom the resource belongs to.
pub(crate) fn owner(resource: &Resource) -> Option<&str> {
    match resource {
        Resource::Root => None,
        Resource::Principal { user }
        | Resource::Proxy { user, .. }
        | Resource::Home { user, .. }
        | Resource::Mail { user }
        | Resource::FreeBusy { user }
        | Resource::Inbox { user }
        | Resource::Outbox { user } => Some(user),
        Resource::Directory { .. } | Resource::DirectoryCard { .. } => Some(NOBODY),
        Resource::Folder(folder) | Resource::Export { folder, .. } => Some(&folder.id.owner),
        Resource::Item(item) | Resource::Component { item, .. } => Some(&item.folder.id.owner),
    }
}

fn last_modified(context: &Context<'_>, resource: &Resource) -> String {
    let seconds = match resource {
        Resource::Item(item) => context
            .state
            .folder(&item.folder.id)
            .and_then(|folder| folder.row(&item.name))
            .map_or(context.now, |row| row.changed),
        Resource::Folder(folder) if !context.has(Fault::COLLECTION_CHANGES_ALWAYS) => {
            context.state.folder(&folder.id).map_or(context.now, crate::state::Folder::changed)
        }
        _ if !context.has(Fault::COLLECTION_CHANGES_ALWAYS) => context.started,
        _ => context.now,
    };
    if context.has(Fault::DATES_WITH_OFFSET) && *resource != Resource::Root {
        zoned_date(seconds, context.zone)
    } else {
        http_date(seconds)
    }
}

fn resource_type(context: &Context<'_>, resource: &Resource) -> Vec<Element> {
    let collection = Element::dav("collection");
    let short = context.has(Fault::LISTING_BY_USER_AGENT)
        && Agent::wants_short_resourcetype(context.request.header("User-Agent"));
    match resource {
        Resource::Root | Resource::Home { .. } | Resource::Mail { .. } => vec![collection],
        Resource::Principal { .. } => vec![collection, Element::dav("principal")],
        Resource::Proxy { access, .. } => {
            vec![collection, Element::dav("principal"), Element::new(ns::CALENDARSERVER, access.segment())]
        }
        Resource::Inbox { .. } => vec![collection, Element::new(ns::CALDAV, "schedule-inbox")],
        Resource::Outbox { .. } => vec![collection, Element::new(ns::CALDAV, "schedule-outbox")],
        Resource::Folder(folder) => match folder.id.kind {
            FolderKind::Calendar => {
                let mut types = vec![collection, Element::new(ns::CALDAV, "calendar")];
                if !short && context.has(Fault::GROUPDAV_TYPES) {
                    types.push(Element::new(ns::GROUPDAV, "vevent-collection"));
                    types.push(Element::new(ns::GROUPDAV, "vtodo-collection"));
                }
                let first = folder.id.name == "personal" && !folder.is_subscribed();
                if first && !short && context.has(Fault::OUTBOX_IS_CALENDAR) {
                    types.push(Element::new(ns::CALDAV, "schedule-outbox"));
                }
                types
            }
            FolderKind::Contacts => address_book_type(),
        },
        Resource::Directory { .. } => {
            let mut types = address_book_type();
            types.push(Element::new(ns::CARDDAV, "directory"));
            types
        }
        Resource::FreeBusy { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Item(_)
        | Resource::Component { .. } => Vec::new(),
    }
}

fn address_book_type() -> Vec<Element> {
    vec![
        Element::dav("collection"),
        Element::new(ns::GROUPDAV, "vcard-collection"),
        Element::new(ns::CARDDAV, "addressbook"),
    ]
}

/// The name that a resource is shown by.
pub(crate) fn display_name(context: &Context<'_>, resource: &Resource) -> String {
    match resource {
        Resource::Root => "SOGo".to_owned(),
        Resource::Principal { user } => {
            context.state.account(user).map_or("Public User".to_owned(), |account| account.principal.name.clone())
        }
        Resource::Proxy { access, .. } => access.segment().to_owned(),
        Resource::Home { kind, .. } => kind.segment().to_owned(),
        Resource::Mail { .. } => "Mail".to_owned(),
        Resource::FreeBusy { .. } => "freebusy.ifb".to_owned(),
        Resource::Inbox { .. } => "inbox".to_owned(),
        Resource::Outbox { .. } => "outbox".to_owned(),
        Resource::Directory { .. } => "Directory".to_owned(),
        Resource::DirectoryCard { login, .. } => login.clone(),
        Resource::Folder(folder) | Resource::Export { folder, .. } => {
            super::collection::folder_name(context, &folder.id)
        }
        Resource::Item(item) => context
            .state
            .folder(&item.folder.id)
            .and_then(|folder| folder.row(&item.name))
            .and_then(|row| row.object.formatted_name())
            .unwrap_or(&item.name)
            .to_owned(),
        Resource::Component { part, .. } => part.segment(),
    }
}

fn content_type(context: &Context<'_>, resource: &Resource) -> &'static str {
    let card = if context.has(Fault::OLD_CARD_MEDIA_TYPE) { "text/x-vcard" } else { "text/vcard" };
    match resource {
        Resource::Root => "text/html",
        Resource::FreeBusy { .. } => "text/calendar",
        Resource::Export { format, .. } => match format {
            ExportFormat::ICalendar | ExportFormat::Xml => format.media_type(),
        },
        Resource::DirectoryCard { .. } => card,
        Resource::Item(item) => match item.folder.id.kind {
            FolderKind::Calendar => "text/calendar",
            FolderKind::Contacts => card,
        },
        Resource::Component { .. } => "text/plain",
        Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Home { .. }
        | Resource::Mail { .. }
        | Resource::Inbox { .. }
        | Resource::Outbox { .. }
        | Resource::Directory { .. }
        | Resource::Folder(_) => "httpd/unix-directory",
    }
}
