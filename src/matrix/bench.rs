//! A mock that begins anew for each case, and a client of it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use davproof_dav::{Client, ClientError, ClientOptions, Fence, LocalServer, Redactor, Reuse, RunMark};
use davproof_mock::front::http::answer;
use davproof_mock::front::hyper::{Server, ServerHandle};
use davproof_mock::{Faults, Mock, MockOptions, Profile};

use crate::runner::VirtualClock;
use crate::target::Target;

/// Every case begins on 2026-11-27 at noon, UTC.
pub(super) const BEGIN: Duration = Duration::from_secs(1_795_780_800);

/// How long an answer may take over a socket.
const PATIENCE: Duration = Duration::from_millis(500);

/// A mock that begins anew for each case.
pub(super) struct Bench {
    mock: Arc<Mutex<Mock>>,
    clock: Arc<VirtualClock>,
}

/// The mock without a socket.
struct Local(Arc<Mutex<Mock>>);

impl LocalServer for Local {
    fn answer(&self, request: http::Request<bytes::Bytes>) -> Option<http::Response<bytes::Bytes>> {
        answer(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner), request)
    }
}

impl Bench {
    pub(super) fn new() -> Bench {
        let clock = Arc::new(VirtualClock::at(BEGIN));
        let mock = Arc::new(Mutex::new(mock(&clock, Faults::none())));
        Bench { mock, clock }
    }

    /// Where the mock and the runner learn the time.
    pub(super) fn clock(&self) -> &VirtualClock {
        &self.clock
    }

    /// Begins anew, with these faults.
    pub(super) fn renew(&self, faults: &Faults) {
        self.clock.set(BEGIN);
        *self.mock.lock().unwrap_or_else(PoisonError::into_inner) = mock(&self.clock, faults.clone());
    }

    /// A client that needs no socket.
    pub(super) fn client(&self, target: &Target, mark: &RunMark) -> Client {
        let local = Arc::new(Local(Arc::clone(&self.mock)));
        Client::local(local, options(target), redactor(), Fence::new(mark.clone()))
    }

    /// Serves the mock on a socket, for faults that lie between server and client.
    pub(super) async fn serve(&self, faults: &Faults) -> std::io::Result<ServerHandle> {
        Ok(Server::bind("127.0.0.1:0").await?.serve_shared(Arc::clone(&self.mock), faults))
    }

    /// A client of a mock on a socket.
    pub(super) fn remote(target: &Target, mark: &RunMark) -> Result<Client, ClientError> {
        Client::new(options(target), redactor(), Fence::new(mark.clone()))
    }
}

fn mock(clock: &Arc<VirtualClock>, faults: Faults) -> Mock {
    let clock = Box::new(Arc::clone(clock));
    Mock::new(MockOptions { profile: Profile::Rfc, clock, ..MockOptions::default() }).with_faults(faults)
}

/// Nothing is shown to anybody.
fn redactor() -> Redactor {
    Redactor::new([])
}

fn options(target: &Target) -> ClientOptions {
    let mut options = ClientOptions::new(target.origin.clone());
    options.exchange_timeout = PATIENCE;
    options.read_timeout = PATIENCE;
    options.capture_bytes = 0;
    options.reuse = Reuse::Allowed;
    options
}
