use std::time::{Duration, Instant};

use bytes::Bytes;
use http::HeaderMap;
use http::uri::PathAndQuery;

use crate::error::{Phase, TransportError};
use crate::request::Framing;

/// A request with everything decided, as both transports take it.
#[derive(Debug, Clone)]
pub(crate) struct Outgoing {
    pub(crate) method: http::Method,
    /// Path and query, byte for byte.
    pub(crate) target: PathAndQuery,
    /// All of them, in order, `Host` and framing included.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
    pub(crate) framing: Framing,
    pub(crate) deadline: Deadline,
}

/// A response as it came.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) status: u16,
    pub(crate) reason: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
}

/// The time limits of an exchange.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    pub(crate) end: Instant,
    pub(crate) total: Duration,
    pub(crate) read: Duration,
}

impl Deadline {
    /// For the first wait, in which a connection is made too: long enough for that to end by its own limit.
    pub(crate) fn with_connect(self, connect: Duration) -> Self {
        let slack = Duration::from_millis(100);
        Self { read: self.read.max(connect.saturating_add(slack)), ..self }
    }

    /// Waits for the next piece of a response, no longer than either limit allows.
    pub(crate) async fn wait<T>(self, phase: Phase, what: impl Future<Output = T>) -> Result<T, TransportError> {
        let left = self.end.saturating_duration_since(Instant::now());
        let (limit, after) = if left < self.read { (left, self.total) } else { (self.read, self.read) };
        tokio::time::timeout(limit, what).await.map_err(|_| TransportError::TimedOut { phase, after })
    }
}

/// A server that announces more than this has to send it before there is room for it.
const MOST_RESERVED: u64 = 4 << 20;

/// Collects a body, watching size and time.
#[derive(Debug)]
pub(crate) struct Collector {
    limit: u64,
    bytes: Vec<u8>,
}

impl Collector {
    /// `announced` is what the answer says of its length, which may be wrong.
    pub(crate) fn new(limit: u64, announced: Option<u64>) -> Self {
        let likely = announced.unwrap_or(0).min(limit).min(MOST_RESERVED);
        Self { limit, bytes: Vec::with_capacity(usize::try_from(likely).unwrap_or(0)) }
    }

    pub(crate) fn add(&mut self, chunk: &[u8]) -> Result<(), TransportError> {
        if (self.bytes.len() + chunk.len()) as u64 > self.limit {
            return Err(TransportError::TooLarge { limit: self.limit });
        }
        self.bytes.extend_from_slice(chunk);
        Ok(())
    }

    pub(crate) const fn received(&self) -> u64 {
        self.bytes.len() as u64
    }

    pub(crate) fn into_bytes(self) -> Bytes {
        self.bytes.into()
    }
}

/// Header fields in order; bytes beyond ASCII are read as Latin-1, so that none is lost.
pub(crate) fn fields(headers: &HeaderMap) -> Vec<(String, String)> {
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), latin1(value.as_bytes()))).collect()
}

fn latin1(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|&b| char::from(b)).collect(), str::to_owned)
}

/// The reason phrase as sent, or the standard one.
pub(crate) fn reason(status: http::StatusCode, extensions: &http::Extensions) -> String {
    extensions
        .get::<hyper::ext::ReasonPhrase>()
        .map_or_else(|| status.canonical_reason().unwrap_or_default().to_owned(), |phrase| latin1(phrase.as_bytes()))
}
