//! Why davproof ends without a result, and with which exit code.

use std::path::PathBuf;

use thiserror::Error;

use crate::check::CheckError;
use crate::diagnostic::Diagnostic;
use crate::exit::Exit;
use crate::gate::Unusable as Contradiction;
use crate::matrix::MatrixError;
use crate::runner::{CleanError, RunError, SelectError};
use crate::target::TargetError;

/// Why davproof ends without a result.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// Mistakes in files, each with its place.
    #[error("{} mistakes in files", .0.len())]
    Mistakes(Vec<Diagnostic>),
    /// The target file is of no use.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// The selection is of no use.
    #[error(transparent)]
    Select(#[from] SelectError),
    /// A file cannot be read.
    #[error("cannot read {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file cannot be written.
    #[error("cannot write {path}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The matrix could not be made.
    #[error(transparent)]
    Matrix(#[from] MatrixError),
    /// A wrong argument.
    #[error("{0}")]
    Usage(String),
    /// The run could not begin.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The check could not begin.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// The clean-up could not begin.
    #[error(transparent)]
    Clean(#[from] CleanError),
    /// A result was edited.
    #[error("{path} was not written by a run")]
    Edited {
        /// The file.
        path: PathBuf,
        /// What contradicts itself.
        source: Contradiction,
    },
    /// The reports cannot be written.
    #[error("the reports cannot be written")]
    Reports(#[from] davproof_reports::ReportError),
    /// A result that is of no use.
    #[error(transparent)]
    Results(davproof_reports::ReportError),
    /// An archive that is no bundle.
    #[error(transparent)]
    Bundle(#[from] davproof_reports::BundleError),
    /// Results that do not belong together, or not all of those that do.
    #[error(transparent)]
    Merge(#[from] davproof_reports::MergeError),
    /// The mock cannot listen.
    #[error("the mock cannot listen on {addr}; is the port taken?")]
    Listen {
        /// The address.
        addr: String,
        /// Why.
        source: std::io::Error,
    },
    /// Standard output is closed or full.
    #[error("cannot write to standard output")]
    Output(#[from] std::io::Error),
}

impl Failure {
    /// The exit code that belongs to it.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Failure::Mistakes(_)
            | Failure::Target(_)
            | Failure::Select(_)
            | Failure::Unreadable { .. }
            | Failure::Unwritable { .. }
            | Failure::Usage(_)
            | Failure::Results(_)
            | Failure::Merge(_)
            | Failure::Edited { .. }
            | Failure::Check(_)
            | Failure::Bundle(_)
            | Failure::Listen { .. }
            | Failure::Run(RunError::Client(_) | RunError::Expectations(_))
            | Failure::Clean(CleanError::Client(_)) => Exit::Usage,
            Failure::Run(RunError::NothingSelected(_)) => Exit::NothingSelected,
            Failure::Run(RunError::Discovery(_)) | Failure::Clean(CleanError::Discovery(_)) => Exit::Unreachable,
            Failure::Run(RunError::Journal { .. })
            | Failure::Clean(CleanError::Journal(_) | CleanError::Foreign(_))
            | Failure::Matrix(_)
            | Failure::Reports(_)
            | Failure::Output(_) => Exit::Internal,
        }
    }

    /// The message with all its causes, for a terminal.
    pub(crate) fn render(&self, colour: bool) -> String {
        match self {
            Failure::Mistakes(mistakes) | Failure::Run(RunError::Expectations(mistakes)) => {
                let shown: Vec<String> = mistakes.iter().map(|mistake| mistake.render(colour)).collect();
                shown.join("\n\n")
            }
            Failure::Target(TargetError::Mistake(mistake)) => mistake.render(colour),
            _ => {
                let mut text = format!("error: {self}");
                let mut cause = std::error::Error::source(self);
                while let Some(error) = cause {
                    text = format!("{text}\n  because: {error}");
                    cause = error.source();
                }
                text
            }
        }
    }
}
