use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::StreamExt as _;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Empty, Full, StreamBody};
use hyper::body::{Body as _, Frame};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls_pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;

use crate::classify::{NoAddress, Stage, classify};
use crate::client::ClientOptions;
use crate::error::{Phase, TransportError};
use crate::origin::{Origin, Scheme};
use crate::request::Framing;
use crate::wire::{Collector, Incoming, Outgoing, fields, reason};

/// The transport for what reqwest would change or cannot do: unusual targets and framings, one connection each.
pub(crate) struct Raw {
    tls: TlsConnector,
    origin: Origin,
    connect_timeout: Duration,
    limit: u64,
}

impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Raw").field("origin", &self.origin).finish_non_exhaustive()
    }
}

/// A connection on which one exchange took place.
pub(crate) struct Used {
    /// Keeps the connection open from our side.
    _sender: http1::SendRequest<Body>,
    /// Ends when the connection is closed.
    driver: Driver,
}

struct Driver(JoinHandle<()>);

impl Drop for Driver {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Used {
    /// Whether the server leaves the connection open for so long.
    pub(crate) async fn stays_open(mut self, time: Duration) -> bool {
        tokio::time::timeout(time, &mut self.driver.0).await.is_err()
    }
}

type Body = BoxBody<Bytes, std::convert::Infallible>;

/// How long a body waits for `100 Continue` (curl's habit).
const CONTINUE_WAIT: Duration = Duration::from_secs(1);
const CHUNK: usize = 4096;

impl Raw {
    pub(crate) fn new(options: &ClientOptions, tls: Arc<rustls::ClientConfig>) -> Self {
        Self {
            tls: TlsConnector::from(tls),
            origin: options.origin.clone(),
            connect_timeout: options.connect_timeout,
            limit: options.max_response_bytes,
        }
    }

    pub(crate) async fn send(&self, outgoing: Outgoing) -> Result<(Incoming, Used), TransportError> {
        let deadline = outgoing.deadline;
        let connected = tokio::time::timeout(self.connect_timeout, self.connect());
        let connected = deadline.with_connect(self.connect_timeout).wait(Phase::Response, connected).await?;
        let (mut sender, driver) =
            connected.map_err(|_| TransportError::ConnectTimeout { after: self.connect_timeout })??;
        let request = assemble(outgoing);
        let fail = |error: hyper::Error, stage| classify(error.into(), stage, &self.origin);
        let response = deadline.wait(Phase::Response, sender.send_request(request)).await?;
        let response = response.map_err(|error| fail(error, Stage::Head))?;
        let (head, mut incoming) = response.into_parts();
        let mut body = Collector::new(self.limit, incoming.size_hint().exact());
        while let Some(frame) = deadline.wait(Phase::Body, incoming.frame()).await? {
            let frame = frame.map_err(|error| fail(error, Stage::Body(body.received())))?;
            if let Some(data) = frame.data_ref() {
                body.add(data)?;
            }
        }
        let incoming = Incoming {
            status: head.status.as_u16(),
            reason: reason(head.status, &head.extensions),
            headers: fields(&head.headers),
            body: body.into_bytes(),
        };
        Ok((incoming, Used { _sender: sender, driver }))
    }

    async fn connect(&self) -> Result<(http1::SendRequest<Body>, Driver), TransportError> {
        let fail = |error: Box<dyn std::error::Error + Send + Sync>| classify(error, Stage::Connect, &self.origin);
        let addresses: Vec<_> = tokio::net::lookup_host((self.origin.bare_host(), self.origin.port()))
            .await
            .map_err(|error| fail(NoAddress(Some(error)).into()))?
            .collect();
        if addresses.is_empty() {
            return Err(fail(NoAddress(None).into()));
        }
        let tcp = TcpStream::connect(addresses.as_slice()).await.map_err(|error| fail(error.into()))?;
        // Small requests must not wait for the acknowledgement of the previous segment; without it they are only slower.
        let _ = tcp.set_nodelay(true);
        match self.origin.scheme() {
            Scheme::Http => self.handshake(tcp).await,
            Scheme::Https => {
                let name =
                    ServerName::try_from(self.origin.bare_host().to_owned()).map_err(|error| fail(error.into()))?;
                let tls = self.tls.connect(name, tcp).await.map_err(|error| fail(error.into()))?;
                self.handshake(tls).await
            }
        }
    }

    async fn handshake<T>(&self, stream: T) -> Result<(http1::SendRequest<Body>, Driver), TransportError>
    where
        T: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let (sender, connection) = http1::Builder::new()
            .title_case_headers(true)
            .handshake(TokioIo::new(stream))
            .await
            .map_err(|error| classify(error.into(), Stage::Connect, &self.origin))?;
        // Its error also reaches the request that waits on it.
        let driver = tokio::spawn(async move { drop(connection.await) });
        Ok((sender, Driver(driver)))
    }
}

fn assemble(outgoing: Outgoing) -> http::Request<Body> {
    let Outgoing { method, target, headers, body, framing, deadline: _ } = outgoing;
    let mut request = http::Request::new(Empty::new().boxed());
    *request.method_mut() = method;
    *request.uri_mut() = target.into();
    *request.headers_mut() = headers;
    if let Some(body) = body {
        *request.body_mut() = match framing {
            Framing::ContentLength => Full::new(body).boxed(),
            Framing::Chunked => {
                let chunks: Vec<Bytes> = body.chunks(CHUNK).map(|chunk| body.slice_ref(chunk)).collect();
                BodyExt::boxed(StreamBody::new(futures::stream::iter(chunks).map(|chunk| Ok(Frame::data(chunk)))))
            }
            Framing::ExpectContinue => {
                let go_on = Arc::new(Notify::new());
                let seen = Arc::clone(&go_on);
                hyper::ext::on_informational(&mut request, move |interim| {
                    if interim.status() == http::StatusCode::CONTINUE {
                        seen.notify_one();
                    }
                });
                let delayed = async move {
                    // Without an interim response the body follows all the same (RFC 9110 section 10.1.1).
                    let _ = tokio::time::timeout(CONTINUE_WAIT, go_on.notified()).await;
                    Ok(Frame::data(body))
                };
                BodyExt::boxed(StreamBody::new(futures::stream::once(delayed)))
            }
        };
    }
    request
}
