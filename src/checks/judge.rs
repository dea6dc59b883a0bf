//! All expectations of a step against its answer.

use std::collections::BTreeMap;

use davproof_dav::{DavResponse, Name, Response, TransportError};

use super::answer::Answer;
use super::content::judge_content;
use super::format::{describe, has_format};
use super::members::{exact_set, judge_members};
use super::property::{judge_each_property, judge_property};
use super::report::{Lazy, Report};
use crate::runner::Env;
use crate::scenario::{
    BodyCheck, Expect, Format, HeaderCheck, OneOrMany, ResponseCheck, StatusPattern, StatusSet, Template, TokenCheck,
};

/// What the expectations of a step are judged against.
pub(crate) struct Judge<'a> {
    /// The answer.
    pub(crate) answer: &'a Answer<'a>,
    /// Values of variables.
    pub(crate) env: &'a Env<'a>,
    /// What fixtures and earlier puts sent, by label.
    pub(crate) sent: &'a BTreeMap<String, Vec<u8>>,
}

/// Evaluates every expectation that is about the answer itself.
///
/// `unchanged`, `truthful-validators` and `one-wins` are about more than one exchange; the runner evaluates them.
///
/// # Errors
/// The transport's error, if no answer came and the step does not say that this is a failure of the server.
pub(crate) fn judge<'a>(expect: &Expect, judge: &Judge<'a>, report: &mut Report) -> Result<(), &'a TransportError> {
    let response = match judge.answer.outcome() {
        Ok(response) => response,
        Err(error) => {
            if expect.answered != Some(true) {
                return Err(error);
            }
            report.check("answered", false, "an answer", error.to_string());
            return Ok(());
        }
    };
    let Expect {
        status,
        answered,
        headers,
        body,
        error,
        members,
        own,
        props,
        responses,
        each,
        changed,
        removed,
        sync_token,
        content,
        href_format,
        truthful_validators: _,
        unchanged: _,
        equal,
        differ,
        one_wins: _,
    } = expect;
    if *answered == Some(true) {
        report.check("answered", true, "an answer", "");
    }
    if let Some(status) = status {
        judge_status("status", status, Some(response.status), judge, report);
    }
    for (name, check) in headers {
        judge_header(name, check, response, judge, report);
    }
    if let Some(body) = body {
        judge_body(body, response, judge, report);
    }
    if let Some(wanted) = error {
        judge_error(wanted, judge, report);
    }
    if response.status == 207 {
        judge_shape(judge, report);
    }
    if let Some(members) = members {
        judge_members(members, judge, report);
    }
    if let Some(wanted) = own {
        let there = judge.answer.own().ok().flatten().is_some();
        let expected =
            if *wanted { "a response for the resource itself" } else { "no response for the resource itself" };
        report.check("self", there == *wanted, expected, if there { "there is one" } else { "there is none" });
    }
    for (name, check) in props {
        match judge.answer.own() {
            Ok(Some(own)) => judge_property(&format!("prop[{name}]"), name, check, own, judge, report),
            Ok(None) => report.check(
                format!("prop[{name}]"),
                false,
                format!("the property {name}"),
                "no response for the resource itself",
            ),
            Err(why) => report.check(format!("prop[{name}]"), false, format!("the property {name}"), why),
        }
    }
    for (template, check) in responses {
        judge_response(template, check, judge, report);
    }
    if !each.is_empty() {
        judge_each(expect, judge, report);
    }
    judge_changes(changed.as_ref(), removed.as_ref(), judge, report);
    if let Some(token) = sync_token {
        judge_token(token, judge, report);
    }
    if let Some(content) = content {
        judge_content("content", content, &response.body, judge, report);
    }
    if let Some(format) = href_format {
        judge_hrefs(*format, judge, report);
    }
    judge_texts("equal", equal.as_deref(), judge, report, |a, b| a == b);
    judge_texts("differ", differ.as_deref(), judge, report, |a, b| a != b);
    Ok(())
}

