//! How many cases run at the same time: as many as asked for, fewer when the server drops connections.

use std::sync::Mutex;
use std::sync::PoisonError;

use tokio::sync::Notify;

/// Adapts concurrency to what the server bears: halves it on every dropped connection, and lets it grow again by one
/// after a while without one.
#[derive(Debug)]
pub(crate) struct Limiter {
    state: Mutex<State>,
    freed: Notify,
}

#[derive(Debug)]
struct State {
    wanted: usize,
    allowed: usize,
    running: usize,
    calm: usize,
    drops: usize,
    lowest: usize,
}

/// Cases in a row without a drop after which one more may run.
const CALM: usize = 20;

impl Limiter {
    /// A limiter that starts with `wanted` at the same time.
    pub(crate) fn new(wanted: usize) -> Limiter {
        let state = State { wanted, allowed: wanted, running: 0, calm: 0, drops: 0, lowest: wanted };
        Limiter { state: Mutex::new(state), freed: Notify::new() }
    }

    /// Waits for a place.
    pub(crate) async fn enter(&self) {
        loop {
            let freed = self.freed.notified();
            {
                let mut state = self.lock();
                if state.running < state.allowed {
                    state.running += 1;
                    return;
                }
            }
            freed.await;
        }
    }

    /// Gives a place back; `dropped` says whether the server dropped a connection meanwhile.
    pub(crate) fn leave(&self, dropped: bool) {
        {
            let mut state = self.lock();
            state.running -= 1;
            if dropped {
                state.drops += 1;
                state.calm = 0;
                state.allowed = (state.allowed / 2).max(1);
                state.lowest = state.lowest.min(state.allowed);
            } else {
                state.calm += 1;
                if state.calm >= CALM && state.allowed < state.wanted {
                    state.allowed += 1;
                    state.calm = 0;
                }
            }
        }
        self.freed.notify_waiters();
    }

    /// Number of cases that met a dropped connection, and the lowest concurrency that came of it.
    pub(crate) fn drops(&self) -> (usize, usize) {
        let state = self.lock();
        (state.drops, state.lowest)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
