//! `davproof report`: reports from results, and the results of shards put together.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use davproof_reports::{Format, RunResult, console};

use super::args::Colour;
use super::failure::Failure;
use super::output;
use crate::exit::{Exit, exit_code};

/// Options of `report`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "\
Examples:
  davproof report davproof-report/results.json                   all reports again, beside the results
  davproof report old/results.json --out new --format html       one of them, elsewhere
  davproof report merge shard-*/results.json --out davproof-report"
)]
pub(crate) struct ReportArgs {
    /// What else to do.
    #[command(subcommand)]
    command: Option<ReportCommand>,
    /// results.json, or the folder where it lies
    #[arg(required = true)]
    results: Option<PathBuf>,
    /// Folder of the reports; without it the one where the results lie
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Only these reports; may be repeated
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Vec<FormatArg>,
}

#[derive(Debug, Subcommand)]
enum ReportCommand {
    /// Puts the results of all shards of a run together, and writes their reports
    Merge(MergeArgs),
}

/// Options of `report merge`.
#[derive(Debug, Args)]
struct MergeArgs {
    /// results.json of each shard, or the folders where they lie; the order does not matter
    #[arg(required = true)]
    results: Vec<PathBuf>,
    /// Folder of the reports
    #[arg(long, value_name = "DIR", default_value = "davproof-report")]
    out: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    /// results.json
    Json,
    /// junit.xml, with the evidence that it names
    Junit,
    /// junit.xml with file and line of each case, for actions that annotate on GitHub
    JunitRich,
    /// report.html, with the evidence that it links to
    Html,
    /// summary.md
    Markdown,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Format {
        match format {
            FormatArg::Json => Format::Json,
            FormatArg::Junit => Format::Junit,
            FormatArg::JunitRich => Format::JunitRich,
            FormatArg::Html => Format::Html,
            FormatArg::Markdown => Format::Markdown,
        }
    }
}

/// Ends with 0 once the reports are written: their verdict was the run's to tell. `merge` ends as the whole run would.
pub(crate) fn report(args: ReportArgs, colour: Colour) -> Result<Exit, Failure> {
    let ReportArgs { command, results, out, format } = args;
    if let Some(ReportCommand::Merge(args)) = command {
        return merge(args, colour);
    }
    let file = results_file(&results.expect("clap requires it without a subcommand"));
    let run = read(&file)?;
    let folder = out.unwrap_or_else(|| file.parent().unwrap_or(Path::new("")).to_owned());
    let formats: Vec<Format> =
        if format.is_empty() { Format::ALL.to_vec() } else { format.into_iter().map(Format::from).collect() };
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    for path in davproof_reports::write_formats(&run, &folder, &formats)? {
        output::print(&format!("{}\n", path.display()))?;
    }
    Ok(Exit::Passed)
}

fn merge(args: MergeArgs, colour: Colour) -> Result<Exit, Failure> {
    let MergeArgs { results, out } = args;
    let mut shards = Vec::with_capacity(results.len());
    for path in &results {
        let file = results_file(path);
        let run = read(&file)?;
        shards.push((file, run));
    }
    let mut whole = davproof_reports::merge(shards)?;
    whole.run.reports = out.display().to_string();
    whole.run.exit_code = exit_code(&whole).into();
    davproof_reports::write_all(&whole, &out)?;
    let style = if output::colour_of_stdout(colour) { console::Style::Colour } else { console::Style::Plain };
    output::print(&console::render(&whole, Some(&out), style))?;
    Ok(exit_code(&whole))
}

/// The results at a path, which may be their folder.
pub(crate) fn results_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("results.json") } else { path.to_owned() }
}

pub(crate) fn read(file: &Path) -> Result<RunResult, Failure> {
    davproof_reports::read(file).map_err(Failure::Results)
}
