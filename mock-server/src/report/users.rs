//! SOGo's own user-query and collection-query.

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::property::{folder_name, sorted_folders};
use crate::refusal::Refusal;
use crate::rewrite::Principal;
use crate::route::Context;
use crate::state::{FolderId, FolderKind};
use crate::xml::{Characters, Element, Multistatus, Name, Outcome, Propstats, child_elements, name_of, ns};

use super::dispatch::answer;

pub(crate) fn user_query(context: &Context<'_>, root: Node<'_, '_>) -> Result<Response, Refusal> {
    let users =
        child_elements(root).find(|node| name_of(*node).is(ns::INVERSE, "users")).ok_or_else(|| Refusal::empty(400))?;
    let text = users.attribute("match-name").unwrap_or_default().to_lowercase();
    let mut found: Vec<&Principal> = context
        .state
        .accounts()
        .iter()
        .map(|account| &account.principal)
        .filter(|principal| principal.login != context.login)
        .filter(|principal| {
            [&principal.login, &principal.name]
                .into_iter()
                .chain(&principal.mails)
                .any(|word| word.to_lowercase().contains(&text))
        })
        .collect();
    found.sort_by_key(|principal| &principal.name);
    let users = found.into_iter().map(|principal| user(principal, &[]));
    let root = Element::named(Name::new("", "users")).children(users);
    Ok(answer(&root, Characters::Sound))
}

/// A user in lists; `left_out` names the fields that are not wanted.
pub(crate) fn user(principal: &Principal, left_out: &[&str]) -> Element {
    let field = |name: &'static str, text: &str| Element::named(Name::new("", name)).text(text);
    let mut user = Element::named(Name::new("", "user")).child(field("id", &principal.login));
    if !left_out.contains(&"nocn") {
        user = user.child(field("displayName", &principal.name));
    }
    if !left_out.contains(&"noemail") {
        let mail = principal.mails.first().map_or("", String::as_str);
        user = user.child(field("email", mail));
    }
    user
}

/// The collections of a user that somebody may see. A condition on the owner selects; any other one finds nothing, and one
/// that names no property is not understood.
pub(crate) fn collection_query(context: &Context<'_>, user: &str, root: Node<'_, '_>) -> Result<Response, Refusal> {
    let mut fits = true;
    for condition in child_elements(root) {
        let property = condition.attribute("name").ok_or_else(|| Refusal::empty(501))?;
        let wanted: String = condition.descendants().filter_map(|node| node.text()).collect();
        fits &= property == "{DAV:}owner" && wanted.trim() == user;
    }
    let mut found = Multistatus::default();
    for (kind, segment) in [(FolderKind::Calendar, "Calendar"), (FolderKind::Contacts, "Contacts")] {
        for name in sorted_folders(context, user, kind).into_iter().filter(|_| fits) {
            let id = FolderId { owner: user.to_owned(), kind, name };
            if context.rights(&id).any() || context.has(Fault::COLLECTION_SEARCH_IGNORES_RIGHTS) {
                let name = Element::dav("displayname").text(folder_name(context, &id));
                let named = Propstats { found: vec![name], ..Propstats::default() };
                let href = Element::href(context.href(&[user, segment, &id.name], true));
                found.push(href, Outcome::Propstats(named));
            }
        }
    }
    Ok(answer(&found.into_element(), Characters::Sound))
}
