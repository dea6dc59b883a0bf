//! Checking a bundle against its manifest. Nothing is ever extracted.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder};
use sha2::{Digest, Sha256};

use super::MANIFEST;
use crate::text::hex;

/// Members of one archive; a bundle of 100,000 failed cases has fewer.
const MEMBER_LIMIT: u64 = 500_000;
/// Bytes of all members together once unpacked.
const SIZE_LIMIT: u64 = 8 << 30;
/// Bytes of the manifest.
const MANIFEST_LIMIT: u64 = 64 << 20;

/// Why a file is no bundle, or none that it would be wise to read on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// The file cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no ZIP archive, or a cut-off one.
    #[error("{path} is not a whole ZIP archive")]
    NotAnArchive {
        /// The file.
        path: PathBuf,
        /// Where and why reading ended.
        source: rawzip::Error,
    },
    /// The archive is made to do harm, or might as well be.
    #[error("{path} is refused: {reason}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The archive has no list of digests, or one that is none.
    #[error("{path} is no davproof bundle: {reason}")]
    NoManifest {
        /// The file.
        path: PathBuf,
        /// What is missing or wrong.
        reason: String,
    },
}

/// What came of checking a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Members that are as the manifest says.
    pub good: usize,
    /// Everything that is not, by name.
    pub mismatches: Vec<Mismatch>,
}

/// One way in which a bundle is not as its manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// The member has another digest.
    Changed(String),
    /// The member cannot be unpacked, or its check sum in the archive is wrong.
    Damaged(String),
    /// The manifest lists the member, and the archive does not have it.
    Missing(String),
    /// The archive has the member, and the manifest does not list it.
    Surplus(String),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(member) => write!(f, "changed: {member}"),
            Self::Damaged(member) => write!(f, "damaged: {member}"),
            Self::Missing(member) => write!(f, "missing: {member}"),
            Self::Surplus(member) => write!(f, "surplus: {member}"),
        }
    }
}

/// Checks every member of a bundle against its manifest, in constant memory per member.
///
/// # Errors
/// [`BundleError`] if there is nothing to check, or the archive is hostile: names that lead out of a folder, names twice,
/// members that unpack to more than they say or than anybody needs.
pub fn verify(path: &Path) -> Result<Verified, BundleError> {
    let file = File::open(path).map_err(|source| BundleError::Read { path: path.to_owned(), source })?;
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let broken = |source| BundleError::NotAnArchive { path: path.to_owned(), source };
    let archive = ZipArchive::from_file(file, &mut buffer).map_err(broken)?;
    let members = members(path, &archive, &mut buffer)?;
    let listed = manifest(path, &archive, &members)?;
    let mut good = 0;
    let mut mismatches = Vec::new();
    let names: BTreeSet<&String> = listed.keys().chain(members.keys().filter(|name| *name != MANIFEST)).collect();
    for name in names {
        let name = name.clone();
        match (listed.get(&name), members.get(&name)) {
            (Some(_), None) => mismatches.push(Mismatch::Missing(name)),
            (None, _) => mismatches.push(Mismatch::Surplus(name)),
            (Some(expected), Some(member)) => match digest(&archive, member) {
                Ok(found) if found == *expected => good += 1,
                Ok(_) => mismatches.push(Mismatch::Changed(name)),
                Err(_) => mismatches.push(Mismatch::Damaged(name)),
            },
        }
    }
    Ok(Verified { good, mismatches })
}

struct Member {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    size: u64,
}

