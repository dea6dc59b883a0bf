//! A plain HTTP/1.1 server.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ::hyper::body::Incoming;
use ::hyper::server::conn::http1::Connection;
use ::hyper::service::{Service, service_fn};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream, ToSocketAddrs};
use tokio::sync::watch;

use super::http::{received, sent};
use super::transport;
use crate::fault::{Fault, Faults};
use crate::message::Response;
use crate::mock::Mock;

/// The largest request body that is read, in bytes.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// How long a client may take for the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// A listening socket without a mock behind it yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    addr: SocketAddr,
}

/// A running server; it stops when this is dropped.
pub struct ServerHandle {
    addr: SocketAddr,
    stop: watch::Sender<bool>,
    mock: Arc<Mutex<Mock>>,
}

impl Server {
    /// Listens on an address; port 0 takes any free one.
    ///
    /// # Errors
    /// What the operating system says when the address cannot be had.
    pub async fn bind(addr: impl ToSocketAddrs) -> io::Result<Self> {
        let listener = TcpListener::bind(addr).await?;
        let addr = listener.local_addr()?;
        Ok(Self { listener, addr })
    }

    /// The address that is listened on.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Serves the mock on tasks of the current tokio runtime.
    #[must_use]
    pub fn serve(self, mock: Mock) -> ServerHandle {
        let faults = mock.faults().clone();
        self.serve_shared(Arc::new(Mutex::new(mock)), &faults)
    }

    /// Serves a mock that somebody else may replace meanwhile. The faults are those between server and client.
    #[must_use]
    pub fn serve_shared(self, mock: Arc<Mutex<Mock>>, faults: &Faults) -> ServerHandle {
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(accept(self.listener, Arc::clone(&mock), Arc::new(faults.clone()), stopped));
        ServerHandle { addr: self.addr, stop, mock }
    }
}

impl ServerHandle {
    /// The address that is served.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The mock behind the server.
    #[must_use]
    pub fn mock(&self) -> Arc<Mutex<Mock>> {
        Arc::clone(&self.mock)
    }

    /// Stops to accept connections, and ends the open ones after their current response.
    pub fn shutdown(self) {
        self.stop.send_replace(true);
    }
}

impl Drop for ServerHandle {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

async fn accept(
    listener: TcpListener,
    mock: Arc<Mutex<Mock>>,
    faults: Arc<Faults>,
    mut stopped: watch::Receiver<bool>,
) {
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    let connection =
                        serve_connection(stream, Arc::clone(&mock), Arc::clone(&faults), stopped.clone());
                    tokio::spawn(connection);
                } else {
                    // Out of file descriptors, most likely: give the open connections time to end.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
            _ = stopped.changed() => return,
        }
    }
}

async fn serve_connection(
    stream: TcpStream,
    mock: Arc<Mutex<Mock>>,
    faults: Arc<Faults>,
    mut stopped: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    if let Some(trouble) = transport::trouble_of(&faults) {
        return transport::serve(stream, mock, faults, trouble).await;
    }
    let keep_alive = !faults.has(Fault::CONNECTION_CLOSED_AFTER_RESPONSE);
    let mut connection = std::pin::pin!(connection(stream, mock, faults, keep_alive));
    // A client that goes away, or that gets no answer on purpose, is no concern of the server.
    tokio::select! {
        _ = connection.as_mut() => {}
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// One connection of a client, over whatever carries it.
pub(super) fn connection<S>(
    stream: S,
    mock: Arc<Mutex<Mock>>,
    faults: Arc<Faults>,
    keep_alive: bool,
) -> Connection<
    TokioIo<S>,
    impl Service<::hyper::Request<Incoming>, Response = ::hyper::Response<Full<Bytes>>, Error = Dropped, Future: Send>,
>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let service = service_fn(move |request| {
        let (mock, faults) = (Arc::clone(&mock), Arc::clone(&faults));
        async move { respond(&mock, &faults, request).await }
    });
    ::hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .keep_alive(keep_alive)
        // A client may close its sending half once it has said everything.
        .half_close(true)
        .title_case_headers(true)
        .serve_connection(TokioIo::new(stream), service)
}

/// The connection is to be closed without a response.
#[derive(Debug, thiserror::Error)]
#[error("the server drops this connection")]
pub(super) struct Dropped;

async fn respond(
    mock: &Mutex<Mock>,
    faults: &Faults,
    request: ::hyper::Request<Incoming>,
) -> Result<::hyper::Response<Full<Bytes>>, Dropped> {
    let (head, body) = request.into_parts();
    let response = match Limited::new(body, LARGEST_BODY).collect().await {
        Ok(body) => {
            let request = received(&head, &body.to_bytes(), faults);
            mock.lock().unwrap_or_else(PoisonError::into_inner).handle(&request)
        }
        Err(_) => Response::new(413),
    };
    sent(response).map(|response| response.map(Full::new)).ok_or(Dropped)
}
