//! Damaging finished answers.

use super::property::{PropertyChange, change_property};
use super::responses::{ResponsesChange, change_responses};
use super::{AnswerDamage, Damages};
use crate::message::{Request, Response};

/// Which answers are damaged.
#[derive(Debug, Clone, Copy)]
pub(super) enum Answers {
    /// Every one.
    All,
    /// Successful ones to this method.
    To(&'static str),
    /// Successful ones to a REPORT of this name.
    Report(&'static str),
    /// Those to this method with this status.
    With(&'static str, u16),
    /// Those to any method with this status.
    Status(u16),
    /// Whatever fits.
    If(fn(&Request, &Response) -> bool),
}

/// What becomes of an answer.
#[derive(Debug, Clone, Copy)]
pub(super) enum Change {
    /// A header field is missing.
    WithoutHeader(&'static str),
    /// A header field has this value, whether it was there or not.
    Header(&'static str, &'static str),
    /// A header field that is there has another value.
    HeaderValue(&'static str, fn(&str) -> String),
    /// The status is another one.
    Status(u16),
    /// The body is another one.
    Body(fn(&str) -> String),
    /// A property of a multistatus, by namespace and name.
    Property(&'static str, &'static str, PropertyChange),
    /// The responses of a multistatus.
    Responses(ResponsesChange),
    /// The whole answer is another one.
    Instead(fn(&Request, Response) -> Response),
}

impl Answers {
    fn include(self, request: &Request, response: &Response) -> bool {
        let successful = (200..300).contains(&response.status);
        match self {
            Self::All => true,
            Self::To(method) => request.method == method && successful,
            Self::Report(name) => request.method == "REPORT" && successful && report_name(&request.body) == Some(name),
            Self::With(method, status) => request.method == method && response.status == status,
            Self::Status(status) => response.status == status,
            Self::If(fits) => fits(request, response),
        }
    }
}

/// The local name of a request body's root element.
pub(super) fn report_name(body: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(body).ok()?;
    let mut rest = text;
    loop {
        let open = rest.find('<')?;
        rest = &rest[open + 1..];
        if !rest.starts_with(['?', '!']) {
            let end = rest.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/')?;
            return rest[..end].rsplit(':').next();
        }
    }
}

/// The answer as the faults leave it.
pub(crate) fn damage_answer(damages: &Damages, request: &Request, mut response: Response) -> Response {
    for AnswerDamage { fault: _, answers, change } in &damages.answers {
        if response.status != Response::DROPPED && answers.include(request, &response) {
            response = change.apply(request, response);
        }
    }
    response
}

impl Change {
    fn apply(self, request: &Request, mut response: Response) -> Response {
        match self {
            Self::WithoutHeader(name) => response.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name)),
            Self::Header(name, value) => {
                response.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
                response.headers.push((name.to_owned(), value.to_owned()));
            }
            Self::HeaderValue(name, change) => {
                for (_, value) in response.headers.iter_mut().filter(|(key, _)| key.eq_ignore_ascii_case(name)) {
                    *value = change(value);
                }
            }
            Self::Status(status) => response.status = status,
            Self::Body(change) => {
                let body = change(&response.text());
                set_body(&mut response, body);
            }
            Self::Property(namespace, name, change) => {
                if response.status == 207 {
                    let body = change_property(&response.text(), namespace, name, change);
                    set_body(&mut response, body);
                }
            }
            Self::Responses(change) => {
                if response.status == 207 {
                    let path = request.target.split('?').next().unwrap_or_default();
                    let body = change_responses(&response.text(), path, change);
                    set_body(&mut response, body);
                }
            }
            Self::Instead(make) => return make(request, response),
        }
        response
    }
}

/// Gives an answer a body and the length that belongs to it; the answer to a HEAD keeps none.
fn set_body(response: &mut Response, body: String) {
    if response.body.is_empty() {
        return;
    }
    let length = body.len().to_string();
    response.body = body.into_bytes();
    for (_, value) in response.headers.iter_mut().filter(|(key, _)| key.eq_ignore_ascii_case("Content-Length")) {
        value.clone_from(&length);
    }
}
