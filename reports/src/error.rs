//! What can go wrong with reports.

use std::{io, path::PathBuf};

/// Why a report could not be written or a result not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The report folder could not be made.
    #[error("cannot make the report folder {path}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A report could not be written.
    #[error("cannot write {path}")]
    Write {
        /// The report.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The place of the evidence is taken by something else.
    #[error("{path} holds something that is not davproof's, and nothing was written; choose another folder")]
    ForeignEvidence {
        /// The folder.
        path: PathBuf,
    },
    /// A result could not be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no JSON at all.
    #[error("{path} is not JSON")]
    NotJson {
        /// The file.
        path: PathBuf,
        /// Where and why parsing ended.
        source: serde_json::Error,
    },
    /// The JSON ends in the middle: the file was cut off.
    #[error("{path} is cut off: it ends before its JSON does")]
    Truncated {
        /// The file.
        path: PathBuf,
        /// Where parsing ended.
        source: serde_json::Error,
    },
    /// The JSON is not a result of davproof.
    #[error("{path} is not a davproof result: it has no number in `schema`")]
    NotAResult {
        /// The file.
        path: PathBuf,
        /// What was there instead.
        source: serde_json::Error,
    },
    /// The result was written by another generation of davproof.
    #[error("{path} has schema version {found}, and this davproof reads version {supported}")]
    SchemaVersion {
        /// The file.
        path: PathBuf,
        /// Version in the file.
        found: u64,
        /// Version that [`read`](crate::read) takes.
        supported: u32,
    },
    /// The result has the right version and breaks its schema.
    #[error("{path} does not follow the schema of its version")]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
}
