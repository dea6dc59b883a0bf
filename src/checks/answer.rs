//! An answer as the checks see it: parsed once, when first needed.

use std::cell::OnceCell;
use std::collections::HashMap;

use davproof_dav::{
    DavError, DavResponse, Element, Exchange, Href, Multistatus, Name, Response, TransportError, error_body,
};

/// The answer to one request.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    exchange: &'a Exchange,
    path: Href,
    multistatus: OnceCell<Result<Parsed, String>>,
}

#[derive(Debug)]
struct Parsed {
    multistatus: Multistatus,
    by_resource: HashMap<Vec<Vec<u8>>, Vec<usize>>,
}

impl<'a> Answer<'a> {
    /// The answer of an exchange about the resource at `path`.
    pub(crate) fn new(exchange: &'a Exchange, path: &str) -> Answer<'a> {
        Answer { exchange, path: Href::new(path), multistatus: OnceCell::new() }
    }

    /// The response, or what went wrong.
    pub(crate) fn outcome(&self) -> Result<&'a Response, &'a TransportError> {
        self.exchange.outcome.as_ref()
    }

    /// The body as a multistatus.
    pub(crate) fn multistatus(&self) -> Result<&Multistatus, String> {
        self.parsed().map(|parsed| &parsed.multistatus)
    }

    /// The responses for a resource; more than one is wrong.
    pub(crate) fn responses(&self, href: &Href) -> Result<Vec<&DavResponse>, String> {
        let parsed = self.parsed()?;
        let indexes = parsed.by_resource.get(&key(href)).map_or(&[][..], Vec::as_slice);
        Ok(indexes.iter().filter_map(|index| parsed.multistatus.responses.get(*index)).collect())
    }

    /// The response for the request's own resource.
    pub(crate) fn own(&self) -> Result<Option<&DavResponse>, String> {
        self.responses(&self.path).map(|found| found.first().copied())
    }

    /// The responses for everything but the request's own resource.
    pub(crate) fn members(&self) -> Result<Vec<&DavResponse>, String> {
        let own = key(&self.path);
        Ok(self.multistatus()?.responses.iter().filter(|response| key(&response.href) != own).collect())
    }

    /// The error element of the body.
    pub(crate) fn error(&self) -> Option<DavError> {
        error_body(&self.outcome().ok()?.body)
    }

    /// The body as XML.
    pub(crate) fn xml(&self) -> Result<Element, String> {
        let response = self.outcome().map_err(ToString::to_string)?;
        Element::parse(&response.body).map_err(|error| {
            let (line, column) = error.position(&response.body);
            format!("the body is not well-formed XML at line {line}, column {column}: {error}")
        })
    }

    /// The text of a property of the request's own resource, or of another.
    pub(crate) fn property(&self, name: &Name, of: Option<&Href>) -> Option<&Element> {
        let href = of.unwrap_or(&self.path);
        self.responses(href).ok()?.into_iter().find_map(|response| response.prop(name))
    }

    fn parsed(&self) -> Result<&Parsed, String> {
        self.multistatus.get_or_init(|| self.parse()).as_ref().map_err(Clone::clone)
    }

    fn parse(&self) -> Result<Parsed, String> {
        let response = self.outcome().map_err(ToString::to_string)?;
        if response.status != 207 {
            return Err(format!("the answer is no multistatus but {} {}", response.status, response.reason));
        }
        let multistatus = Multistatus::parse(&response.body).map_err(|error| {
            let (line, column) = error.position(&response.body);
            format!("the body is not well-formed XML at line {line}, column {column}: {error}")
        })?;
        let mut by_resource: HashMap<Vec<Vec<u8>>, Vec<usize>> = HashMap::new();
        for (index, response) in multistatus.responses.iter().enumerate() {
            for href in &response.hrefs {
                by_resource.entry(key(href)).or_default().push(index);
            }
        }
        Ok(Parsed { multistatus, by_resource })
    }
}

/// What two hrefs of the same resource have in common, whatever their encoding and their last slash.
pub(crate) fn key(href: &Href) -> Vec<Vec<u8>> {
    let mut key = href.key();
    while key.last().is_some_and(Vec::is_empty) {
        key.pop();
    }
    key
}
