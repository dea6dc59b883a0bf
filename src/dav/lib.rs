//! The wire: HTTP exchanges with a DAV server, recorded, fenced and redacted; and the XML that goes over it.
//!
//! [`Client::send`] turns a [`Request`] into an [`Exchange`]. The [`Fence`] lets no write out that leaves what the run
//! created, the [`Redactor`] lets no secret into what may be shown. [`Multistatus`] and [`Element`] read the answers,
//! [`build`] writes the questions.

mod auth;
pub mod build;
mod capture;
mod classify;
mod client;
mod element;
mod error;
mod exchange;
mod fence;
mod fence_body;
mod fence_path;
mod fence_refusal;
mod fields;
mod href;
mod local;
mod mark;
pub mod multistatus;
mod name;
mod origin;
mod pooled;
mod raw;
mod redact;
mod redirect;
mod request;
mod secret;
mod send;
mod tls;
mod window;
mod wire;
mod xml;
mod xml_chars;
mod xml_error;
mod xml_tag;
mod xml_text;

pub use auth::Challenge;
pub use client::{Client, ClientOptions, Reuse};
pub use element::{Attribute, Element};
pub use error::{Cause, ClientError, Phase, Refusal, TlsTrouble, TransportError};
pub use exchange::{Captured, Exchange, Headers, Hop, HopKind, HopRefusal, Response, SentRequest, Whole};
pub use fence::Fence;
pub use fence_path::PathRefusal;
pub use fence_refusal::FenceRefusal;
pub use href::{Href, TrailingSlash, resource_key};
pub use local::LocalServer;
pub use mark::{RunMark, RunMarkError};
pub use multistatus::{DavError, DavResponse, Multistatus, Node, Propstat, ShapeProblem, error_body};
pub use name::{Name, NameError, PREFIXES, ns};
pub use origin::{ForeignOrigin, Origin, OriginError, Scheme};
pub use redact::Redactor;
pub use request::{Credentials, Follow, Framing, Request};
pub use secret::{REDACTED, Secret};
pub use xml::Limits;
pub use xml_error::{XmlError, XmlErrorKind};
