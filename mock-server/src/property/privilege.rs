//! Privileges (RFC 3744 §3, RFC 6638 §6, and SOGo's own).

use crate::rewrite::Class;
use crate::route::{Context, Resource};
use crate::state::{Access, FolderKind, Rights};
use crate::xml::{Element, Name, ns};

const READ: Name = Name::new(ns::DAV, "read");
const READ_OWN_SET: Name = Name::new(ns::DAV, "read-current-user-privilege-set");
const BIND: Name = Name::new(ns::DAV, "bind");
const UNBIND: Name = Name::new(ns::DAV, "unbind");
const WRITE: Name = Name::new(ns::DAV, "write");
const WRITE_PROPERTIES: Name = Name::new(ns::DAV, "write-properties");
const WRITE_CONTENT: Name = Name::new(ns::DAV, "write-content");
const READ_ACL: Name = Name::new(ns::DAV, "read-acl");
const WRITE_ACL: Name = Name::new(ns::DAV, "write-acl");
const ALL: Name = Name::new(ns::DAV, "all");
const ADMIN: Name = Name::new(ns::INVERSE, "admin");
const SCHEDULE: [&str; 14] = [
    "schedule",
    "schedule-post",
    "schedule-post-vevent",
    "schedule-post-vtodo",
    "schedule-post-vjournal",
    "schedule-post-vfreebusy",
    "schedule-deliver",
    "schedule-deliver-vevent",
    "schedule-deliver-vtodo",
    "schedule-deliver-vjournal",
    "schedule-deliver-vfreebusy",
    "schedule-respond",
    "schedule-respond-vevent",
    "schedule-respond-vtodo",
];

/// `<D:privilege>` around a name.
pub(crate) fn element(name: Name) -> Element {
    Element::dav("privilege").child(Element::named(name))
}

