//! Writing a bundle: everything comes from the result alone, and the same result gives the same bytes.

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use flate2::{Compression, write::DeflateEncoder};
use rawzip::{CompressionMethod, ZipArchiveWriter, time::UtcDateTime};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{MANIFEST, har};
use crate::{
    Configuration, Format, MergedRun, Order, Pack, ReportError, Run, RunResult, Shard, Summary, Target, evidence,
    store::publish, text::hex,
};

const README: &str = "\
This archive holds a davproof run as it was, for the change request it belongs to.

report.html          for people: open it in a browser; it needs no network and no JavaScript
summary.md           the same on one page
junit.xml            for pipelines
results.json         everything; all other files are made from it
evidence/            of every case that did not pass, as text (.txt) and as HTTP archive (.har, HAR 1.2)
configuration.json   what the run was told, with defaults filled in and without secrets
expectations.yaml    what was accepted of the server, if there was such a file
MANIFEST             SHA-256 of every other file

To check that nothing was changed:  davproof bundle verify FILE
or, in a folder with its contents:  sha256sum --check MANIFEST
";

/// Writes a bundle to a file, which appears whole or not at all.
///
/// # Errors
/// [`ReportError::Write`].
pub fn write_bundle(run: &RunResult, file: &Path) -> Result<(), ReportError> {
    publish(file, |out| bundle(run, out))
}

/// Writes a bundle: a ZIP archive with deterministic bytes.
///
/// # Errors
/// What `out` says.
pub fn bundle(run: &RunResult, out: impl Write) -> io::Result<()> {
    let mut bundle = Bundle::new(run, out);
    bundle.add("README.txt", |out| write!(out, "{}\n\n{README}", Summary::of(run).sentence))?;
    for format in [Format::Html, Format::Markdown, Format::Junit, Format::Json] {
        bundle.add(format.file(), |mut out| format.write(run, &mut out))?;
    }
    bundle.add("configuration.json", |mut out| {
        serde_json::to_writer_pretty(&mut out, &Told::by(run))?;
        writeln!(out)
    })?;
    if let Some(file) = &run.expectations {
        bundle.add("expectations.yaml", |out| out.write_all(file.text.as_bytes()))?;
    }
    bundle.add(&format!("{}/{}", evidence::FOLDER, evidence::NOTE), |mut out| evidence::note(run, &mut out))?;
    for (case, file) in evidence::files(run) {
        let file = format!("{}/{file}", evidence::FOLDER);
        bundle.add(&file, |mut out| evidence::write(run, case, &mut out))?;
        let archive = file.trim_end_matches(".txt").to_owned() + ".har";
        bundle.add(&archive, |out| har::write(run, case, out))?;
    }
    bundle.finish()
}

/// What the run was told, as it stands in `configuration.json`.
#[derive(Serialize)]
struct Told<'a> {
    davproof: &'a str,
    server: &'a str,
    label: &'a str,
    settings: &'a Configuration,
    order: Order,
    jobs: usize,
    read_only: bool,
    retries: usize,
    fail_on_flaky: bool,
    only: &'a [String],
    selected: usize,
    shard: &'a Option<Shard>,
    merged: &'a [MergedRun],
    expectations: Option<ToldFile<'a>>,
    pack: &'a Pack,
}

#[derive(Serialize)]
struct ToldFile<'a> {
    path: &'a str,
    sha256: &'a str,
}

impl<'a> Told<'a> {
    fn by(result: &'a RunResult) -> Self {
        let RunResult { davproof, run, target, configuration, pack, expectations, .. } = result;
        let Target { label, url, .. } = target;
        let Run { order, jobs, read_only, retries, fail_on_flaky, only, selected, shard, merged, .. } = run;
        let expectations = expectations.as_ref().map(|file| ToldFile { path: &file.path, sha256: &file.sha256 });
        Self {
            davproof,
            server: url,
            label,
            settings: configuration,
            order: *order,
            jobs: *jobs,
            read_only: *read_only,
            retries: *retries,
            fail_on_flaky: *fail_on_flaky,
            only,
            selected: *selected,
            shard,
            merged,
            expectations,
            pack,
        }
    }
}

struct Bundle<W: Write> {
    archive: ZipArchiveWriter<W>,
    /// Time of every member: that of the run, so that the bytes depend on nothing else.
    time: UtcDateTime,
    manifest: Vec<String>,
}

impl<W: Write> Bundle<W> {
    fn new(run: &RunResult, out: W) -> Self {
        // The ZIP format knows no time before 1980.
        let started = run.run.started.parse::<jiff::Timestamp>().map_or(0, jiff::Timestamp::as_second).max(315_532_800);
        Self { archive: ZipArchiveWriter::new(out), time: UtcDateTime::from_unix(started), manifest: Vec::new() }
    }

    fn add(&mut self, name: &str, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let digest = self.write(name, content)?;
        self.manifest.push(format!("{digest}  {name}\n"));
        Ok(())
    }

    /// Writes a member; its digest.
    fn write(&mut self, name: &str, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<String> {
        let member = self.archive.new_file(name).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = member.last_modified(self.time).start().map_err(io::Error::other)?;
        let packed = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        let mut out = BufWriter::new(Hashed { out: packed, sha256: Sha256::new() });
        content(&mut out)?;
        let Hashed { out, sha256 } = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        let (encoder, descriptor) = out.finish().map_err(io::Error::other)?;
        encoder.finish()?;
        entry.finish(descriptor).map_err(io::Error::other)?;
        Ok(hex(&sha256.finalize()))
    }

    fn finish(mut self) -> io::Result<()> {
        let manifest = self.manifest.concat();
        self.write(MANIFEST, |out| out.write_all(manifest.as_bytes()))?;
        self.archive.finish().map_err(io::Error::other)?.flush()
    }
}

/// Hashes what it passes on.
struct Hashed<W> {
    out: W,
    sha256: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sha256.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
