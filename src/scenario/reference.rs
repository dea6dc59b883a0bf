//! The reference page for authors, made from the language's own types.

use std::fmt::Write;

use davproof_content::Tolerance;
use serde_json::Value;

use super::case::ScenarioFile;
use super::resolve::{FEATURES, ROLE_VARIABLES};
use super::template::FilterName;

const INTRODUCTION: &str = include_str!("reference.md");

/// The reference page as Markdown.
#[must_use]
pub fn reference() -> String {
    let schema = schemars::schema_for!(ScenarioFile).to_value();
    let mut page = INTRODUCTION.to_owned();
    let _ = writeln!(page, "\n## Role variables\n");
    let _ = writeln!(page, "`{{ROLE.FIELD}}` with a role of the target and one of: {}.", ROLE_VARIABLES.join(", "));
    let _ =
        writeln!(page, "\nFilters, as in `{{cal|no-slash}}`: {}.", FilterName::ALL.map(|(name, _)| name).join(", "));
    let _ = writeln!(page, "\n## Features for `requires`\n");
    for (name, meaning) in FEATURES {
        let _ = writeln!(page, "- `{name}`: {meaning}");
    }
    let _ = writeln!(page, "\n## Tolerances for `content.tolerate`\n");
    for tolerance in Tolerance::ALL {
        let standard = if tolerance.is_standard() { ", always on" } else { "" };
        let _ = writeln!(page, "- `{tolerance}` ({}{standard}): {}", tolerance.reference(), tolerance.doc());
    }
    let _ = writeln!(page, "\n## Keys\n");
    section(&mut page, "Scenario file", &schema);
    if let Some(definitions) = schema.get("$defs").and_then(Value::as_object) {
        for (name, definition) in definitions {
            if definition.get("properties").is_some() {
                section(&mut page, name, definition);
            }
        }
    }
    page
}

fn section(page: &mut String, name: &str, schema: &Value) {
    let _ = writeln!(page, "### {name}\n");
    if let Some(text) = description(schema) {
        let _ = writeln!(page, "{text}\n");
    }
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for (key, value) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let needed = if required.contains(&key.as_str()) { ", needed" } else { "" };
        let _ = writeln!(page, "- `{key}` ({}{needed}): {}", kind(value), description(value).unwrap_or_default());
    }
    page.push('\n');
}

fn description(schema: &Value) -> Option<String> {
    schema.get("description").and_then(Value::as_str).map(|text| text.replace('\n', " "))
}

fn kind(schema: &Value) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        let kinds: Vec<String> = any.iter().map(kind).filter(|kind| kind != "null").collect();
        return kinds.join(" or ");
    }
    match schema.get("type") {
        Some(Value::String(text)) if text == "array" => match schema.get("items") {
            Some(items) => format!("list of {}", kind(items)),
            None => "list".to_owned(),
        },
        Some(Value::String(text)) if text == "object" => match schema.get("additionalProperties") {
            Some(values @ Value::Object(_)) => format!("map to {}", kind(values)),
            Some(_) | None => "map".to_owned(),
        },
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(types)) => {
            let kinds: Vec<&str> = types.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect();
            kinds.join(" or ")
        }
        Some(_) | None => "value".to_owned(),
    }
}
