//! `davproof scenario`.

use std::collections::BTreeMap;
use std::fmt::Write;

use davproof_reports::Order;
use serde_json::{Value, json};

use super::args::{PackArgs, ScenarioCommand, SchemaOf};
use super::failure::Failure;
use super::{load, output};
use crate::diagnostic::nearest;
use crate::exit::Exit;
use crate::runner::Selection;
use crate::scenario::{Pack, PlannedCase};

pub(crate) fn scenario(command: ScenarioCommand) -> Result<Exit, Failure> {
    let text = match command {
        ScenarioCommand::List { only, requirements, priority, json, pack } => {
            let (pack, cases) = load::pack(&pack, &[])?;
            let selection = Selection::new(only, Order::Listed, None)?;
            let selected = selection.apply(&cases);
            match (requirements, json) {
                (false, false) => list(&selected),
                (false, true) => list_json(&selected),
                (true, false) => coverage(&pack, &selected, priority),
                (true, true) => coverage_json(&pack, &selected, priority),
            }
        }
        ScenarioCommand::Show { id, pack } => show(&id, &pack)?,
        ScenarioCommand::Check { files, pack } => {
            let (_, cases) = load::pack(&pack, &files)?;
            format!("{} cases, no mistake.\n", cases.len())
        }
        ScenarioCommand::Schema { of } => format!("{:#}\n", schema(of)),
        ScenarioCommand::Reference => crate::scenario::reference(),
    };
    output::print(&text)?;
    Ok(Exit::Passed)
}

/// The JSON Schema of a file that people write or read.
fn schema(of: SchemaOf) -> Value {
    match of {
        SchemaOf::Scenario => schemars::schema_for!(crate::scenario::ScenarioFile).to_value(),
        SchemaOf::Target => schemars::schema_for!(crate::target::TargetFile).to_value(),
        SchemaOf::Expectations => schemars::schema_for!(crate::expectation::ExpectationFile).to_value(),
        SchemaOf::Results => davproof_reports::schema(),
        SchemaOf::Comparison => davproof_reports::comparison_schema(),
    }
}

fn list(cases: &[&PlannedCase]) -> String {
    let mut text = String::new();
    for case in cases {
        let _ = writeln!(text, "{}\n    {}", case.id, case.title);
    }
    let _ = writeln!(text, "{} cases", cases.len());
    text
}

fn list_json(cases: &[&PlannedCase]) -> String {
    let rows: Vec<Value> = cases
        .iter()
        .map(|case| {
            json!({
                "id": case.id, "title": case.title, "severity": case.severity, "requirements": case.requirements,
                "requires": case.requires, "roles": case.roles, "only_reads": case.only_reads(),
                "source": format!("{}:{}", case.file, case.at.line),
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(rows))
}

fn citing<'a>(cases: &[&'a PlannedCase]) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut citing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for case in cases {
        for id in &case.requirements {
            citing.entry(id).or_default().push(&case.id);
        }
    }
    citing
}

fn coverage(pack: &Pack, cases: &[&PlannedCase], priority: u8) -> String {
    let citing = citing(cases);
    let mut text = String::new();
    let (mut covered, mut not_shown, mut open) = (0, 0, 0);
    for (id, row) in pack.requirements.rows.iter().filter(|(_, row)| row.priority <= priority) {
        match (citing.get(id.as_str()), pack.not_covered.get(id)) {
            (Some(cases), _) => {
                covered += 1;
                let _ = writeln!(text, "{id}  {} cases: {}", cases.len(), cases.join(", "));
            }
            (None, Some(reason)) => {
                not_shown += 1;
                let _ = writeln!(text, "{id}  not by DAV: {reason}");
            }
            (None, None) => {
                open += 1;
                let _ = writeln!(text, "{id}  NOT COVERED: {}", row.requirement.summary);
            }
        }
    }
    let _ = writeln!(text, "{covered} covered, {not_shown} that a DAV scenario cannot show, {open} not covered");
    text
}

fn coverage_json(pack: &Pack, cases: &[&PlannedCase], priority: u8) -> String {
    let citing = citing(cases);
    let rows: Vec<Value> = pack
        .requirements
        .rows
        .iter()
        .filter(|(_, row)| row.priority <= priority)
        .map(|(id, row)| {
            json!({
                "id": id, "priority": row.priority, "summary": row.requirement.summary,
                "cases": citing.get(id.as_str()), "not_covered": pack.not_covered.get(id),
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(rows))
}

fn show(id: &str, args: &PackArgs) -> Result<String, Failure> {
    let (pack, cases) = load::pack(args, &[])?;
    let matching: Vec<&PlannedCase> = cases
        .iter()
        .filter(|case| case.id == id || case.scenario == id || case.id.split('@').next() == Some(id))
        .collect();
    let Some(first) = matching.first() else {
        let near = nearest(id, cases.iter().map(|case| case.id.as_str()));
        let hint =
            near.map_or("`davproof scenario list` shows all".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(Failure::Usage(format!("there is no case `{id}`; {hint}")));
    };
    let mut text = String::new();
    for case in &matching {
        let _ = writeln!(
            text,
            "{}\n  {}\n  severity {:?}, {}:{}",
            case.id, case.title, case.severity, case.file, case.at.line
        );
        for requirement in &case.requirements {
            if let Some(row) = pack.requirements.rows.get(requirement) {
                let _ = writeln!(text, "  {requirement} ({}): {}", row.requirement.level, row.requirement.summary);
            }
        }
        for (what, line) in [("symptom", &case.symptom), ("advice", &case.advice)] {
            if let Some(line) = line {
                let _ = writeln!(text, "  {what}: {line}");
            }
        }
    }
    let source = pack.scenarios.iter().find(|(file, _)| file.path == first.file);
    if let Some((file, _)) = source {
        let lines: Vec<&str> = file.text.lines().collect();
        let start = first.at.line.saturating_sub(1) as usize;
        let rest = lines.get(start..).unwrap_or_default();
        let end =
            rest.iter().skip(1).position(|line| line.starts_with("  - id:")).map_or(rest.len(), |index| index + 1);
        let _ = writeln!(text, "\n{}", rest[..end].join("\n"));
    }
    Ok(text)
}
