//! Ways to reach a mock over a network.

pub mod http;
pub mod hyper;
mod transport;
#[cfg(feature = "wiremock")]
pub mod wiremock;

pub(crate) use transport::needs_socket;
