//! The exchanges of a case as HTTP archive, which browsers and proxies open.
//!
//! Format: HAR 1.2, <http://www.softwareishard.com/blog/har-12-spec/>. What is not known is -1 there.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::{Case, Exchange, Message, RunResult};

/// Writes the exchanges of a case, those of earlier attempts first.
pub(super) fn write(run: &RunResult, case: &Case, mut out: &mut dyn Write) -> io::Result<()> {
    let attempts = case.attempts.iter().flat_map(|attempt| &attempt.exchanges);
    let entries: Vec<Value> = attempts.chain(&case.exchanges).map(|exchange| entry(run, exchange)).collect();
    let started = case.exchanges.first().map_or(0, |exchange| exchange.started_ms);
    let archive = json!({ "log": {
        "version": "1.2",
        "creator": { "name": "davproof", "version": run.davproof },
        "pages": [{ "startedDateTime": at(run, started), "id": "case", "title": case.id, "pageTimings": {} }],
        "entries": entries,
    }});
    serde_json::to_writer_pretty(&mut out, &archive)?;
    writeln!(out)
}

fn entry(run: &RunResult, exchange: &Exchange) -> Value {
    let Exchange {
        step,
        role,
        method,
        url,
        request,
        status,
        response,
        error,
        hops: _,
        started_ms,
        duration_ms,
        curl: _,
    } = exchange;
    let mut sent = json!({
        "method": method,
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(request.as_ref()),
        "queryString": query(url),
        "headersSize": -1,
        "bodySize": size(request.as_ref()),
    });
    if let Some(message) = request.as_ref().filter(|message| message.body_bytes > 0) {
        sent["postData"] = json!({ "mimeType": media_type(message), "text": message.body, "comment": cut(message) });
    }
    let mut comment = format!("{step} as {role}");
    if let Some(error) = error {
        comment = format!("{comment}: {error}");
    }
    json!({
        "pageref": "case",
        "startedDateTime": at(run, *started_ms),
        "time": duration_ms,
        "request": sent,
        "response": {
            "status": status.unwrap_or(0),
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": headers(response.as_ref()),
            "content": {
                "size": size(response.as_ref()).max(0),
                "mimeType": response.as_ref().map_or("", media_type),
                "text": response.as_ref().map_or("", |message| message.body.as_str()),
                "comment": response.as_ref().map_or(String::new(), cut),
            },
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": size(response.as_ref()),
        },
        "cache": {},
        "timings": { "send": 0, "wait": duration_ms, "receive": 0 },
        "comment": comment,
    })
}

/// The time of day so many milliseconds into the run.
fn at(run: &RunResult, offset_ms: u64) -> String {
    let offset = jiff::SignedDuration::from_millis(i64::try_from(offset_ms).unwrap_or(0));
    let time = run.run.started.parse::<jiff::Timestamp>().ok().and_then(|start| start.checked_add(offset).ok());
    time.map_or_else(|| run.run.started.clone(), |time| format!("{time:.3}"))
}

fn headers(message: Option<&Message>) -> Vec<Value> {
    let headers = message.map(|message| message.headers.as_slice()).unwrap_or_default();
    headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

fn query(url: &str) -> Vec<Value> {
    let query = url.split('#').next().and_then(|url| url.split_once('?')).map_or("", |(_, query)| query);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(n, v)| json!({ "name": n, "value": v }))
        .collect()
}

fn size(message: Option<&Message>) -> i64 {
    message.map_or(-1, |message| i64::try_from(message.body_bytes).unwrap_or(i64::MAX))
}

fn media_type(message: &Message) -> &str {
    let found = message.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    found.map_or("", |(_, value)| value.as_str())
}

/// What is to be known about a body that is not all there.
fn cut(message: &Message) -> String {
    let note = |sha256| format!("cut or not text: {} bytes with SHA-256 {sha256}", message.body_bytes);
    message.body_sha256.as_ref().map_or(String::new(), note)
}
