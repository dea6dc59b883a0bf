//! A server in front of the mock that spoils what passes, and what a check finds there.

#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use davproof::check::{Findings, Level, Login, Outcome, Plan, Question, Try, check};
use davproof_dav::{Credentials, Secret};
use davproof_mock::{Mock, MockOptions, Request, Response};

/// What stands behind the front: the mock, and what was asked before.
pub(crate) struct Backend {
    mock: Mock,
    pub(crate) seen: Vec<Request>,
}

impl Backend {
    /// The mock's answer.
    pub(crate) fn pass(&mut self, request: &Request) -> Response {
        self.mock.handle(request)
    }

    /// The mock's answer to this request as the owner.
    pub(crate) fn pass_as_owner(&mut self, request: &Request) -> Response {
        self.pass(&authorized(request, "dp-owner:mock-owner"))
    }
}

/// How the front treats a request.
pub(crate) type Twist = fn(&Request, &mut Backend) -> Response;

/// The request with other credentials.
pub(crate) fn authorized(request: &Request, pair: &str) -> Request {
    use base64::Engine as _;
    let mut request = request.clone();
    request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
    let basic = base64::engine::general_purpose::STANDARD.encode(pair);
    request.with_header("Authorization", &format!("Basic {basic}"))
}

/// A page as web servers write it.
pub(crate) fn page(status: u16, title: &str) -> Response {
    Response::new(status)
        .with_header("Content-Type", "text/html")
        .with_body(format!("<html>\n<head><title>{title}</title></head>\n<body></body>\n</html>\n"))
}

/// A redirect.
pub(crate) fn redirect(status: u16, location: &str) -> Response {
    Response::new(status).with_header("Location", location)
}

/// The response with another text in its body.
pub(crate) fn replaced(mut response: Response, from: &str, to: &str) -> Response {
    response.body = response.text().replace(from, to).into_bytes();
    response
}

/// The response without a header field.
pub(crate) fn without(mut response: Response, name: &str) -> Response {
    response.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    response
}

/// Starts the front; its address, as `http://127.0.0.1:PORT`.
pub(crate) fn start(twist: Twist) -> String {
    let backend = Arc::new(Mutex::new(Backend { mock: Mock::new(MockOptions::default()), seen: Vec::new() }));
    serve(move |mut stream| {
        let Some(request) = read(&stream) else { return };
        let response = {
            let mut backend = backend.lock().expect("no test panics in the front");
            let response = twist(&request, &mut backend);
            backend.seen.push(request);
            response
        };
        if response.status != Response::DROPPED {
            let _ = stream.write_all(&bytes(&response));
        }
    })
}

/// A target file for the front, whose owner's password is in the environment variable `PASSWORD`.
pub(crate) fn target_file(address: &str) -> String {
    format!("server: {address}/SOGo/dav/\naccounts:\n  owner: {{ user: dp-owner, password: {{ env: PASSWORD }} }}\n")
}

/// Starts a server that treats each connection in one way.
pub(crate) fn serve(treat: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    let treat = Arc::new(treat);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let treat = Arc::clone(&treat);
            thread::spawn(move || treat(stream));
        }
    });
    format!("http://{address}")
}

/// Reads one request.
pub(crate) fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ');
    let mut request = Request::new(words.next()?, words.next()?);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        request = request.with_header(name, value.trim());
    }
    let length = request.header("Content-Length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(request.with_body(body))
}

fn bytes(response: &Response) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 {} Some Reason\r\nConnection: close\r\n", response.status);
    for (name, value) in response.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-length")) {
        out.push_str(&format!("{name}: {value}\r\n"));
    }
    out.push_str(&format!("Content-Length: {}\r\n\r\n", response.body.len()));
    [out.into_bytes(), response.body.clone()].concat()
}

/// A check of this address by `user`, with short time-outs.
pub(crate) fn plan(address: &str, account: Option<(&str, &str)>) -> Plan {
    Plan {
        question: Question::parse(address).expect("the address is one"),
        account: account.map(|(user, password)| Login {
            user: user.to_owned(),
            credentials: Credentials::Basic { user: user.to_owned(), password: Secret::new(password) },
        }),
        trust: Vec::new(),
        timeout: Duration::from_millis(1500),
        http_port: None,
        name_server: None,
        warn_days: 30,
        fail_days: 7,
        wrong_password: Try::Once,
        web_login: Try::Once,
    }
}

/// Carries a check out.
pub(crate) fn run(plan: &Plan) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let quiet = |_: &davproof::check::Finding| ();
    let findings = Findings::new(&quiet);
    let service = runtime.block_on(check(plan, &findings)).expect("the check can begin");
    Outcome {
        subject: plan.question.origin.to_string(),
        service,
        findings: findings.into_sorted(),
        started: "2026-11-27T12:00:00Z".parse().expect("a time"),
        took: Duration::from_millis(1),
    }
}

/// Carries a check by the owner out.
pub(crate) fn run_as_owner(address: &str) -> Outcome {
    run(&plan(address, Some(("dp-owner", "mock-owner"))))
}

/// The ids of all findings that ask for something to be mended, each once.
pub(crate) fn complaints(outcome: &Outcome) -> Vec<String> {
    let wrong = |level| matches!(level, Level::Failure | Level::Warning);
    let mut ids: Vec<String> =
        outcome.findings.iter().filter(|f| wrong(f.situation.level())).map(davproof::check::Finding::id).collect();
    ids.dedup();
    ids.sort();
    ids.dedup();
    ids
}

/// All facts, for a message.
pub(crate) fn facts(outcome: &Outcome) -> String {
    outcome.findings.iter().map(|finding| format!("{}: {}\n", finding.id(), finding.fact)).collect()
}
