//! The JSON Schema of `results.json`.

use crate::RunResult;

/// The JSON Schema (draft 2020-12) of `results.json`.
///
/// The file `results.schema.json` beside this crate is this value, pretty-printed.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(RunResult).to_value()
}
