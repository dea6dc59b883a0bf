//! What a site has beside its DAV root: redirects, and the web interface.

use crate::fault::{Fault, Faults};
use crate::message::{Request, Response};
use crate::method;
use crate::xml::reason;

const LOGIN_PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n\
    <head><title>SOGo</title></head>\n<body class=\"main\"><div id=\"loginScreen\"></div></body>\n</html>\n";

/// Answers a request whose target is not below the DAV root.
pub(crate) fn outside_dav(request: &Request, faults: &Faults) -> Response {
    let path = request.target.split('?').next().unwrap_or_default();
    let response = if faults.has(Fault::NO_WEB_SERVER_IN_FRONT) {
        web_interface(&request.method, path)
    } else {
        web_server(&request.method, path, faults)
    };
    method::complete(response, &request.method)
}

/// The web server answers what is not below `/SOGo` itself.
fn web_server(method: &str, path: &str, faults: &Faults) -> Response {
    if method.contains(|letter: char| letter.is_ascii_lowercase()) {
        return page(400);
    }
    match path {
        "/.well-known/caldav" | "/.well-known/carddav" => page(301).with_header("Location", "/SOGo/dav/"),
        "/" => page(301).with_header("Location", "/SOGo/"),
        path if path == "/SOGo" || path.starts_with("/SOGo/") || path.starts_with("//SOGo") => {
            let everywhere = faults.has(Fault::LOGIN_PAGE_EVERYWHERE);
            let shown = if path.starts_with("//") {
                faults.has(Fault::DOUBLE_SLASH_IS_LOGIN_PAGE) || (everywhere && method == "GET")
            } else {
                everywhere || ["/SOGo", "/SOGo/", "/SOGo/index"].contains(&path) || path.starts_with("/SOGo/so")
            };
            if shown { web_interface(method, path) } else { page(404) }
        }
        _ if matches!(method, "GET" | "HEAD" | "POST") => page(404),
        _ => page(405),
    }
}

fn web_interface(method: &str, path: &str) -> Response {
    let reads = matches!(method, "GET" | "OPTIONS" | "PROPFIND");
    match path {
        "/SOGo" if reads => Response::new(302)
            .with_header("Content-Type", "text/plain; charset=utf-8")
            .with_header("Location", "/SOGo/"),
        _ if !reads => {
            let base = path.trim_end_matches('/');
            Response::new(302).with_header("Location", &format!("{base}/index"))
        }
        _ => Response::new(200)
            .with_header("Content-Type", "text/html; charset=utf-8")
            .with_header("Set-Cookie", "0xHIGHFLYxSOGo=discard; path=/SOGo/")
            .with_body(LOGIN_PAGE),
    }
}

/// A page of the web server.
fn page(status: u16) -> Response {
    let title = format!("{status} {}", reason(status));
    Response::new(status)
        .with_header("Content-Type", "text/html")
        .with_body(format!("<html>\n<head><title>{title}</title></head>\n<body></body>\n</html>\n"))
}

/// Whether the web server refuses a method before anybody looks at the path.
pub(crate) fn refused(request: &Request, faults: &Faults) -> Option<Response> {
    let refused = !faults.has(Fault::NO_WEB_SERVER_IN_FRONT)
        && request.method.contains(|letter: char| letter.is_ascii_lowercase());
    refused.then(|| method::complete(page(400), &request.method))
}

/// What the web server says when sogod drops a connection; without one it stays dropped.
pub(crate) fn dropped(response: Response, faults: &Faults) -> Response {
    if response.status == Response::DROPPED && !faults.has(Fault::NO_WEB_SERVER_IN_FRONT) {
        page(502)
    } else {
        response
    }
}
