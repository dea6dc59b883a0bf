//! The judgement of what [`davproof_tls::probe`] saw: reachability, versions of TLS, certificates, plain HTTP.

mod addresses;
mod certificate;
mod chain;
mod http;
mod judge;
mod place;
pub mod situations;
mod versions;

pub use judge::{Thresholds, judge};
