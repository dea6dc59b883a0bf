use std::io::BufRead;

use quick_xml::NsReader;
use quick_xml::events::{BytesRef, Event};

use crate::element::Attribute;
use crate::name::Name;
use crate::xml_chars::{first_bad_char, is_xml_char};
use crate::xml_tag::start_tag;

/// What a document may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Nesting depth of elements.
    pub depth: usize,
    /// Elements below one child of the root, or in a small document.
    pub nodes: usize,
    /// Bytes of text and attributes below one child of the root, or in a small document.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 256,
            nodes: 100_000,
            bytes: 64 << 20,
        }
    }
}

/// A document that is not well-formed, or too costly.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{kind}, near byte {offset}")]
pub struct XmlError {
    /// What is wrong.
    #[source]
    pub kind: XmlErrorKind,
    /// Byte position at which it was seen; the cause stands at or shortly before it.
    pub offset: u64,
}

impl XmlError {
    /// Line and column, from 1, of the error in the document it was found in.
    #[must_use]
    pub fn position(&self, document: &[u8]) -> (usize, usize) {
        let end = usize::try_from(self.offset)
            .unwrap_or(usize::MAX)
            .min(document.len());
        let before = &document[..end];
        let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
        let start = before
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(0, |at| at + 1);
        (
            line,
            String::from_utf8_lossy(&before[start..]).chars().count() + 1,
        )
    }
}

