//! `davproof mock faults`.

use std::fmt::Write as _;

use davproof_mock::{Fault, Profile};
use serde_json::{Value, json};

use super::args::FaultsArgs;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::exit::Exit;

pub(super) fn faults(args: &FaultsArgs) -> Result<Exit, Failure> {
    let faults: Vec<Fault> = Fault::all().filter(|fault| args.area.is_none_or(|area| fault.area() == area)).collect();
    output::print(&if args.json { as_json(&faults) } else { as_text(&faults) })?;
    Ok(Exit::Passed)
}

fn as_json(faults: &[Fault]) -> String {
    let rows = faults.iter().map(|fault| {
        json!({
            "id": fault.id(), "area": fault.area().name(), "description": fault.description(),
            "symptom": fault.symptom(), "origin": fault.origin(), "shown_by": shown_by(*fault),
        })
    });
    format!("{:#}\n", Value::Array(rows.collect()))
}

fn as_text(faults: &[Fault]) -> String {
    let mut text = String::new();
    for fault in faults {
        let shown_by = shown_by(*fault);
        let shown_by = if shown_by.is_empty() { String::new() } else { format!("; shown by {}", shown_by.join(", ")) };
        let _ = writeln!(text, "{} ({}; {}{shown_by})", fault.id(), fault.area().name(), fault.origin());
        let _ = writeln!(text, "    {}\n    {}", fault.description(), fault.symptom());
    }
    let _ = writeln!(text, "{} faults", faults.len());
    text
}

fn shown_by(fault: Fault) -> Vec<&'static str> {
    fault.shown_by().iter().copied().map(Profile::name).collect()
}
