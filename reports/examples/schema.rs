//! Prints the JSON Schema of `results.json`, as it is committed in `results.schema.json`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &davproof_reports::schema())?;
    writeln!(out)
}