/// All members by name, if none of them is there to do harm.
fn members(
    path: &Path,
    archive: &ZipArchive<FileReader>,
    buffer: &mut [u8],
) -> Result<BTreeMap<String, Member>, BundleError> {
    let refused = |reason: String| BundleError::Refused { path: path.to_owned(), reason };
    let broken = |source| BundleError::NotAnArchive { path: path.to_owned(), source };
    let mut members = BTreeMap::new();
    let mut folded = BTreeSet::new();
    let mut size: u64 = 0;
    let mut entries = archive.entries(buffer);
    while let Some(entry) = entries.next_entry().map_err(broken)? {
        if members.len() as u64 >= MEMBER_LIMIT {
            return Err(refused(format!("it has more than {MEMBER_LIMIT} members")));
        }
        let raw = entry.file_path();
        let shown = String::from_utf8_lossy(raw.as_bytes()).escape_debug().to_string();
        let name = std::str::from_utf8(raw.as_bytes()).ok().filter(|name| stays_inside(name));
        let Some(name) = name else {
            return Err(refused(format!("the member `{shown}` would land outside of its folder or has no plain name")));
        };
        // On the systems of many readers, names that differ in case only are the same.
        if !folded.insert(name.to_lowercase()) {
            return Err(refused(format!("the member `{shown}` is there twice")));
        }
        size = size.saturating_add(entry.uncompressed_size_hint());
        if size > SIZE_LIMIT {
            return Err(refused(format!("its members unpack to more than {SIZE_LIMIT} bytes")));
        }
        let member = Member {
            place: entry.wayfinder(),
            method: entry.compression_method(),
            size: entry.uncompressed_size_hint(),
        };
        members.insert(name.to_owned(), member);
    }
    if members.len() as u64 != archive.entries_hint() {
        let (found, told) = (members.len(), archive.entries_hint());
        return Err(refused(format!("it has {found} members and says {told}")));
    }
    Ok(members)
}

/// Whether a name stays below the folder into which somebody unpacks it, on every system.
fn stays_inside(name: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part != "." && part != "..";
    name.split('/').all(part) && !name.contains(|c: char| c == '\\' || c == ':' || c.is_control())
}

/// The digests that the manifest lists, by member.
fn manifest(
    path: &Path,
    archive: &ZipArchive<FileReader>,
    members: &BTreeMap<String, Member>,
) -> Result<BTreeMap<String, String>, BundleError> {
    let none = |reason: String| BundleError::NoManifest { path: path.to_owned(), reason };
    let member = members.get(MANIFEST).ok_or_else(|| none(format!("it has no {MANIFEST}")))?;
    if member.size > MANIFEST_LIMIT {
        return Err(none(format!("its {MANIFEST} is larger than {MANIFEST_LIMIT} bytes")));
    }
    let mut text = Vec::new();
    unpack(archive, member, |bytes| text.extend_from_slice(bytes))
        .map_err(|error| none(format!("its {MANIFEST} cannot be unpacked: {error}")))?;
    let text = String::from_utf8(text).map_err(|_| none(format!("its {MANIFEST} is not UTF-8")))?;
    let mut listed = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let entry = line.split_once("  ").filter(|(digest, name)| is_digest(digest) && !name.is_empty());
        let Some((digest, name)) = entry else {
            return Err(none(format!("line {} of its {MANIFEST} is no digest and name", index + 1)));
        };
        if listed.insert(name.to_owned(), digest.to_owned()).is_some() {
            return Err(none(format!("line {} of its {MANIFEST} lists a member again", index + 1)));
        }
    }
    Ok(listed)
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn digest(archive: &ZipArchive<FileReader>, member: &Member) -> io::Result<String> {
    let mut sha256 = Sha256::new();
    unpack(archive, member, |bytes| sha256.update(bytes))?;
    Ok(hex(&sha256.finalize()))
}

/// Reads a member in pieces, and no further than the size it claims.
fn unpack(archive: &ZipArchive<FileReader>, member: &Member, mut take: impl FnMut(&[u8])) -> io::Result<()> {
    let entry = archive.get_entry(member.place).map_err(io::Error::other)?;
    let packed = entry.reader();
    let unpacked: Box<dyn Read + '_> = match member.method {
        CompressionMethod::STORE => Box::new(packed),
        CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed)),
        other => return Err(io::Error::other(format!("compression {other:?} is not known"))),
    };
    // One byte more than there should be is enough to see that there is more.
    let mut checked = entry.verifying_reader(unpacked.take(member.size.saturating_add(1)));
    let mut piece = vec![0; 1 << 16];
    loop {
        match checked.read(&mut piece)? {
            0 => return Ok(()),
            read => take(&piece[..read]),
        }
    }
}
