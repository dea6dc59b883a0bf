//! Everything that is answered instead of what was asked, in the five shapes that SOGo knows.

use crate::fault::{Fault, Faults};
use crate::message::Response;
use crate::xml::escape;

/// A request that is not carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) shape: Shape,
}

/// The body of a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `<D:error>` around a text.
    Message(String),
    /// A small XHTML page around a text.
    Page(String),
    /// `object not found: a => b`.
    Unresolved(Vec<String>),
    /// Nothing.
    Empty,
    /// Plain text without a media type.
    Text(&'static str),
    /// `<D:error>` around the privilege of `DAV:` that is needed on a resource (RFC 3744 §7.1.1).
    NeedPrivilege(String, &'static str),
    /// `<D:error>` around a precondition element (RFC 4918 §16).
    Condition(Condition),
}

/// A precondition that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    namespace: &'static str,
    name: &'static str,
    /// The encoded path of the resource that it is about, if it says so.
    about: Option<String>,
}

impl Condition {
    fn element(&self) -> String {
        let Self { namespace, name, about } = self;
        match about {
            Some(href) => format!("<c:{name} xmlns:c=\"{namespace}\"><D:href>{}</D:href></c:{name}>", escape(href)),
            None => format!("<c:{name} xmlns:c=\"{namespace}\"/>"),
        }
    }
}

impl Refusal {
    pub(crate) fn message(status: u16, text: impl Into<String>) -> Self {
        Self { status, shape: Shape::Message(text.into()) }
    }

    pub(crate) fn page(status: u16, text: impl Into<String>) -> Self {
        Self { status, shape: Shape::Page(text.into()) }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, shape: Shape::Empty }
    }

    pub(crate) fn text(status: u16, text: &'static str) -> Self {
        Self { status, shape: Shape::Text(text) }
    }

    pub(crate) fn condition(status: u16, namespace: &'static str, name: &'static str) -> Self {
        Self { status, shape: Shape::Condition(Condition { namespace, name, about: None }) }
    }

    pub(crate) fn need_privilege(href: String, privilege: &'static str) -> Self {
        Self { status: 403, shape: Shape::NeedPrivilege(href, privilege) }
    }

    pub(crate) fn condition_about(status: u16, namespace: &'static str, name: &'static str, href: String) -> Self {
        Self { status, shape: Shape::Condition(Condition { namespace, name, about: Some(href) }) }
    }

    /// The 404 of a name that no object of the collection has.
    pub(crate) fn missing_object() -> Self {
        Self::message(404, "the requested object could not be found!")
    }

    /// The 404 of a path that leads nowhere.
    pub(crate) fn unresolved(segments: &[String]) -> Self {
        Self { status: 404, shape: Shape::Unresolved(segments.to_vec()) }
    }

    pub(crate) fn response(&self, faults: &Faults) -> Response {
        let namespace = if faults.has(Fault::ERROR_NAMESPACE) { "DAV" } else { "DAV:" };
        let (media_type, body) = match &self.shape {
            Shape::Message(text) => (Some(XML), error(namespace, &escape(text))),
            Shape::Condition(condition) => (Some(XML), error(namespace, &condition.element())),
            Shape::NeedPrivilege(href, privilege) => {
                let resource = format!(
                    "<D:resource><D:href>{}</D:href><D:privilege><D:{privilege}/></D:privilege></D:resource>",
                    escape(href)
                );
                (Some(XML), error(namespace, &format!("<D:need-privileges>{resource}</D:need-privileges>")))
            }
            Shape::Page(text) => (
                Some("text/html; charset=\"iso-8859-1\""),
                format!(
                    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n\
                     <body><h3>An error occurred during object publishing</h3><p>{}</p></body>\n</html>\n",
                    escape(text)
                ),
            ),
            Shape::Unresolved(segments) => {
                (Some("text/html"), escape(&format!("object not found: {}", segments.join(" => "))))
            }
            Shape::Empty => (Some("text/plain"), String::new()),
            Shape::Text(text) => (None, (*text).to_owned()),
        };
        let response = Response::new(self.status).with_body(body);
        match media_type {
            Some(media_type) => response.with_header("Content-Type", media_type),
            None => response,
        }
    }
}

const XML: &str = "application/xml; charset=\"utf-8\"";

fn error(namespace: &str, content: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:error xmlns:D=\"{namespace}\">{content}</D:error>\n")
}
