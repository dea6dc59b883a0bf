//! Ways to reach a mock over a network.

pub mod http;
pub mod hyper;
#[cfg(feature = "wiremock")]
pub mod wiremock;
