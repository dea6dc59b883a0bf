//! Tests of the report writers, all on the specimen runs.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod comparison;
mod console;
mod html;
mod junit;
mod markdown;
mod merge;
mod specimen;
mod store;
mod summary;
