use std::io::BufRead;
use std::ops::ControlFlow;

use crate::element::Element;
use crate::href::Href;
use crate::name::{Name, ns};
use crate::xml::{Limits, Token, Tokens, XmlError};

/// A whole `DAV:multistatus` (RFC 4918 section 14.16, RFC 6578 section 6.2).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Multistatus {
    /// Responses in document order.
    pub responses: Vec<DavResponse>,
    /// The last sync-token.
    pub sync_token: Option<String>,
    /// How many sync-token elements there were; one is right.
    pub sync_tokens: usize,
    /// `responsedescription` of the whole.
    pub description: Option<String>,
    /// Everything that is XML but not a proper multistatus.
    pub shape: Vec<ShapeProblem>,
}

/// One `DAV:response`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DavResponse {
    /// The first href; empty if there is none.
    pub href: Href,
    /// All hrefs; more than one only together with a status.
    pub hrefs: Vec<Href>,
    /// Status of the response itself.
    pub status: Option<u16>,
    /// `DAV:error` of the response.
    pub error: Option<Element>,
    /// `responsedescription` of the response.
    pub description: Option<String>,
    /// Propstats in document order.
    pub propstats: Vec<Propstat>,
    /// Any other child, such as SOGo's extra `D:owner` after a collection-query.
    pub others: Vec<Element>,
}

/// One `DAV:propstat`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Propstat {
    /// The status code, if the status line can be read.
    pub status: Option<u16>,
    /// The status line as written.
    pub status_raw: Option<String>,
    /// The properties.
    pub props: Vec<Element>,
    /// How many `DAV:prop` there were; one is right.
    pub prop_count: usize,
    /// `DAV:error` of the propstat.
    pub error: Option<Element>,
}

/// What there is to say when a stream of responses has ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// How many responses were read.
    pub responses: usize,
    /// The last sync-token.
    pub sync_token: Option<String>,
    /// How many sync-token elements there were.
    pub sync_tokens: usize,
    /// `responsedescription` of the whole.
    pub description: Option<String>,
    /// Shape problems, at most [`MAX_SHAPE_PROBLEMS`].
    pub shape: Vec<ShapeProblem>,
    /// Whether the callback stopped before the end.
    pub stopped: bool,
}

/// More shape problems than these are not collected.
pub const MAX_SHAPE_PROBLEMS: usize = 100;

/// A document that is XML but not a proper multistatus.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShapeProblem {
    /// The root is something else; nothing was read.
    #[error("the root element is {0}, not D:multistatus")]
    ForeignRoot(Name),
    /// A response that names nothing.
    #[error("response number {response} has no D:href")]
    NoHref {
        /// Its number, from 1.
        response: usize,
    },
    /// Several hrefs although there are propstats.
    #[error("{href} has several D:href beside a D:propstat")]
    SeveralHrefs {
        /// The first one.
        href: Href,
    },
    /// Neither status nor propstat.
    #[error("{href} has neither D:status nor D:propstat")]
    Empty {
        /// The response.
        href: Href,
    },
    /// Both status and propstat.
    #[error("{href} has both D:status and D:propstat")]
    StatusAndPropstat {
        /// The response.
        href: Href,
    },
    /// A propstat without prop.
    #[error("a D:propstat of {href} has no D:prop")]
    NoProp {
        /// The response.
        href: Href,
    },
    /// A propstat with several props.
    #[error("a D:propstat of {href} has {count} D:prop elements")]
    SeveralProps {
        /// The response.
        href: Href,
        /// How many.
        count: usize,
    },
    /// A propstat without status.
    #[error("a D:propstat of {href} has no D:status")]
    NoStatus {
        /// The response.
        href: Href,
    },
    /// More than one status element.
    #[error("{href} has several D:status in one place")]
    SeveralStatuses {
        /// The response.
        href: Href,
    },
    /// A status line that is none.
    #[error("{href} has the unreadable status line `{line}`")]
    BadStatus {
        /// The response.
        href: Href,
        /// The line.
        line: String,
    },
    /// More than one sync-token.
    #[error("the multistatus has more than one D:sync-token")]
    SeveralSyncTokens,
    /// Text between elements.
    #[error("the multistatus has text between its elements: `{0}`")]
    StrayText(String),
}

