//! Digests of bodies that the reports cut.

use davproof_dav::{Exchange, Whole};
use davproof_reports as model;
use tokio::task::JoinHandle;

/// The digests of a case, which other threads make while the case goes on: hashing a body costs as much as judging it, and a
/// case that passes shows no bodies.
#[derive(Debug, Default)]
pub(crate) struct Digests {
    pending: Vec<Pending>,
}

#[derive(Debug)]
struct Pending {
    exchange: usize,
    side: Side,
    digest: JoinHandle<String>,
}

#[derive(Debug, Clone, Copy)]
enum Side {
    Request,
    Response,
}

impl Digests {
    /// Begins with the bodies of the exchange of that index.
    pub(crate) fn begin(&mut self, index: usize, exchange: &Exchange) {
        let response = exchange.outcome.as_ref().ok().and_then(|response| response.captured.whole.as_ref());
        self.begin_side(index, Side::Request, exchange.request.body.whole.as_ref());
        self.begin_side(index, Side::Response, response);
    }

    fn begin_side(&mut self, exchange: usize, side: Side, body: Option<&Whole>) {
        if let Some(body) = body.cloned() {
            let digest = tokio::task::spawn_blocking(move || body.sha256());
            self.pending.push(Pending { exchange, side, digest });
        }
    }

    /// Forgets those of all exchanges but the first ones.
    pub(crate) fn keep(&mut self, exchanges: usize) {
        self.pending.retain(|pending| pending.exchange < exchanges);
    }

    /// Writes all digests into what was recorded.
    pub(crate) async fn write(&mut self, recorded: &mut [model::Exchange]) {
        for Pending { exchange, side, digest } in self.pending.drain(..) {
            let message = recorded.get_mut(exchange).and_then(|exchange| match side {
                Side::Request => exchange.request.as_mut(),
                Side::Response => exchange.response.as_mut(),
            });
            if let Some(message) = message {
                message.body_sha256 = Some(digest.await.expect("hashing never panics, and nobody aborts it"));
            }
        }
    }
}
