//! The lossless layer: bytes to logical lines, logical lines to name, parameters and value (RFC 5545 §3.1, RFC 6350 §3.2, §3.3).

mod content;
mod logical;

pub use content::{ContentLine, RawParam, RawValue, decode_caret, encode_caret};
pub use logical::{LogicalLine, LogicalLines};
