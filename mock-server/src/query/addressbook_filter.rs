//! The filter of an addressbook-query as RFC 6352 §10.5 defines it.

use roxmltree::Node;

use super::text_match::TextMatch;
use crate::fault::Faults;
use crate::refusal::Refusal;
use crate::rewrite::{Element, Line, stored_tree, unescape};

const CARDDAV: &str = "urn:ietf:params:xml:ns:carddav";

/// Whether all conditions must hold, or any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Test {
    Any,
    All,
}

/// A `filter`.
#[derive(Debug)]
pub(crate) struct Filter {
    test: Test,
    properties: Vec<PropertyFilter>,
}

#[derive(Debug)]
struct PropertyFilter {
    name: String,
    test: Test,
    absent: bool,
    texts: Vec<TextMatch>,
    parameters: Vec<ParameterFilter>,
}

#[derive(Debug)]
struct ParameterFilter {
    name: String,
    absent: bool,
    text: Option<TextMatch>,
}

impl Filter {
    /// Reads a `filter` element.
    ///
    /// # Errors
    /// 403 `supported-filter` for a prop-filter without a name.
    pub(crate) fn read(node: Node<'_, '_>, faults: &Faults) -> Result<Self, Refusal> {
        let properties: Vec<PropertyFilter> =
            children(node, "prop-filter").map(|node| PropertyFilter::read(node, faults)).collect();
        if properties.iter().any(|property| property.name.is_empty()) {
            return Err(Refusal::condition(403, CARDDAV, "supported-filter"));
        }
        Ok(Self { test: Test::read(node), properties })
    }

    /// Whether a card matches.
    pub(crate) fn matches(&self, content: &[u8], faults: &Faults) -> bool {
        let Some(card) = stored_tree(content, faults) else {
            return false;
        };
        self.properties.is_empty() || self.test.of(self.properties.iter().map(|property| property.holds(&card)))
    }
}

impl Test {
    fn read(node: Node<'_, '_>) -> Self {
        match node.attribute("test") {
            Some("allof") => Self::All,
            Some(_) | None => Self::Any,
        }
    }

    fn of(self, mut conditions: impl Iterator<Item = bool>) -> bool {
        match self {
            Self::Any => conditions.any(|held| held),
            Self::All => conditions.all(|held| held),
        }
    }
}

impl PropertyFilter {
    fn read(node: Node<'_, '_>, faults: &Faults) -> Self {
        Self {
            name: name_of(node),
            test: Test::read(node),
            absent: children(node, "is-not-defined").next().is_some(),
            texts: children(node, "text-match").map(|text| TextMatch::read(text, true, faults)).collect(),
            parameters: children(node, "param-filter").map(|node| ParameterFilter::read(node, faults)).collect(),
        }
    }

    fn holds(&self, card: &Element) -> bool {
        let mut lines = card.lines().filter(|line| self.names(line)).peekable();
        if self.absent || lines.peek().is_none() {
            return self.absent && lines.peek().is_none();
        }
        if self.texts.is_empty() && self.parameters.is_empty() {
            return true;
        }
        lines.any(|line| {
            let texts = self.texts.iter().map(|text| text.matches(&unescape(&line.value)));
            let parameters = self.parameters.iter().map(|parameter| parameter.holds(line));
            self.test.of(texts.chain(parameters))
        })
    }

    /// A name without a group names the property in every group (RFC 6352 §10.5.1).
    fn names(&self, line: &Line) -> bool {
        let bare = line.name.rsplit('.').next().unwrap_or_default();
        line.name == self.name || bare == self.name
    }
}

impl ParameterFilter {
    fn read(node: Node<'_, '_>, faults: &Faults) -> Self {
        Self {
            name: name_of(node),
            absent: children(node, "is-not-defined").next().is_some(),
            text: children(node, "text-match").next().map(|text| TextMatch::read(text, true, faults)),
        }
    }

    fn holds(&self, line: &Line) -> bool {
        match line.params.iter().find(|param| param.name == self.name) {
            None => self.absent,
            Some(_) if self.absent => false,
            Some(param) => self.text.as_ref().is_none_or(|text| param.values.iter().any(|value| text.matches(value))),
        }
    }
}

fn children<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

fn name_of(node: Node<'_, '_>) -> String {
    node.attribute("name").unwrap_or_default().to_ascii_uppercase()
}
