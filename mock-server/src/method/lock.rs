//! LOCK and UNLOCK (RFC 4918 §9.10, §9.11), which hand out tokens and keep other locks away, but no writes.

use crate::fault::Fault;
use crate::message::Response;
use crate::refusal::Refusal;
use crate::route::Context;

pub(crate) fn lock(context: &mut Context<'_>) -> Result<Response, Refusal> {
    if !context.has(Fault::LOCK_WITHOUT_LOCKING) {
        return Err(Refusal::empty(405));
    }
    context.existing()?;
    if context.request.body.is_empty() {
        return Err(Refusal::empty(423));
    }
    if !context.state.lock(&context.target.segments) {
        return Err(Refusal::empty(423));
    }
    let token = format!("opaquelocktoken:{:016x}", context.state.next_serial());
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:prop xmlns:D=\"DAV:\"><D:lockdiscovery><D:activelock>\
         <D:locktype><D:write/></D:locktype><D:lockscope><D:exclusive/></D:lockscope><D:locktoken><D:href>{token}</D:href></D:locktoken></D:activelock></D:lockdiscovery></D:prop>"
    );
    Ok(Response::new(200)
        .with_header("Content-Type", "text/xml; charset=\"utf-8\"")
        .with_header("Lock-Token", &token)
        .with_body(body))
}

pub(crate) fn unlock(context: &mut Context<'_>) -> Result<Response, Refusal> {
    if !context.has(Fault::LOCK_WITHOUT_LOCKING) {
        return Err(Refusal::empty(405));
    }
    context.existing()?;
    context.state.unlock(&context.target.segments);
    Ok(Response::new(204))
}
