//! What a site has beside its DAV root: redirects, and the web interface.

use crate::message::{Request, Response};
use crate::method;
use crate::quirk::{Quirk, Quirks};

const LOGIN_PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n\
    <head><title>SOGo</title></head>\n<body class=\"main\"><div id=\"loginScreen\"></div></body>\n</html>\n";

/// Answers a request whose target is not below the DAV root.
pub(crate) fn outside_dav(request: &Request, quirks: &Quirks) -> Response {
    let path = request.target.split('?').next().unwrap_or_default();
    let response = match path {
        "/.well-known/caldav" | "/.well-known/carddav"
            if !quirks.has(Quirk::NoWebServerInFront) =>
        {
            redirect(301, "/SOGo/dav/")
        }
        "/" if !quirks.has(Quirk::NoWebServerInFront) => redirect(301, "/SOGo/"),
        "/SOGo" => redirect(302, "/SOGo/"),
        _ => Response::new(200)
            .with_header("Content-Type", "text/html; charset=utf-8")
            .with_header("Set-Cookie", "0xHIGHFLYxSOGo=discard; path=/SOGo/")
            .with_body(LOGIN_PAGE),
    };
    method::complete(response, &request.method)
}

fn redirect(status: u16, to: &str) -> Response {
    Response::new(status).with_header("Location", to)
}

/// What the web server says when sogod drops a connection; without one it stays dropped.
pub(crate) fn dropped(response: Response, quirks: &Quirks) -> Response {
    if response.status == Response::DROPPED && !quirks.has(Quirk::NoWebServerInFront) {
        Response::new(502)
            .with_header("Content-Type", "text/html")
            .with_body("<html>\n<head><title>502 Bad Gateway</title></head>\n<body></body>\n</html>\n")
    } else {
        response
    }
}
