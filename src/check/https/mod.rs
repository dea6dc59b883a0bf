//! The judgement of what [`davproof_tls::probe`] saw: reachability, versions of TLS, certificates; and plain HTTP.

mod addresses;
mod certificate;
mod chain;
mod http;
mod judge;
pub mod situations;
mod versions;
mod view;

pub use http::judge as judge_http;
pub use judge::{Thresholds, judge};
