//! Reading request bodies.

use std::borrow::Cow;

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::element::{Element, Name};

/// Parses a request body; DOCTYPE is allowed, the number of nodes is bounded.
///
/// # Errors
/// What the parser says about a body that is not well-formed.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 1_000_000, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
}

/// The expanded name of an element.
pub(crate) fn name_of(node: Node<'_, '_>) -> Name {
    let name = node.tag_name();
    Name {
        namespace: Cow::Owned(name.namespace().unwrap_or_default().to_owned()),
        local: Cow::Owned(name.name().to_owned()),
    }
}

/// The element as it was sent, to be told again: names, texts and attributes without a namespace.
pub(crate) fn element_of(node: Node<'_, '_>) -> Element {
    let attributes = node
        .attributes()
        .filter(|attribute| attribute.namespace().is_none())
        .map(|attribute| (Cow::Owned(attribute.name().to_owned()), attribute.value().to_owned()));
    let children = node.children().filter_map(|child| match child.node_type() {
        NodeType::Element => Some(super::element::Node::Element(element_of(child))),
        NodeType::Text => Some(super::element::Node::Text(child.text().unwrap_or_default().to_owned())),
        NodeType::Root | NodeType::PI | NodeType::Comment => None,
    });
    Element { name: name_of(node), attributes: attributes.collect(), children: children.collect() }
}

/// The child elements of a node, text and comments left out.
pub(crate) fn child_elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}
