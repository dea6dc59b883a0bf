//! Multistatus documents, streamed or whole, and error bodies.

mod error_body;
mod layout;
mod model;
mod read;
mod response;
mod shape;

pub use error_body::{DavError, error_body};
pub use model::{Multistatus, Summary, parse};
pub use response::{DavResponse, Node, Propstat};
pub use shape::{MAX_SHAPE_PROBLEMS, ShapeProblem};
