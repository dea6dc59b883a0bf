//! `davproof compare`, and the baseline of `davproof run`.

use std::path::{Path, PathBuf};

use clap::Args;
use davproof_reports::{Comparison, Outline, RunResult, console, read_outline};

use super::args::Colour;
use super::failure::Failure;
use super::output;
use crate::exit::Exit;
use crate::gate::{self, Limits, Policy};

/// Options of `compare`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  davproof compare 5.8/results.json 5.12/results.json
  davproof compare 5.8/results.json 5.12/results.json --out upgrade     also as HTML, Markdown, JUnit and JSON

Exit codes:
    0  nothing got worse
    2  a file is of no use
   10  a case fails that did not before
   11  nothing got worse, and something passes that the expectation file lists as failing
   12  something is not judged any more, or the runs cannot be compared in full")]
pub(crate) struct CompareArgs {
    /// `results.json` of the run that shows what was
    pub(crate) baseline: PathBuf,
    /// `results.json` of the run that is to pass
    pub(crate) new: PathBuf,
    /// Folder for comparison.json, comparison.md, comparison.junit.xml and a report.html that begins with the changes
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print the comparison as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// A case that failed and then held fails the gate, if it did not vary before
    #[arg(long)]
    pub(crate) fail_on_flaky: bool,
    /// What counts as slower.
    #[command(flatten)]
    pub(crate) slower: SlowerArgs,
}

/// What counts as slower.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct SlowerArgs {
    /// Tell of cases that take this many times as long as in the baseline …
    #[arg(long, value_name = "FACTOR", default_value_t = 3.0, value_parser = factor)]
    pub(crate) slower_factor: f64,
    /// … and this many milliseconds longer at least
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    pub(crate) slower_floor: u64,
}

fn factor(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(factor) if factor > 1.0 && factor.is_finite() => Ok(factor),
        Ok(_) | Err(_) => Err("a number above 1".to_owned()),
    }
}

/// Limits of a comparison.
pub(crate) fn limits(slower: SlowerArgs, fail_on_flaky: bool) -> Limits {
    Limits {
        policy: if fail_on_flaky { Policy::FailFlaky } else { Policy::TellFlaky },
        slower_factor: slower.slower_factor,
        slower_floor_ms: slower.slower_floor,
    }
}

pub(crate) fn compare(args: &CompareArgs, colour: Colour) -> Result<Exit, Failure> {
    let baseline = baseline(&args.baseline)?;
    let limits = limits(args.slower, args.fail_on_flaky);
    let comparison = match &args.out {
        None => gate::compare(&baseline, &self::baseline(&args.new)?, &limits),
        Some(folder) => {
            let now = davproof_reports::read(&args.new).map_err(Failure::Results)?;
            let comparison = against(&baseline, &now, &args.new, &limits)?;
            davproof_reports::write_comparison(&comparison, &now, folder)?;
            comparison
        }
    };
    tell(&comparison, if args.json { Format::Json } else { Format::Text }, colour)
}

/// How a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// As `comparison.json`.
    Json,
}

/// Reads the baseline of a run, before anything is sent.
pub(crate) fn baseline_of_run(path: &Path, out: &Path) -> Result<Outline, Failure> {
    let own = out.join("results.json");
    if let (Ok(own), Ok(baseline)) = (own.canonicalize(), path.canonicalize())
        && own == baseline
    {
        let (path, out) = (path.display(), out.display());
        let message =
            format!("the run would replace its own baseline {path}; move it, or give another --out than {out}");
        return Err(Failure::Usage(message));
    }
    baseline(path)
}

/// Reads a baseline and refuses what no run can have written.
pub(crate) fn baseline(path: &Path) -> Result<Outline, Failure> {
    let outline = read_outline(path).map_err(Failure::Results)?;
    gate::usable(&outline).map_err(|source| Failure::Edited { path: path.to_owned(), source })?;
    Ok(outline)
}

/// Compares a run with a baseline; `path` is where the run was read.
fn against(baseline: &Outline, now: &RunResult, path: &Path, limits: &Limits) -> Result<Comparison, Failure> {
    let outline = Outline::from(now);
    gate::usable(&outline).map_err(|source| Failure::Edited { path: path.to_owned(), source })?;
    Ok(gate::compare(baseline, &outline, limits))
}

/// Prints a comparison; its gate is the exit code.
pub(crate) fn tell(comparison: &Comparison, format: Format, colour: Colour) -> Result<Exit, Failure> {
    match format {
        Format::Json => {
            let mut text = Vec::new();
            davproof_reports::write_comparison_json(comparison, &mut text)?;
            output::print(&String::from_utf8_lossy(&text))?;
        }
        Format::Text => {
            let style = if output::colour_of_stdout(colour) { console::Style::Colour } else { console::Style::Plain };
            output::print(&comparison.console(style))?;
        }
    }
    Ok(comparison.gate.into())
}
