//! Elements as they are built for a response.

use std::borrow::Cow;

use super::ns;

/// An expanded name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name {
    pub(crate) namespace: Cow<'static, str>,
    pub(crate) local: Cow<'static, str>,
}

impl Name {
    pub(crate) const fn new(namespace: &'static str, local: &'static str) -> Self {
        Self { namespace: Cow::Borrowed(namespace), local: Cow::Borrowed(local) }
    }

    pub(crate) fn is(&self, namespace: &str, local: &str) -> bool {
        self.namespace == namespace && self.local == local
    }
}

/// An element with what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: Name,
    pub(crate) attributes: Vec<(Cow<'static, str>, String)>,
    pub(crate) children: Vec<Node>,
}

/// What is in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
    /// Text that is written as it is, markup or not.
    Unescaped(String),
}

impl Element {
    pub(crate) fn named(name: Name) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new() }
    }

    pub(crate) fn new(namespace: &'static str, local: &'static str) -> Self {
        Self::named(Name::new(namespace, local))
    }

    pub(crate) fn dav(local: &'static str) -> Self {
        Self::new(ns::DAV, local)
    }

    /// `<D:href>` around a path that is encoded already.
    pub(crate) fn href(path: impl Into<String>) -> Self {
        Self::dav("href").text(path)
    }

    pub(crate) fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((Cow::Borrowed(name), value.into()));
        self
    }

    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.children.push(Node::Text(text));
        }
        self
    }

    pub(crate) fn unescaped(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Unescaped(text.into()));
        self
    }

    pub(crate) fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }
}
