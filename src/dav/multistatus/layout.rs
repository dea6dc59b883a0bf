use memchr::memchr;

use crate::element::Attribute;
use crate::name::{Name, ns};
use crate::window::Input;
use crate::xml::{Token, Tokens};
use crate::xml_error::{XmlError, XmlErrorKind};
use crate::xml_text::unescape;

/// What all responses with the same markup have in common: their elements, but not the texts of those that hold text only.
/// Status lines count as markup: they say what a response is, and there are few of them.
///
/// Servers write thousands of responses that differ in these texts and in nothing else. Such a response is read by comparing
/// its markup with that of an earlier one; everything else about it is known already.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// In document order; the first one is the `DAV:response`.
    pub(crate) nodes: Vec<Node>,
    /// Where things are.
    pub(crate) parts: Parts,
    /// The markup before, between and after the texts; empty if it cannot be compared.
    markup: Vec<Box<[u8]>>,
    /// Bytes of the response that it was read from.
    pub(crate) bytes: usize,
    /// Whether a response with this layout was found to have no shape problem; then none with it has.
    pub(crate) faultless: bool,
}

/// An element of a layout.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) name: Name,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) text: Text,
    /// Index after its last descendant.
    pub(crate) end: usize,
}

/// Where the text of an element is.
#[derive(Debug, Clone)]
pub(crate) enum Text {
    /// The same in all responses of the layout.
    Fixed(String),
    /// In the response, under this number.
    Slot(usize),
}

/// Indexes of the nodes that a `DAV:response` consists of (RFC 4918 section 14.24).
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts {
    pub(crate) hrefs: Vec<usize>,
    pub(crate) statuses: Vec<usize>,
    /// The code of the last one.
    pub(crate) status: Option<u16>,
    pub(crate) error: Option<usize>,
    pub(crate) description: Option<usize>,
    pub(crate) propstats: Vec<PropstatParts>,
    pub(crate) others: Vec<usize>,
}

/// Indexes of the nodes that a `DAV:propstat` consists of.
#[derive(Debug, Clone, Default)]
pub(crate) struct PropstatParts {
    pub(crate) statuses: Vec<usize>,
    /// The code of the last one.
    pub(crate) status: Option<u16>,
    pub(crate) props: Vec<usize>,
    pub(crate) prop_count: usize,
    pub(crate) error: Option<usize>,
}

/// The texts of responses, one after the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    pub(crate) all: String,
    /// Where each text ends, behind a zero.
    pub(crate) ends: Vec<usize>,
}

impl Texts {
    /// Number of the text that comes next, which begins where the last one ended.
    pub(crate) fn begin(&mut self) -> usize {
        if self.ends.is_empty() {
            self.ends.push(0);
        }
        self.ends.len() - 1
    }

    /// Bytes of all texts from that number on.
    pub(crate) fn since(&self, number: usize) -> usize {
        self.all.len() - self.ends[number]
    }

    /// Makes room for so many texts of so many bytes in all.
    pub(crate) fn reserve(&mut self, count: usize, bytes: usize) {
        self.ends.reserve(count);
        self.all.reserve(bytes);
    }

    /// Forgets all but the first ones.
    pub(crate) fn keep(&mut self, count: usize) {
        self.ends.truncate(count + 1);
        self.all.truncate(self.ends.last().copied().unwrap_or(0));
    }

    fn end_text(&mut self) {
        self.ends.push(self.all.len());
    }
}

impl Layout {
    /// Reads the rest of a response whose start tag was just taken; the mark of `tokens` stands before that tag.
    pub(crate) fn read<I: Input>(
        name: Name,
        attributes: Vec<Attribute>,
        tokens: &mut Tokens<I>,
        texts: &mut Texts,
    ) -> Result<Self, XmlError> {
        let mut nodes = vec![Node { name, attributes, text: Text::Fixed(String::new()), end: 0 }];
        let mut open = vec![(0, tokens.since_mark().len())];
        let mut slots: Vec<(usize, usize)> = Vec::new();
        while let Some((node, begin)) = open.last().copied() {
            let here = tokens.since_mark().len();
            let Some(token) = tokens.next()? else {
                return Err(tokens.error(XmlErrorKind::Unclosed));
            };
            match token {
                Token::Start { name, attributes } => {
                    open.push((nodes.len(), 0));
                    nodes.push(Node { name, attributes, text: Text::Fixed(String::new()), end: 0 });
                    if let Some((_, begin)) = open.last_mut() {
                        *begin = tokens.since_mark().len();
                    }
                }
                Token::Text(more) => {
                    if let Text::Fixed(text) = &mut nodes[node].text {
                        text.push_str(more);
                    }
                }
                Token::End => {
                    open.pop();
                    nodes[node].end = nodes.len();
                    let fixed = nodes[node].name.is(ns::DAV, "status");
                    if nodes.len() == node + 1 && here > begin && tokens.is_plain() && !fixed {
                        if let Text::Fixed(text) = &nodes[node].text {
                            texts.all.push_str(text);
                        }
                        nodes[node].text = Text::Slot(slots.len());
                        texts.end_text();
                        slots.push((begin, here));
                    }
                }
            }
        }
        let raw = tokens.since_mark();
        let markup = if tokens.is_plain() { around(raw, &slots) } else { Vec::new() };
        Ok(Self { parts: Parts::of(&nodes), markup, bytes: raw.len(), faultless: false, nodes })
    }

