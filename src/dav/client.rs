use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::auth::DigestPrompt;
use crate::capture::Capture;
use crate::error::ClientError;
use crate::exchange::Exchange;
use crate::fence::Fence;
use crate::local::LocalServer;
use crate::origin::Origin;
use crate::pooled::Pooled;
use crate::raw::Raw;
use crate::redact::Redactor;
use crate::request::{Credentials, Request};

/// How a [`Client`] behaves.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// The only server that is spoken to.
    pub origin: Origin,
    /// PEM bundles trusted beside the system's roots.
    pub trust: Vec<Vec<u8>>,
    /// For name resolution, TCP and TLS together.
    pub connect_timeout: Duration,
    /// For one exchange from connect to last byte, redirects and challenges included.
    pub exchange_timeout: Duration,
    /// For one wait between two pieces of a response.
    pub read_timeout: Duration,
    /// Bytes of a response body.
    pub max_response_bytes: u64,
    /// Whether a connection carries more than one request.
    pub reuse: Reuse,
    /// Sent unless a request has its own.
    pub user_agent: String,
    /// Bytes of a body that a report may show.
    pub capture_bytes: usize,
    /// Zero of [`Exchange::started`].
    pub epoch: Instant,
}

/// Whether a connection carries more than one request. sogod closes after each response, often without saying so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reuse {
    /// One connection for each request.
    #[default]
    Never,
    /// Idle connections are used again.
    Allowed,
}

impl ClientOptions {
    /// Sensible values for a server.
    #[must_use]
    pub fn new(origin: Origin) -> Self {
        Self {
            origin,
            trust: Vec::new(),
            connect_timeout: Duration::from_secs(10),
            exchange_timeout: Duration::from_secs(60),
            read_timeout: Duration::from_secs(30),
            max_response_bytes: 64 << 20,
            reuse: Reuse::default(),
            user_agent: concat!("davproof/", env!("CARGO_PKG_VERSION")).to_owned(),
            capture_bytes: 64 << 10,
            epoch: Instant::now(),
        }
    }
}

/// Speaks HTTP/1.1 to one server: every write passes the fence, every exchange is recorded and redacted.
///
/// Nothing is retried, no proxy of the environment is used, no compression is asked for. Clones are cheap and share
/// connections.
#[derive(Debug, Clone)]
pub struct Client(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) options: ClientOptions,
    pub(crate) capture: Capture,
    pub(crate) fence: Fence,
    pub(crate) transport: Transport,
    /// The last Digest challenge for each user, so that the next request is answered at once.
    pub(crate) digests: Mutex<HashMap<String, DigestPrompt>>,
}

/// How requests reach the server.
pub(crate) enum Transport {
    /// Over the network.
    Sockets { pooled: Pooled, raw: Raw },
    /// Within this process.
    Local(Arc<dyn LocalServer>),
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Client {
    /// A client for `options.origin`.
    ///
    /// # Errors
    /// If a trust anchor or the User-Agent is unusable.
    pub fn new(options: ClientOptions, redactor: Redactor, fence: Fence) -> Result<Self, ClientError> {
        if options.user_agent.bytes().any(|b| !(0x20..0x7f).contains(&b)) {
            return Err(ClientError::UserAgent(options.user_agent));
        }
        let tls = crate::tls::client_config(&options.trust)?;
        let pooled = Pooled::new(&options, tls.clone())?;
        let raw = Raw::new(&options, Arc::new(tls));
        Ok(Self::with(Transport::Sockets { pooled, raw }, options, redactor, fence))
    }

    /// A client of a server in this process, which is reached without a socket.
    #[must_use]
    pub fn local(server: Arc<dyn LocalServer>, options: ClientOptions, redactor: Redactor, fence: Fence) -> Self {
        Self::with(Transport::Local(server), options, redactor, fence)
    }

    fn with(transport: Transport, options: ClientOptions, redactor: Redactor, fence: Fence) -> Self {
        let capture = Capture::new(redactor, options.capture_bytes);
        Self(Arc::new(Inner { options, capture, fence, transport, digests: Mutex::default() }))
    }

    /// The server that is spoken to.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.0.options.origin
    }

    /// The fence of this client.
    #[must_use]
    pub fn fence(&self) -> &Fence {
        &self.0.fence
    }

    /// Sends one request and follows it to its end. Trouble is in [`Exchange::outcome`].
    pub async fn send(&self, request: Request, credentials: &Credentials) -> Exchange {
        crate::send::exchange(&self.0, request, credentials).await
    }

    /// Whether the server keeps a connection open: sends one request on an own connection and looks whether
    /// it is closed within 50 ms after the response. A failed or refused request counts as not keeping.
    pub async fn keeps_connections(&self, probe: Request, credentials: &Credentials) -> bool {
        crate::send::keeps_connections(&self.0, probe, credentials).await
    }
}
