//! The mock over a socket.

use std::time::Duration;

use davproof_mock::front::hyper::{Server, ServerHandle};
use davproof_mock::{Fault, Mock, MockOptions, Profile};
use rstest::rstest;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::common::{authorization, event};

const PATIENCE: Duration = Duration::from_secs(5);

async fn serve(profile: Profile) -> ServerHandle {
    let server = Server::bind("127.0.0.1:0").await.expect("a free port");
    server.serve(Mock::new(MockOptions { profile, ..MockOptions::default() }))
}

/// Sends bytes, closes the sending half, and reads to the end.
async fn exchange(server: &ServerHandle, bytes: &str) -> String {
    let mut stream = TcpStream::connect(server.addr()).await.expect("connects");
    stream.write_all(bytes.as_bytes()).await.expect("sends");
    stream.shutdown().await.expect("closes its half");
    let mut answer = Vec::new();
    timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("answers in time").expect("reads");
    String::from_utf8_lossy(&answer).into_owned()
}

fn head(method: &str, target: &str, fields: &str) -> String {
    let authorization = authorization("owner");
    format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {authorization}\r\n{fields}\r\n")
}

fn chunked_put() -> String {
    let body = event("u", "PUBLIC");
    let head = head("PUT", "/SOGo/dav/dp-owner/Calendar/personal/a.ics", "Transfer-Encoding: chunked\r\n");
    format!("{head}{:x}\r\n{body}\r\n0\r\n\r\n", body.len())
}

#[tokio::test]
async fn chunked_bodies_arrive_behind_a_web_server() {
    let server = serve(Profile::Sogo58).await;
    let answer = exchange(&server, &chunked_put()).await;
    assert!(answer.starts_with("HTTP/1.1 201 Created"), "{answer}");
}

#[tokio::test]
async fn chunked_bodies_are_empty_for_sogod_itself() {
    let server = serve(Profile::Sogod58).await;
    let answer = exchange(&server, &chunked_put()).await;
    assert!(answer.starts_with("HTTP/1.1 404 Not Found"), "{answer}");
}

#[tokio::test]
async fn pipelined_requests_are_answered_in_order() {
    let server = serve(Profile::Sogo58).await;
    let requests = head("OPTIONS", "/SOGo/dav/dp-owner/", "") + &head("GET", "/SOGo/dav/", "Connection: close\r\n");
    let answer = exchange(&server, &requests).await;
    let statuses: Vec<&str> = answer.match_indices("HTTP/1.1 ").map(|(at, _)| &answer[at + 9..at + 12]).collect();
    assert_eq!(statuses, ["200", "500"]);
}

#[tokio::test]
async fn sogod_closes_after_each_response() {
    let server = serve(Profile::Sogod58).await;
    let requests = head("OPTIONS", "/SOGo/dav/dp-owner/", "").repeat(2);
    let answer = exchange(&server, &requests).await;
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1);
}

#[tokio::test]
async fn bearer_gets_no_answer_from_sogod() {
    let server = serve(Profile::Sogod58).await;
    let request = "GET /SOGo/dav/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer abc\r\n\r\n";
    assert_eq!(exchange(&server, request).await, "");
}

#[tokio::test]
async fn bearer_is_a_bad_gateway_behind_a_web_server() {
    let server = serve(Profile::Sogo58).await;
    let request =
        "GET /SOGo/dav/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer abc\r\n\r\n";
    let answer = exchange(&server, request).await;
    assert!(answer.starts_with("HTTP/1.1 502 Bad Gateway"), "{answer}");
}

#[tokio::test]
async fn a_client_that_goes_away_leaves_it_serving() {
    let server = serve(Profile::Sogo58).await;
    for _ in 0..3 {
        let mut stream = TcpStream::connect(server.addr()).await.expect("connects");
        let half = head("PUT", "/SOGo/dav/dp-owner/Calendar/personal/a.ics", "Content-Length: 1000\r\n") + "BEGIN:VCAL";
        stream.write_all(half.as_bytes()).await.expect("sends");
        drop(stream);
    }
    let answer = exchange(&server, &head("OPTIONS", "/SOGo/dav/dp-owner/", "Connection: close\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}

#[tokio::test]
async fn it_stops_when_told() {
    let server = serve(Profile::Sogo58).await;
    let addr = server.addr();
    server.shutdown();
    let refused = timeout(PATIENCE, async {
        while TcpStream::connect(addr).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    assert!(refused.await.is_ok());
}

#[rstest]
#[case::no_http("hello\r\n\r\n")]
#[case::no_length("PUT /SOGo/dav/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n")]
#[case::broken_chunk("PUT /SOGo/dav/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
#[case::binary("\u{0}\u{1}\u{2}\r\n\r\n")]
#[tokio::test]
async fn a_malformed_request_leaves_it_serving(#[case] malformed: &str) {
    let server = serve(Profile::Rfc).await;
    let _ = exchange(&server, malformed).await;
    let answer = exchange(&server, &head("OPTIONS", "/SOGo/dav/dp-owner/", "Connection: close\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}

/// What a client receives of an answer with one fault between it and the server.
async fn with_fault(fault: Fault) -> String {
    let mock = Mock::new(MockOptions::default()).with_faults(Profile::Sogo58.faults().with(fault));
    let server = Server::bind("127.0.0.1:0").await.expect("a free port").serve(mock);
    let mut stream = TcpStream::connect(server.addr()).await.expect("connects");
    stream.write_all(head("GET", "/SOGo/dav/", "").as_bytes()).await.expect("sends");
    let mut answer = Vec::new();
    // A connection that is reset ends with an error, and what came before counts.
    let _ = timeout(Duration::from_millis(300), stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[rstest]
#[case::reset(Fault::CONNECTION_RESET, "", "HTTP")]
#[case::head(Fault::CONNECTION_CLOSED_IN_HEAD, "HTTP/1.1 500", "\r\n\r\n")]
#[case::body(Fault::BODY_CUT_OFF, "\r\n\r\nthe called", "no result")]
#[case::silence(Fault::NO_ANSWER, "", "HTTP")]
#[case::drip(Fault::SLOW_DRIP, "\r\n\r\n", "the called object")]
#[case::not_http(Fault::OTHER_PROTOCOL_ANSWERS, "IMAP", "HTTP")]
#[case::too_long(Fault::CONTENT_LENGTH_TOO_LONG, "Content-Length: 46\r\n", "Content-Length: 36")]
#[case::too_short(Fault::CONTENT_LENGTH_TOO_SHORT, "Content-Length: 26\r\n", "Content-Length: 36")]
#[case::chunks(Fault::BROKEN_CHUNKS, "Transfer-Encoding: chunked\r\n", "\nContent-Length")]
#[case::field(Fault::BROKEN_HEADER_LINE, "this is no field\r\n", "IMAP")]
#[tokio::test]
async fn trouble_between_server_and_client(#[case] fault: Fault, #[case] there: &str, #[case] not_there: &str) {
    let answer = with_fault(fault).await;
    assert!(answer.contains(there) && !answer.contains(not_there), "{answer}");
}
