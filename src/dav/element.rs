use crate::name::Name;
use crate::window::{Input, Whole};
use crate::xml::{Limits, Token, Tokens};
use crate::xml_error::{XmlError, XmlErrorKind};

/// An XML element with its content. Comments and processing instructions are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Expanded name.
    pub name: Name,
    /// Attributes in order, without namespace declarations.
    pub attributes: Vec<Attribute>,
    /// All text directly inside, joined; child elements do not split it.
    pub text: String,
    /// Child elements in order.
    pub children: Vec<Element>,
}

/// An attribute of an [`Element`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Expanded name; without a prefix it is in no namespace.
    pub name: Name,
    /// The value, references resolved.
    pub value: String,
}

impl Element {
    /// An empty element.
    #[must_use]
    pub const fn new(name: Name) -> Self {
        Self { name, attributes: Vec::new(), text: String::new(), children: Vec::new() }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// If it is not well-formed, or exceeds the default [`Limits`].
    pub fn parse(document: &[u8]) -> Result<Self, XmlError> {
        let mut tokens = Tokens::new(Whole::new(document), Limits::default());
        let mut root = None;
        while let Some(token) = tokens.next()? {
            match token {
                Token::Start { name, attributes } => {
                    let start = Self { attributes, ..Self::new(name) };
                    root = Some(Self::read(start, &mut tokens)?);
                }
                Token::Text(_) | Token::End => {}
            }
        }
        root.ok_or_else(|| tokens.error(XmlErrorKind::NoRoot))
    }

    /// Reads the rest of an element whose start tag was just taken.
    pub(crate) fn read<I: Input>(start: Self, tokens: &mut Tokens<I>) -> Result<Self, XmlError> {
        let mut open = vec![start];
        tokens.begin_subtree();
        loop {
            let Some(token) = tokens.next()? else {
                return Err(tokens.error(XmlErrorKind::Unclosed));
            };
            match token {
                Token::Start { name, attributes } => open.push(Self { attributes, ..Self::new(name) }),
                Token::Text(text) => {
                    if let Some(element) = open.last_mut() {
                        element.text.push_str(text);
                    }
                }
                Token::End => {
                    let Some(element) = open.pop() else {
                        return Err(tokens.error(XmlErrorKind::Unclosed));
                    };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(element),
                        None => return Ok(element),
                    }
                }
            }
        }
    }

    /// The first child of that name.
    #[must_use]
    pub fn child(&self, name: &Name) -> Option<&Self> {
        self.children.iter().find(|child| child.name == *name)
    }

    /// All children of that name.
    pub fn children_named<'a>(&'a self, name: &'a Name) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == *name)
    }

    /// The first element of that name below this one, in document order.
    #[must_use]
    pub fn descendant(&self, name: &Name) -> Option<&Self> {
        self.children.iter().find_map(|child| if child.name == *name { Some(child) } else { child.descendant(name) })
    }

    /// The value of the attribute with that local name and no namespace.
    #[must_use]
    pub fn attribute(&self, local: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.name.is("", local)).map(|a| a.value.as_str())
    }

    /// The text without white space around it.
    #[must_use]
    pub fn trimmed(&self) -> &str {
        self.text.trim_ascii()
    }
}
