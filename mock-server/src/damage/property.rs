//! Damaging one property of a multistatus.

use std::ops::Range;

use roxmltree::Node;

use crate::xml::{escape, ns, parse};

/// What becomes of a property.
#[derive(Debug, Clone, Copy)]
pub(super) enum PropertyChange {
    /// It is not mentioned.
    Silent,
    /// It is told as missing.
    NotFound,
    /// It is there, without a value.
    Empty,
    /// It is there, in another namespace.
    Foreign,
    /// It has another text; elements in it are lost.
    Text(fn(&str) -> String),
    /// It has another inside, given and taken as XML.
    Inner(fn(&str) -> String),
}

/// The multistatus with a property changed wherever it has a value.
pub(super) fn change_property(body: &str, namespace: &str, name: &str, change: PropertyChange) -> String {
    let Ok(document) = parse(body) else { return body.to_owned() };
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for property in document.descendants().filter(|node| is_told(*node) && node.has_tag_name((namespace, name))) {
        let source = &body[property.range()];
        match change {
            PropertyChange::Silent => edits.push((property.range(), String::new())),
            PropertyChange::Empty => edits.push((property.range(), with_inner(source, ""))),
            PropertyChange::Foreign => {
                edits.push((
                    property.range(),
                    format!("<x:{name} xmlns:x=\"urn:x-other\">{}</x:{name}>", inner(source)),
                ));
            }
            PropertyChange::Text(text) => {
                let before: String =
                    property.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
                edits.push((property.range(), with_inner(source, &escape(&text(&before)))));
            }
            PropertyChange::Inner(text) => edits.push((property.range(), with_inner(source, &text(inner(source))))),
            PropertyChange::NotFound => {
                edits.push((property.range(), String::new()));
                if let Some(response) = property.ancestors().find(|node| node.has_tag_name((ns::DAV, "response"))) {
                    let missing = format!(
                        "<D:propstat><D:prop>{}</D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>",
                        with_inner(source, "")
                    );
                    let end = response.range().end - "</D:response>".len();
                    edits.push((end..end, missing));
                }
            }
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut changed = body.to_owned();
    for (range, text) in edits.into_iter().rev() {
        changed.replace_range(range, &text);
    }
    changed
}

/// Whether an element is a property that is told with a value: status 200.
fn is_told(node: Node<'_, '_>) -> bool {
    let Some(prop) = node.parent_element().filter(|parent| parent.has_tag_name((ns::DAV, "prop"))) else {
        return false;
    };
    let propstat = prop.parent_element();
    let status = propstat.and_then(|propstat| propstat.children().find(|node| node.has_tag_name((ns::DAV, "status"))));
    status.and_then(|status| status.text()).is_some_and(|status| status.contains(" 200 "))
}

/// What stands between the tags of an element.
fn inner(element: &str) -> &str {
    let Some(begin) = element.find('>').filter(|_| !element.ends_with("/>")) else { return "" };
    let end = element.rfind("</").unwrap_or(element.len());
    &element[begin + 1..end]
}

/// An element with something else between its tags.
fn with_inner(element: &str, inner: &str) -> String {
    let head = element.find('>').map_or(element, |end| &element[..end]).trim_end_matches('/');
    let name = head[1..].split_whitespace().next().unwrap_or_default();
    format!("{head}>{inner}</{name}>")
}
