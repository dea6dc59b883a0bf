//! Access lists as properties (RFC 3744 §5), and the pseudo groups that follow from them.

use crate::route::{Context, ProxyAccess, Resource};
use crate::state::{EVERYBODY, FolderId, FolderKind, Rights};
use crate::xml::{Element, Name, ns};

use super::common::owner;
use super::privilege;

/// The `DAV:acl` property: grants only, all inherited from the principal.
pub(crate) fn acl(context: &Context<'_>, resource: &Resource, element: &Element) -> Element {
    let all = privilege::of_owner(resource);
    let mine: Vec<Name> = privilege::current(context, resource).collect();
    let mut aces = vec![ace(context, resource, Element::dav("self"), &mine)];
    if !matches!(resource, Resource::Directory { .. }) {
        let owner = Element::dav("property").child(Element::dav("owner"));
        aces.push(ace(context, resource, owner, &all));
    }
    if let Resource::Folder(folder) = resource {
        let read = [Name::new(ns::DAV, "read"), Name::new(ns::DAV, "read-current-user-privilege-set")];
        let everybody = context.state.roles(&folder.id, EVERYBODY);
        let privileges = everybody.map(|roles| {
            privilege::of_folder(folder.id.kind, &Rights::of(folder.id.kind, roles))
        });
        match (folder.id.kind, privileges) {
            (_, Some(privileges)) => aces.push(ace(
                context,
                resource,
                Element::dav("authenticated"),
                &privileges,
            )),
            (FolderKind::Calendar, None) => aces.push(ace(
                context,
                resource,
                Element::dav("authenticated"),
                &read,
            )),
            (FolderKind::Contacts, None) => {}
        }
        for (user, roles) in context.state.acl(&folder.id) {
            if user != EVERYBODY {
                let rights = Rights::of(folder.id.kind, roles);
                aces.push(ace(
                    context,
                    resource,
                    Element::href(context.principal_href(user)),
                    &privilege::of_folder(folder.id.kind, &rights),
                ));
            }
        }
    }
    element.clone().children(aces)
}

fn ace(
    context: &Context<'_>,
    resource: &Resource,
    principal: Element,
    privileges: &[Name],
) -> Element {
    let inherited = owner(resource).map(|owner| {
        Element::dav("inherited").child(Element::href(context.principal_href(owner)))
    });
    Element::dav("ace")
        .child(Element::dav("principal").child(principal))
        .child(
            Element::dav("grant").children(privileges.iter().cloned().map(privilege::element)),
        )
        .children(inherited)
}

/// The users who are subscribed to a user's calendars and may read, or write, there.
pub(crate) fn group_members(
    context: &Context<'_>,
    owner: &str,
    access: ProxyAccess,
) -> Vec<String> {
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
        .map(|name| FolderId {
            owner: owner.to_owned(),
            kind: FolderKind::Calendar,
            name: name.clone(),
        })
        .collect()
}
