//! A stateful SOGo to test against.
//!
//! [`Mock::handle`] takes a [`Request`] and gives a [`Response`]; it knows no transport. Every deviation
//! that it can show is a [`Fault`], and a [`Profile`] is a set of them.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(test, expect(clippy::unwrap_used, reason = "tests"))]
#![expect(clippy::similar_names, reason = "a request has a context, an object has content: both are the right words")]

mod clock;
mod damage;
mod fault;
pub mod front;
mod message;
mod method;
mod mock;
mod property;
mod query;
mod refusal;
mod report;
mod rewrite;
mod route;
mod schedule;
mod site;
mod state;
mod storage;
mod temporal;
mod xml;

pub use clock::{Clock, ManualClock, SystemClock};
pub use fault::{Area, Fault, Faults, Profile, UnknownFault, UnknownProfile};
pub use message::{Request, Response};
pub use mock::{Mock, MockOptions};
pub use state::User;
