use std::ops::ControlFlow;

use crate::element::Element;
use crate::href::Href;
use crate::multistatus::layout::{Layout, status_code};
use crate::multistatus::model::{Summary, Table};
use crate::multistatus::response::DavResponse;
use crate::multistatus::shape::{MAX_SHAPE_PROBLEMS, ShapeProblem};
use crate::name::ns;
use crate::window::Input;
use crate::xml::{Limits, Token, Tokens};
use crate::xml_error::XmlError;

/// Reads a multistatus into a table; `after` is called after each response.
pub(crate) fn read(
    input: impl Input,
    limits: Limits,
    table: &mut Table,
    mut after: impl FnMut(&mut Table) -> ControlFlow<()>,
) -> Result<Summary, XmlError> {
    let mut tokens = Tokens::new(input, limits);
    let mut summary = Summary::default();
    let mut foreign = false;
    let mut behind_response = false;
    loop {
        tokens.begin_subtree();
        if behind_response && take_like_recent(&mut tokens, table, limits)? {
            if summary.count(table, &mut after).is_break() {
                return Ok(summary);
            }
            continue;
        }
        behind_response = false;
        let before_root = tokens.depth() == 0;
        let Some(token) = tokens.next()? else { return Ok(summary) };
        match token {
            Token::Start { name, .. } if before_root => {
                foreign = !name.is(ns::DAV, "multistatus");
                if foreign {
                    summary.note(ShapeProblem::ForeignRoot(name));
                }
            }
            Token::Start { .. } if foreign => {}
            Token::Start { name, attributes } if name.is(ns::DAV, "response") => {
                table.add(|texts| Layout::read(name, attributes, &mut tokens, texts))?;
                behind_response = true;
                if summary.count(table, &mut after).is_break() {
                    return Ok(summary);
                }
            }
            Token::Start { name, attributes } => {
                let child = Element::read(Element { attributes, ..Element::new(name) }, &mut tokens)?;
                if child.name.is(ns::DAV, "sync-token") {
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
            }
            Token::End => {}
        }
    }
}

/// Takes the next response without its tokens, if there is one with the markup of a recent one.
fn take_like_recent<I: Input>(tokens: &mut Tokens<I>, table: &mut Table, limits: Limits) -> Result<bool, XmlError> {
    // Texts differ in length, and white space stands between responses.
    let ahead = tokens.ahead(table.recent_bytes().saturating_mul(2))?;
    let white = ahead.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).count();
    let Some(taken) = table.take_like_recent(&ahead[white..], limits.bytes) else { return Ok(false) };
    tokens.skip_balanced(white + taken);
    Ok(true)
}

impl Summary {
    /// Counts the response that the table ends with.
    fn count(&mut self, table: &mut Table, after: &mut impl FnMut(&mut Table) -> ControlFlow<()>) -> ControlFlow<()> {
        self.responses += 1;
        if let Some(response) = table.last()
            && !response.layout.faultless
        {
            let found = problems(response, self.responses);
            if found.is_empty() {
                table.last_is_faultless();
            }
            for problem in found {
                self.note(problem);
            }
        }
        let flow = after(table);
        self.stopped = flow.is_break();
        flow
    }

    fn note(&mut self, problem: ShapeProblem) {
        if self.shape.len() < MAX_SHAPE_PROBLEMS {
            self.shape.push(problem);
        }
    }
}

/// What is wrong with the shape of a response, which is the `number`th. Whether anything is depends on its layout alone.
fn problems(response: DavResponse<'_>, number: usize) -> Vec<ShapeProblem> {
    let parts = &response.layout.parts;
    let href = || Href::new(response.href());
    let mut found = Vec::new();
    if parts.hrefs.is_empty() {
        found.push(ShapeProblem::NoHref { response: number });
    }
    found.extend(bad_statuses(response, &parts.statuses));
    for propstat in response.propstats() {
        let parts = propstat.parts();
        found.extend(bad_statuses(response, &parts.statuses));
        match parts.prop_count {
            0 => found.push(ShapeProblem::NoProp { href: href() }),
            1 => {}
            count => found.push(ShapeProblem::SeveralProps { href: href(), count }),
        }
        match parts.statuses.len() {
            0 => found.push(ShapeProblem::NoStatus { href: href() }),
            1 => {}
            2.. => found.push(ShapeProblem::SeveralStatuses { href: href() }),
        }
    }
    match (parts.statuses.len(), parts.propstats.len()) {
        (0, 0) => found.push(ShapeProblem::Empty { href: href() }),
        (1.., 1..) => found.push(ShapeProblem::StatusAndPropstat { href: href() }),
        (0 | 1, _) => {}
        (2.., 0) => found.push(ShapeProblem::SeveralStatuses { href: href() }),
    }
    if parts.hrefs.len() > 1 && !parts.propstats.is_empty() {
        found.push(ShapeProblem::SeveralHrefs { href: href() });
    }
    found
}

fn bad_statuses(response: DavResponse<'_>, statuses: &[usize]) -> impl Iterator<Item = ShapeProblem> {
    let lines = statuses.iter().map(move |&index| response.node(index).trimmed());
    let bad = lines.filter(|line| status_code(line).is_none());
    bad.map(move |line| ShapeProblem::BadStatus { href: Href::new(response.href()), line: line.to_owned() })
}
