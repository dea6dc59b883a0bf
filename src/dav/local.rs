//! A server without a socket.

use bytes::Bytes;

use crate::error::{Cause, TransportError};
use crate::wire::{Incoming, Outgoing, fields, reason};

/// A server in this process: it answers at once, and no byte goes over a network.
pub trait LocalServer: Send + Sync {
    /// Answers one request; `None` closes the connection without an answer.
    fn answer(&self, request: http::Request<Bytes>) -> Option<http::Response<Bytes>>;
}

/// The local server did not answer.
#[derive(Debug, thiserror::Error)]
#[error("the local server closed the connection")]
struct Closed;

/// One exchange with a local server, as it would look over a socket.
pub(crate) fn send(server: &dyn LocalServer, outgoing: Outgoing) -> Result<Incoming, TransportError> {
    let Outgoing { method, target, headers, body, framing: _, deadline: _ } = outgoing;
    let is_head = method == http::Method::HEAD;
    let mut request = http::Request::new(body.unwrap_or_default());
    *request.method_mut() = method;
    *request.uri_mut() = target.into();
    *request.headers_mut() = headers;
    let response = server.answer(request);
    let response = response.ok_or_else(|| TransportError::Dropped { sent: true, source: Cause::new(Closed) })?;
    let (head, body) = response.into_parts();
    // These never have a body, whatever a server sends (RFC 9112 section 6.3).
    let without_body =
        is_head || head.status == http::StatusCode::NO_CONTENT || head.status == http::StatusCode::NOT_MODIFIED;
    Ok(Incoming {
        status: head.status.as_u16(),
        reason: reason(head.status, &head.extensions),
        headers: fields(&head.headers),
        body: if without_body { Bytes::new() } else { body },
    })
}
