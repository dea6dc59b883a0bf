//! The visible list of differences that a comparison may tolerate.

mod covers;
mod name;
mod set;

pub use name::{Tolerance, UnknownTolerance};
pub use set::Tolerances;
