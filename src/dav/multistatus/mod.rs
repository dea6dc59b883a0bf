//! Multistatus documents, streamed or whole, and error bodies.

mod error_body;
mod model;
mod read;
mod shape;

pub use error_body::{DavError, error_body};
pub use model::{DavResponse, Multistatus, Propstat, Summary};
pub use read::parse;
pub use shape::{MAX_SHAPE_PROBLEMS, ShapeProblem};
