use crate::element::Element;
use crate::name::{Name, PREFIXES, ns};
use crate::xml_error::XmlError;

/// What a PROPFIND asks for (RFC 4918 section 14.20).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// These properties; an element may have content, as `C:calendar-data` does.
    Props(Vec<Element>),
    /// All, and these besides.
    AllProp {
        /// `DAV:include`.
        include: Vec<Name>,
    },
    /// Only the names.
    PropName,
}

impl Ask {
    /// These properties, by name.
    #[must_use]
    pub fn names(names: impl IntoIterator<Item = Name>) -> Self {
        Self::Props(names.into_iter().map(Element::new).collect())
    }

    /// As children of a request.
    pub(crate) fn elements(&self) -> Vec<Element> {
        match self {
            Self::Props(props) => {
                vec![Element::new(Name::dav("prop")).with_all(props.iter().cloned())]
            }
            Self::PropName => vec![Element::new(Name::dav("propname"))],
            Self::AllProp { include } => {
                let mut out = vec![Element::new(Name::dav("allprop"))];
                if !include.is_empty() {
                    out.push(Element::new(Name::dav("include")).with_all(include.iter().cloned().map(Element::new)));
                }
                out
            }
        }
    }
}

/// A property with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropValue(Element);

impl PropValue {
    /// A property whose value is text.
    #[must_use]
    pub fn text(name: Name, text: &str) -> Self {
        Self(Element::new(name).with_text(text))
    }

    /// A property whose value is an XML fragment; it may use the prefixes of [`PREFIXES`].
    ///
    /// # Errors
    /// If the fragment is not well-formed.
    pub fn xml(name: Name, fragment: &str) -> Result<Self, XmlError> {
        let mut document = "<v".to_owned();
        for (prefix, namespace) in PREFIXES {
            document.extend([" xmlns:", prefix, "=\"", namespace, "\""]);
        }
        document.extend([">", fragment, "</v>"]);
        let wrapped = Element::parse(document.as_bytes())?;
        Ok(Self(Element { name, ..wrapped }))
    }
}

impl From<Element> for PropValue {
    fn from(element: Element) -> Self {
        Self(element)
    }
}

/// One instruction of a PROPPATCH; they are carried out in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PropUpdate {
    /// Sets a property.
    Set(PropValue),
    /// Removes a property.
    Remove(Name),
}

/// A PROPFIND body.
#[must_use]
pub fn propfind(ask: &Ask) -> Vec<u8> {
    Element::new(Name::dav("propfind")).with_all(ask.elements()).to_document()
}

/// A PROPPATCH body (RFC 4918 section 14.19): one `set` or `remove` for each instruction.
#[must_use]
pub fn proppatch(updates: &[PropUpdate]) -> Vec<u8> {
    let instruction = |update: &PropUpdate| {
        let (kind, prop) = match update {
            PropUpdate::Set(PropValue(element)) => ("set", element.clone()),
            PropUpdate::Remove(name) => ("remove", Element::new(name.clone())),
        };
        Element::new(Name::dav(kind)).with(Element::new(Name::dav("prop")).with(prop))
    };
    Element::new(Name::dav("propertyupdate")).with_all(updates.iter().map(instruction)).to_document()
}

/// A MKCALENDAR body (RFC 4791 section 5.3.1).
#[must_use]
pub fn mkcalendar(props: &[PropValue]) -> Vec<u8> {
    Element::new(Name::fixed(ns::CALDAV, "mkcalendar"))
        .with(set(props.iter().map(|value| value.0.clone())))
        .to_document()
}

/// An extended MKCOL body (RFC 5689 section 5.1): the resource types beside `D:collection`, and properties.
#[must_use]
pub fn mkcol(types: &[Name], props: &[PropValue]) -> Vec<u8> {
    let kinds = std::iter::once(Name::dav("collection")).chain(types.iter().cloned()).map(Element::new);
    let resource_type = Element::new(Name::dav("resourcetype")).with_all(kinds);
    let all = std::iter::once(resource_type).chain(props.iter().map(|value| value.0.clone()));
    Element::new(Name::dav("mkcol")).with(set(all)).to_document()
}

fn set(props: impl IntoIterator<Item = Element>) -> Element {
    Element::new(Name::dav("set")).with(Element::new(Name::dav("prop")).with_all(props))
}