/// What is wrong with a document (XML 1.0, Namespaces in XML 1.0).
#[derive(Debug, Clone, thiserror::Error)]
pub enum XmlErrorKind {
    /// The syntax itself, as quick-xml says it.
    #[error("not well-formed XML ({0})")]
    Syntax(#[source] quick_xml::Error),
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

/// One piece of a well-formed document.
pub(crate) enum Token<'a> {
    Start {
        name: Name,
        attributes: Vec<Attribute>,
    },
    Text(&'a str),
    End,
}

/// Namespace-aware tokens of a document, with everything checked that quick-xml leaves to its caller.
pub(crate) struct Tokens<R> {
    reader: NsReader<R>,
    buffer: Vec<u8>,
    text: String,
    limits: Limits,
    depth: usize,
    nodes: usize,
    bytes: usize,
    root_seen: bool,
    first: bool,
}

impl<R: BufRead> Tokens<R> {
    pub(crate) fn new(reader: R, limits: Limits) -> Self {
        let mut reader = NsReader::from_reader(reader);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_comments = true;
        Self {
            reader,
            buffer: Vec::new(),
            text: String::new(),
            limits,
            depth: 0,
            nodes: 0,
            bytes: 0,
            root_seen: false,
            first: true,
        }
    }

    /// Elements that are open.
    pub(crate) const fn depth(&self) -> usize {
        self.depth
    }

    /// Starts counting nodes and bytes anew.
    pub(crate) const fn begin_subtree(&mut self) {
        self.nodes = 0;
        self.bytes = 0;
    }

    pub(crate) fn error(&self, kind: XmlErrorKind) -> XmlError {
        XmlError {
            kind,
            offset: self.reader.buffer_position(),
        }
    }

    /// The next token; `None` at the end of a complete document.
    pub(crate) fn next(&mut self) -> Result<Option<Token<'_>>, XmlError> {
        let step = self.step();
        match step {
            Ok(Step::Start(name, attributes)) => Ok(Some(Token::Start { name, attributes })),
            Ok(Step::Text) => Ok(Some(Token::Text(&self.text))),
            Ok(Step::End) => Ok(Some(Token::End)),
            Ok(Step::Eof) => Ok(None),
            Err(kind) => Err(self.error(kind)),
        }
    }

    fn step(&mut self) -> Result<Step, XmlErrorKind> {
        loop {
            self.buffer.clear();
            let first = std::mem::replace(&mut self.first, false);
            let event = self
                .reader
                .read_event_into(&mut self.buffer)
                .map_err(XmlErrorKind::Syntax)?;
            match event {
                Event::Start(start) => {
                    if self.depth == 0 && std::mem::replace(&mut self.root_seen, true) {
                        return Err(XmlErrorKind::SecondRoot);
                    }
                    self.depth += 1;
                    self.nodes += 1;
                    self.bytes += start.len();
                    if self.depth > self.limits.depth {
                        return Err(XmlErrorKind::TooDeep(self.limits.depth));
                    }
                    if self.nodes > self.limits.nodes {
                        return Err(XmlErrorKind::TooManyNodes(self.limits.nodes));
                    }
                    if self.bytes > self.limits.bytes {
                        return Err(XmlErrorKind::TooManyBytes(self.limits.bytes));
                    }
                    let (name, attributes) = start_tag(&start, self.reader.resolver())?;
                    return Ok(Step::Start(name, attributes));
                }
                // Only with `expand_empty_elements` off.
                Event::Empty(_) => return Err(XmlErrorKind::Tag("an empty tag out of place")),
                Event::End(_) => {
                    self.depth = self
                        .depth
                        .checked_sub(1)
                        .ok_or(XmlErrorKind::Tag("an end tag without a start tag"))?;
                    return Ok(Step::End);
                }
                Event::Text(text) => {
                    let content = text.xml10_content();
                    if content.contains("]]>") {
                        return Err(XmlErrorKind::CdataEnd);
                    }
                    if let Some(bad) = first_bad_char(&content) {
                        return Err(XmlErrorKind::BadCharacter(bad));
                    }
                    if self.depth == 0 {
                        if content.trim_matches([' ', '\t', '\r', '\n']).is_empty() {
                            continue;
                        }
                        return Err(XmlErrorKind::TextOutside);
                    }
                    self.text.clear();
                    self.text.push_str(&content);
                }
                Event::CData(text) => {
                    let content = text.xml10_content();
                    if let Some(bad) = first_bad_char(&content) {
                        return Err(XmlErrorKind::BadCharacter(bad));
                    }
                    if self.depth == 0 {
                        return Err(XmlErrorKind::TextOutside);
                    }
                    self.text.clear();
                    self.text.push_str(&content);
                }
                Event::GeneralRef(reference) => {
                    if self.depth == 0 {
                        return Err(XmlErrorKind::TextOutside);
                    }
                    let c = resolve(&reference)?;
                    self.text.clear();
                    self.text.push(c);
                }
                Event::Comment(text) => {
                    if let Some(bad) = first_bad_char(&text) {
                        return Err(XmlErrorKind::BadCharacter(bad));
                    }
                    if text.ends_with('-') {
                        return Err(XmlErrorKind::Tag("a comment ends with `--->`"));
                    }
                    continue;
                }
                Event::PI(instruction) => {
                    if let Some(bad) = first_bad_char(&instruction) {
                        return Err(XmlErrorKind::BadCharacter(bad));
                    }
                    let target = instruction.target();
                    if target.eq_ignore_ascii_case("xml") {
                        return Err(XmlErrorKind::Declaration);
                    }
                    if !crate::name::is_ncname(target) {
                        return Err(XmlErrorKind::Tag(
                            "a processing instruction without a proper name",
                        ));
                    }
                    continue;
                }
                Event::Decl(declaration) => {
                    if !first {
                        return Err(XmlErrorKind::Declaration);
                    }
                    crate::xml_tag::declaration(&declaration)?;
                    continue;
                }
                Event::DocType(_) => return Err(XmlErrorKind::Doctype),
                Event::Eof => {
                    return match (self.depth, self.root_seen) {
                        (0, true) => Ok(Step::Eof),
                        (0, false) => Err(XmlErrorKind::NoRoot),
                        (_, _) => Err(XmlErrorKind::Unclosed),
                    };
                }
            }
            self.bytes += self.text.len();
            if self.bytes > self.limits.bytes {
                return Err(XmlErrorKind::TooManyBytes(self.limits.bytes));
            }
            return Ok(Step::Text);
        }
    }
}

enum Step {
    Start(Name, Vec<Attribute>),
    Text,
    End,
    Eof,
}

fn resolve(reference: &BytesRef<'_>) -> Result<char, XmlErrorKind> {
    crate::xml_tag::reference(reference)
}

/// Checks a character reference's target.
pub(crate) fn checked(c: char) -> Result<char, XmlErrorKind> {
    if is_xml_char(c) {
        Ok(c)
    } else {
        Err(XmlErrorKind::BadCharacter(c as u32))
    }
}
