use std::time::{Duration, Instant};

use bytes::Bytes;
use http::uri::PathAndQuery;

use crate::auth::DigestPrompt;
use crate::client::{Inner, Transport};
use crate::error::{Refusal, TransportError};
use crate::exchange::{Captured, Exchange, Headers, Hop, HopKind, HopRefusal, Response, SentRequest};
use crate::fields;
use crate::local;
use crate::origin::ForeignOrigin;
use crate::redirect;
use crate::request::{Credentials, Follow, Framing, Request};
use crate::wire::{Deadline, Incoming, Outgoing};

/// How long an idle connection is watched for being closed.
const KEEP_WATCH: Duration = Duration::from_millis(50);

pub(crate) async fn exchange(client: &Inner, request: Request, credentials: &Credentials) -> Exchange {
    let begun = Instant::now();
    let mut walk = Walk::new(client, request, credentials, begun);
    let outcome = walk.run().await.map(|incoming| respond(client, incoming));
    Exchange {
        request: walk.sent,
        outcome,
        hops: walk.hops,
        started: begun.saturating_duration_since(client.options.epoch),
        duration: begun.elapsed(),
        attempts: walk.attempts,
    }
}

pub(crate) async fn keeps_connections(client: &Inner, probe: Request, credentials: &Credentials) -> bool {
    let mut walk = Walk::new(client, probe, credentials, Instant::now());
    let Ok(outgoing) = walk.prepare() else {
        return false;
    };
    let Transport::Sockets { pooled: _, raw } = &client.transport else {
        return true;
    };
    let Ok((incoming, connection)) = raw.send(outgoing).await else {
        return false;
    };
    let says_close = Headers::new(incoming.headers)
        .get_all("connection")
        .any(|value| value.split(',').any(|option| option.trim().eq_ignore_ascii_case("close")));
    !says_close && connection.stays_open(KEEP_WATCH).await
}

/// The way from a request over challenges and redirects to the final response.
struct Walk<'a> {
    client: &'a Inner,
    credentials: &'a Credentials,
    request: Request,
    target: String,
    deadline: Deadline,
    /// An answer to a challenge, for the next request only.
    answer: Option<String>,
    sent: SentRequest,
    hops: Vec<Hop>,
    attempts: u32,
}

impl<'a> Walk<'a> {
    fn new(client: &'a Inner, request: Request, credentials: &'a Credentials, begun: Instant) -> Self {
        let total = client.options.exchange_timeout;
        let sent = SentRequest {
            method: request.method.clone(),
            target: client.capture.text(&request.target),
            url: client.capture.text(&format!("{}{}", client.options.origin, request.target)),
            headers: client.capture.headers(&request.headers),
            body: shown_body(client, request.body.as_deref()),
        };
        Self {
            client,
            credentials,
            target: request.target.clone(),
            request,
            deadline: Deadline { end: begun + total, total, read: client.options.read_timeout },
            answer: None,
            sent,
            hops: Vec::new(),
            attempts: 0,
        }
    }

    async fn run(&mut self) -> Result<Incoming, TransportError> {
        let mut challenged = false;
        let mut redirects = 0;
        loop {
            let outgoing = self.prepare()?;
            self.attempts += 1;
            let incoming = self.transmit(outgoing).await?;
            let headers = Headers::new(incoming.headers.clone());
            if incoming.status == 401
                && !challenged
                && let Some(answer) = self.answer_challenge(&headers)
            {
                challenged = true;
                self.answer = Some(answer);
                self.hop(HopKind::Challenge, incoming.status, None, None);
                continue;
            }
            let Follow::SameOrigin { max } = self.request.follow else {
                return Ok(incoming);
            };
            if !redirect::is_redirect(incoming.status) {
                return Ok(incoming);
            }
            let location = headers.get("location");
            let next = if redirects == max {
                Err(HopRefusal::TooMany(max))
            } else {
                self.next_target(incoming.status, location)
            };
            match next {
                Ok(target) => {
                    self.hop(HopKind::Redirect, incoming.status, location, None);
                    self.go_to(target, incoming.status);
                    redirects += 1;
                    challenged = false;
                }
                Err(refusal) => {
                    self.hop(HopKind::Redirect, incoming.status, location, Some(refusal));
                    return Ok(incoming);
                }
            }
        }
    }

