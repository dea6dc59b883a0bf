use quick_xml::NsReader;
use quick_xml::events::Event;

use crate::element::Attribute;
use crate::name::Name;
use crate::window::Input;
use crate::xml_chars::{allowed, comment, instruction_target};
use crate::xml_error::{XmlError, XmlErrorKind};
use crate::xml_tag::{declaration, reference, start_tag};

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
        Self { depth: 256, nodes: 100_000, bytes: 64 << 20 }
    }
}

/// One piece of a well-formed document.
pub(crate) enum Token<'a> {
    Start { name: Name, attributes: Vec<Attribute> },
    Text(&'a str),
    End,
}

/// Namespace-aware tokens of a document, with everything checked that quick-xml leaves to its caller.
pub(crate) struct Tokens<I> {
    reader: NsReader<I>,
    buffer: Vec<u8>,
    text: String,
    limits: Limits,
    depth: usize,
    nodes: usize,
    bytes: usize,
    root_seen: bool,
    first: bool,
    plain: bool,
}

impl<I: Input> Tokens<I> {
    pub(crate) fn new(input: I, limits: Limits) -> Self {
        let mut reader = NsReader::from_reader(input);
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
            plain: true,
        }
    }

    /// Elements that are open.
    pub(crate) const fn depth(&self) -> usize {
        self.depth
    }

    /// Starts counting nodes and bytes anew, and marks this place.
    pub(crate) fn begin_subtree(&mut self) {
        self.nodes = 0;
        self.bytes = 0;
        self.plain = true;
        self.reader.get_mut().set_mark();
    }

    /// The raw document since the last subtree began.
    pub(crate) fn since_mark(&self) -> &[u8] {
        self.reader.get_ref().since_mark()
    }

    /// Whether there was nothing but tags and text since the last subtree began.
    pub(crate) const fn is_plain(&self) -> bool {
        self.plain
    }

    /// At least that many bytes of what comes next, or all that there are.
    pub(crate) fn ahead(&mut self, bytes: usize) -> Result<&[u8], XmlError> {
        let offset = self.reader.get_ref().offset();
        self.reader
            .get_mut()
            .ahead(bytes)
            .map_err(|error| XmlError { kind: XmlErrorKind::Syntax(error.into()), offset })
    }

    /// Leaves out bytes in which every element that begins ends; only right behind an end tag.
    pub(crate) fn skip_balanced(&mut self, bytes: usize) {
        self.reader.get_mut().consume(bytes);
    }

    pub(crate) fn error(&self, kind: XmlErrorKind) -> XmlError {
        XmlError { kind, offset: self.reader.get_ref().offset() }
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
            let event = self.reader.read_event_into(&mut self.buffer).map_err(XmlErrorKind::Syntax)?;
            match event {
                Event::Start(start) => {
                    if self.depth == 0 && std::mem::replace(&mut self.root_seen, true) {
                        return Err(XmlErrorKind::SecondRoot);
                    }
                    self.depth += 1;
                    self.nodes += 1;
                    self.bytes += start.len();
                    self.limits.check(self.depth, self.nodes, self.bytes)?;
                    let (name, attributes) = start_tag(&start, self.reader.resolver())?;
                    return Ok(Step::Start(name, attributes));
                }
                // Only with `expand_empty_elements` off.
                Event::Empty(_) => return Err(XmlErrorKind::Tag("an empty tag out of place")),
                Event::End(_) => {
                    let outside = XmlErrorKind::Tag("an end tag without a start tag");
                    self.depth = self.depth.checked_sub(1).ok_or(outside)?;
                    return Ok(Step::End);
                }
                Event::Text(text) => {
                    let content = text.xml10_content();
                    if content.contains("]]>") {
                        return Err(XmlErrorKind::CdataEnd);
                    }
                    allowed(&content)?;
                    if self.depth == 0 && content.trim_matches([' ', '\t', '\r', '\n']).is_empty() {
                        continue;
                    }
                    self.text.clear();
                    self.text.push_str(&content);
                }
                Event::CData(text) => {
                    self.plain = false;
                    let content = text.xml10_content();
                    allowed(&content)?;
                    self.text.clear();
                    self.text.push_str(&content);
                }
                Event::GeneralRef(name) => {
                    self.text.clear();
                    self.text.push(reference(&name)?);
                }
                Event::Comment(text) => {
                    self.plain = false;
                    comment(&text)?;
                    continue;
                }
                Event::PI(instruction) => {
                    self.plain = false;
                    allowed(&instruction)?;
                    instruction_target(instruction.target())?;
                    continue;
                }
                Event::Decl(text) if first => {
                    declaration(&text)?;
                    continue;
                }
                Event::Decl(_) => return Err(XmlErrorKind::Declaration),
                Event::DocType(_) => return Err(XmlErrorKind::Doctype),
                Event::Eof => {
                    return match (self.depth, self.root_seen) {
                        (0, true) => Ok(Step::Eof),
                        (0, false) => Err(XmlErrorKind::NoRoot),
                        (_, _) => Err(XmlErrorKind::Unclosed),
                    };
                }
            }
            if self.depth == 0 {
                return Err(XmlErrorKind::TextOutside);
            }
            self.bytes += self.text.len();
            self.limits.check(self.depth, self.nodes, self.bytes)?;
            return Ok(Step::Text);
        }
    }
}

impl Limits {
    fn check(&self, depth: usize, nodes: usize, bytes: usize) -> Result<(), XmlErrorKind> {
        if depth > self.depth {
            Err(XmlErrorKind::TooDeep(self.depth))
        } else if nodes > self.nodes {
            Err(XmlErrorKind::TooManyNodes(self.nodes))
        } else if bytes > self.bytes {
            Err(XmlErrorKind::TooManyBytes(self.bytes))
        } else {
            Ok(())
        }
    }
}

enum Step {
    Start(Name, Vec<Attribute>),
    Text,
    End,
    Eof,
}
