//! What changed between two runs: a document of its own and its writers.

mod console;
pub(crate) mod html;
mod junit;
mod markdown;
mod model;
mod sentence;
mod store;
mod words;

pub use model::*;
pub use store::{comparison_schema, read_outline, write_comparison, write_comparison_json};
