//! Credentials on the wire, and nowhere else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use davproof_dav::{Client, ClientOptions, Credentials, Exchange, Fence, HopKind, Redactor, Request, Secret};
use rstest::rstest;
use wiremock::matchers::{any, header};
use wiremock::{Mock, MockServer, ResponseTemplate};

const PASSWORD: &str = "c&nary <\"s3cr/t+\u{e9}'> \\x";

fn basic() -> Credentials {
    Credentials::Basic { user: "ann".into(), password: Secret::new(PASSWORD) }
}

fn client(server: &MockServer, credentials: &Credentials) -> Client {
    let fence = Fence::new("davproof-7k2m9q-".parse().expect("a mark"));
    let options = ClientOptions::new(server.uri().parse().expect("an origin"));
    Client::new(options, Redactor::new([credentials]), fence).expect("a client")
}

async fn send(server: &MockServer, credentials: &Credentials) -> Exchange {
    client(server, credentials).send(Request::new("PROPFIND", "/a%2Fb"), credentials).await
}

async fn challenging(challenges: &[&str]) -> MockServer {
    let server = MockServer::start().await;
    let refuse = challenges.iter().fold(ResponseTemplate::new(401), |r, c| r.append_header("WWW-Authenticate", *c));
    Mock::given(|request: &wiremock::Request| {
        let value = request.headers.get("authorization").and_then(|v| v.to_str().ok()).unwrap_or_default();
        !value.starts_with("Digest ")
    })
    .respond_with(refuse)
    .mount(&server)
    .await;
    Mock::given(any()).respond_with(ResponseTemplate::new(207)).mount(&server).await;
    server
}

async fn last_authorization(server: &MockServer) -> String {
    let requests = server.received_requests().await.expect("recording is on");
    let last = requests.last().expect("a request");
    last.headers.get("authorization").map(|v| v.to_str().expect("ASCII").to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn basic_goes_out_at_once() {
    let server = MockServer::start().await;
    let expected = format!("Basic {}", STANDARD.encode(format!("ann:{PASSWORD}")));
    Mock::given(header("authorization", expected.as_str()))
        .respond_with(ResponseTemplate::new(207))
        .mount(&server)
        .await;
    let exchange = send(&server, &basic()).await;
    assert_eq!((exchange.outcome.expect("an answer").status, exchange.hops.len()), (207, 0));
}

#[tokio::test]
async fn bearer_goes_out_at_once() {
    let server = MockServer::start().await;
    Mock::given(header("authorization", "Bearer t0ken")).respond_with(ResponseTemplate::new(207)).mount(&server).await;
    let exchange = send(&server, &Credentials::Bearer { token: Secret::new("t0ken") }).await;
    assert_eq!(exchange.outcome.expect("an answer").status, 207);
}

#[tokio::test]
async fn anonymous_sends_no_credentials() {
    let server = challenging(&["Basic realm=\"x\""]).await;
    let exchange = send(&server, &Credentials::Anonymous).await;
    assert_eq!(exchange.outcome.expect("an answer").status, 401);
    assert_eq!(last_authorization(&server).await, "");
}

#[tokio::test]
async fn an_own_authorization_header_wins() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(401)).mount(&server).await;
    let request = Request::new("GET", "/").header("authorization", "Basic garbage");
    client(&server, &basic()).send(request, &basic()).await;
    assert_eq!(last_authorization(&server).await, "Basic garbage");
}

#[rstest]
#[case::md5(&["Digest realm=\"r\", qop=\"auth\", algorithm=MD5, nonce=\"n\", opaque=\"o\""], "algorithm=MD5")]
#[case::sha(&["Digest realm=\"r, s\", qop=\"auth\", algorithm=SHA-256, nonce=\"n\""], "algorithm=SHA-256")]
#[case::strongest_of_two(
    &["Digest realm=\"r\", qop=\"auth\", algorithm=MD5, nonce=\"n\", Digest realm=\"r\", qop=\"auth\", algorithm=SHA-256, nonce=\"m\""],
    "algorithm=SHA-256"
)]
#[case::beside_an_unknown_scheme(&["Negotiate", "Digest realm=\"r\", qop=\"auth\", nonce=\"n\""], "nc=00000001")]
#[tokio::test]
async fn a_digest_challenge_is_answered(#[case] challenges: &[&str], #[case] part: &str) {
    let server = challenging(challenges).await;
    let exchange = send(&server, &basic()).await;
    assert_eq!(exchange.outcome.expect("an answer").status, 207);
    assert_eq!((exchange.hops[0].kind, exchange.hops[0].status, exchange.attempts), (HopKind::Challenge, 401, 2));
    let sent = last_authorization(&server).await;
    assert!(sent.contains(part) && sent.contains("uri=\"/a%2Fb\"") && sent.contains("username=\"ann\""), "{sent}");
}

