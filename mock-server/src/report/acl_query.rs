//! SOGo's own acl-query, by REPORT and by POST.

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::refusal::Refusal;
use crate::route::{Context, Resource};
use crate::state::{EVERYBODY, FolderId, FolderKind, Roles};
use crate::xml::{Characters, Element, Name, child_elements, name_of, ns};

use super::dispatch::answer;
use super::users::user;

pub(crate) fn acl_query(
    context: &mut Context<'_>,
    resource: &Resource,
    root: Node<'_, '_>,
) -> Result<Response, Refusal> {
    let id = match resource {
        Resource::Folder(folder) => folder.id.clone(),
        Resource::Item(item) => item.folder.id.clone(),
        Resource::Inbox { user } => {
            FolderId { owner: user.clone(), kind: FolderKind::Calendar, name: "inbox".to_owned() }
        }
        Resource::Export { .. }
        | Resource::FreeBusy { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Component { .. } => {
            return Err(Refusal::empty(501));
        }
        Resource::Outbox { .. } => return Err(Refusal::empty(403)),
        Resource::Root => {
            return Err(Refusal::text(500, "the called object returned no result"));
        }
        Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Home { .. }
        | Resource::Mail { .. }
        | Resource::Directory { .. } => return Ok(Response::new(204)),
    };
    let command = child_elements(root).next().ok_or_else(|| Refusal::empty(400))?;
    let name = name_of(command);
    if name.namespace != ns::INVERSE {
        return Err(Refusal::empty(400));
    }
    let asks = matches!(&*name.local, "user-list" | "roles");
    if asks && !context.rights(&id).owns && !context.has(Fault::ACL_TOLD_TO_GRANTEES) {
        return Err(Refusal::empty(403));
    }
    match &*name.local {
        "user-list" => Ok(user_list(context, &id, command)),
        "roles" => roles(context, &id, command),
        change => {
            let open = context.has(Fault::ACL_OPEN_TO_GRANTEES)
                || (change == "remove-users" && context.has(Fault::ACL_REMOVAL_OPEN_TO_GRANTEES));
            if !context.rights(&id).owns && !open {
                return Err(Refusal::empty(400));
            }
            apply(context, &id, change, command)
        }
    }
}

fn user_list(context: &Context<'_>, id: &FolderId, command: Node<'_, '_>) -> Response {
    let left_out: Vec<&str> = command.attribute("params").unwrap_or_default().split(',').map(str::trim).collect();
    let everybody =
        Element::named(Name::new("", "default-user")).child(Element::named(Name::new("", "id")).text(EVERYBODY));
    let users = context.state.acl(id).filter(|(login, _)| *login != EVERYBODY).map(|(login, _)| {
        match context.state.account(login) {
            Some(account) => user(&account.principal, &left_out),
            None => Element::named(Name::new("", "user"))
                .child(Element::named(Name::new("", "id")).text(login))
                .child(Element::named(Name::new("", "displayName")).text(login)),
        }
    });
    let list = Element::named(Name::new("", "user-list")).child(everybody).children(users);
    xml(&list)
}

fn roles(context: &Context<'_>, id: &FolderId, command: Node<'_, '_>) -> Result<Response, Refusal> {
    let user = command.attribute("user").ok_or_else(|| Refusal::empty(400))?;
    let explicit = context.state.roles(id, user);
    let stored = explicit.or_else(|| context.state.roles(id, EVERYBODY));
    let mut names: Vec<String> = stored.into_iter().flat_map(Roles::names).map(str::to_owned).collect();
    if user == EVERYBODY {
        names.push("Authenticated".to_owned());
    }
    if names.is_empty() {
        return Ok(Response::new(204));
    }
    let roles = names.into_iter().map(|role| Element::named(Name { namespace: "".into(), local: role.into() }));
    Ok(xml(&Element::named(Name::new("", "roles")).children(roles)))
}

fn apply(context: &mut Context<'_>, id: &FolderId, change: &str, command: Node<'_, '_>) -> Result<Response, Refusal> {
    let mut users = users_of(command);
    let roles = match change {
        "set-roles" => {
            let names: Vec<String> = child_elements(command).map(|role| name_of(role).local.into_owned()).collect();
            Some(if names.is_empty() { Roles::none() } else { Roles::new(names) })
        }
        "add-user" | "add-users" => {
            if users.contains(&id.owner) {
                return Err(Refusal::empty(400));
            }
            users.retain(|user| context.state.roles(id, user).is_none());
            Some(Roles::none())
        }
        "remove-user" | "remove-users" => None,
        _ => return Err(Refusal::empty(400)),
    };
    for user in users {
        match &roles {
            Some(roles) => context.state.set_roles(id, &user, roles.clone()),
            None => context.state.remove_roles(id, &user),
        }
    }
    Ok(Response::new(204))
}

/// The users that a command names: one in `user`, or many in `users`.
pub(crate) fn users_of(command: Node<'_, '_>) -> Vec<String> {
    let one = command.attribute("user").into_iter();
    let many = command.attribute("users").into_iter().flat_map(|users| users.split(','));
    one.chain(many).map(str::trim).filter(|user| !user.is_empty()).map(str::to_owned).collect()
}

fn xml(root: &Element) -> Response {
    let mut response = answer(root, Characters::Sound);
    response.headers = vec![("Content-Type".to_owned(), "application/xml; charset=\"utf-8\"".to_owned())];
    response
}
