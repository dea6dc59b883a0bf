use std::ops::ControlFlow;

use crate::element::Element;
use crate::href::Href;
use crate::multistatus::read::parse;
use crate::multistatus::shape::ShapeProblem;
use crate::name::Name;
use crate::xml::Limits;
use crate::xml_error::XmlError;

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
        let mut responses = Vec::new();
        let summary = parse(document, Limits::default(), |response| {
            responses.push(response);
            ControlFlow::Continue(())
        })?;
        let Summary { responses: _, sync_token, sync_tokens, description, shape, stopped: _ } = summary;
        Ok(Self { responses, sync_token, sync_tokens, description, shape })
    }

    /// The first response for that resource.
    #[must_use]
    pub fn response(&self, href: &Href) -> Option<&DavResponse> {
        self.responses.iter().find(|response| response.hrefs.iter().any(|other| other.same_resource(href)))
    }
}

impl DavResponse {
    /// The first property of that name with status 200.
    #[must_use]
    pub fn prop(&self, name: &Name) -> Option<&Element> {
        self.propstats.iter().filter(|propstat| propstat.status == Some(200)).find_map(|propstat| propstat.prop(name))
    }

    /// The status under which a property is listed.
    #[must_use]
    pub fn prop_status(&self, name: &Name) -> Option<u16> {
        self.propstats.iter().find(|propstat| propstat.prop(name).is_some()).and_then(|propstat| propstat.status)
    }
}

impl Propstat {
    /// The first property of that name.
    #[must_use]
    pub fn prop(&self, name: &Name) -> Option<&Element> {
        self.props.iter().find(|prop| prop.name == *name)
    }
}
