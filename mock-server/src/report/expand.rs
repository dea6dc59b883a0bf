//! expand-property (RFC 3253 §3.8).

use std::borrow::Cow;

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::property::{self, Located};
use crate::refusal::Refusal;
use crate::route::{Context, Resource, Target, resolve};
use crate::xml::{
    Characters, Element, Multistatus, Name, Node as Content, Outcome, Propstats, child_elements, name_of, ns,
};

use super::dispatch::answer;

/// How deep requests may nest.
const DEEPEST: usize = 8;

pub(crate) fn expand_property(
    context: &Context<'_>,
    resource: &Resource,
    root: Node<'_, '_>,
) -> Result<Response, Refusal> {
    let broken = context.has(Fault::RESOURCETYPE_BREAKS_EXPAND)
        && root.descendants().any(|node| node.attribute("name") == Some("resourcetype"));
    if broken && !matches!(resource, Resource::Folder(_)) {
        return Err(Refusal::empty(501));
    }
    let mut href = context.target.path();
    if context.target.trailing_slash {
        href.push('/');
    }
    let located = Located { resource: resource.clone(), href };
    let mut multistatus = Multistatus::default();
    let outcome = Outcome::Propstats(expanded(context, &located, root, 0));
    multistatus.push(Element::href(located.href), outcome);
    Ok(answer(&multistatus.into_element(), Characters::Sound))
}

fn expanded(context: &Context<'_>, located: &Located, node: Node<'_, '_>, depth: usize) -> Propstats {
    let mut propstats = Propstats::default();
    let properties = child_elements(node).filter(|child| name_of(*child).is(ns::DAV, "property"));
    for property in properties {
        let name = Name {
            namespace: Cow::Owned(property.attribute("namespace").unwrap_or(ns::DAV).to_owned()),
            local: Cow::Owned(property.attribute("name").unwrap_or_default().to_owned()),
        };
        if !is_element_name(&name.local) {
            continue;
        }
        match property::value(context, located, &name) {
            // A prefix that nobody declared: what comes out is not well-formed.
            Some(element) if name.is(ns::DAV, "resourcetype") && context.has(Fault::RESOURCETYPE_BREAKS_EXPAND) => {
                let text = "<n1:collection>vtodo-collectionhttp://groupdav.org/</n1:collection>";
                propstats.found.push(Element::named(element.name).unescaped(text));
            }
            Some(element) if child_elements(property).next().is_some() && depth < DEEPEST => {
                propstats.found.push(follow(context, element, property, depth + 1));
            }
            Some(element) => propstats.found.push(element),
            None if context.has(Fault::REPORT_DROPS_UNKNOWN_PROPERTIES) => {
                propstats.found.push(Element::named(name));
            }
            None => propstats.missing.push(name),
        }
    }
    propstats
}

/// The property with a response in the place of each href.
fn follow(context: &Context<'_>, element: Element, property: Node<'_, '_>, depth: usize) -> Element {
    let mut followed = Element::named(element.name);
    for child in element.children {
        let Content::Element(child) = child else {
            continue;
        };
        let href = match child.children.first() {
            Some(Content::Text(href)) if child.name.is(ns::DAV, "href") => {
                format!("{}/", href.trim_end_matches('/'))
            }
            _ => {
                followed = followed.child(child);
                continue;
            }
        };
        let resource = Target::parse(&href).and_then(|target| resolve(context, &target.segments).ok());
        let mut multistatus = Multistatus::default();
        let outcome = match resource {
            Some(resource) => {
                let located = Located { resource, href: href.clone() };
                Outcome::Propstats(expanded(context, &located, property, depth))
            }
            None => Outcome::Status(404),
        };
        multistatus.push(Element::href(href), outcome);
        for response in multistatus.into_element().children {
            followed.children.push(response);
        }
    }
    followed
}

/// Whether a name that came as an attribute can be the name of an element.
fn is_element_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | '.'))
}
