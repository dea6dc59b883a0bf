//! Between the types of the `http` crate and those of the mock.

use ::http::header::{DATE, HeaderName, HeaderValue, TRANSFER_ENCODING};
use ::http::request::Parts;
use ::hyper::ext::ReasonPhrase;
use bytes::Bytes;

use crate::fault::{Fault, Faults};
use crate::message::{Request, Response};
use crate::mock::Mock;
use crate::property::http_date;
use crate::xml::reason;

/// Answers one request without any socket; `None` stands for a connection that is closed without a response.
///
/// The answer has a `Date`, as every server with a clock sends it (RFC 9110 §6.6.1); on a socket hyper adds it.
pub fn answer(mock: &mut Mock, request: ::http::Request<Bytes>) -> Option<::http::Response<Bytes>> {
    let (head, body) = request.into_parts();
    let request = received(&head, &body, mock.faults());
    let mut response = sent(mock.handle(&request))?;
    if let Ok(date) = HeaderValue::try_from(http_date(mock.now())) {
        response.headers_mut().entry(DATE).or_insert(date);
    }
    Some(response)
}

/// A request as the mock takes it.
pub(super) fn received(head: &Parts, body: &[u8], faults: &Faults) -> Request {
    let ignored = head.headers.contains_key(TRANSFER_ENCODING) && faults.has(Fault::CHUNKED_BODY_IGNORED);
    Request {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers: head
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.to_string(), value)
            })
            .collect(),
        body: if ignored { Vec::new() } else { body.to_vec() },
    }
}

/// A response as the wire takes it; `None` if the connection is to be closed without one.
pub(super) fn sent(response: Response) -> Option<::http::Response<Bytes>> {
    if response.status == Response::DROPPED {
        return None;
    }
    let mut converted = ::http::Response::new(Bytes::from(response.body));
    *converted.status_mut() =
        ::http::StatusCode::from_u16(response.status).unwrap_or(::http::StatusCode::INTERNAL_SERVER_ERROR);
    if let Ok(phrase) = ReasonPhrase::try_from(reason(response.status).as_bytes()) {
        converted.extensions_mut().insert(phrase);
    }
    for (name, value) in response.headers {
        let parsed = (HeaderName::try_from(name.as_str()), HeaderValue::try_from(value));
        if let (Ok(name), Ok(value)) = parsed {
            converted.headers_mut().append(name, value);
        }
    }
    Some(converted)
}
