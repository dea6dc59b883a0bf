use std::collections::BTreeMap;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::element::{Attribute, Element};
use crate::name::{Name, PREFIXES};

impl Element {
    /// Adds a child.
    #[must_use]
    pub fn with(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// Adds children.
    #[must_use]
    pub fn with_all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// Adds text.
    #[must_use]
    pub fn with_text(mut self, text: impl AsRef<str>) -> Self {
        self.text.push_str(text.as_ref());
        self
    }

    /// Adds an attribute without namespace.
    #[must_use]
    pub fn with_attribute(mut self, local: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push(Attribute { name: Name::fixed("", local), value: value.into() });
        self
    }

    /// Writes a document with this root: UTF-8, known prefixes, all namespaces declared at the root.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "a Vec takes all")]
    pub fn to_document(&self) -> Vec<u8> {
        let mut prefixes = BTreeMap::new();
        collect(self, &mut prefixes);
        document(self, &prefixes).expect("a Vec takes all")
    }
}

/// Namespace to prefix.
type Prefixes<'a> = BTreeMap<&'a str, String>;

fn collect<'a>(element: &'a Element, prefixes: &mut Prefixes<'a>) {
    for name in std::iter::once(&element.name).chain(element.attributes.iter().map(|attribute| &attribute.name)) {
        if !name.namespace.is_empty() && !prefixes.contains_key(name.namespace.as_ref()) {
            let known = PREFIXES.iter().find(|(_, namespace)| *namespace == name.namespace);
            let prefix = known.map_or_else(|| format!("n{}", prefixes.len()), |(prefix, _)| (*prefix).to_owned());
            prefixes.insert(&name.namespace, prefix);
        }
    }
    for child in &element.children {
        collect(child, prefixes);
    }
}

fn qname(name: &Name, prefixes: &Prefixes<'_>) -> String {
    prefixes
        .get(name.namespace.as_ref())
        .map_or_else(|| name.local.to_string(), |prefix| format!("{prefix}:{}", name.local))
}

fn document(root: &Element, prefixes: &Prefixes<'_>) -> std::io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    write(root, prefixes, Place::Root, &mut writer)?;
    Ok(writer.into_inner())
}

/// Namespaces are declared at the root.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Root,
    Inside,
}

fn write(
    element: &Element,
    prefixes: &Prefixes<'_>,
    place: Place,
    writer: &mut Writer<Vec<u8>>,
) -> std::io::Result<()> {
    let tag = qname(&element.name, prefixes);
    let mut start = BytesStart::new(tag.as_str());
    if place == Place::Root {
        for (namespace, prefix) in prefixes {
            start.push_attribute((format!("xmlns:{prefix}").as_str(), *namespace));
        }
    }
    for attribute in &element.attributes {
        start.push_attribute((qname(&attribute.name, prefixes).as_str(), attribute.value.as_str()));
    }
    if element.text.is_empty() && element.children.is_empty() {
        return writer.write_event(Event::Empty(start));
    }
    writer.write_event(Event::Start(start))?;
    if !element.text.is_empty() {
        // A raw CR would be read back as LF (XML 1.0 section 2.11).
        let mut lines = element.text.split('\r');
        writer.write_event(Event::Text(BytesText::new(lines.next().unwrap_or_default())))?;
        for line in lines {
            writer.write_event(Event::Text(BytesText::from_escaped("&#13;")))?;
            writer.write_event(Event::Text(BytesText::new(line)))?;
        }
    }
    for child in &element.children {
        write(child, prefixes, Place::Inside, writer)?;
    }
    writer.write_event(Event::End(BytesEnd::new(tag)))
}
