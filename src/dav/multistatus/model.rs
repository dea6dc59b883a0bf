use std::io::Read;
use std::ops::ControlFlow;

use crate::href::Href;
use crate::multistatus::layout::{Layout, Texts};
use crate::multistatus::read::read;
use crate::multistatus::response::DavResponse;
use crate::multistatus::shape::ShapeProblem;
use crate::window::{Whole, Window};
use crate::xml::Limits;
use crate::xml_error::XmlError;

/// A whole `DAV:multistatus` (RFC 4918 section 14.16, RFC 6578 section 6.2).
#[derive(Clone, Default)]
pub struct Multistatus {
    /// The last sync-token.
    pub sync_token: Option<String>,
    /// How many sync-token elements there were; one is right.
    pub sync_tokens: usize,
    /// `responsedescription` of the whole.
    pub description: Option<String>,
    /// Everything that is XML but not a proper multistatus.
    pub shape: Vec<ShapeProblem>,
    table: Table,
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
    /// Shape problems, at most [`MAX_SHAPE_PROBLEMS`](crate::multistatus::MAX_SHAPE_PROBLEMS).
    pub shape: Vec<ShapeProblem>,
    /// Whether the callback stopped before the end.
    pub stopped: bool,
}

impl Multistatus {
    /// Reads a whole multistatus.
    ///
    /// # Errors
    /// If the document is not well-formed or exceeds the default limits.
    pub fn parse(document: &[u8]) -> Result<Self, XmlError> {
        let mut table = Table::default();
        let summary = read(Whole::new(document), Limits::default(), &mut table, |_| ControlFlow::Continue(()))?;
        let Summary { responses: _, sync_token, sync_tokens, description, shape, stopped: _ } = summary;
        Ok(Self { sync_token, sync_tokens, description, shape, table })
    }

    /// The responses in document order.
    #[must_use]
    pub fn responses(&self) -> impl ExactSizeIterator<Item = DavResponse<'_>> {
        (0..self.table.rows.len()).map(|row| self.table.response(row))
    }

    /// The response of that number, from 0.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<DavResponse<'_>> {
        (number < self.table.rows.len()).then(|| self.table.response(number))
    }

    /// The first response for that resource.
    #[must_use]
    pub fn response(&self, href: &Href) -> Option<DavResponse<'_>> {
        self.responses().find(|response| response.hrefs().any(|other| Href::new(other).same_resource(href)))
    }
}

impl std::fmt::Debug for Multistatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { sync_token, sync_tokens, description, shape, table: _ } = self;
        f.debug_struct("Multistatus")
            .field("responses", &self.responses().collect::<Vec<_>>())
            .field("sync_token", sync_token)
            .field("sync_tokens", sync_tokens)
            .field("description", description)
            .field("shape", shape)
            .finish()
    }
}

/// Reads a multistatus response by response, in memory bounded by the largest response.
///
/// # Errors
/// If the document is not well-formed or exceeds the limits. Responses before the error were given to `on_response`.
pub fn parse(
    reader: impl Read,
    limits: Limits,
    mut on_response: impl FnMut(DavResponse<'_>) -> ControlFlow<()>,
) -> Result<Summary, XmlError> {
    let mut table = Table::default();
    read(Window::new(reader), limits, &mut table, |table| {
        let flow = table.rows.len().checked_sub(1).map(|last| on_response(table.response(last)));
        table.forget_rows();
        flow.unwrap_or(ControlFlow::Continue(()))
    })
}

/// Responses, with what they have in common kept once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    layouts: Vec<Layout>,
    rows: Vec<Row>,
    texts: Texts,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    layout: usize,
    /// Number of its first text.
    first: usize,
}

/// Responses with different markup take turns, but rarely more than these.
const TRIED: usize = 4;

/// Of a stream, no more layouts than these are kept.
const KEPT: usize = 64;

impl Table {
    pub(crate) fn response(&self, row: usize) -> DavResponse<'_> {
        let Row { layout, first } = self.rows[row];
        DavResponse { layout: &self.layouts[layout], all: &self.texts.all, ends: &self.texts.ends[first..] }
    }

    pub(crate) fn last(&self) -> Option<DavResponse<'_>> {
        self.rows.len().checked_sub(1).map(|row| self.response(row))
    }

    /// Takes a response from the beginning of `input` if its markup is that of a recent one.
    pub(crate) fn take_like_recent(&mut self, input: &[u8], limit: usize) -> Option<usize> {
        let first = self.texts.begin();
        for (number, layout) in self.layouts.iter().enumerate().rev().take(TRIED) {
            if let Some(taken) = layout.take(input, &mut self.texts) {
                if taken > limit {
                    self.texts.keep(first);
                    return None;
                }
                if self.rows.len() == self.rows.capacity() {
                    // What comes is likely to go on like this.
                    let likely = input.len() / taken;
                    self.rows.reserve(likely);
                    let bytes = self.texts.since(first) * likely;
                    self.texts.reserve(likely * layout.texts(), bytes);
                }
                self.rows.push(Row { layout: number, first });
                return Some(taken);
            }
        }
        None
    }

    /// Adds a response that `make` reads.
    pub(crate) fn add<E>(&mut self, make: impl FnOnce(&mut Texts) -> Result<Layout, E>) -> Result<(), E> {
        let first = self.texts.begin();
        let layout = make(&mut self.texts)?;
        self.rows.push(Row { layout: self.layouts.len(), first });
        self.layouts.push(layout);
        Ok(())
    }

    /// Notes that the last response has no shape problem.
    pub(crate) fn last_is_faultless(&mut self) {
        if let Some(Row { layout, .. }) = self.rows.last() {
            self.layouts[*layout].faultless = true;
        }
    }

    /// Bytes of the longest recent response.
    pub(crate) fn recent_bytes(&self) -> usize {
        self.layouts.iter().rev().take(TRIED).map(|layout| layout.bytes).max().unwrap_or(0)
    }

    fn forget_rows(&mut self) {
        self.rows.clear();
        self.texts.keep(0);
        if self.layouts.len() > KEPT {
            self.layouts.drain(..self.layouts.len() - TRIED);
        }
    }
}
