use std::io::BufRead;
use std::ops::ControlFlow;

use crate::element::Element;
use crate::href::Href;
use crate::multistatus::model::{DavResponse, Propstat, Summary};
use crate::multistatus::shape::{MAX_SHAPE_PROBLEMS, ShapeProblem};
use crate::name::{Name, ns};
use crate::xml::{Limits, Token, Tokens};
use crate::xml_error::XmlError;

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
                let child = Element::read(Element { attributes, ..Element::new(name) }, &mut tokens)?;
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

impl Summary {
    fn note(&mut self, problem: ShapeProblem) {
        if self.shape.len() < MAX_SHAPE_PROBLEMS {
            self.shape.push(problem);
        }
    }

    fn read_response(&mut self, element: Element) -> DavResponse {
        let hrefs: Vec<Href> = element.children_named(&Name::dav("href")).map(|href| Href::new(&href.text)).collect();
        let href = hrefs.first().cloned().unwrap_or_else(|| Href::new(""));
        if hrefs.is_empty() {
            self.note(ShapeProblem::NoHref { response: self.responses });
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
        let mut propstat = Propstat { status: None, status_raw: None, props: Vec::new(), prop_count: 0, error: None };
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
            count => self.note(ShapeProblem::SeveralProps { href: href.clone(), count }),
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
            self.note(ShapeProblem::BadStatus { href: href.clone(), line: line.to_owned() });
        }
        status
    }
}

/// The code of a status line such as `HTTP/1.1 404 Not Found` (RFC 9112 section 4).
fn status_code(line: &str) -> Option<u16> {
    let mut words = line.split(' ');
    let version = words.next()?.strip_prefix("HTTP/")?;
    let proper = version.len() == 3
        && version.bytes().enumerate().all(|(i, b)| if i == 1 { b == b'.' } else { b.is_ascii_digit() });
    let code = words.next().filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()))?;
    if proper { code.parse().ok().filter(|code| (100..600).contains(code)) } else { None }
}
