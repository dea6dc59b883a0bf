//! Objects as real clients write them: reading, writing and comparing loses nothing of them.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::PathBuf;

use davproof_content::{Document, Fold, Tolerances, compare};
use rstest::rstest;

#[rstest]
fn an_object_survives_being_read_and_written(
    #[files("../../scenarios/fixtures/**/*.ics")]
    #[files("../../scenarios/fixtures/**/*.vcf")]
    path: PathBuf,
    #[values(Fold::Octets75, Fold::Characters75)] fold: Fold,
) {
    let read = Document::parse(&std::fs::read(path).unwrap()).unwrap();
    let again = Document::parse(&read.to_bytes_with(fold)).unwrap();
    assert_eq!(again, read);
    assert_eq!(compare(&read, &again, &Tolerances::none()).differences, []);
}
