//! Tests of the report writers, all on the specimen runs.

mod console;
mod html;
mod junit;
mod markdown;
mod specimen;
mod store;
mod summary;
