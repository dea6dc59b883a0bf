use crate::Secret;

/// One request, as a scenario wants it on the wire.
#[derive(Debug, Clone)]
pub struct Request {
    /// Any method, sent exactly as written.
    pub method: String,
    /// Path and query, sent exactly as written; or an absolute URL of the client's origin.
    pub target: String,
    /// Headers in order. `Host`, `User-Agent` and `Authorization` are added where missing; the framing headers are not to be set here.
    pub headers: Vec<(String, String)>,
    /// The body, if any.
    pub body: Option<Vec<u8>>,
    /// How the length of the body is told.
    pub framing: Framing,
    /// What to do with a redirect.
    pub follow: Follow,
}

/// How a request body is framed (RFC 9112 section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Framing {
    /// `Content-Length`, also `0` for a method that usually has a body.
    #[default]
    ContentLength,
    /// `Transfer-Encoding: chunked`, in chunks of 4 KiB.
    Chunked,
    /// `Expect: 100-continue`: the body waits for the interim response, at most one second.
    ExpectContinue,
}

/// Whether redirects are followed (RFC 9110 section 15.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Follow {
    /// The redirect is the response.
    #[default]
    Never,
    /// Up to `max` hops, each to the same scheme, host and port.
    SameOrigin {
        /// The most hops.
        max: u8,
    },
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credentials {
    /// No `Authorization` header.
    Anonymous,
    /// Basic (RFC 7617); Digest (RFC 7616) where the server challenges with that and not with Basic.
    Basic {
        /// Login name.
        user: String,
        /// Its password.
        password: Secret,
    },
    /// A bearer token (RFC 6750).
    Bearer {
        /// The token.
        token: Secret,
    },
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: impl Into<String>, target: impl Into<String>) -> Self {
        Self {
            method: method.into(),
            target: target.into(),
            headers: Vec::new(),
            body: None,
            framing: Framing::default(),
            follow: Follow::default(),
        }
    }

    /// Adds one header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Sets how redirects are treated.
    #[must_use]
    pub fn follow(mut self, follow: Follow) -> Self {
        self.follow = follow;
        self
    }

    /// Sets how the body is framed.
    #[must_use]
    pub fn framing(mut self, framing: Framing) -> Self {
        self.framing = framing;
        self
    }

    /// The first header of that name, in any case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}
