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

/// A scenario whose cases read something and expect a status: `(id, path, status)`. `{a}` is an object that is there.
pub(crate) fn reading(scenario: &str, cases: &[(&str, &str, u16)]) -> String {
    let head = format!(
        "scenario: {scenario}\ntitle: Reading\nfixtures:\n  cal: {{ calendar: {{}} }}\n  a: {{ object: event/simple, in: cal }}\ncases:\n"
    );
    let case = |&(id, path, status): &(&str, &str, u16)| {
        format!(
            "  - id: {id}\n    title: What reading gives\n    severity: major\n    steps:\n      - get: \"{path}\"\n        expect: {{ status: {status} }}\n"
        )
    };
    head + &cases.iter().map(case).collect::<String>()
}

/// The results of a run.
pub(crate) fn results(folder: &Path) -> Value {
    let text = std::fs::read_to_string(folder.join("davproof-report/results.json")).expect("results.json was written");
    serde_json::from_str(&text).expect("results.json is JSON")
}

/// All that a command wrote, and that it did not panic.
pub(crate) fn told_by(command: &mut Command) -> (Option<i32>, String) {
    let output = command.output().expect("the binary starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(!text.contains("panicked"), "{text}");
    (output.status.code(), text)
}

/// What a command wrote to standard error.
pub(crate) fn stderr_of(command: &mut Command) -> (Option<i32>, String) {
    let output = command.output().expect("the binary starts");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}
