//! Exchanges as the page shows them, within a budget.

use serde::Serialize;

use crate::{Exchange, Message, text};

use super::view::{LINE_LIMIT, text_of};

/// Bytes of one body.
const BODY_LIMIT: usize = 4_000;
/// Header lines of one message.
const HEADER_LIMIT: usize = 60;
/// Exchanges of one case.
const EXCHANGE_LIMIT: usize = 40;
/// Bytes of bodies and command lines in a whole page. Browsers bear more, readers of mail do not;
/// what is left out stays in `results.json`.
const PAGE_LIMIT: usize = 16 << 20;

/// What is left to spend on evidence in a page.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new() -> Self {
        Self(PAGE_LIMIT)
    }

    fn spend(&mut self, bytes: usize) -> bool {
        let affordable = self.0 >= bytes;
        if affordable {
            self.0 -= bytes;
        }
        affordable
    }
}

#[derive(Serialize)]
pub(super) struct ExchangeView {
    step: String,
    role: String,
    method: String,
    url: String,
    answer: String,
    duration: String,
    /// A failed check is about this exchange.
    open: bool,
    error: Option<String>,
    hops: Vec<String>,
    request: Option<MessageView>,
    response: Option<MessageView>,
    curl: Option<String>,
    /// Messages were kept and are not shown here.
    left_out: bool,
}

#[derive(Serialize)]
struct MessageView {
    headers: String,
    body: String,
    /// How much of the body is shown, unless it is all.
    note: Option<String>,
}

/// The exchanges of a case, and how many are not shown.
pub(super) fn exchanges(
    all: &[Exchange],
    open: impl Fn(usize) -> bool,
    budget: &mut Budget,
) -> (Vec<ExchangeView>, usize) {
    let shown = all.iter().enumerate().take(EXCHANGE_LIMIT);
    let views = shown
        .map(|(index, exchange)| view(exchange, open(index), budget))
        .collect();
    (views, all.len().saturating_sub(EXCHANGE_LIMIT))
}

fn view(exchange: &Exchange, open: bool, budget: &mut Budget) -> ExchangeView {
    let Exchange {
        step,
        role,
        method,
        url,
        request,
        status,
        response,
        error,
        hops,
        duration_ms,
        curl,
    } = exchange;
    let size = |message: &Option<Message>| {
        message
            .as_ref()
            .map_or(0, |m| m.body.len().min(BODY_LIMIT) + 500)
    };
    let cost =
        size(request) + size(response) + curl.as_ref().map_or(0, |curl| curl.len().min(BODY_LIMIT));
    let affordable = budget.spend(cost);
    let kept = request.is_some() || response.is_some() || curl.is_some();
    ExchangeView {
        step: text_of(step),
        role: text_of(role),
        method: text_of(method),
        url: text_of(url),
        answer: status.map_or_else(|| "no answer".to_owned(), |status| status.to_string()),
        duration: text::duration(*duration_ms),
        open,
        error: error.as_deref().map(text_of),
        hops: hops
            .iter()
            .take(HEADER_LIMIT)
            .map(|hop| text_of(hop))
            .collect(),
        request: request.as_ref().filter(|_| affordable).map(message),
        response: response.as_ref().filter(|_| affordable).map(message),
        curl: curl
            .as_ref()
            .filter(|_| affordable)
            .map(|curl| text::excerpt(curl, BODY_LIMIT).into_owned()),
        left_out: kept && !affordable,
    }
}

fn message(message: &Message) -> MessageView {
    let Message {
        headers,
        body,
        body_bytes,
        body_sha256,
    } = message;
    let mut lines: Vec<String> = headers
        .iter()
        .take(HEADER_LIMIT)
        .map(|(name, value)| text::excerpt(&format!("{name}: {value}"), LINE_LIMIT).into_owned())
        .collect();
    if headers.len() > HEADER_LIMIT {
        lines.push(format!(
            "… and {} more headers in results.json",
            headers.len() - HEADER_LIMIT
        ));
    }
    let (shown, _) = text::clip(body, BODY_LIMIT);
    let digest = body_sha256.as_ref().map_or(String::new(), |sha| {
        format!(" SHA-256 of all of it: {}", text_of(sha))
    });
    let complete = shown.len() == body.len() && body_sha256.is_none();
    MessageView {
        headers: lines.join("\n"),
        body: shown.to_owned(),
        note: (!complete)
            .then(|| format!("The first {} of {body_bytes} bytes.{digest}", shown.len())),
    }
}
