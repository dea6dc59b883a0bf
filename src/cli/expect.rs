//! `davproof expect`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use davproof_reports::{CaseOutline, Outline, Verdict};
use jiff::Zoned;

use super::args::PackArgs;
use super::compare::baseline;
use super::failure::Failure;
use super::{load, output};
use crate::exit::Exit;
use crate::expectation::{Server, Updated, update};

/// What to do with expectation files.
#[derive(Debug, Subcommand)]
pub(crate) enum ExpectCommand {
    /// Checks a file: patterns without cases, entries that collide, expired or unwritten ones
    Check {
        /// The expectation file
        file: PathBuf,
        /// Where more scenarios come from.
        #[command(flatten)]
        pack: PackArgs,
    },
    /// Changes a file so that it lists what a run saw: adds what fails, with a reason to be written, and takes out what is fixed
    #[command(after_help = "\
Comments and order of the file stay. A new entry has the reason TODO, and no file is accepted that still holds one: somebody
must write why the failure is accepted.

Example:
  davproof run --target davproof.yaml --expect accepted.yaml
  davproof expect update --from davproof-report/results.json --file accepted.yaml")]
    Update {
        /// results.json of the run
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        /// The expectation file; without it the one that the run used. It is made if it is missing
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// Where more scenarios come from.
        #[command(flatten)]
        pack: PackArgs,
    },
}

pub(crate) fn expect(command: ExpectCommand) -> Result<Exit, Failure> {
    match command {
        ExpectCommand::Check { file, pack } => check(&file, &pack),
        ExpectCommand::Update { from, file, pack } => bring_up_to_date(&from, file, &pack),
    }
}

fn check(file: &Path, pack: &PackArgs) -> Result<Exit, Failure> {
    let (_, cases) = load::pack(pack, &[])?;
    let Some(expectations) = load::expectations(file, &cases)? else {
        return Err(Failure::Usage("`none` is no file; it stands for accepting nothing".to_owned()));
    };
    let expired = expectations.expired(Zoned::now().date());
    if !expired.is_empty() {
        return Err(Failure::Mistakes(expired));
    }
    let entries = if expectations.len() == 1 { "entry" } else { "entries" };
    output::print(&format!("{}: {} {entries}, no mistake.\n", file.display(), expectations.len()))?;
    Ok(Exit::Passed)
}

fn bring_up_to_date(from: &Path, file: Option<PathBuf>, pack: &PackArgs) -> Result<Exit, Failure> {
    let run = baseline(from)?;
    let used = run.expectations.as_ref().map(|file| PathBuf::from(&file.path));
    let Some(path) = file.or(used) else {
        return Err(Failure::Usage("the run used no expectation file; name one with --file".to_owned()));
    };
    let (_, cases) = load::pack(pack, &[])?;
    let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            format!("server: {}\nexpect: []\n", serde_json::Value::from(run.target.subject()))
        }
        Err(source) => return Err(Failure::Unreadable { path, source }),
    };
    let server = Server { product: run.target.product.clone(), version: run.target.version.clone() };
    let updated = update(&text, &path, &server, &failed(&run), &ids).map_err(Failure::Mistakes)?;
    if updated.text != text {
        replace(&path, &updated.text)?;
    }
    output::print(&told(&path, &run, &updated))?;
    Ok(Exit::Passed)
}

/// The failed checks of each case that was judged.
fn failed(run: &Outline) -> BTreeMap<String, BTreeSet<String>> {
    let judged = run.cases.iter().filter(|case| match case.verdict {
        Verdict::Pass | Verdict::Fail | Verdict::KnownFail | Verdict::UnexpectedPass => true,
        Verdict::Error | Verdict::Blocked | Verdict::NotApplicable | Verdict::Flaky => false,
    });
    let checks = |case: &CaseOutline| case.failed.iter().map(|check| check.id.clone()).collect();
    judged.map(|case| (case.id.clone(), checks(case))).collect()
}

fn told(path: &Path, run: &Outline, updated: &Updated) -> String {
    let Updated { added, removed, adjusted, .. } = updated;
    let mut text = format!(
        "{}: {} added, {} taken out, {} changed.\n",
        path.display(),
        added.len(),
        removed.len(),
        adjusted.len()
    );
    for (what, patterns) in [("added", added), ("taken out", removed), ("changed", adjusted)] {
        for pattern in patterns {
            let _ = writeln!(text, "  {what}: {pattern}");
        }
    }
    if !added.is_empty() {
        let _ = writeln!(text, "Write the reason and the link of what was added: `davproof expect check` shows where.");
    }
    let flaky = run.cases.iter().filter(|case| case.verdict == Verdict::Flaky && case.expected.is_none()).count();
    if flaky > 0 {
        let _ =
            writeln!(text, "{flaky} flaky cases were left out; list them with `outcome: flaky` if you accept that.");
    }
    text
}

/// Writes the file beside its place and moves it there.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let draft = path.with_file_name(name);
    let written = std::fs::write(&draft, text).and_then(|()| std::fs::rename(&draft, path));
    written.map_err(|source| {
        // If removing fails too there is nobody to tell.
        let _ = std::fs::remove_file(&draft);
        Failure::Unwritable { path: path.to_owned(), source }
    })
}
