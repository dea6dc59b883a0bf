//! Writes the reports of a made-up run: `specimen FOLDER [plausible | hostile | NUMBER OF CASES [NUMBER OF SHARDS]]`.
//! Of shards only the results are written, each into a folder of its own.

use std::{error::Error, path::Path, time::Instant};

#[path = "../tests/reports/specimen.rs"]
mod specimen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("which folder?")?;
    let run = match arguments.next().as_deref() {
        None | Some("plausible") => specimen::run(),
        Some("hostile") => specimen::hostile(),
        Some(number) => specimen::large(number.parse()?),
    };
    if let Some(shards) = arguments.next() {
        for (index, shard) in specimen::shards(&run, shards.parse()?).iter().enumerate() {
            let folder = Path::new(&folder).join(format!("shard-{}", index + 1));
            davproof_reports::write_formats(shard, &folder, &[davproof_reports::Format::Json])?;
        }
        return Ok(());
    }
    let start = Instant::now();
    davproof_reports::write_all(&run, Path::new(&folder))?;
    println!("{} cases in {:?}", run.cases.len(), start.elapsed());
    Ok(())
}
