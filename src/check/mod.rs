//! `davproof check`: is the address right, is the certificate fine, does the login work, is everything where clients look?
//!
//! A check meets [`Situation`]s, which a catalogue in each group lists with their advice, and tells each as a
//! [`Finding`] with the fact that was seen. Groups run at the same time and put what they see into [`Findings`].

mod finding;
mod findings;
pub mod https;

pub use finding::{Finding, Group, Level, Situation};
pub use findings::Findings;
