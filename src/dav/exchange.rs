use std::time::Duration;

use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::error::TransportError;
use crate::fence_refusal::FenceRefusal;
use crate::origin::ForeignOrigin;

/// One request with everything that came of it. Only `Response::body` and `Response::headers` are unredacted.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// What went out, redacted.
    pub request: SentRequest,
    /// The final response, or why there is none.
    pub outcome: Result<Response, TransportError>,
    /// Redirects and authentication challenges before the final response, in order.
    pub hops: Vec<Hop>,
    /// When it began, counted from [`ClientOptions::epoch`](crate::ClientOptions::epoch).
    pub started: Duration,
    /// From the first connect to the last byte.
    pub duration: Duration,
    /// How many requests went out: one for each followed hop and one for the final response; none when refused.
    pub attempts: u32,
}

/// The final request as it went out, redacted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentRequest {
    /// The method.
    pub method: String,
    /// Path and query as on the wire.
    pub target: String,
    /// The whole URL.
    pub url: String,
    /// All headers, in order.
    pub headers: Vec<(String, String)>,
    /// The body, capped.
    pub body: Captured,
}

/// What a report may show of a body: redacted, and cut after [`ClientOptions::capture_bytes`](crate::ClientOptions::capture_bytes).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Captured {
    /// The beginning, as text; bytes that are no UTF-8 are shown as U+FFFD.
    pub text: String,
    /// Whether `text` is all of it.
    pub complete: bool,
    /// Whether every byte was valid UTF-8.
    pub utf8: bool,
    /// Bytes of the whole body.
    pub total: u64,
    /// The whole body, if `text` does not hold all of it.
    pub whole: Option<Whole>,
}

/// A whole, unredacted body, of which nobody sees more than its digest.
///
/// It shares its memory with the response, and is hashed only if that is asked: for large bodies this costs about as much as
/// judging them.
#[derive(Clone, PartialEq, Eq)]
pub struct Whole(pub(crate) Bytes);

impl Whole {
    /// SHA-256 in lower-case hex.
    #[must_use]
    pub fn sha256(&self) -> String {
        use std::fmt::Write as _;
        Sha256::digest(&self.0).iter().fold(String::with_capacity(64), |mut out, b| {
            write!(out, "{b:02x}").expect("a String takes all");
            out
        })
    }
}

impl std::fmt::Debug for Whole {
    /// Shows its size only.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Whole({} bytes)", self.0.len())
    }
}

/// A complete response.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// Reason phrase as sent, or the standard one.
    pub reason: String,
    /// Headers as they came: for judging. A report takes `captured_headers`.
    pub headers: Headers,
    /// The whole body, unredacted: for judging, never for a report.
    pub body: Bytes,
    /// Headers for reports.
    pub captured_headers: Vec<(String, String)>,
    /// Body for reports.
    pub captured: Captured,
}

impl std::fmt::Debug for Response {
    /// Shows the redacted side only.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { status, reason, headers: _, body: _, captured_headers, captured } = self;
        f.debug_struct("Response")
            .field("status", status)
            .field("reason", reason)
            .field("captured_headers", captured_headers)
            .field("captured", captured)
            .finish_non_exhaustive()
    }
}

/// Header fields in the order of arrival; names compare without case (RFC 9110 section 5.1).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// From pairs.
    #[must_use]
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// The first value of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// All values of that name, in order.
    pub fn get_all<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        self.0.iter().filter(move |(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// All fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl std::fmt::Debug for Headers {
    /// Names only: values may hold secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// A response on the way to the final one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Redirect or challenge.
    pub kind: HopKind,
    /// Its status code.
    pub status: u16,
    /// Method of the request that got it.
    pub method: String,
    /// URL of the request that got it.
    pub url: String,
    /// `Location`, redacted, as sent by the server.
    pub location: Option<String>,
    /// Why it was not followed, if so; the redirect is then the final response.
    pub refused: Option<HopRefusal>,
}

/// What kind of hop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HopKind {
    /// 301, 302, 303, 307 or 308.
    Redirect,
    /// 401 with a challenge that was answered.
    Challenge,
}

/// Why a redirect was not followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HopRefusal {
    /// It leads to another scheme, host or port.
    #[error("the redirect leads away: {0}")]
    ForeignOrigin(ForeignOrigin),
    /// The fence forbids the write that would follow.
    #[error("the redirect leads to a forbidden write: {0}")]
    Fence(FenceRefusal),
    /// Too many hops; often a loop.
    #[error("more than {0} redirects; the server seems to redirect in a circle")]
    TooMany(u8),
    /// A redirect without a usable `Location`.
    #[error("the redirect names no usable `Location`")]
    NoLocation,
}