/// Checks a status against a set.
pub(crate) fn judge_status(id: &str, set: &StatusSet, status: Option<u16>, judge: &Judge<'_>, report: &mut Report) {
    let Some(patterns) = report.need(id, patterns(set, judge.env)) else { return };
    let holds = status.is_some_and(|status| patterns.iter().any(|pattern| pattern.matches(status)));
    let expected = patterns.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    let actual = status.map_or("no status".to_owned(), |status| status.to_string());
    report.check(id, holds, format!("status {expected}"), format!("status {actual}"));
}

/// The patterns of a set, with all variables filled in.
pub(crate) fn patterns(set: &StatusSet, env: &Env<'_>) -> Result<Vec<StatusPattern>, crate::runner::Missing> {
    let mut patterns = Vec::new();
    for template in &set.0 {
        let text = env.text(template)?;
        // Texts that are no status were refused before anything was sent.
        patterns.extend(text.split([' ', ',']).filter_map(|piece| piece.parse::<StatusPattern>().ok()));
    }
    Ok(patterns)
}

fn judge_header(name: &str, check: &HeaderCheck, response: &Response, judge: &Judge<'_>, report: &mut Report) {
    let HeaderCheck { equals, contains, matches: pattern, token, no_token, present, format } = check;
    let id = format!("header[{name}]");
    let values: Vec<&str> = response.headers.get_all(name).collect();
    let value = values.join(", ");
    let shown = if values.is_empty() { format!("no {name} header") } else { format!("{name}: {value}") };
    let tokens: Vec<String> = value.split(',').map(|token| token.trim().to_ascii_lowercase()).collect();
    if let Some(present) = present {
        let expected = if *present { format!("a header {name}") } else { format!("no header {name}") };
        report.check(&id, values.is_empty() != *present, expected, shown.clone());
    }
    if let Some(template) = equals
        && let Some(wanted) = report.need(&id, judge.env.text(template))
    {
        report.check(&id, values.as_slice() == [wanted.as_str()], format!("{name}: {wanted}"), shown.clone());
    }
    if let Some(template) = contains
        && let Some(wanted) = report.need(&id, judge.env.text(template))
    {
        report.check(
            format!("{id}.contains"),
            value.contains(&wanted),
            format!("{name} contains {wanted}"),
            shown.clone(),
        );
    }
    if let Some(pattern) = pattern {
        let holds = !values.is_empty() && pattern.is_match(&value);
        report.check(format!("{id}.matches"), holds, format!("{name} matches `{pattern}`"), shown.clone());
    }
    if let Some(template) = token
        && let Some(wanted) = report.need(&id, judge.env.text(template))
    {
        let holds = tokens.contains(&wanted.to_ascii_lowercase());
        report.check(format!("{id}.token[{wanted}]"), holds, format!("{name} lists {wanted}"), shown.clone());
    }
    if let Some(template) = no_token
        && let Some(unwanted) = report.need(&id, judge.env.text(template))
    {
        let holds = !tokens.contains(&unwanted.to_ascii_lowercase());
        report.check(
            format!("{id}.no-token[{unwanted}]"),
            holds,
            format!("{name} does not list {unwanted}"),
            shown.clone(),
        );
    }
    if let Some(format) = format {
        let holds = values.len() == 1 && has_format(&value, *format);
        report.check(format!("{id}.format"), holds, format!("{name} is {}", describe(*format)), shown);
    }
}

