//! Which responses carry which header fields.

use crate::message::Response;
use crate::property::http_date;

/// Adds the fields that only some successful methods have.
pub(crate) fn dav(response: Response, method: &str, at_root: bool, now: i64) -> Response {
    let cache = matches!(method, "PROPFIND" | "REPORT" | "POST");
    let dav = match method {
        "PROPFIND" | "PROPPATCH" | "DELETE" | "MKCOL" | "MKCALENDAR" | "MOVE" | "LOCK" | "SUBSCRIBE" => true,
        "OPTIONS" => at_root,
        _ => false,
    };
    let response = if dav && response.status < 300 {
        response
            .with_header("X-Dav-Error", "200 No error")
            .with_header("Ms-Author-Via", "DAV")
            .with_header("Server", "SOPE 4.9.37/WebDAV")
            .with_header("Date", &http_date(now))
    } else {
        response
    };
    if cache && matches!(response.status, 204 | 207) {
        response.with_header("Pragma", "no-cache").with_header("Cache-Control", "no-cache")
    } else {
        response
    }
}

/// Adds the fields that every response has, and takes the body from the answer to a HEAD.
pub(crate) fn complete(mut response: Response, method: &str) -> Response {
    if response.status == Response::DROPPED {
        return response;
    }
    if response.body.is_empty() && response.header("Content-Type").is_none() {
        response = response.with_header("Content-Type", "text/plain");
    }
    let length = response.body.len().to_string();
    response = response.with_header("Content-Length", &length);
    if method == "HEAD" {
        response.body.clear();
    }
    response
}
