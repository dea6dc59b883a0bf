//! Parts of an object: the components and properties that a report names (RFC 4791 §9.6.1, RFC 6352 §10.4.2).

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::rewrite::{Child, Element};
use crate::state::FolderKind;
use crate::xml::{child_elements, name_of, ns};

/// What of a component is wanted.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    /// The names of the properties, with whether their value is wanted too; `None` for all.
    properties: Option<BTreeMap<String, bool>>,
    /// The components by name; `None` for all, in full.
    components: Option<BTreeMap<String, Selection>>,
}

impl Selection {
    /// Reads `calendar-data` or `address-data`; `None` if the whole object is wanted.
    pub(crate) fn read(data: Node<'_, '_>, kind: FolderKind) -> Option<Self> {
        match kind {
            FolderKind::Calendar => child(data, ns::CALDAV, "comp").map(Self::read_component),
            FolderKind::Contacts => {
                child(data, ns::CARDDAV, "prop")?;
                let mut properties = named_properties(data, ns::CARDDAV);
                // A card is none without its version.
                properties.insert("VERSION".to_owned(), true);
                Some(Self { properties: Some(properties), components: None })
            }
        }
    }

    fn read_component(node: Node<'_, '_>) -> Self {
        let components = child_elements(node).filter(|child| name_of(*child).is(ns::CALDAV, "comp")).map(|child| {
            (child.attribute("name").unwrap_or_default().to_ascii_uppercase(), Self::read_component(child))
        });
        Self {
            properties: child(node, ns::CALDAV, "allprop").is_none().then(|| named_properties(node, ns::CALDAV)),
            components: child(node, ns::CALDAV, "allcomp").is_none().then(|| components.collect()),
        }
    }

    /// Leaves of a component what is wanted.
    pub(crate) fn apply(&self, component: &mut Element) {
        component.children.retain(|child| match child {
            Child::Line(line) => {
                let bare = line.name.rsplit('.').next().unwrap_or_default();
                self.properties.as_ref().is_none_or(|names| names.contains_key(bare))
            }
            Child::Element(inner) => self.components.as_ref().is_none_or(|names| names.contains_key(&inner.name)),
        });
        for child in &mut component.children {
            match child {
                Child::Line(line) => {
                    if self.properties.as_ref().and_then(|names| names.get(&line.name)) == Some(&false) {
                        line.value.clear();
                    }
                }
                Child::Element(inner) => {
                    if let Some(selection) = self.components.as_ref().and_then(|names| names.get(&inner.name)) {
                        selection.apply(inner);
                    }
                }
            }
        }
    }
}

fn child<'a, 'input>(node: Node<'a, 'input>, namespace: &str, local: &str) -> Option<Node<'a, 'input>> {
    child_elements(node).find(|child| name_of(*child).is(namespace, local))
}

fn named_properties(node: Node<'_, '_>, namespace: &str) -> BTreeMap<String, bool> {
    child_elements(node)
        .filter(|child| name_of(*child).is(namespace, "prop"))
        .map(|prop| {
            let name = prop.attribute("name").unwrap_or_default().to_ascii_uppercase();
            (name, prop.attribute("novalue") != Some("yes"))
        })
        .collect()
}