fn judge_body(check: &BodyCheck, response: &Response, judge: &Judge<'_>, report: &mut Report) {
    let BodyCheck { contains, excludes, matches: pattern, empty, root, elements, equals } = check;
    let text = String::from_utf8_lossy(&response.body);
    let shown = || format!("{} bytes: {}", response.body.len(), response.captured.text);
    for template in contains.iter().flat_map(|many| &many.0) {
        let id = format!("body.contains[{template}]");
        let Some(wanted) = report.need(&id, judge.env.text(template)) else { continue };
        report.check(&id, text.contains(&wanted), format!("the body contains `{wanted}`"), Lazy(shown));
    }
    for template in excludes.iter().flat_map(|many| &many.0) {
        let id = format!("body.excludes[{template}]");
        let Some(unwanted) = report.need(&id, judge.env.text(template)) else { continue };
        report.check(&id, !text.contains(&unwanted), format!("the body does not contain `{unwanted}`"), Lazy(shown));
    }
    if let Some(pattern) = pattern {
        report.check("body.matches", pattern.is_match(&text), format!("the body matches `{pattern}`"), Lazy(shown));
    }
    if let Some(empty) = empty {
        let expected = if *empty { "an empty body" } else { "a body" };
        report.check("body.empty", response.body.is_empty() == *empty, expected, Lazy(shown));
    }
    if let Some(template) = equals
        && let Some(wanted) = report.need("body.equals", judge.env.text(template))
    {
        report.check("body.equals", text == wanted, "the very same body", Lazy(shown));
    }
    if root.is_none() && elements.is_empty() {
        return;
    }
    let xml = judge.answer.xml();
    if let Some(root) = root {
        let actual = xml.as_ref().map_or_else(Clone::clone, |xml| format!("the root element is {}", xml.name));
        let holds = xml.as_ref().is_ok_and(|xml| root.parse::<Name>().is_ok_and(|name| name == xml.name));
        report.check("body.root", holds, format!("the root element is {root}"), actual);
    }
    for element in elements {
        let found =
            xml.as_ref().is_ok_and(|xml| element.parse::<Name>().is_ok_and(|name| xml.descendant(&name).is_some()));
        let actual = xml.as_ref().err().cloned().unwrap_or_else(|| "it has none".to_owned());
        report.check(format!("body.elements[{element}]"), found, format!("the body has an element {element}"), actual);
    }
}

fn judge_error(wanted: &str, judge: &Judge<'_>, report: &mut Report) {
    let error = judge.answer.error();
    let holds = error.as_ref().is_some_and(|error| {
        error.root == Name::dav("error") && wanted.parse::<Name>().is_ok_and(|name| error.conditions.contains(&name))
    });
    let actual = match &error {
        None => "the body is no D:error".to_owned(),
        Some(error) if error.conditions.is_empty() => format!("{} with the text `{}`", error.root, error.text),
        Some(error) => {
            let names: Vec<String> = error.conditions.iter().map(ToString::to_string).collect();
            format!("{} with {}", error.root, names.join(", "))
        }
    };
    report.check("error", holds, format!("D:error with {wanted}"), actual);
}

/// Every 207 has to be well-formed and a proper multistatus, whatever else is asked of it.
fn judge_shape(judge: &Judge<'_>, report: &mut Report) {
    let expected = "a well-formed D:multistatus";
    match judge.answer.multistatus() {
        Err(why) => report.check("multistatus", false, expected, why),
        Ok(multistatus) => {
            let problems: Vec<String> = multistatus.shape.iter().map(ToString::to_string).collect();
            report.check("multistatus", problems.is_empty(), expected, problems.join("; "));
        }
    }
}

fn judge_response(template: &Template, check: &ResponseCheck, judge: &Judge<'_>, report: &mut Report) {
    let id = format!("response[{template}]");
    let Some(href) = report.need(&id, judge.env.text(template)) else { return };
    let found = match judge.answer.responses(&href) {
        Ok(found) => found,
        Err(why) => return report.check(&id, false, format!("a response for {href}"), why),
    };
    let Some(response) = found.first() else {
        return report.check(&id, false, format!("a response for {href}"), "there is none");
    };
    if let Some(status) = &check.status {
        judge_status(&format!("{id}.status"), status, response.status(), judge, report);
    }
    for (name, check) in &check.props {
        judge_property(&format!("{id}.{name}"), name, check, *response, judge, report);
    }
}

fn judge_hrefs(format: Format, judge: &Judge<'_>, report: &mut Report) {
    let expected = format!("every href is {}", describe(format));
    match judge.answer.multistatus() {
        Err(why) => report.check("href-format", false, expected, why),
        Ok(multistatus) => {
            let hrefs = multistatus.responses().flat_map(DavResponse::hrefs);
            let wrong: Vec<&str> = hrefs.filter(|href| !has_format(href, format)).collect();
            report.check("href-format", wrong.is_empty(), expected, wrong.join(", "));
        }
    }
}

