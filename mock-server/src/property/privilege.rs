//! Privileges (RFC 3744 §3, RFC 6638 §6, and SOGo's own).

use crate::fault::{Fault, Faults};
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

/// What may be done with an outbox (RFC 6638 §6.1.2).
const OUTBOX: [&str; 4] = ["schedule-send", "schedule-send-invite", "schedule-send-reply", "schedule-send-freebusy"];

/// Whether the user may read the access list of a resource.
pub(crate) fn may_read_acl(context: &Context<'_>, resource: &Resource) -> bool {
    match resource {
        Resource::Folder(folder) | Resource::Export { folder, .. } => context.rights(&folder.id).owns,
        Resource::Item(item) | Resource::Component { item, .. } => context.rights(&item.folder.id).owns,
        Resource::Root | Resource::Directory { .. } | Resource::DirectoryCard { .. } => true,
        Resource::Principal { user }
        | Resource::Proxy { user, .. }
        | Resource::Home { user, .. }
        | Resource::Mail { user }
        | Resource::FreeBusy { user }
        | Resource::Inbox { user }
        | Resource::Outbox { user } => *user == context.login || context.is_superuser(),
    }
}

/// `<D:privilege>` around a name.
pub(crate) fn element(name: Name) -> Element {
    Element::dav("privilege").child(Element::named(name))
}

/// What the user is told that he may do.
pub(crate) fn current(context: &Context<'_>, resource: &Resource) -> impl Iterator<Item = Name> {
    let privileges = match resource {
        Resource::Folder(folder) => of_folder(folder.id.kind, context.rights(&folder.id), context.faults),
        Resource::Item(item) => {
            let class = context
                .state
                .folder(&item.folder.id)
                .and_then(|folder| folder.row(&item.name))
                .map(|row| row.object.class)
                .unwrap_or_default();
            of_item(item.folder.id.kind, context.rights(&item.folder.id), class, context.faults)
        }
        Resource::Principal { user }
            if *user != context.login && !context.is_superuser() && !context.has(Fault::PRINCIPAL_OPEN_TO_ALL) =>
        {
            vec![READ_OWN_SET, READ]
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
        | Resource::Outbox { .. }
        | Resource::Directory { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Component { .. } => of_owner(resource, context.faults),
    };
    privileges.into_iter()
}

/// What the owner of a resource may do.
pub(crate) fn of_owner(resource: &Resource, faults: &Faults) -> Vec<Name> {
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
        Resource::Inbox { .. } => of_folder(FolderKind::Calendar, Rights::ALL, faults),
        Resource::Outbox { .. } => {
            let send = OUTBOX.iter().map(|name| Name::new(ns::CALDAV, name));
            [READ, READ_OWN_SET, ALL].into_iter().chain(send).collect()
        }
        Resource::Folder(folder) => of_folder(folder.id.kind, Rights::ALL, faults),
        Resource::Item(item) => of_item(item.folder.id.kind, Rights::ALL, Class::Public, faults),
    }
}

/// What rights in a folder are called.
pub(crate) fn of_folder(kind: FolderKind, rights: Rights, faults: &Faults) -> Vec<Name> {
    match kind {
        FolderKind::Calendar => of_calendar(rights, faults),
        FolderKind::Contacts if faults.has(Fault::ADDRESSBOOK_PRIVILEGES_WRONG) => of_forgotten_address_book(rights),
        FolderKind::Contacts => of_address_book(rights),
    }
}

/// What may be done with objects of the class on which there are most rights.
fn most(rights: Rights) -> Access {
    [Class::Public, Class::Private, Class::Confidential]
        .map(|class| rights.on(class))
        .into_iter()
        .max()
        .unwrap_or_default()
}

fn of_calendar(rights: Rights, faults: &Faults) -> Vec<Name> {
    if !rights.any() {
        return Vec::new();
    }
    let reads = most(rights) > Access::None || faults.has(Fault::READING_ALWAYS_TOLD);
    let mut privileges: Vec<Name> = reads.then_some(READ).into_iter().collect();
    privileges.extend([READ_OWN_SET, Name::new(ns::CALDAV, "read-free-busy")]);
    let writes = most(rights) == Access::Modify;
    if writes && !faults.has(Fault::ADDING_TOLD_AS_CHANGING) {
        privileges.push(WRITE_CONTENT);
    }
    if rights.create {
        privileges.push(BIND);
        let schedule = SCHEDULE.iter();
        privileges.extend(schedule.map(|name| Name::new(ns::CALDAV, name)));
        if faults.has(Fault::ADDING_TOLD_AS_CHANGING) {
            privileges.push(WRITE_CONTENT);
        }
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

fn of_address_book(rights: Rights) -> Vec<Name> {
    let told = [
        (rights.on(Class::Public) > Access::None, &[READ][..]),
        (rights.any(), &[READ_OWN_SET]),
        (rights.on(Class::Public) == Access::Modify, &[WRITE_CONTENT]),
        (rights.create, &[BIND]),
        (rights.erase, &[UNBIND]),
        (rights.owns, &[WRITE, WRITE_PROPERTIES, READ_ACL, WRITE_ACL, ADMIN, ALL]),
    ];
    told.into_iter().filter(|(held, _)| *held).flat_map(|(_, names)| names.to_vec()).collect()
}

/// SOGo forgets to say that viewers may read and editors may write.
fn of_forgotten_address_book(rights: Rights) -> Vec<Name> {
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
pub(crate) fn of_item(kind: FolderKind, rights: Rights, class: Class, faults: &Faults) -> Vec<Name> {
    let dant = Name::new(ns::INVERSE, "view-date-and-time");
    let whole = Name::new(ns::INVERSE, "view-whole-component");
    let respond = Name::new(ns::INVERSE, "respond-to-component");
    match (kind, rights.on(class)) {
        (FolderKind::Contacts, Access::View | Access::Respond | Access::DateAndTime)
            if !faults.has(Fault::ADDRESSBOOK_PRIVILEGES_WRONG) =>
        {
            vec![READ, READ_OWN_SET]
        }
        (FolderKind::Contacts, Access::Modify) if !faults.has(Fault::ADDRESSBOOK_PRIVILEGES_WRONG) => {
            vec![READ, READ_OWN_SET, WRITE, WRITE_PROPERTIES, WRITE_CONTENT]
        }
        (FolderKind::Contacts, _) | (FolderKind::Calendar, Access::None) => Vec::new(),
        (FolderKind::Calendar, Access::DateAndTime) => vec![READ, dant, READ_OWN_SET],
        (FolderKind::Calendar, Access::View) => vec![READ, whole, dant, READ_OWN_SET],
        (FolderKind::Calendar, Access::Respond) if faults.has(Fault::RESPONDER_TOLD_TO_WRITE) => {
            vec![READ, whole, dant, READ_OWN_SET, WRITE_CONTENT, respond]
        }
        (FolderKind::Calendar, Access::Respond) => vec![READ, whole, dant, READ_OWN_SET, respond],
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
pub(crate) fn supported(context: &Context<'_>, resource: &Resource, property: &Element) -> Element {
    let node = |name: Name| Element::dav("supported-privilege").child(element(name));
    let mut names = of_owner(resource, context.faults);
    let free_busy = Name::new(ns::CALDAV, "read-free-busy");
    if !names.contains(&free_busy) && !context.has(Fault::FREE_BUSY_PRIVILEGE_UNTOLD) {
        names.push(free_busy);
    }
    let children = names.into_iter().filter(|name| *name != ALL).map(node);
    property.clone().child(node(ALL).child(Element::dav("abstract")).children(children))
}
