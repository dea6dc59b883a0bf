//! Checks on iCalendar and vCard by meaning.

use std::collections::{BTreeMap, BTreeSet};

use davproof_content::{Difference, Document, Tolerances, compare, readable_by_icalendar, readable_by_vcard_parser};

use super::judge::Judge;
use super::report::Report;
use crate::scenario::{ContentCheck, OneOrMany};

/// Checks a body as iCalendar or vCard.
pub(crate) fn judge_content(id: &str, check: &ContentCheck, body: &[u8], judge: &Judge<'_>, report: &mut Report) {
    let ContentCheck { same_as, same_as_text, tolerate, has, lacks, readable_by, components } = check;
    let got = match Document::parse(body) {
        Ok(got) => got,
        Err(error) => return report.check(id, false, "iCalendar or vCard", format!("it cannot be read: {error}")),
    };
    let tolerances =
        tolerate.iter().filter_map(|name| name.parse().ok()).fold(Tolerances::standard(), Tolerances::with);
    if let Some(label) = same_as {
        let id = format!("{id}.same-as");
        match judge.sent.get(label) {
            Some(sent) => same(&id, sent, &got, &tolerances, report),
            None => {
                report.not_evaluated(
                    &id,
                    format!("the same as what `{label}` sent"),
                    format!("`{label}` sent nothing"),
                );
            }
        }
    }
    if let Some(template) = same_as_text {
        let id = format!("{id}.same-as-text");
        if let Some(text) = report.need(&id, judge.env.text(template)) {
            same(&id, text.as_bytes(), &got, &tolerances, report);
        }
    }
    for (template, wanted) in has {
        let id = format!("{id}.has[{template}]");
        let Some(path) = report.need(&id, judge.env.text(template)) else { continue };
        judge_has(&id, &path, wanted, &got, judge, report);
    }
    for template in lacks {
        let id = format!("{id}.lacks[{template}]");
        let Some(path) = &report.need(&id, judge.env.text(template)) else { continue };
        let absent = got.values(path).is_empty() && got.select_components(path).is_empty();
        let actual = format!("{path} is there: {}", got.values(path).join(", "));
        report.check(&id, absent, format!("no {path}"), actual);
    }
    for (path, wanted) in components {
        let count = got.select_components(path).len();
        let holds = u32::try_from(count).is_ok_and(|count| count == *wanted);
        report.check(
            format!("{id}.components[{path}]"),
            holds,
            format!("{wanted} × {path}"),
            format!("{count} × {path}"),
        );
    }
    for library in readable_by {
        let opinion = match library.as_str() {
            "icalendar" => readable_by_icalendar(body),
            _ => readable_by_vcard_parser(body),
        };
        let actual = opinion.as_ref().err().map(ToString::to_string).unwrap_or_default();
        let expected = format!("the client library {library} can read it");
        report.check(format!("{id}.readable-by[{library}]"), opinion.is_ok(), expected, actual);
    }
}

/// One check if both mean the same; otherwise one for each place that differs, so that an expectation can name it.
fn same(id: &str, sent: &[u8], got: &Document, tolerances: &Tolerances, report: &mut Report) {
    let expected = "the same content as was sent, by meaning";
    let sent = match Document::parse(sent) {
        Ok(sent) => sent,
        Err(error) => return report.not_evaluated(id, expected, format!("what was sent cannot be read: {error}")),
    };
    let comparison = compare(&sent, got, tolerances);
    let mut places: BTreeMap<String, Vec<&Difference>> = BTreeMap::new();
    for difference in &comparison.differences {
        places.entry(place(&difference.at)).or_default().push(difference);
    }
    if places.is_empty() {
        return report.check(id, true, expected, "");
    }
    if comparison.omitted > 0 {
        let actual = format!("{} more differences are not listed", comparison.omitted);
        report.check(format!("{id}[omitted]"), false, expected, actual);
    }
    for (place, differences) in places {
        let told: BTreeSet<String> = differences.iter().map(ToString::to_string).collect();
        let actual = told.into_iter().collect::<Vec<_>>().join("; ");
        report.check(format!("{id}[{place}]"), false, expected, actual);
    }
}

/// The path of a difference without what varies from run to run: UIDs and numbers in brackets.
fn place(at: &str) -> String {
    let mut place = String::new();
    let mut depth = 0_usize;
    for c in at.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => place.push(c),
            _ => {}
        }
    }
    place
}

fn judge_has(id: &str, path: &str, wanted: &OneOrMany, got: &Document, judge: &Judge<'_>, report: &mut Report) {
    let texts: Result<Vec<String>, _> = wanted.0.iter().map(|template| judge.env.text(template)).collect();
    let Some(wanted) = report.need(id, texts) else { return };
    let there = got.values(path);
    let missing: Vec<&String> = wanted.iter().filter(|wanted| !there.iter().any(|value| fits(wanted, value))).collect();
    let actual = if there.is_empty() { format!("no {path}") } else { format!("{path} is `{}`", there.join("`, `")) };
    report.check(id, missing.is_empty(), format!("{path} is `{}`", wanted.join("` and `")), actual);
}

/// True if a value fits a wanted text in which `*` is any text.
fn fits(wanted: &str, value: &str) -> bool {
    let mut pieces = wanted.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = value.strip_prefix(first) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else { return rest.is_empty() };
    for piece in middle {
        let Some(index) = rest.find(piece) else { return false };
        rest = &rest[index + piece.len()..];
    }
    rest.ends_with(last)
}
