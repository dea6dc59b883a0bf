//! Reports as files: written whole or not at all, and read back.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::error::Category;

use crate::{ReportError, RunResult, SCHEMA_VERSION, evidence, html, junit, markdown};

/// The reports that a folder may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The whole result, `results.json`.
    Json,
    /// `junit.xml`, for pipelines. It names evidence.
    Junit,
    /// The same with file and line of each case, for readers that turn them into annotations; strict ones refuse it.
    JunitRich,
    /// `report.html`, for people. It links to evidence.
    Html,
    /// `summary.md`, for job pages.
    Markdown,
}

impl Format {
    /// The reports that a run writes.
    pub const ALL: [Self; 4] = [Self::Json, Self::Junit, Self::Html, Self::Markdown];

    /// Name of the report's file.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Json => "results.json",
            Self::Junit | Self::JunitRich => "junit.xml",
            Self::Html => "report.html",
            Self::Markdown => "summary.md",
        }
    }

    /// Writes the report.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(self, run: &RunResult, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Json => write_json(run, out),
            Self::Junit => junit::write(run, junit::Flavour::Strict, out),
            Self::JunitRich => junit::write(run, junit::Flavour::Rich, out),
            Self::Html => html::write(run, out),
            Self::Markdown => out.write_all(markdown(run).as_bytes()),
        }
    }

    fn needs_evidence(self) -> bool {
        match self {
            Self::Junit | Self::JunitRich | Self::Html => true,
            Self::Json | Self::Markdown => false,
        }
    }
}

/// Writes all reports of a run and its evidence into a folder; see [`write_formats`].
///
/// # Errors
/// As [`write_formats`].
pub fn write_all(run: &RunResult, dir: &Path) -> Result<Vec<PathBuf>, ReportError> {
    write_formats(run, dir, &Format::ALL)
}

/// Writes reports of a run into a folder, which is made if it is missing, and returns where they are.
///
/// Each report is first written beside its place and then moved there, so that a reader never
/// meets half of one. Reports and evidence of an earlier run are replaced, as the strict `junit.xml` is by the rich one;
/// nothing else in the folder is touched.
///
/// # Errors
/// [`ReportError::Folder`] if the folder cannot be made, [`ReportError::Write`] if a report cannot be written,
/// [`ReportError::ForeignEvidence`] if somebody else's files are in the place of the evidence. While reports are
/// being prepared, the earlier ones stay as they were.
pub fn write_formats(run: &RunResult, dir: &Path, formats: &[Format]) -> Result<Vec<PathBuf>, ReportError> {
    fs::create_dir_all(dir).map_err(|source| ReportError::Folder { path: dir.to_owned(), source })?;
    let mut drafts = Vec::new();
    if formats.iter().any(|format| format.needs_evidence()) {
        drafts.push(Draft::evidence(run, dir.join(evidence::FOLDER))?);
    }
    let is_rich = formats.contains(&Format::JunitRich);
    let wanted: BTreeSet<Format> =
        formats.iter().copied().filter(|format| !(is_rich && *format == Format::Junit)).collect();
    for format in wanted {
        drafts.push(Draft::report(dir.join(format.file()), |out| format.write(run, out))?);
    }
    drafts.into_iter().map(Draft::publish).collect()
}

/// Writes a run as `results.json`: the same run always gives the same bytes.
///
/// # Errors
/// What `out` says.
pub fn write_json(run: &RunResult, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, run)?;
    out.write_all(b"\n")
}

/// Reads a `results.json`.
///
/// # Errors
/// [`ReportError`], which tells a file that cannot be read from one that is no JSON, cut off, no
/// result, of another schema version, or against its schema.
pub fn read(path: &Path) -> Result<RunResult, ReportError> {
    read_as(path)
}