/// What the user is told that he may do.
pub(crate) fn current(context: &Context<'_>, resource: &Resource) -> impl Iterator<Item = Name> {
    let privileges = match resource {
        Resource::Folder(folder) => of_folder(folder.id.kind, context.rights(&folder.id)),
        Resource::Item(item) => {
            let class = context
                .state
                .folder(&item.folder.id)
                .and_then(|folder| folder.row(&item.name))
                .map(|row| row.object.class)
                .unwrap_or_default();
            of_item(item.folder.id.kind, context.rights(&item.folder.id), class)
        }
        Resource::Home { user, .. } if *user != context.login && !context.is_superuser() => {
            vec![READ_OWN_SET, READ]
        }
        Resource::Root
        | Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Home { .. }
        | Resource::Mail { .. }
        | Resource::FreeBusy { .. }
        | Resource::Inbox { .. }
        | Resource::Directory { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Component { .. } => of_owner(resource),
    };
    privileges.into_iter()
}

/// What the owner of a resource may do.
pub(crate) fn of_owner(resource: &Resource) -> Vec<Name> {
    match resource {
        Resource::Root
        | Resource::FreeBusy { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Component { .. } => Vec::new(),
        Resource::Principal { .. } | Resource::Mail { .. } | Resource::Directory { .. } => {
            vec![READ, READ_OWN_SET, ALL]
        }
        Resource::Proxy { .. } => vec![
            READ,
            READ_OWN_SET,
            BIND,
            UNBIND,
            WRITE_PROPERTIES,
            WRITE_CONTENT,
            WRITE,
            READ_ACL,
            WRITE_ACL,
            ADMIN,
            ALL,
        ],
        Resource::Home { .. } => vec![READ_OWN_SET, READ, BIND, UNBIND, WRITE, WRITE_PROPERTIES, WRITE_CONTENT],
        Resource::Inbox { .. } => of_folder(FolderKind::Calendar, Rights::ALL),
        Resource::Folder(folder) => of_folder(folder.id.kind, Rights::ALL),
        Resource::Item(item) => of_item(item.folder.id.kind, Rights::ALL, Class::Public),
    }
}

/// What rights in a folder are called.
pub(crate) fn of_folder(kind: FolderKind, rights: Rights) -> Vec<Name> {
    match kind {
        FolderKind::Calendar => of_calendar(rights),
        FolderKind::Contacts => of_address_book(rights),
    }
}

fn of_calendar(rights: Rights) -> Vec<Name> {
    if !rights.any() {
        return Vec::new();
    }
    let mut privileges = vec![READ, READ_OWN_SET, Name::new(ns::CALDAV, "read-free-busy")];
    if rights.create {
        privileges.push(BIND);
        let schedule = SCHEDULE.iter();
        privileges.extend(schedule.map(|name| Name::new(ns::CALDAV, name)));
        privileges.push(WRITE_CONTENT);
    }
    if rights.erase {
        privileges.push(UNBIND);
    }
    if rights.owns {
        privileges.extend([WRITE_PROPERTIES, WRITE, READ_ACL, WRITE_ACL]);
    }
    for (class, [whole, dant, modify, respond]) in [
        (
            Class::Public,
            [
                "viewwhole-public-records",
                "viewdant-public-records",
                "modify-public-records",
                "respondto-public-records",
            ],
        ),
        (
            Class::Private,
            [
                "viewwhole-private-records",
                "viewdant-private-records",
                "modify-private-records",
                "respondto-private-records",
            ],
        ),
        (
            Class::Confidential,
            [
                "viewwhole-confidential-records",
                "viewdant-confidential-records",
                "modify-confidential-records",
                "respondto-confidential-records",
            ],
        ),
    ] {
        let names: &[&'static str] = match rights.on(class) {
            Access::None => &[],
            Access::DateAndTime => &[dant],
            Access::View => &[whole],
            Access::Respond => &[whole, respond],
            Access::Modify if rights.owns => &[whole, dant, modify, respond],
            Access::Modify => &[whole, modify, respond],
        };
        privileges.extend(names.iter().map(|name| Name::new(ns::INVERSE, name)));
    }
    if rights.owns {
        privileges.extend([ADMIN, ALL]);
    }
    privileges
}

/// SOGo forgets to say that viewers may read and editors may write.
fn of_address_book(rights: Rights) -> Vec<Name> {
    let mut privileges = Vec::new();
    if rights.create {
        privileges.extend([WRITE, BIND, UNBIND, WRITE_PROPERTIES, WRITE_CONTENT]);
    } else if rights.erase {
        privileges.push(UNBIND);
    }
    if rights.owns {
        privileges.extend([READ_ACL, WRITE_ACL, ADMIN, ALL]);
    }
    privileges
}

/// What rights mean for an object of this class.
pub(crate) fn of_item(kind: FolderKind, rights: Rights, class: Class) -> Vec<Name> {
    let dant = Name::new(ns::INVERSE, "view-date-and-time");
    let whole = Name::new(ns::INVERSE, "view-whole-component");
    let respond = Name::new(ns::INVERSE, "respond-to-component");
    match (kind, rights.on(class)) {
        (FolderKind::Contacts, _) | (FolderKind::Calendar, Access::None) => Vec::new(),
        (FolderKind::Calendar, Access::DateAndTime) => vec![READ, dant, READ_OWN_SET],
        (FolderKind::Calendar, Access::View) => vec![READ, whole, dant, READ_OWN_SET],
        (FolderKind::Calendar, Access::Respond) => {
            vec![READ, whole, dant, READ_OWN_SET, WRITE_CONTENT, respond]
        }
        (FolderKind::Calendar, Access::Modify) => {
            let mut privileges = vec![READ, whole, dant, READ_OWN_SET, WRITE, WRITE_PROPERTIES, WRITE_CONTENT, respond];
            if rights.owns {
                privileges.push(READ_ACL);
            }
            privileges
        }
    }
}

/// The `DAV:supported-privilege-set`: the privileges of the owner below an abstract `DAV:all`.
pub(crate) fn supported(resource: &Resource, property: &Element) -> Element {
    let node = |name: Name| Element::dav("supported-privilege").child(element(name));
    let children = of_owner(resource).into_iter().filter(|name| *name != ALL).map(node);
    property.clone().child(node(ALL).child(Element::dav("abstract")).children(children))
}
