//! The pack: scenario files, fixture objects, client profiles and the register of requirements.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::case::ScenarioFile;
use super::template::Template;
use crate::diagnostic::Diagnostic;
use davproof_reports::Requirement;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");

/// The files of a pack by their paths below the pack's folder.
#[derive(Clone, Debug, Default)]
pub struct PackSource {
    files: BTreeMap<String, PackFile>,
}

#[derive(Clone, Debug)]
struct PackFile {
    /// Path as a person would write it.
    shown: String,
    bytes: Vec<u8>,
}

/// A parsed pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The scenario files with their paths and texts.
    pub scenarios: Vec<(SourceFile, ScenarioFile)>,
    /// Fixture objects by reference, for example `event/simple`.
    pub fixtures: BTreeMap<String, FixtureFile>,
    /// Client profiles by name.
    pub clients: BTreeMap<String, ClientProfile>,
    /// The register of requirements.
    pub requirements: Requirements,
    /// Requirements that no DAV scenario can show: id to reason.
    pub not_covered: BTreeMap<String, String>,
    /// SHA-256 over all files, in hexadecimal.
    pub digest: String,
}

/// A scenario file as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path as a person would write it.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A fixture object.
#[derive(Clone, Debug)]
pub struct FixtureFile {
    /// File extension, without the dot: `ics` or `vcf`.
    pub extension: String,
    /// The object with its placeholders.
    pub text: Template,
    /// True if the file is not UTF-8, because a fold splits a character: then each character of `text` is one byte.
    pub bytewise: bool,
}

/// Headers that a client program sends.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientProfile {
    /// The program in words.
    pub title: String,
    /// Its User-Agent; `null` sends none.
    pub user_agent: Option<String>,
    /// Other headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

/// The register of requirements by id.
#[derive(Clone, Debug, Default)]
pub struct Requirements {
    /// Every row of the register.
    pub rows: BTreeMap<String, RequirementRow>,
}

/// A row of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementRow {
    /// What the reports show.
    pub requirement: Requirement,
    /// Area of the register, for example `sync`.
    pub area: String,
    /// 1: clients break without it, 2: should be there, 3: rarely met.
    pub priority: u8,
    /// Condition under which it applies.
    pub applies_if: String,
}

impl PackSource {
    /// The pack that is built into the program.
    #[must_use]
    pub fn embedded() -> PackSource {
        let mut files = BTreeMap::new();
        let mut folders = vec![&EMBEDDED];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            for file in folder.files() {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let shown = format!("scenarios/{path}");
                files.insert(path, PackFile { shown, bytes: file.contents().to_vec() });
            }
        }
        PackSource { files }
    }

    /// Adds a file, or replaces the one of the same path; messages call it `shown`.
    pub fn insert(&mut self, path: impl Into<String>, shown: impl Into<String>, bytes: Vec<u8>) {
        self.files.insert(path.into(), PackFile { shown: shown.into(), bytes });
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|file| file.bytes.as_slice())
    }

    /// Parses everything.
    ///
    /// # Errors
    /// Every mistake that the files have, file by file.
    pub fn parse(&self) -> Result<Pack, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut pack = Pack {
            scenarios: Vec::new(),
            fixtures: BTreeMap::new(),
            clients: BTreeMap::new(),
            requirements: Requirements::default(),
            not_covered: BTreeMap::new(),
            digest: self.digest(),
        };
        for (path, PackFile { shown, bytes }) in &self.files {
            if let Err(problem) = pack.add(path, shown, bytes) {
                problems.push(problem);
            }
        }
        if problems.is_empty() { Ok(pack) } else { Err(problems) }
    }

    fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for (path, PackFile { shown: _, bytes }) in &self.files {
            hash.update(path.as_bytes());
            hash.update([0]);
            hash.update(Sha256::digest(bytes));
        }
        hex(&hash.finalize())
    }
}

impl Pack {
    fn add(&mut self, path: &str, shown: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        if let Some(inner) = path.strip_prefix("fixtures/") {
            return self.add_fixture(inner, shown, bytes);
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|_| Diagnostic::new(format!("{shown} is not UTF-8"), shown, "", super::At::default()))?;
        let yaml = |error: serde_saphyr::Error| Diagnostic::from_yaml(&error, shown, text);
        if path == "clients.yaml" {
            self.clients = crate::yaml::parse(text).map_err(yaml)?;
        } else if path == "not-covered.yaml" {
            self.not_covered = crate::yaml::parse(text).map_err(yaml)?;
        } else if path == "requirements.tsv" {
            self.requirements = Requirements::parse(text, shown)?;
        } else if is_ours(path) {
            let file = SourceFile { path: shown.to_owned(), text: text.to_owned() };
            self.scenarios.push((file, crate::yaml::parse(text).map_err(yaml)?));
        }
        Ok(())
    }
}

impl Pack {
    fn add_fixture(&mut self, inner: &str, shown: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let Some((name, extension)) =
            inner.rsplit_once('.').filter(|(_, extension)| matches!(*extension, "ics" | "vcf"))
        else {
            return Ok(());
        };
        let (text, bytewise) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), false),
            Err(_) => (bytes.iter().map(|byte| char::from(*byte)).collect(), true),
        };
        let text = Template::parse(&text, super::At::default()).map_err(|error| {
            Diagnostic::new(error.to_string(), shown, &text, super::At { line: 1, column: 1, length: 1 })
        })?;
        self.fixtures.insert(name.to_owned(), FixtureFile { extension: extension.to_owned(), text, bytewise });
        Ok(())
    }
}

impl Requirements {
    /// Parses the register: tab-separated, no quoting, with a header line.
    ///
    /// # Errors
    /// The line that has not nine columns or no number as its priority.
    pub fn parse(text: &str, path: &str) -> Result<Requirements, Diagnostic> {
        let mut rows = BTreeMap::new();
        for (number, line) in text.lines().enumerate().skip(1) {
            let at = super::At { line: u32::try_from(number + 1).unwrap_or(u32::MAX), column: 1, length: 1 };
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, document, section, level, area, summary, _, applies_if, priority] = columns.as_slice() else {
                let message = format!("a requirement has 9 columns, this one has {}", columns.len());
                return Err(Diagnostic::new(message, path, text, at));
            };
            let priority = priority.parse().map_err(|_| {
                Diagnostic::new(format!("`{priority}` is no priority; write 1, 2 or 3"), path, text, at)
            })?;
            let requirement = Requirement {
                document: (*document).to_owned(),
                section: (*section).to_owned(),
                level: (*level).to_owned(),
                summary: (*summary).to_owned(),
            };
            let (area, applies_if) = ((*area).to_owned(), (*applies_if).to_owned());
            rows.insert((*id).to_owned(), RequirementRow { requirement, area, priority, applies_if });
        }
        Ok(Requirements { rows })
    }
}

/// A byte string in hexadecimal.
#[must_use]
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn is_ours(path: &str) -> bool {
    let yaml = path.rsplit_once('.').is_some_and(|(_, extension)| extension == "yaml");
    yaml && path.contains('/') && !path.starts_with("expectations/") && !path.starts_with("fixtures/")
}