    /// Takes a response with this markup from the beginning of `input`: how many bytes it has, with its texts added.
    pub(crate) fn take(&self, input: &[u8], texts: &mut Texts) -> Option<usize> {
        let before = texts.begin();
        let taken = self.compare(input, texts);
        if taken.is_none() {
            texts.keep(before);
        }
        taken
    }

    /// How many texts a response has.
    pub(crate) fn texts(&self) -> usize {
        self.markup.len().saturating_sub(1)
    }

    fn compare(&self, input: &[u8], texts: &mut Texts) -> Option<usize> {
        let (first, others) = self.markup.split_first()?;
        let mut rest = input.strip_prefix(&**first)?;
        for markup in others {
            let end = memchr(b'<', rest)?;
            unescape(&rest[..end], &mut texts.all)?;
            texts.end_text();
            rest = rest[end..].strip_prefix(&**markup)?;
        }
        Some(input.len() - rest.len())
    }

    /// The elements directly below a node.
    pub(crate) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        children(&self.nodes, node)
    }
}

/// The code of a status line.
fn status_of(node: &Node) -> Option<u16> {
    match &node.text {
        Text::Fixed(line) => status_code(line.trim_ascii()),
        // Status lines are markup.
        Text::Slot(_) => None,
    }
}

/// The code of a status line such as `HTTP/1.1 404 Not Found` (RFC 9112 section 4).
pub(crate) fn status_code(line: &str) -> Option<u16> {
    let [b'H', b'T', b'T', b'P', b'/', major, b'.', minor, b' ', code @ ..] = line.as_bytes() else {
        return None;
    };
    let (digits, rest) = code.split_at_checked(3)?;
    let proper = [major, minor].into_iter().chain(digits).all(u8::is_ascii_digit) && matches!(rest, [] | [b' ', ..]);
    let number = digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit.wrapping_sub(b'0')));
    (proper && (100..600).contains(&number)).then_some(number)
}

/// The pieces before, between and after ranges.
fn around(raw: &[u8], ranges: &[(usize, usize)]) -> Vec<Box<[u8]>> {
    let begins = std::iter::once(0).chain(ranges.iter().map(|(_, end)| *end));
    let ends = ranges.iter().map(|(begin, _)| *begin).chain(std::iter::once(raw.len()));
    begins.zip(ends).map(|(begin, end)| raw[begin..end].into()).collect()
}

fn children(nodes: &[Node], node: usize) -> impl Iterator<Item = usize> {
    let end = nodes[node].end;
    std::iter::successors(Some(node + 1), move |&child| nodes.get(child).map(|node| node.end))
        .take_while(move |&child| child < end)
}

impl Parts {
    fn of(nodes: &[Node]) -> Self {
        let mut parts = Self::default();
        for child in children(nodes, 0) {
            let name = &nodes[child].name;
            match (name.namespace.as_ref(), name.local.as_ref()) {
                (ns::DAV, "href") => parts.hrefs.push(child),
                (ns::DAV, "status") => {
                    parts.statuses.push(child);
                    parts.status = status_of(&nodes[child]);
                }
                (ns::DAV, "error") => parts.error = Some(child),
                (ns::DAV, "responsedescription") => parts.description = Some(child),
                (ns::DAV, "propstat") => parts.propstats.push(PropstatParts::of(nodes, child)),
                _ => parts.others.push(child),
            }
        }
        parts
    }
}

impl PropstatParts {
    fn of(nodes: &[Node], propstat: usize) -> Self {
        let mut parts = Self::default();
        for child in children(nodes, propstat) {
            let name = &nodes[child].name;
            if name.is(ns::DAV, "prop") {
                parts.prop_count += 1;
                parts.props.extend(children(nodes, child));
            } else if name.is(ns::DAV, "status") {
                parts.statuses.push(child);
                parts.status = status_of(&nodes[child]);
            } else if name.is(ns::DAV, "error") {
                parts.error = Some(child);
            }
        }
        parts
    }
}
