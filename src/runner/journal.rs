//! What a run is about to create, on disk before it is created, so that `davproof clean` can remove it later.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;

use serde::{Deserialize, Serialize};

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Entry {
    /// The first line: which run against which server.
    Run {
        /// Id of the run.
        id: String,
        /// Origin of the server.
        origin: String,
    },
    /// A scratch collection that may exist from now on.
    Collection {
        /// Role that owns it.
        role: String,
        /// Its path.
        path: String,
    },
    /// An object that the server may have delivered into an account.
    Delivered {
        /// Role that has it.
        role: String,
        /// Its path.
        path: String,
    },
    /// A subscription that may exist from now on.
    Subscription {
        /// Role that subscribed.
        role: String,
        /// Path of the collection.
        path: String,
    },
    /// The thing at this path is gone.
    Gone {
        /// Its path.
        path: String,
    },
}

/// The journal of the run that is under way.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: Mutex<File>,
}

impl Journal {
    /// Starts a journal in the state folder.
    pub(crate) fn start(folder: &Path, id: &str, origin: &str) -> io::Result<Journal> {
        fs::create_dir_all(folder)?;
        let path = folder.join(format!("{id}.jsonl"));
        let file = OpenOptions::new().create_new(true).append(true).open(&path)?;
        let journal = Journal { path, file: Mutex::new(file) };
        journal.write(&Entry::Run { id: id.to_owned(), origin: origin.to_owned() })?;
        Ok(journal)
    }

    /// Writes an entry so that it survives the death of this process.
    pub(crate) fn write(&self, entry: &Entry) -> io::Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(&line)?;
        file.flush()
    }

    /// Removes the journal, once nothing is left of what it lists.
    pub(crate) fn finish(&self) -> io::Result<()> {
        fs::remove_file(&self.path)
    }

    /// Where the journal lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// A journal that an earlier run left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The journal's file.
    pub file: PathBuf,
    /// Id of the run.
    pub run: String,
    /// Origin of the server.
    pub origin: String,
    /// What may still exist, in the order of its creation.
    pub entries: Vec<Entry>,
}

/// Reads all journals of a state folder. A last line that the death of its process cut off is ignored.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn leftovers(folder: &Path) -> io::Result<Vec<Leftover>> {
    let mut found = Vec::new();
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(error),
    };
    for file in listing {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            found.extend(leftover(path)?);
        }
    }
    found.sort_by(|a, b| a.run.cmp(&b.run));
    Ok(found)
}

fn leftover(path: PathBuf) -> io::Result<Option<Leftover>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut head = None;
    for line in BufReader::new(File::open(&path)?).lines() {
        let Ok(entry) = serde_json::from_str(&line?) else { continue };
        match entry {
            Entry::Run { id, origin } => head = Some((id, origin)),
            Entry::Gone { path } => entries.retain(|entry| entry.path() != Some(path.as_str())),
            Entry::Collection { .. } | Entry::Delivered { .. } | Entry::Subscription { .. } => entries.push(entry),
        }
    }
    Ok(head.map(|(run, origin)| Leftover { file: path, run, origin, entries }))
}

impl Entry {
    /// The path that the entry is about.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Entry::Run { .. } => None,
            Entry::Collection { path, .. }
            | Entry::Delivered { path, .. }
            | Entry::Subscription { path, .. }
            | Entry::Gone { path } => Some(path),
        }
    }
}