/// Reads what a `results.json` holds as a whole or in outline.
pub(crate) fn read_as<T: DeserializeOwned>(path: &Path) -> Result<T, ReportError> {
    #[derive(Deserialize)]
    struct Version {
        schema: u64,
    }
    let path = || path.to_owned();
    let bytes = fs::read(path()).map_err(|source| ReportError::Read { path: path(), source })?;
    let version: Version = serde_json::from_slice(&bytes).map_err(|source| match source.classify() {
        Category::Eof => ReportError::Truncated { path: path(), source },
        Category::Syntax | Category::Io => ReportError::NotJson { path: path(), source },
        Category::Data => ReportError::NotAResult { path: path(), source },
    })?;
    if version.schema != u64::from(SCHEMA_VERSION) {
        return Err(ReportError::SchemaVersion { path: path(), found: version.schema, supported: SCHEMA_VERSION });
    }
    serde_json::from_slice(&bytes).map_err(|source| ReportError::Invalid { path: path(), source })
}

/// Writes a file beside its place and moves it there once it is whole.
pub(crate) fn publish(
    file: &Path,
    content: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), ReportError> {
    Draft::report(file.to_owned(), content)?.publish().map(drop)
}

/// A report or a folder on its way to its place; gone with this value unless published.
pub(crate) struct Draft {
    place: PathBuf,
    draft: PathBuf,
}

impl Draft {
    fn new(place: PathBuf) -> Self {
        let draft = beside(&place, "part");
        // What a killed process of the same number left there.
        remove(&draft);
        Self { place, draft }
    }

    pub(crate) fn report(
        place: PathBuf,
        report: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<Self, ReportError> {
        let draft = Self::new(place);
        fill(&draft.draft, report, File::sync_all).map_err(|source| draft.error(source))?;
        Ok(draft)
    }

    /// The evidence as a folder. It is not flushed to the disk file by file: results.json has all of it.
    fn evidence(run: &RunResult, place: PathBuf) -> Result<Self, ReportError> {
        if place.symlink_metadata().is_ok() && !place.join(evidence::NOTE).is_file() {
            return Err(ReportError::ForeignEvidence { path: place });
        }
        let draft = Self::new(place);
        let write = || -> io::Result<()> {
            fs::create_dir(&draft.draft)?;
            fill(&draft.draft.join(evidence::NOTE), |out| evidence::note(run, out), |_| Ok(()))?;
            for (case, file) in evidence::files(run) {
                let file = draft.draft.join(file);
                fs::create_dir_all(file.parent().expect("evidence lies in a folder"))?;
                fill(&file, |out| evidence::write(run, case, out), |_| Ok(()))?;
            }
            Ok(())
        };
        write().map_err(|source| draft.error(source))?;
        Ok(draft)
    }

    pub(crate) fn publish(self) -> Result<PathBuf, ReportError> {
        let old = beside(&self.place, "old");
        // A folder does not replace a folder that holds something.
        let moved = if self.draft.is_dir() && self.place.is_dir() { fs::rename(&self.place, &old) } else { Ok(()) };
        moved.and_then(|()| fs::rename(&self.draft, &self.place)).map_err(|source| self.error(source))?;
        remove(&old);
        Ok(self.place.clone())
    }

    fn error(&self, source: io::Error) -> ReportError {
        ReportError::Write { path: self.place.clone(), source }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        remove(&self.draft);
    }
}

/// A hidden name in the same folder that no other process uses.
fn beside(place: &Path, suffix: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(place.file_name().expect("reports have file names"));
    name.push(format!(".{}.{suffix}", std::process::id()));
    place.with_file_name(name)
}

fn fill(
    file: &Path,
    report: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    flush: impl FnOnce(&File) -> io::Result<()>,
) -> io::Result<()> {
    // A new file only: whoever may write to the folder must not lead us elsewhere by a link.
    let file = OpenOptions::new().write(true).create_new(true).open(file)?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    report(&mut out)?;
    flush(&out.into_inner().map_err(io::IntoInnerError::into_error)?)
}

/// Removes one of our own files or folders. If there is nothing, or it stays, there is nobody to tell.
fn remove(path: &Path) {
    let is_folder = path.symlink_metadata().is_ok_and(|what| what.is_dir());
    let _ = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}
