//! Which method does what.

use crate::fault::Fault;
use crate::message::Response;
use crate::property::etag;
use crate::refusal::Refusal;
use crate::report;
use crate::route::{Absent, Context, Resource};
use crate::state::Access;

use super::precondition::{Match, matches};
use super::{delete, get, headers, lock, make, options, post, propfind, proppatch, put, relocate};

/// Answers the request of an authenticated user.
pub(crate) fn dispatch(context: &mut Context<'_>) -> Response {
    let method = context.request.method.as_str();
    let answer = match not_modified_regardless(context) {
        Some(response) => Ok(response),
        None => {
            refuse_unseen(context).and_then(|()| lock::refuse_locked(context)).and_then(|()| perform(context, method))
        }
    };
    lock::forget_removed(context);
    let at_root = context.target.segments.is_empty();
    let response = match answer {
        Ok(response) => headers::dav(response, method, at_root, context.now),
        Err(refusal) => refusal.response(context.faults),
    };
    headers::complete(response, method)
}

/// The 304 of a server that compares entity tags before it asks for rights.
fn not_modified_regardless(context: &Context<'_>) -> Option<Response> {
    if context.request.method != "GET" || !context.has(Fault::NOT_MODIFIED_BEFORE_RIGHTS) {
        return None;
    }
    let Ok(Resource::Item(item)) = context.resource() else { return None };
    let tag = etag(context.state.folder(&item.folder.id)?.row(&item.name)?, context.faults);
    (matches(context.request, "If-None-Match", &tag) == Match::Listed)
        .then(|| Response::new(304).with_header("ETag", &tag))
}

/// Whoever may neither see events of that class nor create or erase any does not even reach the event, and nobody
/// reaches the inbox of somebody else.
fn refuse_unseen(context: &Context<'_>) -> Result<(), Refusal> {
    let item = match context.resource() {
        Ok(Resource::Item(item) | Resource::Component { item, .. }) => item,
        Ok(Resource::Outbox { .. }) if context.has(Fault::OUTBOX_OPEN_TO_ALL) => return Ok(()),
        Ok(Resource::Inbox { user } | Resource::Outbox { user }) | Err(Absent::InInbox { user })
            if user != context.login && !context.is_superuser() =>
        {
            return Err(Refusal::empty(403));
        }
        Ok(_) | Err(_) => return Ok(()),
    };
    let rights = context.rights(&item.folder.id);
    let row = context.state.folder(&item.folder.id).and_then(|folder| folder.row(&item.name));
    let seen = row.is_none_or(|row| rights.on(row.object.class) > Access::None);
    if seen || rights.create || rights.erase { Ok(()) } else { Err(Refusal::empty(403)) }
}

fn perform(context: &mut Context<'_>, method: &str) -> Result<Response, Refusal> {
    match method {
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
        "SEARCH" => Err(Refusal::text(400, "could not process SEARCH query specification")),
        "POLL" => Err(Refusal::empty(400)),
        "SUBSCRIBE" => Ok(Response::new(200)),
        "BPROPFIND" => Err(Refusal::page(500, "reason for HTTP error unknown")),
        // What it does not have, a server has not implemented (RFC 9110 §9.1).
        _ => {
            context.existing()?;
            Err(Refusal::empty(if context.has(Fault::UNKNOWN_METHOD_NOT_ALLOWED) { 405 } else { 501 }))
        }
    }
}
