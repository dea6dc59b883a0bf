/// A document that is not well-formed, or too costly.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{kind}, near byte {offset}")]
pub struct XmlError {
    /// What is wrong.
    pub kind: XmlErrorKind,
    /// Byte position at which it was seen; the cause stands at or shortly before it.
    pub offset: u64,
}

impl XmlError {
    /// Line and column, from 1, of the error in the document it was found in.
    #[must_use]
    pub fn position(&self, document: &[u8]) -> (usize, usize) {
        let end = usize::try_from(self.offset).unwrap_or(usize::MAX).min(document.len());
        let before = &document[..end];
        let line = before.split(|&b| b == b'\n').count();
        let start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
    }
}

/// What is wrong with a document (XML 1.0, Namespaces in XML 1.0).
#[derive(Debug, Clone, thiserror::Error)]
pub enum XmlErrorKind {
    /// The syntax itself, as quick-xml says it.
    #[error("not well-formed XML ({0})")]
    Syntax(quick_xml::Error),
    /// A tag that quick-xml lets pass.
    #[error("not well-formed XML: {0}")]
    Tag(&'static str),
    /// No element at all.
    #[error("there is no XML element")]
    NoRoot,
    /// More than one root.
    #[error("there is a second root element")]
    SecondRoot,
    /// Text outside of the root.
    #[error("there is text outside of the root element")]
    TextOutside,
    /// End of the document inside an element.
    #[error("the document ends inside an element")]
    Unclosed,
    /// A character that XML forbids, plain or as a reference.
    #[error("the character U+{0:04X} is not allowed in XML")]
    BadCharacter(u32),
    /// A prefix without declaration.
    #[error("the prefix `{0}` is not declared")]
    UndeclaredPrefix(String),
    /// Two attributes of one name.
    #[error("the attribute `{0}` is given twice")]
    DuplicateAttribute(String),
    /// A DTD: never read, since it can grow without bound.
    #[error("the document has a DOCTYPE, which is not read")]
    Doctype,
    /// An entity other than the five of XML.
    #[error("the entity `&{0};` is not known")]
    Entity(String),
    /// `]]>` in text.
    #[error("`]]>` stands in text")]
    CdataEnd,
    /// An XML declaration in the wrong place or with an unknown version.
    #[error("the XML declaration is misplaced or wrong")]
    Declaration,
    /// An encoding other than UTF-8.
    #[error("the encoding `{0}` is not read, only UTF-8")]
    Encoding(String),
    /// Too deep.
    #[error("elements are nested deeper than {0}")]
    TooDeep(usize),
    /// Too many elements.
    #[error("more than {0} elements belong to one response")]
    TooManyNodes(usize),
    /// Too much text.
    #[error("more than {0} bytes belong to one response")]
    TooManyBytes(usize),
}
