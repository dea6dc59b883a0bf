//! `davproof bundle`: one archive for a change request, and the check that it is as it was.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use davproof_reports::{Verified, verify, write_bundle};

use super::failure::Failure;
use super::output;
use super::report::{read, results_file};
use crate::exit::Exit;

/// Options of `bundle`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "\
Examples:
  davproof bundle davproof-report                     davproof-RUN.zip in the current folder
  davproof bundle davproof-report --out CR-1234.zip
  davproof bundle verify CR-1234.zip"
)]
pub(crate) struct BundleArgs {
    /// What else to do.
    #[command(subcommand)]
    command: Option<BundleCommand>,
    /// results.json, or the folder where it lies
    #[arg(required = true)]
    results: Option<PathBuf>,
    /// The archive; without it davproof-RUN.zip, where RUN is the id of the run
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum BundleCommand {
    /// Checks every file of a bundle against its manifest; nothing is unpacked
    #[command(after_help = "\
Ends with 0 if every file is as the manifest says, with 10 if one is not, and with 2 if the file is no bundle.")]
    Verify {
        /// The archive
        file: PathBuf,
    },
}

pub(crate) fn bundle(args: BundleArgs) -> Result<Exit, Failure> {
    let BundleArgs { command, results, out } = args;
    if let Some(BundleCommand::Verify { file }) = command {
        return check(&file);
    }
    let run = read(&results_file(&results.expect("clap requires it without a subcommand")))?;
    let plain: String = run.run.id.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    let file = out.unwrap_or_else(|| PathBuf::from(format!("davproof-{plain}.zip")));
    write_bundle(&run, &file)?;
    output::print(&format!("{}\n", file.display()))?;
    Ok(Exit::Passed)
}

fn check(file: &Path) -> Result<Exit, Failure> {
    let Verified { good, mismatches } = verify(file)?;
    for mismatch in &mismatches {
        output::print(&format!("{mismatch}\n"))?;
    }
    let shown = file.display();
    if mismatches.is_empty() {
        output::print(&format!("{shown}: all {good} files are as the manifest says\n"))?;
        return Ok(Exit::Passed);
    }
    let bad = mismatches.len();
    output::print(&format!("{shown}: {good} files are as the manifest says, and {bad} are not\n"))?;
    Ok(Exit::Failed)
}
