//! LOCK and UNLOCK (RFC 4918 §9.10, §9.11), and what a lock keeps others from (§7).

use roxmltree::Document;

use crate::fault::Fault;
use crate::message::Response;
use crate::property::{active_lock, lock_of, lock_root};
use crate::refusal::Refusal;
use crate::route::{Absent, Context, Resource, resolve};
use crate::state::{Access, Change, Lock, LockRoot};
use crate::xml::{Characters, Dialect, Element, element_of, escape, ns, parse, write};

use super::relocate::destination;

pub(crate) fn lock(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let resource = match context.resource() {
        // A new item begins with its content, which a lock does not have.
        Err(Absent::InFolder(_)) if !context.has(Fault::LOCK_WITHOUT_LOCKING) => return Err(Refusal::empty(403)),
        resource => resource.map_err(|absent| absent.refusal())?,
    };
    if context.has(Fault::LOCK_WITHOUT_LOCKING) {
        return token_for_nothing(context, &resource);
    }
    let root = lock_root(&resource).filter(|root| may_lock(context, root)).ok_or_else(|| Refusal::empty(403))?;
    let body = context.body_text();
    if body.trim().is_empty() {
        return refresh(context, &resource);
    }
    let document = parse(&body).map_err(|_| Refusal::empty(400))?;
    let has = |name| document.descendants().any(|node| node.has_tag_name((ns::DAV, name)));
    if !has("exclusive") || !has("write") {
        return Err(Refusal::empty(403));
    }
    let deep = context.request.header("Depth").is_none_or(|depth| depth.trim() != "0");
    let taken = match &root {
        LockRoot::Folder(folder) if deep => Change::Whole(folder.clone()),
        LockRoot::Folder(_) | LockRoot::Item(..) => Change::Itself(root.clone()),
    };
    let other = context.state.locks().iter().find(|lock| lock.guards(&taken));
    if let Some(other) = other.filter(|_| !context.has(Fault::LOCKED_TWICE)) {
        return Err(Refusal::condition_about(423, ns::DAV, "no-conflicting-lock", other.href.clone()));
    }
    let lock = Lock {
        root,
        deep,
        token: fresh_token(context),
        login: context.login.clone(),
        owner: owner(&document),
        href: context.target.path(),
    };
    let response = told(&lock).with_header("Lock-Token", &format!("<{}>", lock.token));
    context.state.add_lock(lock);
    Ok(response)
}

pub(crate) fn unlock(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let resource = context.existing()?;
    if context.has(Fault::LOCK_WITHOUT_LOCKING) {
        if let Some(token) = lock_of(context, &resource).map(|lock| lock.token.clone()) {
            context.state.remove_lock(&token);
        }
        return Ok(Response::new(204));
    }
    let sent = context.request.header("Lock-Token").and_then(|token| token.trim().strip_prefix('<')?.strip_suffix('>'));
    let sent = sent.ok_or_else(|| Refusal::empty(400))?;
    let fits = |lock: &&Lock| lock.token == sent || context.has(Fault::UNLOCK_BY_ANY_TOKEN);
    let Some(lock) = lock_of(context, &resource).filter(fits) else {
        return Err(Refusal::condition(409, ns::DAV, "lock-token-matches-request-uri"));
    };
    if lock.login != context.login {
        return Err(Refusal::empty(403));
    }
    let token = lock.token.clone();
    context.state.remove_lock(&token);
    Ok(Response::new(204))
}

/// Refuses a write to what is locked, unless its `If` header names the token of a lock of the user's own (§10.4.1).
///
/// # Errors
/// 423 with `lock-token-submitted`.
pub(super) fn refuse_locked(context: &Context<'_>) -> Result<(), Refusal> {
    if context.state.locks().is_empty() || context.has(Fault::LOCK_WITHOUT_LOCKING) {
        return Ok(());
    }
    let changes = changes(context);
    let submitted = context.request.header("If").unwrap_or_default();
    let is_held = |lock: &Lock| lock.login == context.login && submitted.contains(&format!("<{}>", lock.token));
    let mut guarding = context.state.locks().iter().filter(|lock| changes.iter().any(|change| lock.guards(change)));
    match guarding.find(|lock| !is_held(lock)) {
        Some(lock) => Err(Refusal::condition_about(423, ns::DAV, "lock-token-submitted", lock.href.clone())),
        None => Ok(()),
    }
}

/// Locks neither outlive what they are on nor travel with it (§7.6, §9.6).
pub(super) fn forget_removed(context: &mut Context<'_>) {
    let gone = |root: &LockRoot| match root {
        LockRoot::Folder(folder) => context.state.folder(folder).is_none(),
        LockRoot::Item(folder, name) => context.state.folder(folder).and_then(|rows| rows.row(name)).is_none(),
    };
    let locks = context.state.locks().iter();
    let tokens: Vec<String> = locks.filter(|lock| gone(&lock.root)).map(|lock| lock.token.clone()).collect();
    for token in tokens {
        context.state.remove_lock(&token);
    }
}

