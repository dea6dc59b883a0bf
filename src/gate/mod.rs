//! The gate: what changed from a baseline to a new run, and whether the new run may pass.

mod answer;
mod compare;

pub use answer::{Failing, Policy, Seen, State, answer, gate};
pub use compare::{Limits, Unusable, compare, usable};
