//! Checks on which members a multistatus lists.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use davproof_content::Document;
use davproof_dav::{DavResponse, Name, resource_key};

use super::judge::Judge;
use super::report::{Lazy, Report};
use crate::scenario::{Members, OneOrMany, Template};

pub(crate) fn judge_members(members: &Members, judge: &Judge<'_>, report: &mut Report) {
    let Members { exactly, includes, excludes, count, at_least, unique, with_uid } = members;
    let listed = match judge.answer.members() {
        Ok(listed) => listed,
        Err(why) => {
            report.check("members", false, "a multistatus that lists members", why);
            return;
        }
    };
    let hrefs: Vec<&str> = listed.clone().map(DavResponse::href).collect();
    if unique.unwrap_or(true) {
        let twice = twice(&hrefs);
        report.check(
            "members.unique",
            twice.is_empty(),
            "no item is listed twice",
            format!("twice: {}", twice.join(", ")),
        );
    }
    if let Some(wanted) = exactly {
        exact_set("members.exactly", wanted, &hrefs, judge, report);
    }
    let is_there = |href: &str| hrefs.iter().any(|listed| resource_key(listed) == resource_key(href));
    if let Some(wanted) = includes {
        for template in &wanted.0 {
            let id = format!("members.includes[{template}]");
            let Some(href) = report.need(&id, judge.env.text(template)) else { continue };
            report.check(&id, is_there(&href), format_args!("{href} is listed"), Lazy(|| shown(&hrefs)));
        }
    }
    if let Some(unwanted) = excludes {
        for template in &unwanted.0 {
            let id = format!("members.excludes[{template}]");
            let Some(href) = report.need(&id, judge.env.text(template)) else { continue };
            report.check(&id, !is_there(&href), format_args!("{href} is not listed"), Lazy(|| shown(&hrefs)));
        }
    }
    number("members.count", count.as_ref(), judge, report, hrefs.len(), |wanted, n| n == wanted);
    number("members.at-least", at_least.as_ref(), judge, report, hrefs.len(), |wanted, n| n >= wanted);
    if !with_uid.is_empty() {
        judge_uids(with_uid, listed, judge, report);
    }
}

fn number(
    id: &str,
    wanted: Option<&Template>,
    judge: &Judge<'_>,
    report: &mut Report,
    count: usize,
    holds: fn(usize, usize) -> bool,
) {
    let Some(template) = wanted else { return };
    let Some(text) = report.need(id, judge.env.text(template)) else { return };
    match text.parse::<usize>() {
        Ok(wanted) => report.check(id, holds(wanted, count), format!("{wanted} members"), format!("{count} members")),
        Err(_) => report.not_evaluated(id, "a number", format!("`{text}` is no number")),
    }
}

fn judge_uids<'a>(
    with_uid: &BTreeMap<Template, u32>,
    listed: impl Iterator<Item = DavResponse<'a>>,
    judge: &Judge<'_>,
    report: &mut Report,
) {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for response in listed {
        if let Some(uid) = uid_of(response) {
            *counts.entry(uid).or_default() += 1;
        }
    }
    for (template, wanted) in with_uid {
        let id = format!("members.with-uid[{template}]");
        let Some(uid) = report.need(&id, judge.env.text(template)) else { continue };
        let count = counts.get(&uid).copied().unwrap_or(0);
        let expected = format!("{wanted} objects with the UID {uid}");
        report.check(&id, count == *wanted, expected, format!("{count} objects"));
    }
}

/// The UID in the calendar-data or address-data of a response.
pub(crate) fn uid_of(response: DavResponse<'_>) -> Option<String> {
    ["C:calendar-data", "A:address-data"].into_iter().find_map(|name| {
        let name: Name = name.parse().ok()?;
        let data = response.prop(&name)?.text();
        Document::parse(data.as_bytes()).ok()?.uid()
    })
}

/// Checks that exactly the wanted hrefs are listed.
pub(crate) fn exact_set(id: &str, wanted: &OneOrMany, hrefs: &[&str], judge: &Judge<'_>, report: &mut Report) {
    let wanted: Result<Vec<String>, _> = wanted.0.iter().map(|template| judge.env.text(template)).collect();
    let Some(wanted) = report.need(id, wanted) else { return };
    let wanted: Vec<String> = wanted.into_iter().filter(|href| !href.is_empty()).collect();
    let (missing, surplus) = same_set(&wanted, hrefs);
    let mut actual = Vec::new();
    if !missing.is_empty() {
        actual.push(format!("missing: {}", missing.join(", ")));
    }
    if !surplus.is_empty() {
        actual.push(format!("too much: {}", surplus.join(", ")));
    }
    let expected =
        if wanted.is_empty() { "nothing listed".to_owned() } else { format!("exactly {}", wanted.join(", ")) };
    report.check(id, actual.is_empty(), expected, actual.join("; "));
}

/// What is missing and what is too much, comparing by resource.
pub(crate) fn same_set(wanted: &[String], listed: &[&str]) -> (Vec<String>, Vec<String>) {
    let wanted_keys: HashSet<Cow<'_, [u8]>> = wanted.iter().map(|href| resource_key(href)).collect();
    let listed_keys: HashSet<Cow<'_, [u8]>> = listed.iter().map(|href| resource_key(href)).collect();
    let missing = wanted.iter().filter(|href| !listed_keys.contains(&resource_key(href))).cloned().collect();
    let surplus =
        listed.iter().filter(|href| !wanted_keys.contains(&resource_key(href))).map(|&href| href.to_owned()).collect();
    (missing, surplus)
}

fn twice(hrefs: &[&str]) -> Vec<String> {
    // The default hasher costs as much here as reading the listing.
    let mut seen = HashSet::with_capacity_and_hasher(hrefs.len(), foldhash::fast::RandomState::default());
    hrefs.iter().filter(|href| !seen.insert(resource_key(href))).map(|&href| href.to_owned()).collect()
}

fn shown(hrefs: &[&str]) -> String {
    match hrefs {
        [] => "nothing is listed".to_owned(),
        _ => format!("listed: {}", hrefs.join(", ")),
    }
}
