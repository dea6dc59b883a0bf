//! An answer as the checks see it: parsed once, when first needed.

use std::cell::OnceCell;

use davproof_dav::{
    DavError, DavResponse, Element, Exchange, Multistatus, Name, Node, Response, TransportError, error_body,
    resource_key,
};

/// The answer to one request.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    exchange: &'a Exchange,
    path: &'a str,
    listing: OnceCell<Result<Listing, String>>,
}

/// A multistatus, and which of its responses are about the request's own resource.
#[derive(Debug)]
struct Listing {
    multistatus: Multistatus,
    own: Vec<usize>,
    members: Vec<usize>,
}

impl<'a> Answer<'a> {
    /// The answer of an exchange about the resource at `path`.
    pub(crate) fn new(exchange: &'a Exchange, path: &'a str) -> Answer<'a> {
        Answer { exchange, path, listing: OnceCell::new() }
    }

    /// The response, or what went wrong.
    pub(crate) fn outcome(&self) -> Result<&'a Response, &'a TransportError> {
        self.exchange.outcome.as_ref()
    }

    /// The body as a multistatus.
    pub(crate) fn multistatus(&self) -> Result<&Multistatus, String> {
        self.listing().map(|listing| &listing.multistatus)
    }

    /// The responses for a resource; more than one is wrong.
    pub(crate) fn responses(&self, href: &str) -> Result<Vec<DavResponse<'_>>, String> {
        // Steps ask for few resources: a map of all keys would cost more than it saves.
        let wanted = resource_key(href);
        let is_wanted = |response: &DavResponse<'_>| response.hrefs().any(|href| resource_key(href) == wanted);
        Ok(self.multistatus()?.responses().filter(is_wanted).collect())
    }

    /// The response for the request's own resource.
    pub(crate) fn own(&self) -> Result<Option<DavResponse<'_>>, String> {
        let listing = self.listing()?;
        Ok(listing.own.first().and_then(|number| listing.multistatus.get(*number)))
    }

    /// The responses for everything but the request's own resource.
    pub(crate) fn members(&self) -> Result<impl Iterator<Item = DavResponse<'_>> + Clone, String> {
        let listing = self.listing()?;
        Ok(listing.members.iter().filter_map(|number| listing.multistatus.get(*number)))
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

    /// A property of the request's own resource, or of another.
    pub(crate) fn property(&self, name: &Name, of: Option<&str>) -> Option<Node<'_>> {
        self.responses(of.unwrap_or(self.path)).ok()?.into_iter().find_map(|response| response.prop(name))
    }

    fn listing(&self) -> Result<&Listing, String> {
        let read = || self.parse().map(|multistatus| Listing::new(multistatus, self.path));
        self.listing.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    fn parse(&self) -> Result<Multistatus, String> {
        let response = self.outcome().map_err(ToString::to_string)?;
        if response.status != 207 {
            return Err(format!("the answer is no multistatus but {} {}", response.status, response.reason));
        }
        Multistatus::parse(&response.body).map_err(|error| {
            let (line, column) = error.position(&response.body);
            format!("the body is not well-formed XML at line {line}, column {column}: {error}")
        })
    }
}

impl Listing {
    fn new(multistatus: Multistatus, path: &str) -> Listing {
        let key = resource_key(path);
        let (mut own, mut members) = (Vec::new(), Vec::with_capacity(multistatus.responses().len()));
        for (number, response) in multistatus.responses().enumerate() {
            let first_is_own = resource_key(response.href()) == key;
            if !first_is_own {
                members.push(number);
            }
            if first_is_own || response.hrefs().skip(1).any(|href| resource_key(href) == key) {
                own.push(number);
            }
        }
        Listing { multistatus, own, members }
    }
}
