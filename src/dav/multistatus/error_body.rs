use crate::element::Element;
use crate::name::Name;

/// The precondition or postcondition elements of an error body (RFC 4918 section 16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DavError {
    /// The root element; `DAV:error`, or SOGo 5.8's `{DAV}error`.
    pub root: Name,
    /// Names of the children: the conditions.
    pub conditions: Vec<Name>,
    /// Text inside the root.
    pub text: String,
}

/// Reads an error body; `None` if it is no XML, or its root has not the local name `error`.
#[must_use]
pub fn error_body(body: &[u8]) -> Option<DavError> {
    let root = Element::parse(body).ok()?;
    (root.name.local == "error").then(|| DavError {
        conditions: root.children.iter().map(|child| child.name.clone()).collect(),
        text: root.trimmed().to_owned(),
        root: root.name,
    })
}
