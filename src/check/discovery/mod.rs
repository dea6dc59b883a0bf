//! Where the service is: DNS, `.well-known`, then the paths that SOGo usually has; and which of these found it.

mod locate;
mod redirect;
mod service;
mod situations;
mod trouble;
mod well_known;

pub(crate) use locate::{Place, locate};
pub(crate) use service::{Entry, Found, find};
pub(crate) use situations::{LOCAL, NOT_CHECKED, PLAIN};
