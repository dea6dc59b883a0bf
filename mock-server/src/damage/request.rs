//! Damaging requests before anybody looks at them: what a server overlooks, and what a proxy takes away.

use std::borrow::Cow;
use std::ops::Range;

use super::Damages;
use super::answer::report_name;
use crate::fault::Fault;
use crate::message::Request;
use crate::xml::parse;

/// How a fault damages requests.
pub(super) struct RequestDamage {
    pub(super) fault: Fault,
    pub(super) requests: Requests,
    pub(super) change: RequestChange,
}

/// Which requests are damaged.
#[derive(Debug, Clone, Copy)]
pub(super) enum Requests {
    /// Every one.
    All,
    /// Those of this method.
    To(&'static str),
    /// Reports of this name.
    Report(&'static str),
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy)]
pub(super) enum RequestChange {
    /// A header field is overlooked.
    WithoutHeader(&'static str),
    /// The whole body is overlooked.
    WithoutBody,
    /// Elements of this namespace and name are overlooked, with all that is in them.
    WithoutElement(&'static str, &'static str),
    /// Attributes of this name are overlooked.
    WithoutAttribute(&'static str),
    /// The target is another one.
    Target(fn(&str) -> String),
    /// The body is another one.
    Body(fn(&str) -> String),
}

/// The request as the faults leave it.
pub(crate) fn damage_request<'a>(damages: &Damages, request: &'a Request) -> Cow<'a, Request> {
    let mut request = Cow::Borrowed(request);
    for RequestDamage { fault: _, requests, change } in &damages.requests {
        if requests.include(&request) {
            change.apply(request.to_mut());
        }
    }
    request
}

impl Requests {
    fn include(self, request: &Request) -> bool {
        match self {
            Self::All => true,
            Self::To(method) => request.method == method,
            Self::Report(name) => request.method == "REPORT" && report_name(&request.body) == Some(name),
        }
    }
}

impl RequestChange {
    fn apply(self, request: &mut Request) {
        match self {
            Self::WithoutHeader(name) => request.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name)),
            Self::WithoutBody => request.body.clear(),
            Self::Target(change) => request.target = change(&request.target),
            Self::Body(change) => {
                if let Ok(body) = std::str::from_utf8(&request.body) {
                    request.body = change(body).into_bytes();
                }
            }
            Self::WithoutElement(namespace, name) => without(request, |document| {
                let found = document.descendants().filter(|node| node.has_tag_name((namespace, name)));
                found.map(|node| node.range()).collect()
            }),
            Self::WithoutAttribute(name) => without(request, |document| {
                let attributes = document.descendants().flat_map(|node| node.attributes());
                attributes.filter(|attribute| attribute.name() == name).map(|attribute| attribute.range()).collect()
            }),
        }
    }
}

/// Takes parts out of an XML body; parts within others go with them.
fn without(request: &mut Request, parts: impl Fn(&roxmltree::Document<'_>) -> Vec<Range<usize>>) {
    let Ok(text) = std::str::from_utf8(&request.body) else { return };
    let Ok(document) = parse(text) else { return };
    let mut kept = String::with_capacity(text.len());
    let mut end = 0;
    for part in parts(&document) {
        if part.start >= end {
            kept.push_str(&text[end..part.start]);
            end = part.end;
        }
    }
    kept.push_str(&text[end..]);
    request.body = kept.into_bytes();
}
