//! `davproof mock matrix`.

use std::fs;
use std::path::Path;

use davproof_mock::Fault;
use davproof_reports::Order;

use super::args::MatrixArgs;
use crate::cli::failure::Failure;
use crate::cli::progress::counter;
use crate::cli::{load, output};
use crate::exit::Exit;
use crate::matrix::{self, Matrix, MatrixOptions};
use crate::runner::{RunError, Selection};

pub(super) fn matrix(args: &MatrixArgs) -> Result<Exit, Failure> {
    let selection = Selection::new(args.only.clone(), Order::Listed, None)?;
    let (pack, cases) = load::pack(&args.pack, &[])?;
    let selected = selection.apply(&cases);
    if selected.is_empty() {
        return Err(RunError::NothingSelected(args.only.clone()).into());
    }
    let faults: Vec<Fault> = if args.fault.is_empty() {
        Fault::all().filter(|fault| args.area.is_none_or(|area| fault.area() == area)).collect()
    } else {
        args.fault.clone()
    };
    let bar = counter("faults", faults.len() + 1);
    let options = MatrixOptions { pack: &pack, cases: &selected, faults: &faults, done: &|| bar.inc(1) };
    let matrix = matrix::run(&options);
    bar.finish_and_clear();
    let matrix = matrix?;
    if args.json {
        let json = serde_json::to_string_pretty(&matrix).map_err(std::io::Error::from)?;
        output::print(&format!("{json}\n"))?;
    } else {
        let rows = if args.fault.is_empty() { String::new() } else { matrix::rows(&matrix) };
        output::print(&format!("{rows}{}", matrix::text(&matrix)))?;
    }
    let is_current = match &args.page {
        Some(path) => page(path, &matrix, args.check)?,
        None => true,
    };
    // Whoever looks at a part only cannot expect that it proves the whole.
    let whole = args.fault.is_empty() && args.area.is_none() && args.only.is_empty();
    let proven = if whole { matrix.is_proof() } else { matrix.failing_without_fault.is_empty() };
    Ok(if proven && is_current { Exit::Passed } else { Exit::Failed })
}

/// Writes the page, or looks whether it is as it would be written.
fn page(path: &Path, matrix: &Matrix, check: bool) -> Result<bool, Failure> {
    let page = matrix::page(matrix);
    if !check {
        fs::write(path, page).map_err(|source| Failure::Unwritable { path: path.to_owned(), source })?;
        return Ok(true);
    }
    let there = fs::read_to_string(path).map_err(|source| Failure::Unreadable { path: path.to_owned(), source })?;
    if there != page {
        let path = path.display();
        eprintln!("{path} is out of date; write it anew with `davproof mock matrix --page {path}`");
    }
    Ok(there == page)
}