/// Reads a multistatus response by response, in memory bounded by the largest response.
///
/// # Errors
/// If the document is not well-formed or exceeds the limits. Responses before the error were given to `on_response`.
pub fn parse(
    reader: impl BufRead,
    limits: Limits,
    mut on_response: impl FnMut(DavResponse) -> ControlFlow<()>,
) -> Result<Summary, XmlError> {
    let mut tokens = Tokens::new(reader, limits);
    let mut summary = Summary::default();
    let mut foreign = false;
    while let Some(token) = tokens.next()? {
        match token {
            Token::Start { name, attributes } => {
                if tokens.depth() == 1 {
                    foreign = !name.is(ns::DAV, "multistatus");
                    if foreign {
                        summary.note(ShapeProblem::ForeignRoot(name));
                    }
                    tokens.begin_subtree();
                    continue;
                }
                if foreign {
                    tokens.begin_subtree();
                    continue;
                }
                let child = Element::read(
                    Element {
                        attributes,
                        ..Element::new(name)
                    },
                    &mut tokens,
                )?;
                if child.name.is(ns::DAV, "response") {
                    summary.responses += 1;
                    let response = summary.read_response(child);
                    if on_response(response).is_break() {
                        summary.stopped = true;
                        return Ok(summary);
                    }
                } else if child.name.is(ns::DAV, "sync-token") {
                    summary.sync_tokens += 1;
                    if summary.sync_tokens == 2 {
                        summary.note(ShapeProblem::SeveralSyncTokens);
                    }
                    summary.sync_token = Some(child.trimmed().to_owned());
                } else if child.name.is(ns::DAV, "responsedescription") {
                    summary.description = Some(child.text);
                }
            }
            Token::Text(text) => {
                let text = text.trim();
                if !foreign && !text.is_empty() {
                    let excerpt = text.chars().take(40).collect();
                    summary.note(ShapeProblem::StrayText(excerpt));
                }
                tokens.begin_subtree();
            }
            Token::End => {}
        }
    }
    Ok(summary)
}

impl Multistatus {
    /// Reads a whole multistatus.
    ///
    /// # Errors
    /// If the document is not well-formed or exceeds the default limits.
    pub fn parse(document: &[u8]) -> Result<Self, XmlError> {
        let mut responses = Vec::new();
        let summary = parse(document, Limits::default(), |response| {
            responses.push(response);
            ControlFlow::Continue(())
        })?;
        let Summary {
            responses: _,
            sync_token,
            sync_tokens,
            description,
            shape,
            stopped: _,
        } = summary;
        Ok(Self {
            responses,
            sync_token,
            sync_tokens,
            description,
            shape,
        })
    }

    /// The first response for that resource.
    #[must_use]
    pub fn response(&self, href: &Href) -> Option<&DavResponse> {
        self.responses
            .iter()
            .find(|response| response.hrefs.iter().any(|other| other.same_resource(href)))
    }
}

impl DavResponse {
    /// The first property of that name with status 200.
    #[must_use]
    pub fn prop(&self, name: &Name) -> Option<&Element> {
        self.propstats
            .iter()
            .filter(|propstat| propstat.status == Some(200))
            .find_map(|propstat| propstat.prop(name))
    }

    /// The status under which a property is listed.
    #[must_use]
    pub fn prop_status(&self, name: &Name) -> Option<u16> {
        self.propstats
            .iter()
            .find(|propstat| propstat.prop(name).is_some())
            .and_then(|propstat| propstat.status)
    }
}

impl Propstat {
    /// The first property of that name.
    #[must_use]
    pub fn prop(&self, name: &Name) -> Option<&Element> {
        self.props.iter().find(|prop| prop.name == *name)
    }
}

impl Summary {
    fn note(&mut self, problem: ShapeProblem) {
        if self.shape.len() < MAX_SHAPE_PROBLEMS {
            self.shape.push(problem);
        }
    }

