//! The judgement: pure functions from an answer and its expectations to checks.

mod answer;
mod content;
mod format;
mod judge;
mod members;
mod property;
mod report;

pub(crate) use answer::Answer;
pub(crate) use judge::{Judge, judge, patterns};
pub(crate) use members::uid_of;
pub(crate) use property::hrefs;
pub(crate) use report::Report;
