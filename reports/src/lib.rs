//! The result model of davproof and its writers.
//!
//! A run ends as one [`RunResult`]. [`write_all`] puts it into a folder as `results.json` and as the
//! reports that are folds over it: `junit.xml` for pipelines, `report.html` for people who decide,
//! `summary.md` for job pages; the exchanges lie beside them as texts. [`console`] is the text at the
//! end of a run. [`read`] takes `results.json` back, and every report can be made from it again, byte
//! for byte. [`merge`] puts the results of shards together, and [`bundle`] makes one archive
//! of all of it.
//!
//! No writer judges anything: verdicts are in the model, and what they add up to is [`Summary`].

mod bundle;
mod comparison;
pub mod console;
mod error;
mod evidence;
mod html;
pub mod junit;
mod markdown;
mod merge;
mod model;
mod outline;
mod schema;
mod shard;
mod store;
mod summary;
mod text;
mod words;

pub use bundle::{BundleError, Mismatch, Verified, bundle, verify, write_bundle};
pub use comparison::*;
pub use error::ReportError;
pub use html::write as write_html;
pub use markdown::markdown;
pub use merge::{MergeError, merge};
pub use model::*;
pub use outline::{CaseOutline, Outline};
pub use schema::schema;
pub use shard::NoShard;
pub use store::{Format, read, write_all, write_formats, write_json};
pub use summary::{Counts, Standing, Summary};
