//! The deviations that the mock shows, or not: one concept for what SOGo does, for what it once did, and for what a
//! server or a proxy could do.
//!
//! A [`Fault`] is declared once, as data, in the file of its area, and asked for at one place of the mock.

#[macro_use]
mod declare;
mod area;
mod catalogue;
mod profile;
mod set;

pub use catalogue::{Area, Fault};
pub use profile::{Profile, UnknownProfile};
pub use set::{Faults, UnknownFault};