    /// Checks the next request and makes it ready for the wire.
    fn prepare(&mut self) -> Result<Outgoing, TransportError> {
        let client = self.client;
        let clean = |text: &str| client.capture.text(text);
        let origin = &client.options.origin;
        if !self.target.starts_with('/') {
            self.target = origin
                .target_of(&self.target)
                .map_err(|ForeignOrigin { url, origin }| Refusal::from(ForeignOrigin { url: clean(&url), origin }))?;
        }
        client
            .fence
            .check(origin, &self.request, &self.target)
            .map_err(|refusal| Refusal::from(refusal.map_text(clean)))?;
        let authorization = self.answer.take().or_else(|| self.authorization());
        let fields = fields::of(&self.request, &client.options, authorization);
        self.sent = SentRequest {
            method: self.request.method.clone(),
            target: clean(&self.target),
            url: clean(&format!("{origin}{}", self.target)),
            headers: client.capture.headers(&fields),
            body: self.sent.body.clone(),
        };
        let method = http::Method::from_bytes(self.request.method.as_bytes())
            .map_err(|_| TransportError::Unsendable("the method is no HTTP token".to_owned()))?;
        Ok(Outgoing {
            method,
            target: path_and_query(&self.target)?,
            headers: fields::header_map(&fields)?,
            body: self.request.body.clone().map(Bytes::from),
            framing: self.request.framing,
            deadline: self.deadline,
        })
    }

    async fn transmit(&self, outgoing: Outgoing) -> Result<Incoming, TransportError> {
        let ordinary = outgoing.framing == Framing::ContentLength || outgoing.body.is_none();
        match &self.client.transport {
            Transport::Local(server) => local::send(server.as_ref(), outgoing),
            Transport::Sockets { pooled, raw } => match pooled.url(outgoing.target.as_str()) {
                Some(url) if ordinary => pooled.send(url, outgoing).await,
                Some(_) | None => raw.send(outgoing).await.map(|(incoming, _connection)| incoming),
            },
        }
    }

    fn authorization(&self) -> Option<String> {
        use base64::Engine as _;
        if self.request.get("authorization").is_some() {
            return None;
        }
        match self.credentials {
            Credentials::Anonymous => None,
            Credentials::Bearer { token } => Some(format!("Bearer {}", token.expose())),
            Credentials::Basic { user, password } => {
                let mut digests = self.client.digests.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                let digest = digests.get_mut(user).and_then(|prompt| {
                    prompt.answer(user, password, &self.request.method, &self.target, self.request.body.as_deref())
                });
                let basic = || {
                    let pair = format!("{user}:{}", password.expose());
                    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
                };
                Some(digest.unwrap_or_else(basic))
            }
        }
    }

    fn answer_challenge(&self, headers: &Headers) -> Option<String> {
        let Credentials::Basic { user, password } = self.credentials else {
            return None;
        };
        if self.request.get("authorization").is_some() {
            return None;
        }
        let mut prompt = DigestPrompt::only(headers)?;
        let answer = prompt.answer(user, password, &self.request.method, &self.target, self.request.body.as_deref())?;
        self.client.digests.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(user.clone(), prompt);
        Some(answer)
    }

    /// Where a redirect leads, if it may be followed.
    fn next_target(&self, status: u16, location: Option<&str>) -> Result<String, HopRefusal> {
        let origin = &self.client.options.origin;
        let target = redirect::target(origin, &self.target, location)?;
        let mut next = self.request.clone();
        become_get(&mut next, status);
        self.client.fence.check(origin, &next, &target)?;
        Ok(target)
    }

    fn go_to(&mut self, target: String, status: u16) {
        self.target = target;
        if become_get(&mut self.request, status) {
            self.sent.body = Captured::default();
        }
    }

    fn hop(&mut self, kind: HopKind, status: u16, location: Option<&str>, refused: Option<HopRefusal>) {
        let clean = |text: &str| self.client.capture.text(text);
        self.hops.push(Hop {
            kind,
            status,
            method: self.sent.method.clone(),
            url: self.sent.url.clone(),
            location: location.map(clean),
            refused: refused.map(|refusal| refusal.map_text(clean)),
        });
    }
}

/// After 303 the result is fetched by GET; after all others, DAV clients repeat the request as it was.
fn become_get(request: &mut Request, status: u16) -> bool {
    if status != 303 || matches!(request.method.as_str(), "GET" | "HEAD") {
        return false;
    }
    "GET".clone_into(&mut request.method);
    request.body = None;
    request.headers.retain(|(name, _)| !name.to_ascii_lowercase().starts_with("content-"));
    true
}

fn path_and_query(target: &str) -> Result<PathAndQuery, TransportError> {
    let parsed = target.parse().ok().filter(|parsed: &PathAndQuery| parsed.as_str() == target);
    parsed.ok_or_else(|| {
        TransportError::Unsendable("the target holds characters that cannot stand in a request line".to_owned())
    })
}

fn shown_body(client: &Inner, body: Option<&[u8]>) -> Captured {
    body.map(|body| client.capture.body(body, || Bytes::copy_from_slice(body))).unwrap_or_default()
}

fn respond(client: &Inner, incoming: Incoming) -> Response {
    let Incoming { status, reason, headers, body } = incoming;
    Response {
        status,
        reason: client.capture.text(&reason),
        captured_headers: client.capture.headers(&headers),
        captured: client.capture.body(&body, || body.clone()),
        headers: Headers::new(headers),
        body,
    }
}
