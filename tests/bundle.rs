//! Bundles, by the binary: what is in them, and what is wrong with them.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use std::{fs, io::Write as _, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use common::{Folder, davproof, reading, stderr_of};
use davproof_mock::{Mock, User};
use flate2::{Compression, write::DeflateEncoder};
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveWriter, path::EntryPath};
use rstest::rstest;
use sha2::{Digest, Sha256};

const EXPECTATIONS: &str = "\
server: the mock
# A comment that the bundle keeps.
expect:
  - { case: test/bundle/fails, checks: [get.status], reason: it is known, link: X-2 }
";

/// A folder with a run and its bundle.
fn bundled(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("pack/test/bundle.yaml", &reading("test/bundle", &[("fails", "{a}", 404)]));
    folder.write("expect.yaml", EXPECTATIONS);
    let mut run = davproof(folder.path());
    run.args(["run", "--scenarios", "pack", "--only", "test", "--expect", "expect.yaml"]).assert().success();
    davproof(folder.path()).args(["bundle", "davproof-report", "--out", "b.zip"]).assert().success().stdout("b.zip\n");
    folder
}

/// Names and contents of an archive, in its order.
fn members(file: &Path) -> Vec<(String, Vec<u8>)> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipArchive::from_file(fs::File::open(file).unwrap(), &mut buffer).unwrap();
    let mut found = Vec::new();
    let mut entries = archive.entries(&mut buffer);
    while let Some(entry) = entries.next_entry().unwrap() {
        let name = String::from_utf8(entry.file_path().as_bytes().to_vec()).unwrap();
        let mut content = Vec::new();
        let member = archive.get_entry(entry.wayfinder()).unwrap();
        std::io::copy(&mut flate2::read::DeflateDecoder::new(member.reader()), &mut content).unwrap();
        found.push((name, content));
    }
    found
}

/// Writes an archive with these members.
fn pack(file: &Path, members: &[(String, Vec<u8>)]) {
    let mut archive = ZipArchiveWriter::new(fs::File::create(file).unwrap());
    for (name, content) in members {
        let member = archive.new_file(EntryPath::verbatim(name.as_bytes()));
        let (mut entry, config) = member.compression_method(CompressionMethod::DEFLATE).start().unwrap();
        let mut out = config.wrap(DeflateEncoder::new(&mut entry, Compression::fast()));
        out.write_all(content).unwrap();
        let (encoder, descriptor) = out.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
}

/// Exit code and output of `bundle verify`.
fn verified(folder: &Folder, file: &str) -> (Option<i32>, String) {
    let output = davproof(folder.path()).args(["bundle", "verify", file]).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn a_bundle_holds_the_run_with_all_that_belongs_to_it() {
    let folder = bundled("bundle-content");
    let members = members(&folder.path().join("b.zip"));
    let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "README.txt",
            "report.html",
            "summary.md",
            "junit.xml",
            "results.json",
            "configuration.json",
            "expectations.yaml",
            "evidence/DAVPROOF.txt",
            "evidence/test/bundle/fails.txt",
            "evidence/test/bundle/fails.har",
            "MANIFEST",
        ]
    );
    for (name, content) in &members {
        let written = folder.path().join("davproof-report").join(name);
        assert!(!written.exists() || fs::read(&written).unwrap() == *content, "{name} is not what the run wrote");
    }
    let content = |name: &str| &members.iter().find(|(member, _)| member == name).unwrap().1;
    assert_eq!(content("expectations.yaml"), EXPECTATIONS.as_bytes());
    let told: serde_json::Value = serde_json::from_slice(content("configuration.json")).unwrap();
    assert_eq!(told["settings"]["timeout_ms"], 30_000);
    assert_eq!(told["settings"]["accounts"]["owner"]["proof"], "password");
    let archive: serde_json::Value = serde_json::from_slice(content("evidence/test/bundle/fails.har")).unwrap();
    let last = archive["log"]["entries"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["request"]["method"], &last["response"]["status"]), (&"GET".into(), &200.into()));
    let mut lines: Vec<String> = Vec::new();
    for (name, content) in members.iter().filter(|(name, _)| name != "MANIFEST") {
        let digest = Sha256::digest(content).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        lines.push(format!("{digest}  {name}\n"));
    }
    assert_eq!(String::from_utf8_lossy(content("MANIFEST")), lines.concat());
}

#[test]
fn no_password_is_in_a_bundle() {
    let folder = bundled("bundle-secret");
    let members = members(&folder.path().join("b.zip"));
    let users = Mock::standard_users();
    assert!(!users.is_empty());
    for User { login, password, .. } in users {
        let forms = [password.clone(), STANDARD.encode(format!("{login}:{password}"))];
        for (name, content) in &members {
            let text = String::from_utf8_lossy(content);
            assert!(forms.iter().all(|form| !text.contains(form)), "{name} holds the password of {login}");
        }
    }
}

