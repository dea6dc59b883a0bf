//! Checks on properties of a multistatus response.

use std::fmt::Display;

use davproof_dav::{DavResponse, Name, Node, resource_key};

use super::content::judge_content;
use super::format::{describe, has_format};
use super::judge::Judge;
use super::report::{Lazy, Report};
use crate::scenario::{PropCheck, PropValue, Template};

/// Checks one property of a response.
pub(crate) fn judge_property(
    id: &str,
    name: &str,
    check: &PropCheck,
    response: DavResponse<'_>,
    judge: &Judge<'_>,
    report: &mut Report,
) {
    match name.parse::<Name>() {
        Ok(expanded) => judge_expanded(id, name, &expanded, check, response, judge, report),
        Err(_) => report.not_evaluated(id, "a property name", format_args!("`{name}` is no property name")),
    }
}

/// Checks a property of each of many responses. The first failure speaks for all.
pub(crate) fn judge_each_property<'a>(
    id: &str,
    name: &str,
    check: &PropCheck,
    responses: impl Iterator<Item = DavResponse<'a>>,
    judge: &Judge<'_>,
    report: &mut Report,
) {
    let Ok(expanded) = name.parse::<Name>() else {
        return report.not_evaluated(id, "a property name", format_args!("`{name}` is no property name"));
    };
    let mut inner = Report::of_failures();
    for response in responses {
        judge_expanded(id, name, &expanded, check, response, judge, &mut inner);
        if let Some(open) = inner.first() {
            return report.check(id, false, &open.expected, &open.actual);
        }
    }
    report.check(id, true, format_args!("{name} is right for every member"), "");
}

fn judge_expanded(
    id: &str,
    name: &str,
    expanded: &Name,
    check: &PropCheck,
    response: DavResponse<'_>,
    judge: &Judge<'_>,
    report: &mut Report,
) {
    let wanted = check.status.unwrap_or(200);
    let expected = format_args!("{name} with status {wanted}");
    let found = response.propstats().find_map(|propstat| propstat.prop(expanded).map(|prop| (propstat.status(), prop)));
    let Some((status, element)) = found else {
        return report.check(id, false, expected, format_args!("{} says nothing about {name}", response.href()));
    };
    let shown = || status.map_or("no status".to_owned(), |status| status.to_string());
    report.check(id, status == Some(wanted), expected, format_args!("{name} has status {}", Lazy(shown)));
    if status == Some(wanted) && (200..300).contains(&wanted) {
        judge_value(id, name, &check.value, element, judge, report);
    }
}

fn judge_value(id: &str, name: &str, value: &PropValue, element: Node<'_>, judge: &Judge<'_>, report: &mut Report) {
    let PropValue {
        status: _,
        equals,
        not,
        matches,
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
        let id = format_args!("{id}.equals");
        if let Some(wanted) = report.need(id, judge.env.text(template)) {
            report.check(id, text == wanted, format_args!("{name} is `{wanted}`"), format_args!("`{text}`"));
        }
    }
    if let Some(template) = not {
        let id = format_args!("{id}.not");
        if let Some(unwanted) = report.need(id, judge.env.text(template)) {
            report.check(id, text != unwanted, format_args!("{name} is not `{unwanted}`"), format_args!("`{text}`"));
        }
    }
    if let Some(pattern) = matches {
        let expected = format_args!("{name} matches `{pattern}`");
        report.check(format_args!("{id}.matches"), pattern.is_match(text), expected, format_args!("`{text}`"));
    }
    let held = || format!("it holds {}", descendants(element));
    for wanted in includes {
        let id = format_args!("{id}.includes[{wanted}]");
        report.check(id, holds(element, wanted), format_args!("{name} holds {wanted}"), Lazy(held));
    }
    for unwanted in excludes {
        let id = format_args!("{id}.excludes[{unwanted}]");
        report.check(id, !holds(element, unwanted), format_args!("{name} does not hold {unwanted}"), Lazy(held));
    }
    if let Some(only) = only {
        judge_only(format_args!("{id}.only"), name, only, element, report);
    }
    if let Some(template) = href {
        judge_href(&format!("{id}.href"), name, template, element, judge, report);
    }
    if let Some(pattern) = href_matches {
        let holds = hrefs(element).any(|href| pattern.is_match(href));
        let expected = format_args!("{name} holds an href that matches `{pattern}`");
        report.check(format_args!("{id}.href-matches"), holds, expected, Lazy(|| listed(element)));
    }
    if let Some(empty) = empty {
        let is_empty = text.is_empty() && element.children().next().is_none();
        let expected = Lazy(|| if *empty { format!("{name} is empty") } else { format!("{name} is not empty") });
        let actual = Lazy(|| format!("`{text}` {}", descendants(element)));
        report.check(format_args!("{id}.empty"), is_empty == *empty, expected, actual);
    }
    if let Some(format) = format {
        let expected = format_args!("{name} is {}", describe(*format));
        report.check(format_args!("{id}.format"), has_format(text, *format), expected, format_args!("`{text}`"));
    }
    if let Some(content) = content {
        judge_content(&format!("{id}.content"), content, element.text().as_bytes(), judge, report);
    }
}

fn judge_only(id: impl Display, name: &str, only: &[String], element: Node<'_>, report: &mut Report) {
    let mut wanted: Vec<Name> = only.iter().filter_map(|name| name.parse().ok()).collect();
    let mut there: Vec<&Name> = element.children().map(Node::name).collect();
    wanted.sort();
    there.sort();
    let holds = wanted.iter().eq(there.iter().copied());
    let expected = Lazy(|| format!("{name} holds exactly {}", only.join(", ")));
    report.check(id, holds, expected, Lazy(|| format!("it holds {}", names(&there))));
}

fn judge_href(id: &str, name: &str, template: &Template, element: Node<'_>, judge: &Judge<'_>, report: &mut Report) {
    let Some(wanted) = report.need(id, judge.env.text(template)) else { return };
    let holds = hrefs(element).any(|href| resource_key(href) == resource_key(&wanted));
    report.check(id, holds, format_args!("{name} holds the href {wanted}"), Lazy(|| listed(element)));
}

/// True if an element holds another at any depth: `C:comp`, or `C:comp name=VEVENT`.
fn holds(element: Node<'_>, wanted: &str) -> bool {
    let mut words = wanted.split(' ');
    let Some(name) = words.next().and_then(|word| word.parse::<Name>().ok()) else { return false };
    let attribute = words.next().and_then(|word| word.split_once('='));
    element.descendants().any(|inner| {
        *inner.name() == name && attribute.is_none_or(|(local, value)| inner.attribute(local) == Some(value))
    })
}

/// The hrefs that an element holds at any depth.
pub(crate) fn hrefs(element: Node<'_>) -> impl Iterator<Item = &str> {
    let name = Name::dav("href");
    element.descendants().filter(move |inner| *inner.name() == name).map(Node::trimmed)
}

fn listed(element: Node<'_>) -> String {
    let hrefs: Vec<&str> = hrefs(element).collect();
    if hrefs.is_empty() { "it holds no href".to_owned() } else { hrefs.join(", ") }
}

fn descendants(element: Node<'_>) -> String {
    names(&element.descendants().map(Node::name).collect::<Vec<_>>())
}

fn names(names: &[&Name]) -> String {
    match names {
        [] => "no element".to_owned(),
        _ => names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}
