//! What a planned case refers to must exist: variables, fixtures, requirements, names.

use std::collections::BTreeSet;

use davproof_content::Tolerance;
use davproof_dav::Name;

use super::case::FixtureKind;
use super::expand::{PlannedCase, ROLES};
use super::expect::{Capture, ContentCheck, Expect, PropCheck};
use super::pack::Pack;
use super::pattern::Pattern;
use super::step::{Step, Verb};
use super::template::{At, Template};
use super::visit::Templates;
use crate::diagnostic::{Diagnostic, nearest};

/// Features that `requires` may name, with what they mean.
pub const FEATURES: [(&str, &str); 11] = [
    ("calendar-access", "the DAV header of a calendar home lists calendar-access"),
    ("addressbook", "the DAV header of an address book home lists addressbook"),
    ("sync-collection", "a calendar lists DAV:sync-collection among its reports"),
    ("scheduling", "the principal names a schedule outbox"),
    ("extended-mkcol", "address books can be made by an extended MKCOL"),
    ("locking", "the DAV header of a calendar home lists class 2"),
    ("ctag", "a calendar has the property CS:getctag"),
    ("sharing", "davproof knows how to give rights on this server"),
    ("sogo", "the server is SOGo"),
    ("https", "the target is reached by https"),
    ("well-known", "the host answers /.well-known/caldav with a redirect"),
];

/// Variables of an account role, `{owner.principal}` and so on.
pub(crate) const ROLE_VARIABLES: [&str; 10] = [
    "user",
    "principal",
    "calendar-home",
    "addressbook-home",
    "calendar",
    "addressbook",
    "outbox",
    "inbox",
    "address",
    "name",
];

/// Every mistake of a case.
#[must_use]
pub fn resolve(case: &PlannedCase, pack: &Pack, source: &str) -> Vec<Diagnostic> {
    let mut resolver =
        Resolver { case, pack, source, known: BTreeSet::new(), sent: BTreeSet::new(), problems: Vec::new() };
    resolver.references();
    resolver.fixtures();
    resolver.steps(&case.steps);
    resolver.problems
}

