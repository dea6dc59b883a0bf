//! From exchanges to what the reports keep of them. Digests come later, see [`Digests`](super::digests::Digests).

use davproof_dav::{Captured, Exchange, HopKind};
use davproof_reports as model;

use crate::target::Target;

/// What the reports keep of an exchange.
pub(crate) fn record(step: &str, role: &str, exchange: &Exchange, target: &Target) -> model::Exchange {
    let sent = &exchange.request;
    let response = exchange.outcome.as_ref().ok();
    let hops = exchange
        .hops
        .iter()
        .map(|hop| {
            let what = match hop.kind {
                HopKind::Redirect => "redirect",
                HopKind::Challenge => "challenge",
            };
            let to = hop.location.as_ref().map_or(String::new(), |location| format!(" to {location}"));
            let refused = hop.refused.as_ref().map_or(String::new(), |why| format!(" (not followed: {why})"));
            format!("{} {} {}: {what}{to}{refused}", hop.status, hop.method, hop.url)
        })
        .collect();
    model::Exchange {
        step: step.to_owned(),
        role: role.to_owned(),
        method: sent.method.clone(),
        url: sent.url.clone(),
        request: Some(message(&sent.headers, &sent.body)),
        status: response.map(|response| response.status),
        response: response.map(|response| message(&response.captured_headers, &response.captured)),
        error: exchange.outcome.as_ref().err().map(with_causes),
        hops,
        started_ms: u64::try_from(exchange.started.as_millis()).unwrap_or(u64::MAX),
        duration_ms: u64::try_from(exchange.duration.as_millis()).unwrap_or(u64::MAX),
        curl: Some(curl(role, exchange, target)),
    }
}

/// The same without what only a failure needs.
pub(crate) fn slim(exchange: &mut model::Exchange) {
    exchange.request = None;
    exchange.response = None;
    exchange.curl = None;
}

/// An error with all its causes, in one line.
pub(crate) fn with_causes(error: &(impl std::error::Error + ?Sized)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text = format!("{text}: {next}");
        }
        cause = error.source();
    }
    text
}

fn message(headers: &[(String, String)], body: &Captured) -> model::Message {
    model::Message { headers: headers.to_vec(), body: body.text.clone(), body_bytes: body.total, body_sha256: None }
}

/// A command line that repeats the request. The shell's single quotes keep everything literal.
fn curl(role: &str, exchange: &Exchange, target: &Target) -> String {
    let sent = &exchange.request;
    let mut line = format!("curl --path-as-is -i -X {}", quoted(&sent.method));
    if let Some(account) = target.accounts.get(role) {
        line = format!("{line} -u {}", quoted(&format!("{}:PASSWORD", account.user)));
    }
    for (name, value) in &sent.headers {
        if !matches!(
            name.to_ascii_lowercase().as_str(),
            "authorization" | "host" | "content-length" | "user-agent" | "accept"
        ) {
            line = format!("{line} -H {}", quoted(&format!("{name}: {value}")));
        }
    }
    if sent.body.total > 0 {
        let body = if sent.body.complete && sent.body.utf8 { quoted(&sent.body.text) } else { "@BODY".to_owned() };
        line = format!("{line} --data-binary {body}");
    }
    format!("{line} {}", quoted(&sent.url))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
