//! `DAV:supported-report-set` (RFC 3253 §3.1.5).

use crate::fault::Fault;
use crate::route::{Context, Resource};
use crate::state::FolderKind;
use crate::xml::{Element, Name, ns};

pub(crate) fn supported(context: &Context<'_>, resource: &Resource, property: &Element) -> Element {
    let too_many = context.has(Fault::ADVERTISES_UNSUPPORTED_REPORTS);
    let further = (!too_many).then(|| unadvertised(resource)).into_iter().flatten();
    let reports = advertised(resource)
        .into_iter()
        .chain(further)
        .filter(|name| too_many || !is_empty_promise(resource, name))
        .map(|name| Element::dav("supported-report").child(Element::dav("report").child(Element::named(name))));
    property.clone().children(reports)
}

/// The reports that SOGo has not, or does not name.
fn unadvertised(resource: &Resource) -> Vec<Name> {
    match resource {
        Resource::Folder(folder) if folder.id.kind == FolderKind::Calendar => {
            vec![Name::new(ns::CALDAV, "free-busy-query")]
        }
        Resource::Item(item) => vec![match item.folder.id.kind {
            FolderKind::Calendar => Name::new(ns::CALDAV, "calendar-multiget"),
            FolderKind::Contacts => Name::new(ns::CARDDAV, "addressbook-multiget"),
        }],
        _ => Vec::new(),
    }
}

fn is_empty_promise(resource: &Resource, name: &Name) -> bool {
    let address_book = match resource {
        Resource::Folder(folder) => folder.id.kind == FolderKind::Contacts,
        Resource::Directory { .. } => true,
        _ => false,
    };
    name.is(ns::CARDDAV, "addressbook-query") && !address_book
}

fn advertised(resource: &Resource) -> Vec<Name> {
    let dav = |local| Name::new(ns::DAV, local);
    let acl_query = Name::new(ns::INVERSE, "acl-query");
    let card_query = Name::new(ns::CARDDAV, "addressbook-query");
    let card_multiget = Name::new(ns::CARDDAV, "addressbook-multiget");
    match resource {
        Resource::Root => {
            vec![dav("principal-property-search"), dav("principal-match"), dav("principal-search-property-set")]
        }
        Resource::Principal { .. } => vec![
            Name::new(ns::INVERSE, "collection-query"),
            dav("expand-property"),
            acl_query,
            Name::new(ns::INVERSE, "user-query"),
            card_query,
        ],
        Resource::Home { .. } | Resource::Mail { .. } | Resource::Proxy { .. } => {
            vec![dav("expand-property"), acl_query, card_query]
        }
        Resource::Folder(folder) if folder.id.kind == FolderKind::Contacts => {
            vec![dav("sync-collection"), dav("expand-property"), acl_query, card_query, card_multiget]
        }
        Resource::Folder(_) | Resource::Inbox { .. } => vec![
            dav("sync-collection"),
            dav("expand-property"),
            Name::new(ns::CALDAV, "calendar-multiget"),
            acl_query,
            card_query,
            Name::new(ns::CALDAV, "calendar-query"),
        ],
        Resource::Directory { .. } => {
            vec![dav("expand-property"), acl_query, card_query, card_multiget]
        }
        Resource::Outbox { .. } => vec![dav("expand-property")],
        Resource::FreeBusy { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Item(_)
        | Resource::Component { .. } => vec![acl_query],
    }
}
