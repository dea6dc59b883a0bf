//! The expectation file: what is accepted of a given server, and why.

mod accepted;
mod condition;
mod file;
mod parse;
mod pattern;
mod update;

pub use accepted::{Accepted, Listed};
pub use condition::{Condition, ConditionError, Decision, Server, Version, Versions};
pub use file::{Entry, ExpectationFile, When};
pub use parse::Expectations;
pub use pattern::check_matches;
pub use update::{Updated, update};
