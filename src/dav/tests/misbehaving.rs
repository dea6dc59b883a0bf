//! Every way in which a server can misbehave ends in its own typed error, with real sockets.

mod server;

use std::time::Duration;

use davproof_dav::{
    Client, ClientOptions, Credentials, Exchange, Fence, Follow, Framing, HopRefusal, Origin, Phase, Redactor, Refusal,
    Request, Reuse, Secret, TlsTrouble, TransportError,
};
use rstest::rstest;
use server::{Act, Server};

const MARK: &str = "davproof-7k2m9q-";

fn fence() -> Fence {
    let fence = Fence::new(MARK.parse().expect("a mark"));
    fence.register_home("/dav/u/Calendar/").expect("a plain path");
    fence
}

fn options(url: &str) -> ClientOptions {
    ClientOptions {
        connect_timeout: Duration::from_millis(300),
        exchange_timeout: Duration::from_millis(900),
        read_timeout: Duration::from_millis(400),
        max_response_bytes: 100_000,
        ..ClientOptions::new(url.parse::<Origin>().expect("an origin"))
    }
}

fn client(url: &str) -> Client {
    Client::new(options(url), Redactor::default(), fence()).expect("a client")
}

async fn get(url: &str) -> Exchange {
    client(url).send(Request::new("GET", "/"), &Credentials::Anonymous).await
}

/// The same through the raw transport: the URL library would change this target.
async fn get_raw(url: &str) -> Exchange {
    client(url).send(Request::new("GET", "/a/../b"), &Credentials::Anonymous).await
}

async fn error(act: Act, raw: bool) -> TransportError {
    let server = Server::start(act).await;
    let exchange = if raw { get_raw(&server.url).await } else { get(&server.url).await };
    exchange.outcome.expect_err("the server misbehaved")
}

