//! Packs and expectation files from disk.

use std::fs;
use std::path::{Path, PathBuf};

use davproof_mock::Profile;

use super::args::{PackArgs, StateArgs};
use super::failure::Failure;
use crate::expectation::Expectations;
use crate::scenario::{Pack, PackSource, PlannedCase, expand};

/// The pack with what the arguments add, and its cases.
pub(crate) fn pack(args: &PackArgs, files: &[PathBuf]) -> Result<(Pack, Vec<PlannedCase>), Failure> {
    let mut source = PackSource::embedded();
    if let Some(folder) = &args.scenarios {
        add_folder(&mut source, folder)?;
    }
    for file in files {
        let bytes = read(file)?;
        let name = file.display().to_string();
        source.insert(pack_path(&name), name, bytes);
    }
    let pack = source.parse().map_err(Failure::Mistakes)?;
    let cases = expand(&pack).map_err(Failure::Mistakes)?;
    Ok((pack, cases))
}

/// Where a single file belongs in the pack: where its path says, or in a folder of its own.
fn pack_path(name: &str) -> String {
    let name = name.replace('\\', "/");
    match name.rsplit_once("scenarios/") {
        Some((_, inner)) => inner.to_owned(),
        None => format!("files/{}", name.trim_start_matches(['.', '/'])),
    }
}

fn add_folder(source: &mut PackSource, root: &Path) -> Result<(), Failure> {
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let listing = fs::read_dir(&folder).map_err(|source| Failure::Unreadable { path: folder.clone(), source })?;
        for item in listing {
            let path = item.map_err(|source| Failure::Unreadable { path: folder.clone(), source })?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inner = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                // Beside the folders of scenarios there may be a target file, expectations and whatever else.
                if inner.contains('/')
                    || matches!(inner.as_str(), "clients.yaml" | "not-covered.yaml" | "requirements.tsv")
                {
                    source.insert(inner, path.display().to_string(), read(&path)?);
                }
            }
        }
    }
    Ok(())
}

/// An expectation file; `none` means that nothing is accepted.
pub(crate) fn expectations(path: &Path, cases: &[PlannedCase]) -> Result<Option<Expectations>, Failure> {
    if path.as_os_str() == "none" {
        return Ok(None);
    }
    parse_expectations(&read(path)?, path, cases).map(Some)
}

/// What the built-in pack accepts of the server that a profile of the mock imitates.
pub(crate) fn expectations_of(profile: Profile, cases: &[PlannedCase]) -> Result<Option<Expectations>, Failure> {
    let path = match profile {
        Profile::Sogo58 | Profile::Sogo512 => "expectations/sogo.yaml",
        Profile::Sogod58 | Profile::Rfc => return Ok(None),
    };
    let source = PackSource::embedded();
    let Some(bytes) = source.get(path) else { return Ok(None) };
    parse_expectations(bytes, Path::new(&format!("scenarios/{path}")), cases).map(Some)
}

fn parse_expectations(bytes: &[u8], path: &Path, cases: &[PlannedCase]) -> Result<Expectations, Failure> {
    let text = std::str::from_utf8(bytes).map_err(|_| Failure::Usage(format!("{} is not UTF-8", path.display())))?;
    Expectations::parse(text, path, cases).map_err(Failure::Mistakes)
}

/// Folder of the journals.
pub(crate) fn journals(args: &StateArgs) -> PathBuf {
    let home = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    args.state_dir.clone().unwrap_or_else(|| match (home("XDG_STATE_HOME"), home("HOME")) {
        (Some(state), _) => state.join("davproof"),
        (None, Some(home)) => home.join(".local/state/davproof"),
        (None, None) => PathBuf::from(".davproof"),
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|source| Failure::Unreadable { path: path.to_owned(), source })
}
