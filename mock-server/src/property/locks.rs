//! What can be locked, and what is (RFC 4918 §15.8, §15.10).

use crate::fault::Fault;
use crate::route::{Context, Resource};
use crate::state::{Change, Lock, LockRoot};
use crate::xml::Element;

/// What a lock on the resource would be on; `None` for what cannot be locked.
pub(crate) fn lock_root(resource: &Resource) -> Option<LockRoot> {
    match resource {
        Resource::Folder(folder) => Some(LockRoot::Folder(folder.id.clone())),
        Resource::Item(item) => Some(LockRoot::Item(item.folder.id.clone(), item.name.clone())),
        Resource::Root
        | Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Home { .. }
        | Resource::Mail { .. }
        | Resource::FreeBusy { .. }
        | Resource::Inbox { .. }
        | Resource::Outbox { .. }
        | Resource::Directory { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Component { .. } => None,
    }
}

/// The lock that the resource is under, be it its own or that of its collection.
pub(crate) fn lock_of<'c>(context: &'c Context<'_>, resource: &Resource) -> Option<&'c Lock> {
    let change = Change::Itself(lock_root(resource)?);
    context.state.locks().iter().find(|lock| lock.guards(&change))
}

pub(super) fn supported(context: &Context<'_>, resource: &Resource, element: &Element) -> Element {
    let lockable = lock_root(resource).is_some() && !context.has(Fault::LOCK_WITHOUT_LOCKING);
    element.clone().children(lockable.then(|| kind(Element::dav("lockentry"))))
}

pub(super) fn discovery(context: &Context<'_>, resource: &Resource, element: &Element) -> Element {
    element.clone().children(lock_of(context, resource).map(active_lock))
}

/// A lock as `lockdiscovery` tells it.
pub(crate) fn active_lock(lock: &Lock) -> Element {
    let around = |name: &'static str, href: &str| Element::dav(name).child(Element::href(href));
    kind(Element::dav("activelock"))
        .child(Element::dav("depth").text(if lock.deep { "infinity" } else { "0" }))
        .children(lock.owner.clone())
        .child(Element::dav("timeout").text("Infinite"))
        .child(around("locktoken", &lock.token))
        .child(around("lockroot", &lock.href))
}

fn kind(element: Element) -> Element {
    element
        .child(Element::dav("lockscope").child(Element::dav("exclusive")))
        .child(Element::dav("locktype").child(Element::dav("write")))
}
