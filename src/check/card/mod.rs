//! The address card: what people type into their client programs, and a profile that does it for Apple devices.

mod address;
mod page;
mod profile;
mod words;

pub use address::{Address, Card, Client, Field, Label};
pub use words::Language;
