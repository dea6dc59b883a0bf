//! Checks on properties of a multistatus response.

use davproof_dav::{DavResponse, Element, Href, Name};

use super::answer::key;
use super::content::judge_content;
use super::format::{describe, has_format, matches};
use super::judge::Judge;
use super::report::Report;
use crate::scenario::{PropCheck, PropValue, Template};

/// Checks one property of a response.
pub(crate) fn judge_property(
    id: &str,
    name: &str,
    check: &PropCheck,
    response: &DavResponse,
    judge: &Judge<'_>,
    report: &mut Report,
) {
    let Ok(expanded) = name.parse::<Name>() else {
        return report.not_evaluated(id, "a property name", format!("`{name}` is no property name"));
    };
    let wanted = check.status.unwrap_or(200);
    let found = response
        .propstats
        .iter()
        .find_map(|propstat| propstat.props.iter().find(|p| p.name == expanded).map(|p| (propstat.status, p)));
    let Some((status, element)) = found else {
        let expected = format!("{name} with status {wanted}");
        return report.check(id, false, expected, format!("{} says nothing about {name}", response.href));
    };
    let shown = status.map_or("no status".to_owned(), |status| status.to_string());
    report.check(
        id,
        status == Some(wanted),
        format!("{name} with status {wanted}"),
        format!("{name} has status {shown}"),
    );
    if status == Some(wanted) && (200..300).contains(&wanted) {
        judge_value(id, name, &check.value, element, judge, report);
    }
}

fn judge_value(id: &str, name: &str, value: &PropValue, element: &Element, judge: &Judge<'_>, report: &mut Report) {
    let PropValue {
        status: _,
        equals,
        not,
        matches: pattern,
        includes,
        excludes,
        only,
        href,
        href_matches,
        empty,
        format,
        content,
    } = value;
    let text = element.trimmed();
    if let Some(template) = equals {
        let id = format!("{id}.equals");
        if let Some(wanted) = report.need(&id, judge.env.text(template)) {
            report.check(&id, text == wanted, format!("{name} is `{wanted}`"), format!("`{text}`"));
        }
    }
    if let Some(template) = not {
        let id = format!("{id}.not");
        if let Some(unwanted) = report.need(&id, judge.env.text(template)) {
            report.check(&id, text != unwanted, format!("{name} is not `{unwanted}`"), format!("`{text}`"));
        }
    }
    if let Some(pattern) = pattern {
        report.check(
            &format!("{id}.matches"),
            matches(pattern, text),
            format!("{name} matches `{pattern}`"),
            format!("`{text}`"),
        );
    }
    for wanted in includes {
        let holds = holds(element, wanted);
        let actual = format!("it holds {}", descendants(element));
        report.check(&format!("{id}.includes[{wanted}]"), holds, format!("{name} holds {wanted}"), actual);
    }
    for unwanted in excludes {
        let absent = !holds(element, unwanted);
        let actual = format!("it holds {}", descendants(element));
        report.check(&format!("{id}.excludes[{unwanted}]"), absent, format!("{name} does not hold {unwanted}"), actual);
    }
    if let Some(only) = only {
        judge_only(&format!("{id}.only"), name, only, element, report);
    }
    let hrefs = hrefs(element);
    if let Some(template) = href {
        judge_href(&format!("{id}.href"), name, template, &hrefs, judge, report);
    }
    if let Some(pattern) = href_matches {
        let holds = hrefs.iter().any(|href| matches(pattern, href.raw()));
        let expected = format!("{name} holds an href that matches `{pattern}`");
        report.check(&format!("{id}.href-matches"), holds, expected, listed(&hrefs));
    }
    if let Some(empty) = empty {
        let is_empty = text.is_empty() && element.children.is_empty();
        let expected = if *empty { format!("{name} is empty") } else { format!("{name} is not empty") };
        report.check(
            &format!("{id}.empty"),
            is_empty == *empty,
            expected,
            format!("`{text}` {}", descendants(element)),
        );
    }
    if let Some(format) = format {
        let expected = format!("{name} is {}", describe(*format));
        report.check(&format!("{id}.format"), has_format(text, *format), expected, format!("`{text}`"));
    }
    if let Some(content) = content {
        judge_content(&format!("{id}.content"), content, element.text.as_bytes(), judge, report);
    }
}

fn judge_only(id: &str, name: &str, only: &[String], element: &Element, report: &mut Report) {
    let mut wanted: Vec<Name> = only.iter().filter_map(|name| name.parse().ok()).collect();
    let mut there: Vec<Name> = element.children.iter().map(|child| child.name.clone()).collect();
    wanted.sort();
    there.sort();
    let expected = format!("{name} holds exactly {}", only.join(", "));
    report.check(id, wanted == there, expected, format!("it holds {}", names(&there)));
}

fn judge_href(id: &str, name: &str, template: &Template, hrefs: &[Href], judge: &Judge<'_>, report: &mut Report) {
    let Some(wanted) = report.need(id, judge.env.text(template)) else { return };
    let target = Href::new(&wanted);
    let holds = hrefs.iter().any(|href| key(href) == key(&target));
    report.check(id, holds, format!("{name} holds the href {wanted}"), listed(hrefs));
}

/// True if an element holds another at any depth: `C:comp`, or `C:comp name=VEVENT`.
fn holds(element: &Element, wanted: &str) -> bool {
    let mut words = wanted.split(' ');
    let Some(name) = words.next().and_then(|word| word.parse::<Name>().ok()) else { return false };
    let attribute = words.next().and_then(|word| word.split_once('='));
    let mut pending: Vec<&Element> = element.children.iter().collect();
    while let Some(element) = pending.pop() {
        let fits = attribute.is_none_or(|(local, value)| element.attribute(local) == Some(value));
        if element.name == name && fits {
            return true;
        }
        pending.extend(&element.children);
    }
    false
}

/// The hrefs that an element holds at any depth.
pub(crate) fn hrefs(element: &Element) -> Vec<Href> {
    let name = Name::dav("href");
    let mut found = Vec::new();
    let mut pending: Vec<&Element> = element.children.iter().rev().collect();
    while let Some(element) = pending.pop() {
        if element.name == name {
            found.push(Href::new(element.trimmed()));
        }
        pending.extend(element.children.iter().rev());
    }
    found
}

fn listed(hrefs: &[Href]) -> String {
    match hrefs {
        [] => "it holds no href".to_owned(),
        _ => hrefs.iter().map(Href::raw).collect::<Vec<_>>().join(", "),
    }
}

fn descendants(element: &Element) -> String {
    let mut found = Vec::new();
    let mut pending: Vec<&Element> = element.children.iter().rev().collect();
    while let Some(element) = pending.pop() {
        found.push(element.name.clone());
        pending.extend(element.children.iter().rev());
    }
    names(&found)
}

fn names(names: &[Name]) -> String {
    match names {
        [] => "no element".to_owned(),
        _ => names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}
