//! Reading request bodies.

use std::borrow::Cow;

use roxmltree::{Document, Node, ParsingOptions};

use super::element::Name;

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

/// The child elements of a node, text and comments left out.
pub(crate) fn child_elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}
