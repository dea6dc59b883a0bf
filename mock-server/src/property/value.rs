//! Where a property is looked up.

use crate::route::{Context, Resource};
use crate::xml::{Element, Name, ns};

use super::{collection, common, item, part, principal};

/// A resource, and the href under which it is told.
#[derive(Debug, Clone)]
pub(crate) struct Located {
    pub(crate) resource: Resource,
    pub(crate) href: String,
}

/// The properties that are told when none are named.
pub(crate) const DEFAULT_NAMES: [Name; 9] = [
    Name::new(ns::DAV, "creationdate"),
    Name::new(ns::DAV, "getcontentlength"),
    Name::new(ns::DAV, "getlastmodified"),
    Name::new(ns::DAV, "getetag"),
    Name::new(ns::DAV, "resourcetype"),
    Name::new(ns::DAV, "getcontenttype"),
    Name::new(ns::DAV, "displayname"),
    Name::new(ns::DAV, "href"),
    Name::new(ns::APACHE, "executable"),
];

/// The property of that name with its value, or `None` if the resource has none.
pub(crate) fn value(context: &Context<'_>, located: &Located, name: &Name) -> Option<Element> {
    let element = Element::named(name.clone());
    let level = match &located.resource {
        Resource::Principal { user } => principal::value(context, user, name, &element),
        Resource::Home { user, kind } => collection::home(context, user, *kind, name, &element),
        Resource::Folder(folder) => collection::folder(context, folder, name, &element),
        Resource::Inbox { user } => collection::inbox(context, user, name, &element),
        Resource::Proxy { user, access } => principal::proxy(context, user, *access, name, &element),
        Resource::Root
        | Resource::Outbox { .. }
        | Resource::Directory { .. }
        | Resource::Mail { .. }
        | Resource::FreeBusy { .. } => None,
        Resource::Item(item) => item::value(context, item, name, &element),
        Resource::DirectoryCard { login, .. } => item::directory_card(context, login, name, &element),
        Resource::Export { folder, .. } => item::export(context, folder, name, &element),
        Resource::Component { item, part } => part::value(context, item, *part, name, &element),
    };
    level.or_else(|| common::value(context, located, name, &element))
}