#[rstest]
#[tokio::test]
async fn closing_at_once_is_a_drop(#[values(false, true)] raw: bool) {
    let error = error(Act::CloseAtOnce, raw).await;
    assert!(matches!(error, TransportError::Dropped { .. }), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn closing_after_the_request_is_a_drop_after_sending(#[values(false, true)] raw: bool) {
    let error = error(Act::ReadThen(b""), raw).await;
    assert!(matches!(error, TransportError::Dropped { sent: true, .. }), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn resetting_is_a_drop(#[values(false, true)] raw: bool) {
    let error = error(Act::Reset, raw).await;
    assert!(matches!(error, TransportError::Dropped { sent: true, .. }), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn a_body_shorter_than_its_length_is_truncated(#[values(false, true)] raw: bool) {
    let error = error(Act::ReadThen(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), raw).await;
    assert!(matches!(error, TransportError::Truncated { received: 3, .. }), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn a_chunked_body_without_its_end_is_truncated(#[values(false, true)] raw: bool) {
    let error = error(Act::ReadThen(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"), raw).await;
    assert!(matches!(error, TransportError::Truncated { received: 3, .. }), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn an_endless_body_is_too_large(#[values(false, true)] raw: bool) {
    let error = error(Act::Endless, raw).await;
    assert!(matches!(error, TransportError::TooLarge { limit: 100_000 }), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn a_slow_drip_hits_the_total_limit(#[values(false, true)] raw: bool) {
    let error = error(Act::Drip, raw).await;
    let total = Duration::from_millis(900);
    assert!(matches!(error, TransportError::TimedOut { phase: Phase::Body, after } if after == total), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn silence_before_the_head_hits_the_read_limit(#[values(false, true)] raw: bool) {
    let error = error(Act::Silence(b""), raw).await;
    let read = Duration::from_millis(400);
    assert!(matches!(error, TransportError::TimedOut { phase: Phase::Response, after } if after == read), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn silence_within_the_body_hits_the_read_limit(#[values(false, true)] raw: bool) {
    let error = error(Act::Silence(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"), raw).await;
    assert!(matches!(error, TransportError::TimedOut { phase: Phase::Body, .. }), "{error:?}");
}

#[rstest]
#[case::garbage(b"\x00\x01\x02 not http at all\r\n\r\n")]
#[case::wrong_version(b"HTTP/7.3 200 OK\r\n\r\n")]
#[case::two_lengths(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
#[case::bad_status(b"HTTP/1.1 9x9 What\r\n\r\n")]
#[tokio::test]
async fn garbage_is_not_http(#[case] answer: &'static [u8], #[values(false, true)] raw: bool) {
    let error = error(Act::ReadThen(answer), raw).await;
    assert!(matches!(error, TransportError::NotHttp { .. }), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn a_header_flood_is_not_http(#[values(false, true)] raw: bool) {
    let error = error(Act::HeaderFlood, raw).await;
    assert!(matches!(error, TransportError::NotHttp { .. }), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn nobody_listening_is_a_refused_connection(#[values("/", "/a/../b")] target: &str) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("bound");
    let exchange = client(&format!("http://{free}")).send(Request::new("GET", target), &Credentials::Anonymous).await;
    assert!(matches!(exchange.outcome, Err(TransportError::ConnectRefused { .. })), "{:?}", exchange.outcome);
}

#[rstest]
#[tokio::test]
async fn a_connection_that_never_comes_about_is_told_from_a_slow_answer(#[values("/", "/a/../b")] target: &str) {
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let full = socket.listen(1).expect("listening");
    let address = full.local_addr().expect("bound");
    // Nobody accepts: once the queue is full, the kernel lets further connections wait.
    let queue: Vec<_> = (0..8).map(|_| tokio::spawn(tokio::net::TcpStream::connect(address))).collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let options = ClientOptions { read_timeout: Duration::from_millis(100), ..options(&format!("http://{address}")) };
    let client = Client::new(options, Redactor::default(), fence()).expect("a client");
    let exchange = client.send(Request::new("GET", target), &Credentials::Anonymous).await;
    queue.iter().for_each(tokio::task::JoinHandle::abort);
    assert!(matches!(exchange.outcome, Err(TransportError::ConnectTimeout { .. })), "{:?}", exchange.outcome);
}

#[rstest]
#[case::no_pem(b"hello", "hold no certificate")]
#[case::broken(b"-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n", "cannot be read")]
#[case::no_certificate(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read")]
fn unusable_trust_anchors_are_told(#[case] bundle: &[u8], #[case] part: &str) {
    let options = ClientOptions { trust: vec![bundle.to_vec()], ..options("https://dav.example.org") };
    let error = Client::new(options, Redactor::default(), fence()).expect_err("unusable");
    assert!(error.to_string().contains(part), "{error}");
}

#[rstest]
#[tokio::test]
async fn an_unknown_name_is_unresolvable(#[values("/", "/a/../b")] target: &str) {
    let exchange = client("http://nowhere.invalid").send(Request::new("GET", target), &Credentials::Anonymous).await;
    assert!(matches!(exchange.outcome, Err(TransportError::Unresolvable { .. })), "{:?}", exchange.outcome);
}

#[rstest]
#[tokio::test]
async fn https_on_a_plain_port_is_told_as_such(#[values("/", "/a/../b")] target: &str) {
    let server = Server::start(Act::ReadThen(b"HTTP/1.1 400 Bad Request\r\n\r\n")).await;
    let url = server.url.replace("http:", "https:");
    let exchange = client(&url).send(Request::new("GET", target), &Credentials::Anonymous).await;
    let kind = TlsTrouble::NotTls;
    assert!(
        matches!(exchange.outcome, Err(TransportError::Tls { kind: k, .. }) if k == kind),
        "{:?}",
        exchange.outcome
    );
}

#[tokio::test]
async fn following_a_circle_stops_at_the_limit() {
    let server =
        Server::start(Act::ReadThen(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")).await;
    let request = Request::new("PROPFIND", "/").follow(Follow::SameOrigin { max: 3 });
    let exchange = client(&server.url).send(request, &Credentials::Anonymous).await;
    assert_eq!(exchange.attempts, 4);
    assert_eq!(exchange.hops.last().expect("hops").refused, Some(HopRefusal::TooMany(3)));
    assert_eq!(exchange.outcome.expect("the redirect itself").status, 302);
}

#[tokio::test]
async fn a_redirect_to_another_host_is_reported_and_not_followed() {
    let other = Server::start(Act::ReadThen(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")).await;
    let answer = format!("HTTP/1.1 301 Moved\r\nLocation: {}/x\r\nContent-Length: 0\r\n\r\n", other.url);
    let server = Server::start(Act::ReadThen(answer.leak().as_bytes())).await;
    let credentials = Credentials::Basic { user: "u".into(), password: Secret::new("canary-7") };
    let request = Request::new("GET", "/").follow(Follow::SameOrigin { max: 3 });
    let exchange = client(&server.url).send(request, &credentials).await;
    assert!(matches!(exchange.hops[0].refused, Some(HopRefusal::ForeignOrigin(_))), "{:?}", exchange.hops);
    assert_eq!(other.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn a_redirected_write_may_not_leave_the_fence() {
    let server = Server::start(Act::ReadThen(
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /dav/u/Calendar/personal/x.ics\r\nContent-Length: 0\r\n\r\n",
    ))
    .await;
    let request =
        Request::new("PUT", format!("/dav/u/Calendar/{MARK}cal/x.ics")).body("x").follow(Follow::SameOrigin { max: 3 });
    let exchange = client(&server.url).send(request, &Credentials::Anonymous).await;
    assert!(matches!(exchange.hops[0].refused, Some(HopRefusal::Fence(_))), "{:?}", exchange.hops);
    assert_eq!(server.requests().len(), 1);
}

#[rstest]
#[case::personal("DELETE", "/dav/u/Calendar/personal/")]
#[case::dots("PUT", "/dav/u/Calendar/davproof-7k2m9q-cal/../personal/x.ics")]
#[tokio::test]
async fn a_fenced_request_never_reaches_the_socket(#[case] method: &str, #[case] target: &str) {
    let server = Server::start(Act::ReadThen(b"HTTP/1.1 204 No Content\r\n\r\n")).await;
    let exchange = client(&server.url).send(Request::new(method, target), &Credentials::Anonymous).await;
    assert!(matches!(exchange.outcome, Err(TransportError::Refused(Refusal::Fence(_)))), "{:?}", exchange.outcome);
    assert_eq!((server.connections(), exchange.attempts), (0, 0));
}

#[tokio::test]
async fn another_server_is_never_asked() {
    let server = Server::start(Act::ReadThen(b"HTTP/1.1 200 OK\r\n\r\n")).await;
    let exchange =
        client("http://127.0.0.1:9").send(Request::new("GET", server.url.clone()), &Credentials::Anonymous).await;
    assert!(
        matches!(exchange.outcome, Err(TransportError::Refused(Refusal::ForeignOrigin(_)))),
        "{:?}",
        exchange.outcome
    );
    assert_eq!(server.connections(), 0);
}

#[rstest]
#[case("/a/../b")]
#[case("/a/%2e%2e/b")]
#[case("//a//b/")]
#[case("/a%2Fb%2fc")]
#[case("/%c3%a9/%C3%A9")]
#[case("/a/./b?x=%20&y")]
#[case("/u@h,;=:/'(x)*!")]
#[case("/a\"b{c}|d^")]
#[case("/caf\u{e9}")]
#[tokio::test]
async fn targets_reach_the_wire_byte_for_byte(#[case] target: &str) {
    let server = Server::start(Act::ReadThen(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")).await;
    let exchange = client(&server.url).send(Request::new("PROPFIND", target), &Credentials::Anonymous).await;
    assert_eq!(exchange.outcome.expect("an answer").status, 200);
    let first = server.requests().remove(0);
    assert_eq!(first.lines().next(), Some(format!("PROPFIND {target} HTTP/1.1").as_str()));
}

#[rstest]
#[case::space("/a b")]
#[case::angle("/a<b")]
#[case::fragment("/a#b")]
#[tokio::test]
async fn a_target_that_cannot_stand_in_a_request_line_is_unsendable(#[case] target: &str) {
    let exchange = client("http://127.0.0.1:9").send(Request::new("GET", target), &Credentials::Anonymous).await;
    let refused = matches!(exchange.outcome, Err(TransportError::Unsendable(_)));
    assert!(refused, "{:?}", exchange.outcome);
}

#[rstest]
#[case::lower("propfind")]
#[case::made_up("X-WEIRD")]
#[tokio::test]
async fn methods_reach_the_wire_as_written(#[case] method: &str) {
    let server = Server::start(Act::ReadThen(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n")).await;
    let target = format!("/dav/u/Calendar/{MARK}cal/");
    client(&server.url).send(Request::new(method, target), &Credentials::Anonymous).await.outcome.expect("an answer");
    assert!(server.requests()[0].starts_with(method));
}

#[rstest]
#[case::ordinary(Framing::ContentLength, "Content-Length: 5\r\n", "\r\n\r\nhello")]
#[case::chunked(Framing::Chunked, "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n")]
#[tokio::test]
async fn bodies_are_framed_as_asked(#[case] framing: Framing, #[case] header: &str, #[case] end: &str) {
    let server = Server::start(Act::ReadThen(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")).await;
    let request = Request::new("PUT", format!("/x/{MARK}c/a")).body("hello").framing(framing);
    client(&server.url).send(request, &Credentials::Anonymous).await.outcome.expect("an answer");
    let seen = server.requests().remove(0);
    assert!(seen.contains(header) && seen.ends_with(end), "{seen}");
}

#[tokio::test]
async fn a_body_less_put_says_length_zero() {
    let server = Server::start(Act::ReadThen(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")).await;
    let request = Request::new("PUT", format!("/x/{MARK}c/a"));
    client(&server.url).send(request, &Credentials::Anonymous).await.outcome.expect("an answer");
    assert!(server.requests()[0].contains("Content-Length: 0\r\n"), "{:?}", server.requests());
}

#[tokio::test]
async fn nothing_is_sent_that_is_not_recorded() {
    let server = Server::start(Act::ReadThen(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")).await;
    let exchange =
        client(&server.url).send(Request::new("GET", "/").header("Depth", "0"), &Credentials::Anonymous).await;
    let seen = server.requests().remove(0);
    let mut on_wire: Vec<String> = seen.trim_end().lines().skip(1).map(str::to_owned).collect();
    let mut recorded: Vec<String> =
        exchange.request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    on_wire.sort();
    recorded.sort();
    assert_eq!(on_wire, recorded);
}

#[rstest]
#[case::answered(Act::Continue, 0)]
#[case::ignored(Act::ReadThen(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"), 900)]
#[tokio::test]
async fn a_body_waits_for_continue_and_then_goes_on(#[case] act: Act, #[case] at_least: u64) {
    let server = Server::start(act).await;
    let slow = ClientOptions {
        exchange_timeout: Duration::from_secs(5),
        read_timeout: Duration::from_secs(5),
        ..options(&server.url)
    };
    let client = Client::new(slow, Redactor::default(), fence()).expect("a client");
    let request = Request::new("PUT", format!("/x/{MARK}c/a")).body("hello").framing(Framing::ExpectContinue);
    let exchange = client.send(request, &Credentials::Anonymous).await;
    assert_eq!(exchange.outcome.expect("an answer").status, 201);
    assert!(server.requests()[0].ends_with("hello"), "{:?}", server.requests());
    assert!(exchange.duration >= Duration::from_millis(at_least), "{:?}", exchange.duration);
}

#[rstest]
#[case::never(Reuse::Never, 3)]
#[case::allowed(Reuse::Allowed, 1)]
#[tokio::test]
async fn connections_are_reused_only_when_allowed(#[case] reuse: Reuse, #[case] connections: usize) {
    let server = Server::start(Act::Keep).await;
    let client =
        Client::new(ClientOptions { reuse, ..options(&server.url) }, Redactor::default(), fence()).expect("a client");
    for _ in 0..3 {
        client.send(Request::new("GET", "/"), &Credentials::Anonymous).await.outcome.expect("an answer");
    }
    assert_eq!(server.connections(), connections);
}

#[rstest]
#[case::kept(Act::Keep, true)]
#[case::closed_without_saying_so(Act::ReadThen(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), false)]
#[case::announced(Act::Silence(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"), false)]
#[tokio::test]
async fn a_probe_tells_whether_connections_are_kept(#[case] act: Act, #[case] kept: bool) {
    let server = Server::start(act).await;
    assert_eq!(
        client(&server.url).keeps_connections(Request::new("OPTIONS", "/"), &Credentials::Anonymous).await,
        kept
    );
}
