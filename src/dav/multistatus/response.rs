use crate::element::{Attribute, Element};
use crate::multistatus::layout::{Layout, PropstatParts, Text};
use crate::name::Name;

/// One `DAV:response`.
#[derive(Clone, Copy)]
pub struct DavResponse<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) all: &'a str,
    /// Where the texts begin and the last one ends.
    pub(crate) ends: &'a [usize],
}

/// One `DAV:propstat`.
#[derive(Clone, Copy)]
pub struct Propstat<'a> {
    response: DavResponse<'a>,
    parts: &'a PropstatParts,
}

/// An element of a response: a property, or something inside of one.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    response: DavResponse<'a>,
    index: usize,
}

impl<'a> DavResponse<'a> {
    /// The first href as written, without white space around it; empty if there is none.
    #[must_use]
    pub fn href(self) -> &'a str {
        self.hrefs().next().unwrap_or_default()
    }

    /// All hrefs; more than one only together with a status.
    pub fn hrefs(self) -> impl Iterator<Item = &'a str> {
        self.layout.parts.hrefs.iter().map(move |&index| self.node(index).trimmed())
    }

    /// Status of the response itself, if its status line can be read.
    #[must_use]
    pub fn status(self) -> Option<u16> {
        self.layout.parts.status
    }

    /// `DAV:error` of the response.
    #[must_use]
    pub fn error(self) -> Option<Node<'a>> {
        self.layout.parts.error.map(|index| self.node(index))
    }

    /// `responsedescription` of the response.
    #[must_use]
    pub fn description(self) -> Option<&'a str> {
        self.layout.parts.description.map(|index| self.node(index).text())
    }

    /// Propstats in document order.
    #[must_use]
    pub fn propstats(self) -> impl ExactSizeIterator<Item = Propstat<'a>> {
        self.layout.parts.propstats.iter().map(move |parts| Propstat { response: self, parts })
    }

    /// Any other child, such as SOGo's extra `D:owner` after a collection-query.
    pub fn others(self) -> impl Iterator<Item = Node<'a>> {
        self.layout.parts.others.iter().map(move |&index| self.node(index))
    }

    /// The first property of that name with status 200.
    #[must_use]
    pub fn prop(self, name: &Name) -> Option<Node<'a>> {
        self.propstats().find_map(|propstat| propstat.prop(name).filter(|_| propstat.status() == Some(200)))
    }

    /// The status under which a property is listed.
    #[must_use]
    pub fn prop_status(self, name: &Name) -> Option<u16> {
        self.propstats().find(|propstat| propstat.prop(name).is_some()).and_then(Propstat::status)
    }

    /// The whole response as an element.
    #[must_use]
    pub fn to_element(self) -> Element {
        self.node(0).to_element()
    }

    pub(crate) fn node(self, index: usize) -> Node<'a> {
        Node { response: self, index }
    }
}

impl std::fmt::Debug for DavResponse<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.to_element().fmt(f)
    }
}

impl<'a> Propstat<'a> {
    /// The status code, if there is a status line that can be read.
    #[must_use]
    pub fn status(self) -> Option<u16> {
        self.parts.status
    }

    /// The last status line as written.
    #[must_use]
    pub fn status_line(self) -> Option<&'a str> {
        self.parts.statuses.last().map(|&index| self.response.node(index).trimmed())
    }

    /// The properties.
    pub fn props(self) -> impl Iterator<Item = Node<'a>> {
        self.parts.props.iter().map(move |&index| self.response.node(index))
    }

    /// The first property of that name.
    #[must_use]
    pub fn prop(self, name: &Name) -> Option<Node<'a>> {
        self.props().find(|prop| prop.name() == name)
    }

    /// `DAV:error` of the propstat.
    #[must_use]
    pub fn error(self) -> Option<Node<'a>> {
        self.parts.error.map(|index| self.response.node(index))
    }

    pub(crate) fn parts(self) -> &'a PropstatParts {
        self.parts
    }
}

impl<'a> Node<'a> {
    /// Expanded name.
    #[must_use]
    pub fn name(self) -> &'a Name {
        &self.layout_node().name
    }

    /// Attributes in order, without namespace declarations.
    #[must_use]
    pub fn attributes(self) -> &'a [Attribute] {
        &self.layout_node().attributes
    }

    /// The value of the attribute with that local name and no namespace.
    #[must_use]
    pub fn attribute(self, local: &str) -> Option<&'a str> {
        self.attributes().iter().find(|a| a.name.is("", local)).map(|a| a.value.as_str())
    }

    /// All text directly inside, joined; child elements do not split it.
    #[must_use]
    pub fn text(self) -> &'a str {
        let DavResponse { all, ends, .. } = self.response;
        match &self.layout_node().text {
            Text::Fixed(text) => text,
            Text::Slot(number) => &all[ends[*number]..ends[number + 1]],
        }
    }

    /// The text without white space around it.
    #[must_use]
    pub fn trimmed(self) -> &'a str {
        self.text().trim_ascii()
    }

    /// Child elements in order.
    pub fn children(self) -> impl Iterator<Item = Node<'a>> {
        self.response.layout.children(self.index).map(move |index| self.response.node(index))
    }

    /// The first child of that name.
    #[must_use]
    pub fn child(self, name: &Name) -> Option<Node<'a>> {
        self.children().find(|child| child.name() == name)
    }

    /// All elements below this one, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Node<'a>> {
        (self.index + 1..self.layout_node().end).map(move |index| self.response.node(index))
    }

    /// The element with its content, taken out of the response.
    #[must_use]
    pub fn to_element(self) -> Element {
        Element {
            name: self.name().clone(),
            attributes: self.attributes().to_vec(),
            text: self.text().to_owned(),
            children: self.children().map(Node::to_element).collect(),
        }
    }

    fn layout_node(self) -> &'a crate::multistatus::layout::Node {
        &self.response.layout.nodes[self.index]
    }
}
