//! What the body of MKCALENDAR or MKCOL asks for (RFC 4791 §5.3.1, RFC 5689 §3).

use roxmltree::{Document, Node};

use crate::fault::{Fault, Faults};
use crate::message::Response;
use crate::refusal::Refusal;
use crate::route::Context;
use crate::state::FolderKind;
use crate::xml::{Characters, Dialect, Element, Propstats, child_elements, name_of, ns, parse, propstats_of, write};

use super::proppatch::{Refused, all_or_nothing};
use super::set_property::Setting;

/// By which method a collection is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Mkcalendar,
    Mkcol,
}

/// What is to be set on the new collection, or why it is not made.
pub(crate) enum Asked {
    Settings(Vec<Setting>),
    Refused(Response),
}

pub(crate) fn read(context: &Context<'_>, kind: FolderKind, method: Method) -> Result<Asked, Refusal> {
    let body = context.body_text();
    if body.trim().is_empty() {
        return Ok(Asked::Settings(Vec::new()));
    }
    if method == Method::Mkcol && !is_xml(context) && !context.has(Fault::MAKING_TAKES_ANY_BODY) {
        return Err(Refusal::empty(415));
    }
    let document = match parse(&body) {
        Ok(document) => document,
        Err(_) if context.has(Fault::MAKING_TAKES_ANY_BODY) => return Ok(Asked::Settings(Vec::new())),
        Err(_) => return Err(Refusal::empty(400)),
    };
    if method == Method::Mkcol {
        refuse_foreign_type(context, kind, &document)?;
    }
    let properties: Vec<Node<'_, '_>> = child_elements(document.root_element())
        .filter(|node| name_of(*node).is(ns::DAV, "set"))
        .flat_map(child_elements)
        .filter(|node| name_of(*node).is(ns::DAV, "prop"))
        .flat_map(child_elements)
        .collect();
    let ignored = match method {
        Method::Mkcalendar => context.has(Fault::MKCALENDAR_PASSES_OVER),
        Method::Mkcol => context.has(Fault::MKCOL_IGNORES_PROPERTIES),
    };
    if ignored {
        let understood = properties
            .into_iter()
            .filter_map(|node| few(node, context.faults))
            .filter(|_| method == Method::Mkcalendar);
        return Ok(Asked::Settings(understood.collect()));
    }
    let asked: Vec<Node<'_, '_>> =
        properties.into_iter().filter(|node| !name_of(*node).is(ns::DAV, "resourcetype")).collect();
    let settings = asked.iter().map(|node| for_new(context, kind, *node)).collect();
    let names = asked.iter().map(|node| name_of(*node)).collect();
    Ok(match all_or_nothing(names, settings) {
        Ok((_, settings)) => Asked::Settings(settings),
        Err(refused) => Asked::Refused(refusal(method, refused)),
    })
}

/// Whether the body is called XML, or nothing at all; MKCOL knows no other bodies (RFC 4918 §9.3).
fn is_xml(context: &Context<'_>) -> bool {
    context.request.header("Content-Type").is_none_or(|media_type| {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        ["application/xml", "text/xml"].iter().any(|xml| essence.eq_ignore_ascii_case(xml))
    })
}

/// The few properties that SOGo takes from a MKCALENDAR; whatever is not understood is left out.
fn few(node: Node<'_, '_>, faults: &Faults) -> Option<Setting> {
    if name_of(node).is(ns::CALDAV, "schedule-calendar-transp") {
        return match node.text().map(str::trim) {
            Some("transparent") => Some(Setting::Transparent(true)),
            Some("opaque") => Some(Setting::Transparent(false)),
            Some(_) | None => None,
        };
    }
    Setting::parse_for_new(node, faults)
}

/// A property that a collection may have from the beginning: those of a PROPPATCH, and what it takes (RFC 4791 §5.2.3).
fn for_new(context: &Context<'_>, kind: FolderKind, node: Node<'_, '_>) -> Result<Setting, Refusal> {
    let is_calendar = kind == FolderKind::Calendar;
    if is_calendar && name_of(node).is(ns::CALDAV, "supported-calendar-component-set") {
        let names = child_elements(node).filter_map(|comp| comp.attribute("name")).map(str::to_ascii_uppercase);
        return Ok(Setting::Components(names.collect()));
    }
    Setting::parse(context, is_calendar, node)
}

fn refuse_foreign_type(context: &Context<'_>, kind: FolderKind, document: &Document<'_>) -> Result<(), Refusal> {
    let own = match kind {
        FolderKind::Calendar => (ns::CALDAV, "calendar"),
        FolderKind::Contacts => (ns::CARDDAV, "addressbook"),
    };
    let foreign = |node: Node<'_, '_>| !node.has_tag_name((ns::DAV, "collection")) && !node.has_tag_name(own);
    let types = document.descendants().filter(|node| node.has_tag_name((ns::DAV, "resourcetype")));
    if !types.flat_map(child_elements).any(foreign) {
        return Ok(());
    }
    Err(if context.has(Fault::MKCALENDAR_REFUSED_WITHOUT_REASON) {
        Refusal::message(403, "you are not allowed to access the object!")
    } else {
        Refusal::condition(403, ns::DAV, "valid-resourcetype")
    })
}

/// Each property with its status, in the body that the method has for it.
fn refusal(method: Method, refused: Refused) -> Response {
    let root = match method {
        Method::Mkcalendar => Element::new(ns::CALDAV, "mkcalendar-response"),
        Method::Mkcol => Element::dav("mkcol-response"),
    };
    let body = root.children(propstats_of(Propstats { refused, ..Propstats::default() }));
    let dialect = Dialect { after_declaration: "\n", characters: Characters::Sound };
    Response::new(403)
        .with_header("Content-Type", "application/xml; charset=\"utf-8\"")
        .with_body(write(&body, dialect))
}
