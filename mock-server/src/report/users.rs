//! SOGo's own user-query and collection-query.

use roxmltree::Node;

use crate::message::Response;
use crate::refusal::Refusal;
use crate::rewrite::Principal;
use crate::route::Context;
use crate::xml::{Characters, Element, Multistatus, Name, child_elements, name_of, ns};

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

/// Finds nothing: no client that scenarios imitate asks for it. SOGo fails as soon as there is a condition.
pub(crate) fn collection_query(_context: &Context<'_>, root: Node<'_, '_>) -> Result<Response, Refusal> {
    if child_elements(root).next().is_some() {
        return Err(Refusal::empty(501));
    }
    Ok(answer(&Multistatus::default().into_element(), Characters::Sound))
}