#[test]
fn a_bundle_has_the_same_bytes_each_time() {
    let folder = bundled("bundle-bytes");
    davproof(folder.path()).args(["bundle", "davproof-report/results.json", "--out", "again.zip"]).assert().success();
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(read("b.zip") == read("again.zip"));
}

#[test]
fn a_bundle_is_named_after_its_run() {
    let folder = bundled("bundle-name");
    let id = common::results(folder.path())["run"]["id"].as_str().unwrap().to_owned();
    let mut command = davproof(folder.path());
    command.args(["bundle", "davproof-report"]).assert().success().stdout(format!("davproof-{id}.zip\n"));
}

#[test]
fn a_bundle_as_it_was_is_verified() {
    let folder = bundled("bundle-good");
    assert_eq!(verified(&folder, "b.zip"), (Some(0), "b.zip: all 10 files are as the manifest says\n".to_owned()));
}

#[test]
fn every_mismatch_is_named() {
    let folder = bundled("bundle-changed");
    let mut members = members(&folder.path().join("b.zip"));
    members.retain(|(name, _)| name != "junit.xml");
    members[1].1.push(b'!');
    members.push(("note.txt".to_owned(), Vec::new()));
    pack(&folder.path().join("b.zip"), &members);
    let expected = "missing: junit.xml\nsurplus: note.txt\nchanged: report.html\n\
        b.zip: 8 files are as the manifest says, and 3 are not\n";
    assert_eq!(verified(&folder, "b.zip"), (Some(10), expected.to_owned()));
}

#[rstest]
#[case::up("../evil")]
#[case::below("a/../../evil")]
#[case::root("/etc/passwd")]
#[case::windows("..\\evil")]
#[case::drive("C:evil")]
#[case::control("evil\u{1b}[2J")]
#[case::twice("report.html")]
#[case::twice_for_some("REPORT.html")]
fn a_hostile_member_is_refused(#[case] name: &str) {
    let folder = bundled("bundle-hostile");
    let mut members = members(&folder.path().join("b.zip"));
    members.push((name.to_owned(), b"evil".to_vec()));
    pack(&folder.path().join("evil.zip"), &members);
    let (code, text) = verified(&folder, "evil.zip");
    assert_eq!(code, Some(2), "{text}");
    assert!(text.starts_with("error: evil.zip is refused: the member `") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn a_member_that_is_more_than_it_says_is_damaged() {
    let folder = bundled("bundle-bomb");
    let path = folder.path().join("b.zip");
    let mut bytes = fs::read(&path).unwrap();
    // The size of the member in the central directory, which follows its name by 46 - 24 bytes before.
    let name = b"summary.md";
    let at = bytes.windows(name.len()).rposition(|window| window == name).unwrap();
    bytes[at - 46 + 24] ^= 1;
    fs::write(&path, bytes).unwrap();
    let (code, text) = verified(&folder, "b.zip");
    assert_eq!((code, text.lines().next()), (Some(10), Some("damaged: summary.md")), "{text}");
}

#[rstest]
#[case::text(|_: &Path| b"no archive".to_vec(), "is not a whole ZIP archive")]
#[case::cut(|file: &Path| { let all = fs::read(file).unwrap(); all[..all.len() / 2].to_vec() }, "is not a whole ZIP archive")]
fn a_file_that_is_no_archive_is_refused(#[case] content: fn(&Path) -> Vec<u8>, #[case] message: &str) {
    let folder = bundled("bundle-none");
    let bad = content(&folder.path().join("b.zip"));
    fs::write(folder.path().join("bad.zip"), bad).unwrap();
    let (code, text) = verified(&folder, "bad.zip");
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains(&format!("error: bad.zip {message}")), "{text}");
}

#[test]
fn an_archive_without_a_manifest_is_no_bundle() {
    let folder = Folder::new("bundle-manifest");
    pack(&folder.path().join("x.zip"), &[("report.html".to_owned(), Vec::new())]);
    assert_eq!(
        verified(&folder, "x.zip"),
        (Some(2), "error: x.zip is no davproof bundle: it has no MANIFEST\n".to_owned())
    );
    pack(&folder.path().join("y.zip"), &[("MANIFEST".to_owned(), b"nonsense\n".to_vec())]);
    let expected = "error: y.zip is no davproof bundle: line 1 of its MANIFEST is no digest and name\n";
    assert_eq!(verified(&folder, "y.zip"), (Some(2), expected.to_owned()));
}

#[test]
fn results_of_no_use_make_no_bundle() {
    let folder = bundled("bundle-bad");
    let before = fs::read(folder.path().join("b.zip")).unwrap();
    folder.write("davproof-report/results.json", "{");
    let (code, text) = stderr_of(davproof(folder.path()).args(["bundle", "davproof-report", "--out", "b.zip"]));
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("davproof-report/results.json is cut off"), "{text}");
    assert!(fs::read(folder.path().join("b.zip")).unwrap() == before);
}
