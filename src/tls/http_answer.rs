use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST, LOCATION, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use http_body_util::Empty;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;

use crate::address::{Reach, connect};

/// How plain HTTP is answered at one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlainHttp {
    /// The port cannot be reached.
    Closed(Reach),
    /// It can.
    Open {
        /// The answer to `PROPFIND` without credentials, as sync clients ask.
        propfind: Result<HttpAnswer, HttpTrouble>,
        /// The answer to `GET`, as browsers ask.
        get: Result<HttpAnswer, HttpTrouble>,
    },
}

/// The head of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpAnswer {
    /// The status.
    pub status: StatusCode,
    /// Where it redirects to, as written.
    pub location: Option<String>,
    /// Whether it asks for credentials (`WWW-Authenticate`).
    pub asks_credentials: bool,
    /// Whether a DAV server speaks: status 207, or a `DAV` header (RFC 4918 section 10.1).
    pub is_dav: bool,
    /// Whether it is a page for people.
    pub is_html: bool,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpTrouble {
    /// The answer is not HTTP, or broken off.
    #[error("the answer is not HTTP: {0}")]
    NotHttp(String),
    /// No answer in time.
    #[error("no answer in time")]
    TimedOut,
    /// The port closed in between.
    #[error("the port cannot be reached any more")]
    Gone,
}

/// The least that hyper allows for a head.
const MAX_HEAD: usize = 8192;

/// Asks with both methods. Only the heads of the answers are read.
pub(crate) async fn ask(
    address: SocketAddr,
    host: &str,
    path: &str,
    connect_timeout: Duration,
    answer_timeout: Duration,
) -> PlainHttp {
    let propfind = Method::from_bytes(b"PROPFIND").expect("PROPFIND is a token");
    let question = async |method| {
        let stream = connect(address, connect_timeout).await?;
        let answer = tokio::time::timeout(answer_timeout, exchange(stream, method, host, path)).await;
        Ok(answer.unwrap_or(Err(HttpTrouble::TimedOut)))
    };
    match futures::join!(question(propfind), question(Method::GET)) {
        (Err(reach), Err(_)) => PlainHttp::Closed(reach),
        (propfind, get) => PlainHttp::Open {
            propfind: propfind.unwrap_or(Err(HttpTrouble::Gone)),
            get: get.unwrap_or(Err(HttpTrouble::Gone)),
        },
    }
}

async fn exchange(
    stream: tokio::net::TcpStream,
    method: Method,
    host: &str,
    path: &str,
) -> Result<HttpAnswer, HttpTrouble> {
    let not_http = |error: &dyn std::fmt::Display| HttpTrouble::NotHttp(error.to_string());
    let (mut sender, connection) = http1::Builder::new()
        .title_case_headers(true)
        .max_buf_size(MAX_HEAD)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|error| not_http(&error))?;
    let mut request = Request::new(Empty::<Bytes>::new());
    *request.uri_mut() = path.parse().map_err(|error: http::uri::InvalidUri| not_http(&error))?;
    if method.as_str() == "PROPFIND" {
        request.headers_mut().insert("Depth", HeaderValue::from_static("0"));
    }
    *request.method_mut() = method;
    request.headers_mut().insert(HOST, HeaderValue::from_str(host).map_err(|error| not_http(&error))?);
    let answer = sender.send_request(request);
    tokio::pin!(answer);
    let answer = tokio::select! {
        answer = &mut answer => answer,
        // A server may close as soon as it has answered.
        _ = connection => answer.await,
    };
    Ok(HttpAnswer::of(answer.map_err(|error| not_http(&error))?))
}

impl HttpAnswer {
    fn of<B>(answer: http::Response<B>) -> Self {
        let (head, _) = answer.into_parts();
        let text = |name: &HeaderName| text(&head.headers, name);
        Self {
            status: head.status,
            location: text(&LOCATION),
            asks_credentials: head.headers.contains_key(WWW_AUTHENTICATE),
            is_dav: head.status == StatusCode::MULTI_STATUS || head.headers.contains_key("dav"),
            is_html: text(&CONTENT_TYPE).is_some_and(|kind| kind.to_ascii_lowercase().starts_with("text/html")),
        }
    }
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}
