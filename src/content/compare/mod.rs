//! Comparison by meaning: what a text lost, gained or had changed on its way through a server.

mod comparison;
mod difference;
mod excerpt;
mod fact;
mod finding;
mod node;
mod note;
mod pairing;
mod params;
mod walk;

pub use comparison::{Comparison, compare};
pub use difference::{Change, Difference, Subject};
pub(crate) use fact::Fact;
pub(crate) use finding::{Context, Finding, Parameter};
pub(crate) use node::Node;
pub use note::Note;
