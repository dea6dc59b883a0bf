use std::net::SocketAddr;

use crate::classify::{NoAddress, Stage, classify};
use crate::client::{ClientOptions, Reuse};
use crate::error::{ClientError, Phase, TransportError};
use crate::origin::Origin;
use crate::wire::{Collector, Incoming, Outgoing, fields, reason};

/// The ordinary transport: reqwest with everything automatic switched off.
#[derive(Debug)]
pub(crate) struct Pooled {
    http: reqwest::Client,
    origin: Origin,
    connect_timeout: std::time::Duration,
    limit: u64,
}

impl Pooled {
    pub(crate) fn new(options: &ClientOptions, tls: rustls::ClientConfig) -> Result<Self, ClientError> {
        let idle = match options.reuse {
            Reuse::Never => 0,
            Reuse::Allowed => usize::MAX,
        };
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .http1_only()
            .http1_title_case_headers()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .pool_max_idle_per_host(idle)
            .connect_timeout(options.connect_timeout)
            .dns_resolver(Resolver)
            .build()
            .map_err(ClientError::Http)?;
        Ok(Self {
            http,
            origin: options.origin.clone(),
            connect_timeout: options.connect_timeout,
            limit: options.max_response_bytes,
        })
    }

    /// The URL for a target, if the URL parser leaves it as it is and the framing is the usual one.
    pub(crate) fn url(&self, target: &str) -> Option<reqwest::Url> {
        let url = reqwest::Url::parse(&format!("{}{target}", self.origin)).ok()?;
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        (format!("{}{query}", url.path()) == target && url.fragment().is_none()).then_some(url)
    }

    pub(crate) async fn send(&self, url: reqwest::Url, outgoing: Outgoing) -> Result<Incoming, TransportError> {
        let Outgoing { method, target: _, headers, body, framing: _, deadline } = outgoing;
        let mut request = reqwest::Request::new(method, url);
        *request.headers_mut() = headers;
        *request.body_mut() = body.map(Into::into);
        let first = deadline.with_connect(self.connect_timeout);
        let response = first.wait(Phase::Response, self.http.execute(request)).await?;
        let mut response = response.map_err(|error| {
            let stage = if error.is_connect() { Stage::Connect } else { Stage::Head };
            if error.is_connect() && error.is_timeout() {
                return TransportError::ConnectTimeout { after: self.connect_timeout };
            }
            classify(error.without_url().into(), stage, &self.origin)
        })?;
        let mut body = Collector::new(self.limit, response.content_length());
        loop {
            let chunk = deadline.wait(Phase::Body, response.chunk()).await?;
            match chunk.map_err(|e| classify(e.without_url().into(), Stage::Body(body.received()), &self.origin))? {
                Some(chunk) => body.add(&chunk)?,
                None => break,
            }
        }
        Ok(Incoming {
            status: response.status().as_u16(),
            reason: reason(response.status(), response.extensions()),
            headers: fields(response.headers()),
            body: body.into_bytes(),
        })
    }
}

/// The system's resolver, with an error that can be told from others.
struct Resolver;

impl reqwest::dns::Resolve for Resolver {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await.map_err(|e| NoAddress(Some(e)))?.collect();
            if found.is_empty() {
                return Err(NoAddress(None).into());
            }
            let addresses: reqwest::dns::Addrs = Box::new(found.into_iter());
            Ok(addresses)
        })
    }
}
