//! Which method does what.

use crate::message::Response;
use crate::refusal::Refusal;
use crate::report;
use crate::route::Context;

use super::{
    delete, get, headers, lock, make, options, post, propfind, proppatch, put, relocate,
};

/// Answers the request of an authenticated user.
pub(crate) fn dispatch(context: &mut Context<'_>) -> Response {
    let method = context.request.method.as_str();
    let answer = match method {
        "OPTIONS" => options::options(context),
        "GET" | "HEAD" => get::get(context),
        "PUT" => put::put(context),
        "DELETE" => delete::delete(context),
        "PROPFIND" => propfind::propfind(context),
        "PROPPATCH" => proppatch::proppatch(context),
        "MKCALENDAR" => make::mkcalendar(context),
        "MKCOL" => make::mkcol(context),
        "MOVE" => relocate::r#move(context),
        "COPY" => relocate::copy(context),
        "LOCK" => lock::lock(context),
        "UNLOCK" => lock::unlock(context),
        "REPORT" => report::report(context),
        "POST" => post::post(context),
        "SEARCH" => Err(Refusal::text(
            400,
            "could not process SEARCH query specification",
        )),
        "POLL" => Err(Refusal::empty(400)),
        "SUBSCRIBE" => Ok(Response::new(200)),
        "BPROPFIND" => Err(Refusal::page(500, "reason for HTTP error unknown")),
        _ => context.existing().and(Err(Refusal::empty(405))),
    };
    let at_root = context.target.segments.is_empty();
    let response = match answer {
        Ok(response) => headers::dav(response, method, at_root, context.now),
        Err(refusal) => refusal.response(context.quirks),
    };
    headers::complete(response, method)
}
