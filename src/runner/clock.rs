//! Where the runner's time comes from.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures::future::BoxFuture;

/// Where the runner's time comes from.
pub trait Clock: Send + Sync {
    /// Time since 1970-01-01T00:00:00Z.
    fn now(&self) -> Duration;
    /// Waits.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()>;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}

/// A clock that moves only when somebody waits, and then at once.
#[derive(Debug)]
pub struct VirtualClock(Mutex<Duration>);

impl VirtualClock {
    /// A clock that shows this time.
    #[must_use]
    pub fn at(time: Duration) -> VirtualClock {
        VirtualClock(Mutex::new(time))
    }

    /// Makes the clock show another time.
    pub fn set(&self, time: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = time;
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Duration {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += time;
        Box::pin(std::future::ready(()))
    }
}

impl davproof_mock::Clock for VirtualClock {
    fn now(&self) -> i64 {
        i64::try_from(Clock::now(self).as_secs()).unwrap_or(i64::MAX)
    }
}

/// Waits until the clock shows another second, and a little more for a server whose clock is behind.
pub(crate) async fn next_second(clock: &dyn Clock) {
    let into = Duration::from_nanos(u64::from(clock.now().subsec_nanos()));
    clock.sleep(Duration::from_secs(1).saturating_sub(into) + Duration::from_millis(30)).await;
}