/// What the request would change.
fn changes(context: &Context<'_>) -> Vec<Change> {
    let written = |resource: Result<Resource, Absent>| match resource {
        Ok(resource) => lock_root(&resource).map(Change::Itself),
        Err(Absent::InFolder(item)) => Some(Change::Member(item.folder.id, item.name)),
        Err(
            Absent::Nowhere { .. }
            | Absent::InPrincipal { .. }
            | Absent::InHome { .. }
            | Absent::BelowHome { .. }
            | Absent::BelowItem { .. }
            | Absent::InInbox { .. }
            | Absent::InDirectory
            | Absent::InMail,
        ) => None,
    };
    let removed = |resource: Result<Resource, Absent>| {
        Some(match lock_root(&resource.ok()?)? {
            LockRoot::Item(folder, name) => Change::Member(folder, name),
            LockRoot::Folder(folder) => Change::Whole(folder),
        })
    };
    let destination = || destination(context).ok().and_then(|target| written(resolve(context, &target.segments)));
    let changes = match context.request.method.as_str() {
        "PUT" | "PROPPATCH" => [written(context.resource()), None],
        "DELETE" => [removed(context.resource()), None],
        "MOVE" => [removed(context.resource()), destination()],
        "COPY" => [None, destination()],
        _ => [None, None],
    };
    changes.into_iter().flatten().collect()
}

/// Whoever may change an item or owns a collection may lock it.
fn may_lock(context: &Context<'_>, root: &LockRoot) -> bool {
    if context.has(Fault::LOCK_WITHOUT_RIGHTS) {
        return true;
    }
    match root {
        LockRoot::Item(folder, name) => {
            let row = context.state.folder(folder).and_then(|rows| rows.row(name));
            row.is_some_and(|row| context.access(folder, row.object.class) == Access::Modify)
        }
        LockRoot::Folder(folder) => context.rights(folder).owns,
    }
}

/// A LOCK without a body makes a lock last longer, which here lasts for ever (§9.10.2).
fn refresh(context: &Context<'_>, resource: &Resource) -> Result<Response, Refusal> {
    let submitted = context.request.header("If").unwrap_or_default();
    let lock = lock_of(context, resource).filter(|lock| submitted.contains(&format!("<{}>", lock.token)));
    lock.map(told).ok_or_else(|| Refusal::condition(412, ns::DAV, "lock-token-matches-request-uri"))
}

fn told(lock: &Lock) -> Response {
    let body = Element::dav("prop").child(Element::dav("lockdiscovery").child(active_lock(lock)));
    let dialect = Dialect { after_declaration: "\n", characters: Characters::Sound };
    Response::new(200)
        .with_header("Content-Type", "application/xml; charset=\"utf-8\"")
        .with_body(write(&body, dialect))
}

fn owner(document: &Document<'_>) -> Option<Element> {
    document.descendants().find(|node| node.has_tag_name((ns::DAV, "owner"))).map(element_of)
}

fn fresh_token(context: &mut Context<'_>) -> String {
    format!("opaquelocktoken:{:016x}", context.state.next_serial())
}

/// What one of SOGo's processes answers: its locks keep other locks away, but no writes.
fn token_for_nothing(context: &mut Context<'_>, resource: &Resource) -> Result<Response, Refusal> {
    if context.request.body.is_empty() || lock_of(context, resource).is_some() {
        return Err(Refusal::empty(423));
    }
    let token = fresh_token(context);
    if let Some(root) = lock_root(resource) {
        let (login, href) = (context.login.clone(), context.target.path());
        context.state.add_lock(Lock { root, deep: false, token: token.clone(), login, owner: None, href });
    }
    let echoed = |header: &str, name: &str| {
        let value = context.request.header(header).map(escape);
        value.map_or(String::new(), |value| format!("<D:{name}>{value}</D:{name}>"))
    };
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:prop xmlns:D=\"DAV:\"><D:lockdiscovery><D:activelock>\
         <D:locktype><D:write/></D:locktype><D:lockscope><D:exclusive/></D:lockscope>{}{}\
         <D:locktoken><D:href>{token}</D:href></D:locktoken></D:activelock></D:lockdiscovery></D:prop>",
        echoed("Depth", "depth"),
        echoed("Timeout", "timeout"),
    );
    Ok(Response::new(200)
        .with_header("Content-Type", "text/xml; charset=\"utf-8\"")
        .with_header("Lock-Token", &token)
        .with_body(body))
}
