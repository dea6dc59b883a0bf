//! Reports as files: written whole or not at all, and read back.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::Deserialize;
use serde_json::error::Category;

use crate::{ReportError, RunResult, SCHEMA_VERSION, html, junit, markdown};

/// Where the reports of a run are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The whole result, `results.json`.
    pub json: PathBuf,
    /// `junit.xml`, for pipelines.
    pub junit: PathBuf,
    /// `report.html`, for people.
    pub html: PathBuf,
    /// `summary.md`, for job pages.
    pub markdown: PathBuf,
}

/// Writes all reports of a run into a folder, which is made if it is missing.
///
/// Each report is first written beside its place and then moved there, so that a reader never
/// meets half of one. Reports of an earlier run are replaced; nothing else in the folder is touched.
///
/// # Errors
/// [`ReportError::Folder`] if the folder cannot be made, [`ReportError::Write`] if a report cannot
/// be written. While reports are being prepared, the earlier ones stay as they were.
pub fn write_all(run: &RunResult, dir: &Path) -> Result<Written, ReportError> {
    fs::create_dir_all(dir).map_err(|source| ReportError::Folder { path: dir.to_owned(), source })?;
    let json = Draft::write(dir.join("results.json"), |out| write_json(run, out))?;
    let junit = Draft::write(dir.join("junit.xml"), |out| junit::write(run, junit::Flavour::Strict, out))?;
    let html = Draft::write(dir.join("report.html"), |out| html::write(run, out))?;
    let markdown = Draft::write(dir.join("summary.md"), |out| out.write_all(markdown(run).as_bytes()))?;
    Ok(Written { json: json.publish()?, junit: junit.publish()?, html: html.publish()?, markdown: markdown.publish()? })
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

/// A report on its way to its place; gone with this value unless published.
struct Draft {
    place: PathBuf,
    draft: PathBuf,
}

impl Draft {
    fn write(place: PathBuf, report: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<Self, ReportError> {
        let mut name = std::ffi::OsString::from(".");
        name.push(place.file_name().expect("reports have file names"));
        name.push(format!(".{}.part", std::process::id()));
        let draft = Self { draft: place.with_file_name(name), place };
        draft.fill(report).map_err(|source| draft.error(source))?;
        Ok(draft)
    }

    fn fill(&self, report: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
        match fs::remove_file(&self.draft) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        // A new file only: whoever may write to the folder must not lead us elsewhere by a link.
        let file = OpenOptions::new().write(true).create_new(true).open(&self.draft)?;
        let mut out = BufWriter::with_capacity(1 << 16, file);
        report(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }

    fn publish(self) -> Result<PathBuf, ReportError> {
        fs::rename(&self.draft, &self.place).map_err(|source| self.error(source))?;
        Ok(self.place.clone())
    }

    fn error(&self, source: io::Error) -> ReportError {
        ReportError::Write { path: self.place.clone(), source }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After publishing there is nothing to remove, and if removing fails there is nobody to tell.
        let _ = fs::remove_file(&self.draft);
    }
}
