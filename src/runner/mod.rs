//! The runner: selects cases, makes their fixtures, executes their steps, judges and cleans up.

mod case;
mod clean;
mod clock;
mod context;
mod digests;
mod env;
mod fixture;
mod invite;
mod journal;
mod limiter;
mod query;
mod record;
mod request;
mod run;
mod select;
mod session;
mod sogo;
mod state;
mod step;
mod time;
mod trial;

pub use clean::{CleanError, Cleaned, clean};
pub use clock::{Clock, SystemClock, VirtualClock};
pub(crate) use env::{Env, Missing};
pub use journal::{Entry, Leftover, leftovers};
pub use run::{Progress, RunError, RunOptions, run};
pub use select::{SelectError, Selection};
pub use session::{AccountPaths, DiscoveryError, Session, discover};
pub(crate) use step::mark;
pub use time::relative_time;
pub(crate) use trial::Trial;
