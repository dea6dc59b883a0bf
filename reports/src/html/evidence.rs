//! Exchanges as the page shows them, within a budget.

use std::collections::HashSet;

use serde::Serialize;

use crate::{Exchange, Message, text};

use super::view::{LINE_LIMIT, text_of};

/// Bytes of one body.
const BODY_LIMIT: usize = 4_000;
/// Header lines of one message.
const HEADER_LIMIT: usize = 60;
/// Exchanges of one case.
const EXCHANGE_LIMIT: usize = 40;
/// Bytes of bodies and command lines in a whole page, which people send by mail. All of them are in the evidence beside
/// the page.
const PAGE_LIMIT: usize = 256 << 10;

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
    /// Place among the exchanges of the case, from 1.
    number: usize,
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

/// The exchanges of a case, and how many are not shown. Those that a failed check is about come
/// before others where not all can be shown.
pub(super) fn exchanges(all: &[Exchange], failed: &HashSet<usize>, budget: &mut Budget) -> (Vec<ExchangeView>, usize) {
    let views: Vec<_> = all
        .iter()
        .enumerate()
        .filter(|(index, _)| *index < EXCHANGE_LIMIT || failed.contains(index))
        .take(2 * EXCHANGE_LIMIT)
        .map(|(index, exchange)| view(index + 1, exchange, failed.contains(&index), budget))
        .collect();
    let left_out = all.len() - views.len();
    (views, left_out)
}

fn view(number: usize, exchange: &Exchange, open: bool, budget: &mut Budget) -> ExchangeView {
    let Exchange { step, role, method, url, request, status, response, error, hops, started_ms: _, duration_ms, curl } =
        exchange;
    let size = |message: &Option<Message>| message.as_ref().map_or(0, |m| m.body.len().min(BODY_LIMIT) + 500);
    let cost = size(request) + size(response) + curl.as_ref().map_or(0, |curl| curl.len().min(BODY_LIMIT));
    let affordable = budget.spend(cost);
    let kept = request.is_some() || response.is_some() || curl.is_some();
    ExchangeView {
        number,
        step: text_of(step),
        role: text_of(role),
        method: text_of(method),
        url: text_of(url),
        answer: status.map_or_else(|| "no answer".to_owned(), |status| status.to_string()),
        duration: text::duration(*duration_ms),
        open,
        error: error.as_deref().map(text_of),
        hops: hops.iter().take(HEADER_LIMIT).map(|hop| text_of(hop)).collect(),
        request: request.as_ref().filter(|_| affordable).map(message),
        response: response.as_ref().filter(|_| affordable).map(message),
        curl: curl.as_ref().filter(|_| affordable).map(|curl| text::excerpt(curl, BODY_LIMIT).into_owned()),
        left_out: kept && !affordable,
    }
}

fn message(message: &Message) -> MessageView {
    let Message { headers, body, body_bytes, body_sha256 } = message;
    let mut lines: Vec<String> = headers
        .iter()
        .take(HEADER_LIMIT)
        .map(|(name, value)| text::excerpt(&format!("{name}: {value}"), LINE_LIMIT).into_owned())
        .collect();
    if headers.len() > HEADER_LIMIT {
        lines.push(format!("… and {} more headers in results.json", headers.len() - HEADER_LIMIT));
    }
    let (shown, _) = text::clip(body, BODY_LIMIT);
    let digest = body_sha256.as_ref().map_or(String::new(), |sha| format!(" SHA-256 of all of it: {}", text_of(sha)));
    let complete = shown.len() == body.len() && body_sha256.is_none();
    MessageView {
        headers: lines.join("\n"),
        body: shown.to_owned(),
        note: (!complete).then(|| format!("The first {} of {body_bytes} bytes.{digest}", shown.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange(body: &str) -> Exchange {
        let message =
            Message { headers: Vec::new(), body: body.to_owned(), body_bytes: body.len() as u64, body_sha256: None };
        Exchange {
            step: "get-1".to_owned(),
            role: "owner".to_owned(),
            method: "GET".to_owned(),
            url: "https://mail.example.org/".to_owned(),
            request: None,
            status: Some(200),
            response: Some(message),
            error: None,
            hops: Vec::new(),
            started_ms: 0,
            duration_ms: 1,
            curl: None,
        }
    }

    #[test]
    fn evidence_stays_within_its_budget() {
        let mut budget = Budget(2_000);
        let all = vec![exchange(&"x".repeat(1_000)); 2];
        let (views, _) = exchanges(&all, &HashSet::new(), &mut budget);
        let told: Vec<_> = views.iter().map(|view| (view.response.is_some(), view.left_out)).collect();
        assert_eq!(told, [(true, false), (false, true)]);
    }

    #[test]
    fn exchanges_of_failed_checks_are_shown_first() {
        let all = vec![exchange(""); EXCHANGE_LIMIT + 10];
        let (views, left_out) = exchanges(&all, &HashSet::from([EXCHANGE_LIMIT + 4]), &mut Budget::new());
        assert_eq!((views.len(), left_out), (EXCHANGE_LIMIT + 1, 9));
        assert_eq!(views.last().map(|view| (view.number, view.open)), Some((EXCHANGE_LIMIT + 5, true)));
    }

    #[test]
    fn a_cut_body_says_how_much_there_was() {
        let long = exchange(&"x".repeat(5_000));
        let (views, _) = exchanges(&[long], &HashSet::new(), &mut Budget::new());
        let note = views[0].response.as_ref().and_then(|response| response.note.as_deref());
        assert_eq!(note, Some("The first 4000 of 5000 bytes."));
    }
}
