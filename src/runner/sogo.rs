//! SOGo's own ways: rights and subscriptions.

use davproof_dav::{Request, build};

use super::request::xml;

/// Gives a user rights on a collection; no right at all takes them away.
pub(crate) fn set_rights(path: &str, user: &str, rights: &[&str]) -> Request {
    let body = if rights.is_empty() { build::remove_user(user) } else { build::set_roles(user, rights) };
    xml(Request::new("POST", path), body)
}

/// The user name under which SOGo keeps the rights of a role; `everyone` is every user who logged in.
pub(crate) fn user_of(role: &str, user: Option<&str>) -> Option<String> {
    match role {
        "everyone" => Some("<default>".to_owned()),
        _ => user.map(str::to_owned),
    }
}

/// Name under which a subscriber sees somebody's collection.
pub(crate) fn subscribed_name(owner: &str, name: &str) -> String {
    let escaped: String = owner.chars().map(escape).collect();
    let digit = if owner.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
    format!("{digit}{escaped}_{name}")
}

fn escape(c: char) -> String {
    let code = match c {
        '_' => "U",
        '.' => "D",
        '#' => "H",
        '@' => "A",
        '*' => "S",
        ':' => "C",
        ',' => "CO",
        ' ' => "SP",
        '\'' => "SQ",
        '&' => "AM",
        '+' => "P",
        '(' => "LP",
        ')' => "RP",
        '[' => "LS",
        ']' => "RS",
        '{' => "LC",
        '}' => "RC",
        ';' => "SC",
        '"' => "DQ",
        '$' => "DS",
        other => return other.to_string(),
    };
    format!("_{code}_")
}
