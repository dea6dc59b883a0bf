//! The command line.

mod args;
mod bundle;
mod check;
mod clean;
mod compare;
mod entry;
mod expect;
mod failure;
mod load;
mod mock;
mod output;
mod progress;
mod report;
mod run;
mod scenario;

pub use entry::main;
