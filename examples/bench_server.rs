//! The server of the benchmarks: canned answers, so that only the client's speed counts.
//!
//! `cargo run --release --example bench_server -- 127.0.0.1:18080`

use std::convert::Infallible;
use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;

/// Responses of the large multistatus.
const MEMBERS: usize = 5_000;

const PRINCIPAL: &str = "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/dav/</D:href><D:propstat><D:prop><D:current-user-principal><D:href>/dav/</D:href></D:current-user-principal></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>";

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address: SocketAddr =
        std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(([127, 0, 0, 1], 18_080).into());
    let listener = TcpListener::bind(address).await?;
    let large = Bytes::from(large());
    println!("{} bytes of multistatus at http://{}/dav/large/", large.len(), listener.local_addr()?);
    let large = Arc::new(large);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let large = Arc::clone(&large);
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(request, Arc::clone(&large)));
            let server = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service);
            // A client that went away is no concern of a benchmark.
            let _ = server.await;
        });
    }
}

async fn answer(request: Request<Incoming>, large: Arc<Bytes>) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    // The body has to be read, or the connection could not be used again.
    let _ = body.collect().await;
    let (status, kind, body) = match (head.method.as_str(), head.uri.path()) {
        ("PROPFIND", "/dav/large/") => (207, "application/xml; charset=utf-8", Bytes::clone(&large)),
        ("PROPFIND", _) => (207, "application/xml; charset=utf-8", Bytes::from_static(PRINCIPAL.as_bytes())),
        ("GET", "/dav/small") => (200, "text/plain", Bytes::from_static(&[b'x'; 300])),
        _ => (404, "text/plain", Bytes::new()),
    };
    let response = Response::builder()
        .status(status)
        .header("Content-Type", kind)
        .header("ETag", "\"bench\"")
        .body(Full::new(body));
    Ok(response.unwrap_or_default())
}

fn large() -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus xmlns:D=\"DAV:\">");
    text.push_str("<D:response><D:href>/dav/large/</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>");
    for number in 1..MEMBERS {
        let _ = writeln!(
            text,
            "<D:response><D:href>/dav/large/event-{number:05}.ics</D:href><D:propstat><D:prop><D:getetag>&quot;etag-{number:05}&quot;</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
        );
    }
    text.push_str("</D:multistatus>");
    text
}
