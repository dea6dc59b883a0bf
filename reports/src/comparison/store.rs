//! The comparison as files, and baselines read back.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use crate::store::{Draft, read_as};
use crate::{Comparison, Outline, ReportError, RunResult, html};

/// Reads a `results.json` without its evidence.
///
/// # Errors
/// As [`read`](crate::read).
pub fn read_outline(path: &Path) -> Result<Outline, ReportError> {
    read_as(path)
}

/// Writes a comparison into a folder beside the reports of the new run: `comparison.json`, `comparison.md`,
/// `comparison.junit.xml`, and `report.html` with the changes first.
///
/// # Errors
/// As [`write_all`](crate::write_all).
pub fn write_comparison(comparison: &Comparison, now: &RunResult, dir: &Path) -> Result<(), ReportError> {
    fs::create_dir_all(dir).map_err(|source| ReportError::Folder { path: dir.to_owned(), source })?;
    let drafts = [
        Draft::report(dir.join("comparison.json"), |out| write_comparison_json(comparison, out))?,
        Draft::report(dir.join("comparison.md"), |out| out.write_all(comparison.markdown().as_bytes()))?,
        Draft::report(dir.join("comparison.junit.xml"), |out| comparison.write_junit(out))?,
        Draft::report(dir.join("report.html"), |out| html::write_compared(now, Some(comparison), out))?,
    ];
    for draft in drafts {
        draft.publish()?;
    }
    Ok(())
}

/// Writes a comparison as `comparison.json`: the same comparison always gives the same bytes.
///
/// # Errors
/// What `out` says.
pub fn write_comparison_json(comparison: &Comparison, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, comparison)?;
    out.write_all(b"\n")
}

/// The JSON Schema (draft 2020-12) of `comparison.json`.
///
/// The file `comparison.schema.json` beside this crate is this value, pretty-printed.
#[must_use]
pub fn comparison_schema() -> serde_json::Value {
    schemars::schema_for!(Comparison).to_value()
}
