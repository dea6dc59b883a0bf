//! How a server speaks TLS: facts, without a judgement.
//!
//! [`probe`] tries every address of a host: whether it can be reached, which versions of TLS it speaks, which
//! certificates it sends with and without the host name (SNI). The versions are asked for with hand-made messages, so that
//! TLS 1.0 and 1.1 are seen too, which no current library speaks. Nothing but those questions is ever sent over a
//! connection whose certificate was not verified. [`probe_http`] looks at how plain HTTP is answered.

mod address;
mod certificate;
mod chain;
mod facts;
mod handshake;
mod hello;
mod http_answer;
mod name;
mod options;
mod probe;
mod record;
mod suite;
mod target;
mod trust;

pub use address::{Reach, Unresolved};
pub use certificate::{Certificate, Digest, PublicKey, Unreadable};
pub use chain::{Chain, Shape};
pub use facts::{AddressFacts, HttpFacts, Offers, Presented, Spoken, TlsFacts, TlsSide, Trouble};
pub use http_answer::{HttpAnswer, HttpTrouble, PlainHttp};
pub use name::covers;
pub use options::ProbeOptions;
pub use probe::{probe, probe_http};
pub use record::Version;
pub use rustls::{AlertDescription, ProtocolVersion};
pub use suite::Suite;
pub use target::{HostPort, HostPortError};
pub use trust::{Distrust, Trust, TrustError, TrustStore};
