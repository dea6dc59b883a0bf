use crate::element::Element;
use crate::name::{Name, ns};

/// Asks who has a role on a collection (SOGo's acl-query).
#[must_use]
pub fn user_list() -> Vec<u8> {
    acl_query(inverse("user-list"))
}

/// Asks for the roles of a user.
#[must_use]
pub fn roles(user: &str) -> Vec<u8> {
    acl_query(inverse("roles").with_attribute("user", user))
}

/// Sets the roles of a user; no role at all takes everything away.
#[must_use]
pub fn set_roles(user: &str, roles: &[&str]) -> Vec<u8> {
    let role = |role: &&str| Element::new(Name::new(ns::INVERSE, role));
    acl_query(inverse("set-roles").with_attribute("user", user).with_all(roles.iter().map(role)))
}

/// Adds a user to the list, without a role yet.
#[must_use]
pub fn add_user(user: &str) -> Vec<u8> {
    acl_query(inverse("add-user").with_attribute("user", user))
}

/// Takes a user from the list.
#[must_use]
pub fn remove_user(user: &str) -> Vec<u8> {
    acl_query(inverse("remove-user").with_attribute("user", user))
}

/// Subscribes the asking user to the collection it is posted to.
#[must_use]
pub fn subscribe() -> Vec<u8> {
    inverse("subscribe").to_document()
}

/// Ends the subscription.
#[must_use]
pub fn unsubscribe() -> Vec<u8> {
    inverse("unsubscribe").to_document()
}

fn acl_query(child: Element) -> Vec<u8> {
    inverse("acl-query").with(child).to_document()
}

fn inverse(local: &'static str) -> Element {
    Element::new(Name::fixed(ns::INVERSE, local))
}
