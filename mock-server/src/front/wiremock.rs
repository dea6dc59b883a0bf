//! A mock as a responder of the `wiremock` crate.

use std::sync::{Arc, Mutex, PoisonError};

use ::wiremock::{Request as Received, Respond, ResponseTemplate};

use crate::message::{Request, Response};
use crate::mock::Mock;

/// Answers every request of a `wiremock` server.
///
/// `wiremock` cannot close a connection without a response: where the mock would, this answers 502.
#[derive(Clone)]
pub struct Responder(Arc<Mutex<Mock>>);

impl Responder {
    /// A responder that shares nothing with anybody.
    #[must_use]
    pub fn new(mock: Mock) -> Self {
        Self(Arc::new(Mutex::new(mock)))
    }
}

impl Respond for Responder {
    fn respond(&self, received: &Received) -> ResponseTemplate {
        let target = match received.url.query() {
            Some(query) => format!("{}?{query}", received.url.path()),
            None => received.url.path().to_owned(),
        };
        let request = Request {
            method: received.method.to_string(),
            target,
            headers: received
                .headers
                .iter()
                .map(|(name, value)| {
                    let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                    (name.to_string(), value)
                })
                .collect(),
            body: received.body.clone(),
        };
        let response = self.0.lock().unwrap_or_else(PoisonError::into_inner).handle(&request);
        let status = match response.status {
            Response::DROPPED => 502,
            status => status,
        };
        let mut template = ResponseTemplate::new(status).set_body_bytes(response.body);
        for (name, value) in response.headers {
            if !name.eq_ignore_ascii_case("Content-Length") {
                template = template.append_header(name.as_str(), value.as_str());
            }
        }
        template
    }
}
