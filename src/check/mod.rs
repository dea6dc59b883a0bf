//! `davproof check`: is the address right, is the certificate fine, does the login work, is everything where clients look?
//!
//! A check meets [`Situation`]s, which a catalogue in each group lists with their advice, and tells each as a
//! [`Finding`] with the fact that was seen. Groups put what they see into [`Findings`] as they see it.

mod account;
mod answer;
pub mod card;
pub mod console;
mod discovery;
mod dns;
mod endpoints;
mod finding;
mod findings;
pub mod https;
mod login;
mod outcome;
mod plan;
mod prober;
mod question;
mod report;
mod run;
mod walk;

pub use finding::{Finding, Group, Level, Situation};
pub use findings::Findings;
pub use outcome::Outcome;
pub use plan::{Login, Plan, Try};
pub use question::{Question, QuestionError};
pub use report::run_result;
pub use run::{CheckError, Service, check};