fn judge_each(expect: &Expect, judge: &Judge<'_>, report: &mut Report) {
    let members = match judge.answer.members() {
        Ok(members) => members,
        Err(why) => return report.check("each", false, "a multistatus that lists members", why),
    };
    report.check("each", members.clone().next().is_some(), "at least one member", "there is none");
    for (name, check) in &expect.each {
        judge_each_property(&format!("each[{name}]"), name, check, members.clone(), judge, report);
    }
}

fn judge_changes(changed: Option<&OneOrMany>, removed: Option<&OneOrMany>, judge: &Judge<'_>, report: &mut Report) {
    if changed.is_none() && removed.is_none() {
        return;
    }
    let members = match judge.answer.members() {
        Ok(members) => members,
        Err(why) => return report.check("changed", false, "a sync report", why),
    };
    let (gone, there): (Vec<DavResponse<'_>>, Vec<DavResponse<'_>>) =
        members.partition(|member| member.status() == Some(404));
    if let Some(wanted) = changed {
        let hrefs: Vec<&str> = there.iter().map(|member| member.href()).collect();
        exact_set("changed", wanted, &hrefs, judge, report);
    }
    if let Some(wanted) = removed {
        let hrefs: Vec<&str> = gone.iter().map(|member| member.href()).collect();
        exact_set("removed", wanted, &hrefs, judge, report);
    }
}

fn judge_token(check: &TokenCheck, judge: &Judge<'_>, report: &mut Report) {
    let TokenCheck { present, format, equals, not } = check;
    let multistatus = match judge.answer.multistatus() {
        Ok(multistatus) => multistatus,
        Err(why) => return report.check("sync-token", false, "a sync token", why),
    };
    let token = multistatus.sync_token.as_deref().map(str::trim);
    let shown = token.map_or("no sync token".to_owned(), |token| format!("the sync token `{token}`"));
    if let Some(present) = present {
        let holds = if *present {
            multistatus.sync_tokens == 1 && token.is_some_and(|t| !t.is_empty())
        } else {
            token.is_none()
        };
        let expected = if *present { "exactly one sync token" } else { "no sync token" };
        report.check("sync-token", holds, expected, format!("{shown}, {} in all", multistatus.sync_tokens));
    }
    if let Some(format) = format {
        let holds = token.is_some_and(|token| has_format(token, *format));
        report.check("sync-token.format", holds, format!("a sync token that is {}", describe(*format)), shown.clone());
    }
    if let Some(template) = equals
        && let Some(wanted) = report.need("sync-token.equals", judge.env.text(template))
    {
        report.check(
            "sync-token.equals",
            token == Some(wanted.as_str()),
            format!("the sync token `{wanted}`"),
            shown.clone(),
        );
    }
    if let Some(template) = not
        && let Some(unwanted) = report.need("sync-token.not", judge.env.text(template))
    {
        report.check(
            "sync-token.not",
            token.is_some_and(|t| t != unwanted),
            format!("another sync token than `{unwanted}`"),
            shown,
        );
    }
}

fn judge_texts(
    id: &str,
    templates: Option<&[Template]>,
    judge: &Judge<'_>,
    report: &mut Report,
    fits: fn(&str, &str) -> bool,
) {
    let Some(templates) = templates else { return };
    let texts: Result<Vec<String>, _> = templates.iter().map(|template| judge.env.text(template)).collect();
    let Some(texts) = report.need(id, texts) else { return };
    let holds = texts.iter().enumerate().all(|(i, a)| texts[i + 1..].iter().all(|b| fits(a, b)));
    let names: Vec<&str> = templates.iter().map(|template| template.raw.as_str()).collect();
    let expected = format!("{} are {}", names.join(", "), if id == "equal" { "all the same" } else { "all different" });
    report.check(id, holds, expected, texts.join(" / "));
}
