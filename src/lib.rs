//! davproof proves that a CalDAV/CardDAV server is safe to sync with, before people move to it.
//!
//! Data flows one way: files → [`scenario`] → selected and expanded plan → exchanges ([`runner`]) → checks → [`verdict`]s
//! → result → reports. ARCHITECTURE.md says which house does what.

pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod exit;
pub mod expectation;
pub mod gate;
pub mod matrix;
pub mod runner;
pub mod scenario;
pub mod target;
pub mod verdict;

mod checks;
mod embedded;
mod yaml;
