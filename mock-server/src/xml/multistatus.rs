//! Multistatus bodies (RFC 4918 §13).

use super::element::{Element, Name};

/// Responses to be written as one multistatus.
#[derive(Debug, Default)]
pub(crate) struct Multistatus {
    responses: Vec<Element>,
    tail: Vec<Element>,
}

/// What is said about one href.
#[derive(Debug)]
pub(crate) enum Outcome {
    Propstats(Propstats),
    /// One status for the resource.
    Status(u16),
}

/// Property values found and names not found.
#[derive(Debug, Default)]
pub(crate) struct Propstats {
    pub(crate) found: Vec<Element>,
    pub(crate) missing: Vec<Name>,
    /// Names with the status of their refusal.
    pub(crate) refused: Vec<(Name, u16)>,
    pub(crate) order: PropstatOrder,
    /// Whether the properties found are told even if there are none: a response must say something (RFC 4918 §14.24).
    pub(crate) told_if_empty: bool,
}

/// Which of its children a propstat begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum PropstatOrder {
    #[default]
    PropFirst,
    /// So PROPFIND does.
    StatusFirst,
}

impl Propstats {
    pub(crate) fn status_first() -> Self {
        Self { order: PropstatOrder::StatusFirst, told_if_empty: true, ..Self::default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty() && self.missing.is_empty() && self.refused.is_empty()
    }

    /// A propstat that says 200 of no property at all.
    pub(crate) fn nothing_found() -> Element {
        propstat(PropstatOrder::PropFirst, 200, Vec::new())
    }

    fn elements(self) -> impl Iterator<Item = Element> {
        let order = self.order;
        let told = !self.found.is_empty() || self.told_if_empty;
        let found = told.then(|| propstat(order, 200, self.found));
        let missing = (!self.missing.is_empty())
            .then(|| propstat(order, 404, self.missing.into_iter().map(Element::named).collect()));
        let refused =
            self.refused.into_iter().map(move |(name, status)| propstat(order, status, vec![Element::named(name)]));
        found.into_iter().chain(missing).chain(refused)
    }
}

/// The propstats on their own, for bodies that have no responses (RFC 5689 §5.2).
pub(crate) fn propstats_of(propstats: Propstats) -> impl Iterator<Item = Element> {
    propstats.elements()
}

impl Multistatus {
    /// Adds the response for one resource; `href` is written as it is given, escaped for XML.
    pub(crate) fn push(&mut self, href: Element, outcome: Outcome) {
        self.responses.push(Self::response(href, outcome));
    }

    /// The response for one resource.
    pub(crate) fn response(href: Element, outcome: Outcome) -> Element {
        let response = Element::dav("response").child(href);
        match outcome {
            Outcome::Propstats(propstats) => response.children(propstats.elements()),
            Outcome::Status(status) => response.child(status_element(status)),
        }
    }

    /// Adds the response that says that there are more (RFC 6578 §3.6, RFC 6352 §8.6.2).
    pub(crate) fn push_truncated(&mut self, href: Element) {
        let error = Element::dav("error").child(Element::dav("number-of-matches-within-limits"));
        self.responses.push(Self::response(href, Outcome::Status(507)).child(error));
    }

    /// Adds a response element that was built elsewhere.
    pub(crate) fn push_element(&mut self, response: Element) {
        self.responses.push(response);
    }

    /// Adds an element after all responses.
    pub(crate) fn push_tail(&mut self, element: Element) {
        self.tail.push(element);
    }

    pub(crate) fn into_element(self) -> Element {
        Element::dav("multistatus").children(self.responses).children(self.tail)
    }
}

fn propstat(order: PropstatOrder, status: u16, properties: Vec<Element>) -> Element {
    let prop = Element::dav("prop").children(properties);
    let propstat = Element::dav("propstat");
    match order {
        PropstatOrder::PropFirst => propstat.child(prop).child(status_element(status)),
        PropstatOrder::StatusFirst => propstat.child(status_element(status)).child(prop),
    }
}

fn status_element(status: u16) -> Element {
    Element::dav("status").text(format!("HTTP/1.1 {status} {}", reason(status)))
}

/// The reason phrase; SOGo knows few of them.
pub(crate) fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        207 => "Multi-Status",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        401 => "Authorization Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        412 => "Precondition Failed",
        415 => "Unsupported Media Type",
        424 => "Failed Dependency",
        502 => "Bad Gateway",
        507 => "Insufficient Storage",
        _ => "Request Failed",
    }
}
