//! The proof that every case can fail and every fault is seen: each fault of the mock against each case.
//!
//! A case is executed on a fresh mock of profile `rfc` that shows one fault, in this process, on a clock that jumps.

mod bench;
mod model;
mod page;
mod run;
mod text;

pub use model::{CaseRow, FaultRow, Matrix, Sighting};
pub use page::page;
pub use run::{MatrixError, MatrixOptions, run};
pub use text::{rows, text};
