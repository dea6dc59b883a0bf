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
    let first =
        || state.accounts().first().map(|account| account.principal.login.clone()).ok_or_else(|| challenge(None));
    let named = request.header("X-Webobjects-Remote-User").filter(|_| faults.has(Fault::REMOTE_USER_TRUSTED));
    if let Some(login) = named {
        return Ok(login.to_owned());
    }
    if request.header("Cookie").is_some() && faults.has(Fault::COOKIE_LOGS_IN) {
        return first();
    }
    let Some(authorization) = request.header("Authorization") else {
        if faults.has(Fault::ANONYMOUS_IS_LET_IN) {
            return first();
        }
        return Err(challenge(None));
    };
    // A word alone is no scheme that the server would look for.
    let (scheme, credentials) = authorization.trim().split_once(' ').unwrap_or_default();
    let dropped = match scheme.to_ascii_lowercase().as_str() {
        "" | "basic" => false,
        "bearer" => faults.has(Fault::BEARER_DROPS_CONNECTION),
        _ => faults.has(Fault::OTHER_SCHEMES_DROP_CONNECTION),
    };
    if dropped {
        return Err(Response::new(Response::DROPPED));
    }
    let credentials = credentials.trim();
    let odd = |text| if faults.has(Fault::ODD_CREDENTIALS_FAIL) { Response::new(500) } else { challenge(Some(text)) };
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    if !scheme.eq_ignore_ascii_case("Basic") || credentials.is_empty() || !credentials.bytes().all(base64) {
        return Err(odd("unsupported authentication method"));
    }
    let decoded = STANDARD.decode(credentials).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some((login, password)) = decoded.as_deref().and_then(|text| text.split_once(':')) else {
        return Err(odd("malformed basic credentials!"));
    };
    if login.is_empty() {
        return Err(odd("empty login in credentials?"));
    }
    if password.is_empty() && !faults.has(Fault::EMPTY_PASSWORD_ACCEPTED) {
        return Err(challenge(Some("empty passwords unsupported!")));
    }
    match state.account(login) {
        Some(account) if is_right(password, &account.password, faults) => {
            if faults.has(Fault::USERS_MIXED_UP) {
                first()
            } else {
                Ok(login.to_owned())
            }
        }
        Some(_) if faults.has(Fault::WRONG_PASSWORD_ACCEPTED) => Ok(login.to_owned()),
        Some(_) if password.is_empty() => Ok(login.to_owned()),
        Some(_) | None => Err(challenge(Some("Unauthorized"))),
    }
}

fn is_right(password: &str, right: &str, faults: &Faults) -> bool {
    if faults.has(Fault::PASSWORDS_CUT) {
        password.chars().take(8).eq(right.chars().take(8))
    } else if faults.has(Fault::PASSWORDS_WITHOUT_CASE) {
        password.eq_ignore_ascii_case(right)
    } else {
        password == right
    }
}

fn challenge(text: Option<&str>) -> Response {
    let response = Response::new(401).with_header("Www-Authenticate", "basic realm=\"SOGo\"");
    match text {
        Some(text) => response.with_body(text),
        None => response.with_header("Content-Type", "text/plain"),
    }
}
