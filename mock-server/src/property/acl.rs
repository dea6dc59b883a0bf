//! Access lists as properties (RFC 3744 §5), and the pseudo groups that follow from them.

use crate::fault::Fault;
use crate::route::{Context, ProxyAccess, Resource};
use crate::state::{EVERYBODY, FolderId, FolderKind, Rights};
use crate::xml::{Element, Name, ns};

use super::common::owner;
use super::privilege;

/// The `DAV:acl` property: grants only, those of the server itself inherited from the principal.
pub(crate) fn acl(context: &Context<'_>, resource: &Resource, element: &Element) -> Element {
    let inherited =
        owner(resource).map(|owner| Element::dav("inherited").child(Element::href(context.principal_href(owner))));
    let ace = |principal: Element, privileges: Vec<Name>| {
        Element::dav("ace")
            .child(Element::dav("principal").child(principal))
            .child(Element::dav("grant").children(privileges.into_iter().map(privilege::element)))
    };
    let mut aces =
        vec![ace(Element::dav("self"), privilege::current(context, resource).collect()).children(inherited.clone())];
    if !matches!(resource, Resource::Directory { .. }) {
        let owner = Element::dav("property").child(Element::dav("owner"));
        aces.push(ace(owner, privilege::of_owner(resource, context.faults)).children(inherited.clone()));
    }
    if let Some(privileges) = of_everybody(context, resource) {
        aces.push(ace(Element::dav("authenticated"), privileges).children(inherited));
    }
    if let Resource::Folder(folder) = resource {
        for (user, roles) in context.state.acl(&folder.id) {
            if user != EVERYBODY {
                let rights = Rights::of(folder.id.kind, roles);
                aces.push(ace(
                    Element::href(context.principal_href(user)),
                    privilege::of_folder(folder.id.kind, rights, context.faults),
                ));
            }
        }
    }
    element.clone().children(aces)
}

/// What every authenticated user may do, if it is told at all.
fn of_everybody(context: &Context<'_>, resource: &Resource) -> Option<Vec<Name>> {
    let free_busy = Name::new(ns::CALDAV, "read-free-busy");
    let (id, mut privileges) = match resource {
        Resource::Folder(folder) => {
            let rights = rights_of_everybody(context, &folder.id);
            (&folder.id, privilege::of_folder(folder.id.kind, rights, context.faults))
        }
        Resource::Item(item) => {
            let class = context.state.folder(&item.folder.id)?.row(&item.name)?.object.class;
            let rights = rights_of_everybody(context, &item.folder.id);
            let kind = item.folder.id.kind;
            (&item.folder.id, privilege::of_item(kind, rights, class, context.faults))
        }
        _ => return None,
    };
    if !context.has(Fault::EVERYBODY_ALWAYS_IN_ACL) {
        let listed = context.state.roles(id, EVERYBODY).is_some() && !privileges.is_empty();
        return listed.then_some(privileges);
    }
    let always: &[&'static str] = match (id.kind, resource) {
        (FolderKind::Contacts, _) => {
            return (!privileges.is_empty()).then_some(privileges);
        }
        (FolderKind::Calendar, Resource::Folder(_)) => &["read", "read-current-user-privilege-set"],
        (FolderKind::Calendar, _) => &["read-current-user-privilege-set"],
    };
    privileges.retain(|name| *name != free_busy);
    for name in always.iter().map(|local| Name::new(ns::DAV, local)) {
        if !privileges.contains(&name) {
            privileges.push(name);
        }
    }
    Some(privileges)
}

fn rights_of_everybody(context: &Context<'_>, id: &FolderId) -> Rights {
    context.state.roles(id, EVERYBODY).map_or_else(Rights::default, |roles| Rights::of(id.kind, roles))
}

/// The users who are subscribed to a user's calendars and may read, or write, there.
pub(crate) fn group_members(context: &Context<'_>, owner: &str, access: ProxyAccess) -> Vec<String> {
    let folders = calendars(context, owner);
    context
        .state
        .accounts()
        .iter()
        .map(|account| &account.principal.login)
        .filter(|login| folders.iter().any(|id| is_proxy(context, login, id, access)))
        .cloned()
        .collect()
}

/// The owners whose proxy a user is.
pub(crate) fn members_of(context: &Context<'_>, user: &str, access: ProxyAccess) -> Vec<String> {
    context
        .state
        .subscriptions(user, FolderKind::Calendar)
        .into_iter()
        .filter(|subscription| is_proxy(context, user, &subscription.folder, access))
        .map(|subscription| subscription.folder.owner)
        .fold(Vec::new(), |mut owners, owner| {
            if !owners.contains(&owner) {
                owners.push(owner);
            }
            owners
        })
}

fn is_proxy(context: &Context<'_>, login: &str, id: &FolderId, access: ProxyAccess) -> bool {
    context.state.is_subscribed(login, id)
        && context.state.roles(id, login).is_some_and(|roles| {
            let rights = Rights::of(id.kind, roles);
            match access {
                ProxyAccess::Write => rights.writes(),
                ProxyAccess::Read => rights.any() && !rights.writes(),
            }
        })
}

fn calendars(context: &Context<'_>, owner: &str) -> Vec<FolderId> {
    context
        .state
        .own_folders(owner, FolderKind::Calendar)
        .iter()
        .map(|name| FolderId { owner: owner.to_owned(), kind: FolderKind::Calendar, name: name.clone() })
        .collect()
}
