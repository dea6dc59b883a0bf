//! Basic authentication (RFC 7617).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::fault::{Fault, Faults};
use crate::message::{Request, Response};
use crate::state::State;

/// The login of whoever sent the request.
///
/// # Errors
/// The answer to a request without credentials, or with wrong ones.
pub(crate) fn authenticate(state: &State, faults: &Faults, request: &Request) -> Result<String, Response> {
    let Some(authorization) = request.header("Authorization") else {
        return Err(challenge(None));
    };
    // A word alone is no scheme that the server would look for.
    let (scheme, credentials) = authorization.trim().split_once(' ').unwrap_or_default();
    let known = scheme.is_empty() || scheme.eq_ignore_ascii_case("Basic");
    if !known && faults.has(Fault::BEARER_DROPS_CONNECTION) {
        return Err(Response::new(Response::DROPPED));
    }
    let credentials = credentials.trim();
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    if !scheme.eq_ignore_ascii_case("Basic") || credentials.is_empty() || !credentials.bytes().all(base64) {
        return Err(challenge(Some("unsupported authentication method")));
    }
    let decoded = STANDARD.decode(credentials).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some((login, password)) = decoded.as_deref().and_then(|text| text.split_once(':')) else {
        return Err(challenge(Some("malformed basic credentials!")));
    };
    if login.is_empty() {
        return Err(challenge(Some("empty login in credentials?")));
    }
    if password.is_empty() {
        return Err(challenge(Some("empty passwords unsupported!")));
    }
    match state.account(login) {
        Some(account) if account.password == password => Ok(login.to_owned()),
        Some(_) | None => Err(challenge(Some("Unauthorized"))),
    }
}

fn challenge(text: Option<&str>) -> Response {
    let response = Response::new(401).with_header("Www-Authenticate", "basic realm=\"SOGo\"");
    match text {
        Some(text) => response.with_body(text),
        None => response.with_header("Content-Type", "text/plain"),
    }
}
