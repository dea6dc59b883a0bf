//! What the tests of the binary share.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

/// The binary in an environment without the caller's settings, with its state in `folder`.
pub(crate) fn davproof(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("davproof").expect("the binary is built with the tests");
    command.env_clear().env("DAVPROOF_STATE_DIR", folder.join("state")).current_dir(folder);
    command
}

/// A temporary folder that is removed with its value.
pub(crate) struct Folder(std::path::PathBuf);

impl Folder {
    /// A new empty folder.
    pub(crate) fn new(name: &str) -> Folder {
        let path =
            std::env::temp_dir().join(format!("davproof-test-{name}-{}-{}", std::process::id(), fastrand::u64(..)));
        std::fs::create_dir_all(&path).expect("the temporary folder can be made");
        Folder(path)
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file into it.
    pub(crate) fn write(&self, name: &str, text: &str) -> std::path::PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        std::fs::write(&path, text).expect("the file can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The results of a run.
pub(crate) fn results(folder: &Path) -> Value {
    let text = std::fs::read_to_string(folder.join("davproof-report/results.json")).expect("results.json was written");
    serde_json::from_str(&text).expect("results.json is JSON")
}

/// What a command wrote to standard error.
pub(crate) fn stderr_of(command: &mut Command) -> (Option<i32>, String) {
    let output = command.output().expect("the binary starts");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}
