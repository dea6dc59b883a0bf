//! What reports tell of an object.

use std::borrow::Cow;

use crate::fault::{Fault, Faults};
use crate::property::{self, Located, etag, served};
use crate::rewrite::ObjectKind;
use crate::route::{Context, ItemRef, Resource, encode_segment};
use crate::state::{FolderKind, Row};
use crate::xml::{Element, Outcome, Propstats, ns};

use super::data::Asked;

/// Whether the content is told to those who may not see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    AsServed,
    Regardless,
}

/// The properties of an object that were asked for; SOGo knows five of them and drops the others.
pub(crate) fn outcome(context: &Context<'_>, item: &ItemRef, row: &Row, asked: &Asked, content: Content) -> Outcome {
    let mut propstats =
        Propstats { told_if_empty: !context.has(Fault::RESPONSE_WITHOUT_STATUS), ..Propstats::default() };
    for name in &asked.names {
        let element = Element::named(name.clone());
        match (&*name.namespace, &*name.local) {
            (ns::DAV | ns::CALENDARSERVER, "getetag") => {
                propstats.found.push(element.text(etag(row, context.faults)));
            }
            (ns::DAV, "getcontenttype") => {
                propstats.found.push(element.text(media_type(row.object.kind, context.faults)));
            }
            data if data == data_of(item.folder.id.kind) => match text(context, item, row, content) {
                Some(text) => {
                    propstats.found.push(element.text(asked.shaped(text, context.zone, context.faults)));
                }
                None => propstats.missing.push(name.clone()),
            },
            (ns::DAV, "resourcetype") if context.has(Fault::REPORT_DROPS_UNKNOWN_PROPERTIES) => {
                propstats.missing.push(name.clone());
            }
            _ if context.has(Fault::REPORT_DROPS_UNKNOWN_PROPERTIES) => {}
            _ => {
                let located = Located { resource: Resource::Item(item.clone()), href: encoded_href(context, item) };
                match property::value(context, &located, name) {
                    Some(element) => propstats.found.push(element),
                    None => propstats.missing.push(name.clone()),
                }
            }
        }
    }
    if asked.names_only {
        propstats.found.iter_mut().for_each(|property| property.children.clear());
    }
    Outcome::Propstats(propstats)
}

/// The property that holds the content.
fn data_of(kind: FolderKind) -> (&'static str, &'static str) {
    match kind {
        FolderKind::Calendar => (ns::CALDAV, "calendar-data"),
        FolderKind::Contacts => (ns::CARDDAV, "address-data"),
    }
}

fn text(context: &Context<'_>, item: &ItemRef, row: &Row, content: Content) -> Option<String> {
    let bytes = match content {
        Content::Regardless => Some(Cow::Borrowed(row.object.content.as_slice())),
        Content::AsServed => served(context, &item.folder.id, row),
    };
    bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn media_type(kind: ObjectKind, faults: &Faults) -> &'static str {
    match kind {
        ObjectKind::Event | ObjectKind::Task | ObjectKind::FreeBusy => "text/calendar",
        ObjectKind::Card if faults.has(Fault::OLD_CARD_MEDIA_TYPE) => "text/x-vcard",
        ObjectKind::Card => "text/vcard",
        ObjectKind::List => "text/x-vlist",
    }
}

/// The encoded path of an object in the collection that was asked.
pub(crate) fn encoded_href(context: &Context<'_>, item: &ItemRef) -> String {
    let path = item.folder.path();
    let mut segments: Vec<&str> = path.iter().map(String::as_str).collect();
    segments.push(&item.name);
    context.href(&segments, false)
}

/// The path as queries and multigets write it: SOGo encodes the name only, and escapes nothing.
pub(crate) fn href(context: &Context<'_>, item: &ItemRef) -> Element {
    if context.has(Fault::RAW_REPORT_HREFS) {
        let name = encode_segment(&item.name);
        Element::dav("href").unescaped(format!("{}/{name}", raw_base(context, item)))
    } else {
        Element::href(encoded_href(context, item))
    }
}

/// The path with nothing encoded.
pub(crate) fn raw_href(context: &Context<'_>, item: &ItemRef) -> String {
    format!("{}/{}", raw_base(context, item), item.name)
}

/// The path as addressbook-query writes it: SOGo encodes all but the name, and escapes nothing.
pub(crate) fn raw_name_href(context: &Context<'_>, item: &ItemRef) -> String {
    let path = item.folder.path();
    let segments: Vec<&str> = path.iter().map(String::as_str).collect();
    format!("{}/{}", context.href(&segments, false), item.name)
}

fn raw_base(context: &Context<'_>, item: &ItemRef) -> String {
    format!("{}/{}", context.target.root, item.folder.path().join("/"))
}