    fn read_response(&mut self, element: Element) -> DavResponse {
        let hrefs: Vec<Href> = element
            .children_named(&Name::dav("href"))
            .map(|href| Href::new(&href.text))
            .collect();
        let href = hrefs.first().cloned().unwrap_or_else(|| Href::new(""));
        if hrefs.is_empty() {
            self.note(ShapeProblem::NoHref {
                response: self.responses,
            });
        }
        let mut response = DavResponse {
            href,
            hrefs,
            status: None,
            error: None,
            description: None,
            propstats: Vec::new(),
            others: Vec::new(),
        };
        let mut statuses = 0_usize;
        for child in element.children {
            match child.name.namespace.as_ref() {
                ns::DAV => match child.name.local.as_ref() {
                    "href" => {}
                    "status" => {
                        statuses += 1;
                        response.status = self.read_status(&response.href, &child);
                    }
                    "error" => response.error = Some(child),
                    "responsedescription" => response.description = Some(child.text),
                    "propstat" => {
                        let propstat = self.read_propstat(&response.href, child);
                        response.propstats.push(propstat);
                    }
                    _ => response.others.push(child),
                },
                _ => response.others.push(child),
            }
        }
        let href = &response.href;
        match (statuses, response.propstats.len()) {
            (0, 0) => self.note(ShapeProblem::Empty { href: href.clone() }),
            (1.., 1..) => self.note(ShapeProblem::StatusAndPropstat { href: href.clone() }),
            (0 | 1, _) => {}
            (2.., 0) => self.note(ShapeProblem::SeveralStatuses { href: href.clone() }),
        }
        if response.hrefs.len() > 1 && !response.propstats.is_empty() {
            self.note(ShapeProblem::SeveralHrefs { href: href.clone() });
        }
        response
    }

    fn read_propstat(&mut self, href: &Href, element: Element) -> Propstat {
        let mut propstat = Propstat {
            status: None,
            status_raw: None,
            props: Vec::new(),
            prop_count: 0,
            error: None,
        };
        for child in element.children {
            if child.name.is(ns::DAV, "prop") {
                propstat.prop_count += 1;
                propstat.props.extend(child.children);
            } else if child.name.is(ns::DAV, "status") {
                if propstat.status_raw.is_some() {
                    self.note(ShapeProblem::SeveralStatuses { href: href.clone() });
                }
                propstat.status = self.read_status(href, &child);
                propstat.status_raw = Some(child.trimmed().to_owned());
            } else if child.name.is(ns::DAV, "error") {
                propstat.error = Some(child);
            }
        }
        match propstat.prop_count {
            0 => self.note(ShapeProblem::NoProp { href: href.clone() }),
            1 => {}
            count => self.note(ShapeProblem::SeveralProps {
                href: href.clone(),
                count,
            }),
        }
        if propstat.status_raw.is_none() {
            self.note(ShapeProblem::NoStatus { href: href.clone() });
        }
        propstat
    }

    fn read_status(&mut self, href: &Href, element: &Element) -> Option<u16> {
        let line = element.trimmed();
        let status = status_code(line);
        if status.is_none() {
            self.note(ShapeProblem::BadStatus {
                href: href.clone(),
                line: line.to_owned(),
            });
        }
        status
    }
}

/// The code of a status line such as `HTTP/1.1 404 Not Found` (RFC 9112 section 4).
fn status_code(line: &str) -> Option<u16> {
    let mut words = line.split(' ');
    let version = words.next()?.strip_prefix("HTTP/")?;
    let proper = version.len() == 3
        && version.bytes().enumerate().all(|(i, b)| {
            if i == 1 {
                b == b'.'
            } else {
                b.is_ascii_digit()
            }
        });
    let code = words
        .next()
        .filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()))?;
    if proper {
        code.parse().ok().filter(|code| (100..600).contains(code))
    } else {
        None
    }
}

/// The precondition or postcondition elements of an error body (RFC 4918 section 16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DavError {
    /// The root element; `DAV:error`, or SOGo 5.8's `{DAV}error`.
    pub root: Name,
    /// Names of the children: the conditions.
    pub conditions: Vec<Name>,
    /// Text inside the root.
    pub text: String,
}

/// Reads an error body; `None` if it is no XML, or its root has not the local name `error`.
#[must_use]
pub fn error_body(body: &[u8]) -> Option<DavError> {
    let root = Element::parse(body).ok()?;
    (root.name.local == "error").then(|| DavError {
        conditions: root
            .children
            .iter()
            .map(|child| child.name.clone())
            .collect(),
        text: root.trimmed().to_owned(),
        root: root.name,
    })
}