#[tokio::test]
async fn a_known_digest_needs_no_second_challenge() {
    let server = challenging(&["Digest realm=\"r\", qop=\"auth\", nonce=\"n\""]).await;
    let client = client(&server, &basic());
    client.send(Request::new("GET", "/"), &basic()).await;
    let exchange = client.send(Request::new("GET", "/"), &basic()).await;
    assert_eq!((exchange.hops.len(), exchange.attempts), (0, 1));
    assert!(last_authorization(&server).await.contains("nc=00000002"));
}

#[tokio::test]
async fn where_basic_is_offered_too_a_401_stands() {
    let server = challenging(&["Basic realm=\"r\", Digest realm=\"r\", qop=\"auth\", nonce=\"n\""]).await;
    let exchange = send(&server, &basic()).await;
    assert_eq!((exchange.outcome.expect("an answer").status, exchange.attempts), (401, 1));
}

/// Every encoding in which the server may give the password back.
fn echoes() -> Vec<String> {
    let utf8_percent = |upper: bool| {
        PASSWORD
            .bytes()
            .fold(String::new(), |out, b| out + &if upper { format!("%{b:02X}") } else { format!("%{b:02x}") })
    };
    vec![
        PASSWORD.to_owned(),
        STANDARD.encode(PASSWORD),
        STANDARD.encode(format!("ann:{PASSWORD}")),
        utf8_percent(true),
        utf8_percent(false),
        "c%26nary%20%3C%22s3cr%2Ft%2B%C3%A9%27%3E%20%5Cx".to_owned(),
        "c%26nary+%3C%22s3cr%2Ft%2B%C3%A9%27%3E+%5Cx".to_owned(),
        "c&amp;nary &lt;\"s3cr/t+\u{e9}'&gt; \\x".to_owned(),
        "c&amp;nary &lt;&quot;s3cr/t+\u{e9}&apos;&gt; \\x".to_owned(),
        "c&#38;nary &#60;&#34;s3cr/t+&#233;&#39;&#62; \\x".to_owned(),
        "c&nary <\\\"s3cr/t+\u{e9}'> \\\\x".to_owned(),
        "c&nary <\\\"s3cr\\/t+\\u00e9'> \\\\x".to_owned(),
    ]
}

#[tokio::test]
async fn no_encoding_of_the_password_is_in_anything_that_may_be_shown() {
    let echoes = echoes();
    let server = MockServer::start().await;
    let template = ResponseTemplate::new(200)
        .append_header("Set-Cookie", format!("s={}", STANDARD.encode(PASSWORD)).as_str())
        .append_header("X-Echo", STANDARD.encode(format!("ann:{PASSWORD}")).as_str())
        .set_body_string(echoes.join("\n"));
    Mock::given(any()).respond_with(template).mount(&server).await;
    let request =
        Request::new("GET", format!("/?p={}", echoes[5])).header("X-Mine", echoes[1].clone()).body(echoes.join(" | "));
    let exchange = client(&server, &basic()).send(request, &basic()).await;
    let shown = format!("{exchange:?} {exchange:#?}");
    let response = exchange.outcome.as_ref().expect("an answer");
    let texts =
        format!("{shown}\n{}\n{}\n{:?}", exchange.request.body.text, response.captured.text, response.captured_headers);
    let leaked: Vec<&String> = echoes.iter().filter(|echo| texts.contains(echo.as_str())).collect();
    assert_eq!(leaked, Vec::<&String>::new(), "{texts}");
    // The secret did come back, so that the test can fail.
    assert!(String::from_utf8_lossy(&response.body).contains(PASSWORD));
}

#[test]
fn a_secret_at_the_end_of_the_captured_part_is_not_cut_open() {
    let redactor = Redactor::new([&basic()]);
    assert_eq!(redactor.redact(&format!("a{PASSWORD}b{PASSWORD}")), "a(redacted)b(redacted)");
}

#[rstest]
#[case::just_before_the_secret(4, "abc (redacted)")]
#[case::within(8, "abc (redacted)")]
#[tokio::test]
async fn a_capture_ends_before_or_after_a_secret(#[case] capture_bytes: usize, #[case] shown: &str) {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_string("abc canary-12345"))
        .mount(&server)
        .await;
    let credentials = Credentials::Bearer { token: Secret::new("canary-12345") };
    let options = ClientOptions { capture_bytes, ..ClientOptions::new(server.uri().parse().expect("an origin")) };
    let fence = Fence::new("davproof-7k2m9q-".parse().expect("a mark"));
    let client = Client::new(options, Redactor::new([&credentials]), fence).expect("a client");
    let captured = client.send(Request::new("GET", "/"), &credentials).await.outcome.expect("an answer").captured;
    let expected = if capture_bytes == 4 { "abc " } else { shown };
    assert_eq!((captured.text.as_str(), captured.complete, captured.total), (expected, false, 16));
}

#[test]
fn short_passwords_are_redacted_in_the_pair_only() {
    let credentials = Credentials::Basic { user: "ann".into(), password: Secret::new("abc") };
    let pair = STANDARD.encode("ann:abc");
    assert_eq!(Redactor::new([&credentials]).redact(&format!("abc {pair}")), "abc (redacted)");
}