struct Resolver<'a> {
    case: &'a PlannedCase,
    pack: &'a Pack,
    source: &'a str,
    known: BTreeSet<String>,
    sent: BTreeSet<String>,
    problems: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn problem(&self, message: String, at: At) -> Diagnostic {
        let at = if at.line == 0 { self.case.at } else { at };
        Diagnostic::new(message, &self.case.file, self.source, at)
    }

    fn references(&mut self) {
        for id in &self.case.requirements {
            if !self.pack.requirements.rows.contains_key(id) {
                let known = self.pack.requirements.rows.keys().map(String::as_str);
                let problem = self.problem(format!("unknown requirement `{id}`"), self.find(id)).suggest(id, known);
                self.problems.push(problem);
            }
        }
        for feature in &self.case.requires {
            if !FEATURES.iter().any(|(name, _)| name == feature) {
                let known = FEATURES.iter().map(|(name, _)| *name);
                let problem = self.problem(format!("unknown feature `{feature}`"), self.find(feature));
                self.problems.push(problem.suggest(feature, known));
            }
        }
        if !self.case.steps.iter().any(asserts) {
            self.problems.push(self.problem("a case without expectations proves nothing".to_owned(), self.case.at));
        }
    }

    /// Where a word stands in the lines of the case; the case itself if it is not found there.
    fn find(&self, word: &str) -> At {
        let start = self.case.at.line.saturating_sub(1) as usize;
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for (index, line) in self.source.lines().enumerate().skip(start) {
            if let Some(column) = line.find(word) {
                return At { line: number(index + 1), column: number(column + 1), length: number(word.len()) };
            }
        }
        self.case.at
    }

    fn fixtures(&mut self) {
        self.known.extend(self.case.values.keys().cloned());
        for fixture in &self.case.fixtures {
            match &fixture.kind {
                FixtureKind::Calendar(_) | FixtureKind::Addressbook(_) => {
                    self.known.insert(fixture.name.clone());
                    self.known.insert(format!("{}.name", fixture.name));
                }
                FixtureKind::Object { object, with, set, name, .. } => {
                    self.object(object);
                    for template in with.values().chain(set.values().flatten()).chain(name) {
                        self.variables(template);
                    }
                    self.sent.insert(fixture.name.clone());
                    self.known.insert(fixture.name.clone());
                    for part in ["href", "name", "uid", "etag"] {
                        self.known.insert(format!("{}.{part}", fixture.name));
                    }
                }
                FixtureKind::Share { .. } => {}
                FixtureKind::Subscription { .. } => {
                    self.known.insert(fixture.name.clone());
                }
            }
        }
    }

    fn object(&mut self, object: &Template) {
        let bound = self.bind(object);
        self.variables(object);
        if let Some(name) = bound.as_text()
            && !self.pack.fixtures.contains_key(name)
        {
            let known = self.pack.fixtures.keys().map(String::as_str);
            let problem = self.problem(format!("unknown fixture object `{name}`"), object.at).suggest(name, known);
            self.problems.push(problem);
        }
    }

    fn bind(&self, template: &Template) -> Template {
        template.bind(&|name| self.case.values.get(name).cloned())
    }

    fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            if let Verb::Parallel(inner) = &step.verb {
                self.steps(inner);
            }
            let mut templates = Vec::new();
            step.templates_but_expect(&mut |template| templates.push(template));
            for template in templates {
                self.variables(template);
            }
            if let Verb::Put(put) = &step.verb {
                if let Some(object) = &put.object {
                    self.object(object);
                }
                if put.object.is_some() == put.text.is_some() {
                    let message = "a put sends either `object` or `text`".to_owned();
                    self.problems.push(self.problem(message, step.at));
                }
                self.sent.insert(step.label.clone());
                self.known.insert(format!("{}.uid", step.label));
            }
            if let Some(client) = &step.client
                && let Some(name) = self.bind(client).as_text()
                && !self.pack.clients.contains_key(name)
            {
                let known = self.pack.clients.keys().map(String::as_str);
                let problem = self.problem(format!("unknown client profile `{name}`"), client.at).suggest(name, known);
                self.problems.push(problem);
            }
            for (variable, capture) in &step.capture {
                self.capture(variable, capture, step.at);
            }
            let mut templates = Vec::new();
            step.expect.templates(&mut |template| templates.push(template));
            for template in templates {
                self.variables(template);
            }
            self.expectations(&step.expect, step.at);
        }
    }

    fn capture(&mut self, variable: &str, capture: &Capture, at: At) {
        match capture {
            Capture::Property { name, .. } | Capture::Href(name) => self.name(name, at),
            Capture::Etag
            | Capture::Status
            | Capture::Body
            | Capture::SyncToken
            | Capture::Header(_)
            | Capture::MemberWithUid(_)
            | Capture::Listed(_) => {}
        }
        if ROLES.contains(&variable) || self.case.values.contains_key(variable) {
            self.problems.push(self.problem(format!("`{variable}` is taken and cannot be captured"), at));
        }
        self.known.insert(variable.to_owned());
    }

    fn variables(&mut self, template: &Template) {
        let unknown: Vec<String> =
            template.variables().map(|variable| variable.name.clone()).filter(|name| !self.is_known(name)).collect();
        for name in unknown {
            let captured_later = self.case.steps.iter().any(|step| step.capture.contains_key(&name));
            let problem = self.problem(format!("undefined variable `{{{name}}}`"), template.at);
            let problem = if captured_later {
                problem.help("a later step captures it; steps run in order, so use it only after that step")
            } else {
                match nearest(&name, self.known.iter().map(String::as_str)) {
                    Some(near) => problem.help(format!("did you mean `{{{near}}}`?")),
                    None => problem.help(format!("known here: {}", self.known_list())),
                }
            };
            self.problems.push(problem);
        }
    }

    fn known_list(&self) -> String {
        let names: Vec<&str> = self.known.iter().map(String::as_str).collect();
        format!(
            "{}, uid, uid:NAME, mark, run, origin, host, context, date:±N, utc:±N@HH:MM, local:±N@HH:MM, {{ROLE}}.principal and so on",
            names.join(", ")
        )
    }

    fn is_known(&self, name: &str) -> bool {
        if self.known.contains(name) || matches!(name, "uid" | "run" | "mark" | "origin" | "host" | "context") {
            return true;
        }
        if let Some((kind, argument)) = name.split_once(':') {
            return match kind {
                "uid" => !argument.is_empty(),
                "date" | "utc" | "local" => crate::runner::relative_time(name, 0).is_some(),
                _ => false,
            };
        }
        name.split_once('.').is_some_and(|(role, field)| ROLES.contains(&role) && ROLE_VARIABLES.contains(&field))
    }

    fn expectations(&mut self, expect: &Expect, at: At) {
        let mut sets = Vec::from_iter(&expect.status);
        sets.extend(expect.responses.values().filter_map(|response| response.status.as_ref()));
        if let Some(wins) = &expect.one_wins {
            sets.extend([&wins.winner, &wins.losers]);
        }
        for set in sets {
            let mut bound = set.clone();
            for template in &mut bound.0 {
                *template = self.bind(template);
            }
            if let Err((place, message)) = bound.patterns() {
                self.problems.push(self.problem(message, if place.line == 0 { at } else { place }));
            }
        }
        let mut names: Vec<&String> = expect.error.iter().collect();
        if let Some(body) = &expect.body {
            names.extend(body.root.iter().chain(&body.elements));
            self.pattern(body.matches.as_ref(), at);
        }
        for header in expect.headers.values() {
            self.pattern(header.matches.as_ref(), at);
        }
        for name in names {
            self.name(name, at);
        }
        let maps = [&expect.props, &expect.each].into_iter().chain(expect.responses.values().map(|r| &r.props));
        for (name, check) in maps.flatten() {
            self.name(name, at);
            self.property(check, at);
        }
        if let Some(content) = &expect.content {
            self.content(content, at);
        }
    }

    fn property(&mut self, check: &PropCheck, at: At) {
        let value = &check.value;
        let lists = value.includes.iter().chain(&value.excludes).chain(value.only.iter().flatten());
        for name in lists {
            self.name(name.split(' ').next().unwrap_or_default(), at);
        }
        self.pattern(value.matches.as_ref(), at);
        self.pattern(value.href_matches.as_ref(), at);
        if let Some(content) = &value.content {
            self.content(content, at);
        }
    }

    fn content(&mut self, check: &ContentCheck, at: At) {
        for name in &check.tolerate {
            if let Err(error) = name.parse::<Tolerance>() {
                self.problems.push(self.problem(error.to_string(), at));
            }
        }
        for library in &check.readable_by {
            if !matches!(library.as_str(), "icalendar" | "vcard_parser") {
                let message =
                    format!("`{library}` is no library that davproof can ask; there are icalendar and vcard_parser");
                self.problems.push(self.problem(message, at));
            }
        }
        if let Some(label) = &check.same_as
            && !self.sent.contains(label)
        {
            let message = format!("`{label}` is neither an object fixture nor an earlier put of this case");
            let problem = self.problem(message, at).suggest(label, self.sent.iter().map(String::as_str));
            self.problems.push(problem);
        }
    }

    fn name(&mut self, name: &str, at: At) {
        if let Err(error) = name.parse::<Name>() {
            self.problems.push(self.problem(error.to_string(), at));
        }
    }

    fn pattern(&mut self, pattern: Option<&Pattern>, at: At) {
        if let Some(pattern) = pattern
            && let Err(error) = pattern.check()
        {
            let last = error.to_string().lines().last().unwrap_or_default().to_owned();
            self.problems.push(self.problem(format!("`{pattern}` is no regular expression: {last}"), at));
        }
    }
}

fn asserts(step: &Step) -> bool {
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
        truthful_validators,
        unchanged,
        equal,
        differ,
        one_wins,
    } = &step.expect;
    let inner = matches!(&step.verb, Verb::Parallel(steps) if steps.iter().any(asserts));
    inner
        || status.is_some()
        || answered.is_some()
        || !headers.is_empty()
        || body.is_some()
        || error.is_some()
        || members.is_some()
        || own.is_some()
        || !props.is_empty()
        || !responses.is_empty()
        || !each.is_empty()
        || changed.is_some()
        || removed.is_some()
        || sync_token.is_some()
        || content.is_some()
        || href_format.is_some()
        || truthful_validators.is_some()
        || unchanged.is_some()
        || equal.is_some()
        || differ.is_some()
        || one_wins.is_some()
}
