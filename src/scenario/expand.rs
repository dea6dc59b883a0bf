//! From scenario files to planned cases: one for every value of `for-each`.

use std::collections::{BTreeMap, BTreeSet};

use davproof_reports::Severity;
use serde_saphyr::Spanned;

use super::case::{CaseFile, Fixture, FixtureKind, ForEach, ScenarioFile};
use super::pack::{Pack, SourceFile};
use super::step::{Step, Verb, number_labels};
use super::template::{At, Template};
use super::visit::Templates;
use super::wrong_password::WrongPassword;
use crate::diagnostic::Diagnostic;

/// A case that is ready to run.
#[derive(Clone, Debug)]
pub struct PlannedCase {
    /// Full id.
    pub id: String,
    /// Id of the scenario.
    pub scenario: String,
    /// The case in one sentence.
    pub title: String,
    /// Path of the file.
    pub file: String,
    /// Where the case is written.
    pub at: At,
    /// How much a failure hurts.
    pub severity: Severity,
    /// What a person would see.
    pub symptom: Option<String>,
    /// What an administrator can do.
    pub advice: Option<String>,
    /// Client programs that a failure hits.
    pub clients: Vec<String>,
    /// Ids of the requirements.
    pub requirements: Vec<String>,
    /// Features that it needs.
    pub requires: BTreeSet<String>,
    /// Roles that it needs.
    pub roles: BTreeSet<String>,
    /// True if no other case may run at the same time.
    pub alone: bool,
    /// What is made first, in order.
    pub fixtures: Vec<PlannedFixture>,
    /// What is done.
    pub steps: Vec<Step>,
    /// Values of the `for-each` variables.
    pub values: BTreeMap<String, String>,
}

impl PlannedCase {
    /// True if a step uses the variable.
    pub(crate) fn uses(&self, variable: &str) -> bool {
        let mut used = false;
        for step in &self.steps {
            step.templates(&mut |template| used |= template.variables().any(|v| v.name == variable));
        }
        let mentioned = format!("{{{variable}");
        used || self.values.values().any(|value| value.contains(&mentioned))
    }

    /// True if the case sends nothing but requests that change nothing.
    #[must_use]
    pub fn only_reads(&self) -> bool {
        self.fixtures.is_empty() && self.steps.iter().all(reads)
    }
}

fn reads(step: &Step) -> bool {
    match &step.verb {
        Verb::Options(_)
        | Verb::Get(_)
        | Verb::Head(_)
        | Verb::Propfind(_)
        | Verb::Report(_)
        | Verb::CalendarQuery(_)
        | Verb::AddressbookQuery(_)
        | Verb::CalendarMultiget(_)
        | Verb::AddressbookMultiget(_)
        | Verb::Sync(_)
        | Verb::Wait(_)
        | Verb::NextSecond => true,
        Verb::Request(raw) => {
            let method = raw.method.as_text();
            method.is_some_and(|method| ["GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"].contains(&method))
        }
        Verb::Parallel(steps) => steps.iter().all(reads),
        Verb::Delete(_)
        | Verb::Put(_)
        | Verb::Proppatch(_)
        | Verb::Mkcalendar(_)
        | Verb::Mkcol(_)
        | Verb::Move(_)
        | Verb::Copy(_)
        | Verb::Share(_)
        | Verb::Subscribe(_)
        | Verb::Unsubscribe(_) => false,
    }
}

/// A fixture in its place in the order.
#[derive(Clone, Debug)]
pub struct PlannedFixture {
    /// Its name.
    pub name: String,
    /// Role that makes it.
    pub role: Template,
    /// What it is.
    pub kind: FixtureKind,
    /// Where it is written.
    pub at: At,
}

/// Expands a pack into its cases, in the order of their ids.
///
/// # Errors
/// Every mistake found: case ids twice, fixtures without a kind, in a circle or in nothing, and all that
/// [`super::resolve`] finds.
pub fn expand(pack: &Pack) -> Result<Vec<PlannedCase>, Vec<Diagnostic>> {
    let mut cases: BTreeMap<String, PlannedCase> = BTreeMap::new();
    let mut problems = Vec::new();
    for (file, scenario) in &pack.scenarios {
        for case in &scenario.cases {
            let at = At::of(case);
            match expand_case(pack, file, scenario, &case.value, at) {
                Ok(expanded) => {
                    for planned in expanded {
                        problems.extend(super::resolve::resolve(&planned, pack, &file.text));
                        if let Some(first) = cases.get(&planned.id) {
                            let message = format!("case `{}` is there twice", planned.id);
                            let place = At::of(&case.value.id);
                            let help = format!("the first is in {}:{}", first.file, first.at.line);
                            problems.push(Diagnostic::new(message, &file.path, &file.text, place).help(help));
                        }
                        cases.insert(planned.id.clone(), planned);
                    }
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
    problems.dedup();
    if problems.is_empty() { Ok(cases.into_values().collect()) } else { Err(problems) }
}

fn expand_case(
    pack: &Pack,
    file: &SourceFile,
    scenario: &ScenarioFile,
    case: &CaseFile,
    at: At,
) -> Result<Vec<PlannedCase>, Diagnostic> {
    let wrong = |message: String, at: At| Diagnostic::new(message, &file.path, &file.text, at);
    for id in [&scenario.scenario, &case.id] {
        let legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '/';
        if id.value.is_empty() || !id.value.chars().all(legal) {
            return Err(wrong(format!("`{}` is no id; use letters, digits and `-`", id.value), At::of(id)));
        }
    }
    let steps = number_labels(case.steps.clone()).map_err(|message| wrong(message, at))?;
    if steps.is_empty() {
        return Err(wrong("a case without steps proves nothing".to_owned(), at));
    }
    let fixtures = ordered_fixtures(scenario, case).map_err(|(message, at)| wrong(message, at))?;
    let mut planned = Vec::new();
    for (suffix, values) in repetitions(pack, case.for_each.as_ref()).map_err(|(m, at)| wrong(m, at))? {
        let id = format!("{}/{}{suffix}", scenario.scenario.value, case.id.value);
        let mut roles = roles(&fixtures, &steps, &values).map_err(|(message, at)| wrong(message, at))?;
        roles.extend(named_roles(pack, &fixtures, &steps, &values));
        planned.push(PlannedCase {
            id,
            scenario: scenario.scenario.value.clone(),
            title: case.title.clone(),
            file: file.path.clone(),
            at,
            severity: case.severity,
            symptom: case.symptom.clone(),
            advice: case.advice.clone(),
            clients: case.clients.clone().unwrap_or_else(|| scenario.clients.clone()),
            requirements: case.requirements.iter().map(|id| id.value.clone()).collect(),
            requires: scenario.requires.iter().chain(&case.requires).map(|r| r.value.clone()).collect(),
            roles,
            alone: case.alone || subscribes(&fixtures, &steps),
            fixtures: fixtures.clone(),
            steps: steps.clone(),
            values,
        });
    }
    Ok(planned)
}

/// SOGo keeps the subscriptions of a user in one piece, which requests at the same time overwrite.
fn subscribes(fixtures: &[PlannedFixture], steps: &[Step]) -> bool {
    fixtures.iter().any(|fixture| matches!(fixture.kind, FixtureKind::Subscription { .. }))
        || steps.iter().any(|step| matches!(step.verb, Verb::Subscribe(_) | Verb::Unsubscribe(_)))
}

/// Fixtures so that each comes after what it needs: collections, objects, shares, subscriptions.
fn ordered_fixtures(scenario: &ScenarioFile, case: &CaseFile) -> Result<Vec<PlannedFixture>, (String, At)> {
    let mut planned: Vec<(u8, PlannedFixture)> = Vec::new();
    let all: BTreeMap<&String, &Spanned<Fixture>> = scenario.fixtures.iter().chain(&case.fixtures).collect();
    for (name, spanned) in &all {
        let at = At::of(spanned);
        let kind = spanned.value.kind().map_err(|message| (message, at))?;
        let rank = match &kind {
            FixtureKind::Calendar(_) | FixtureKind::Addressbook(_) => 0,
            FixtureKind::Object { .. } => 1,
            FixtureKind::Share { .. } => 2,
            FixtureKind::Subscription { .. } => 3,
        };
        // What belongs to a collection is made by whoever made that.
        let collection = match &kind {
            FixtureKind::Calendar(_) | FixtureKind::Addressbook(_) => None,
            FixtureKind::Object { within, .. } => all.get(within),
            FixtureKind::Share { collection, .. } | FixtureKind::Subscription { collection, .. } => all.get(collection),
        };
        let maker = collection.and_then(|fixture| fixture.value.role.clone());
        let role = spanned.value.role.clone().or(maker).unwrap_or_else(|| Template::literal("owner"));
        planned.push((rank, PlannedFixture { name: (*name).clone(), role, kind, at }));
    }
    planned.sort_by_key(|(rank, _)| *rank);
    let fixtures: Vec<PlannedFixture> = planned.into_iter().map(|(_, fixture)| fixture).collect();
    for fixture in &fixtures {
        let needed = match &fixture.kind {
            FixtureKind::Calendar(_) | FixtureKind::Addressbook(_) => continue,
            FixtureKind::Object { within, .. } => within,
            FixtureKind::Share { collection, .. } | FixtureKind::Subscription { collection, .. } => collection,
        };
        let is_collection =
            |f: &PlannedFixture| matches!(f.kind, FixtureKind::Calendar(_) | FixtureKind::Addressbook(_));
        if !fixtures.iter().any(|f| f.name == *needed && is_collection(f)) {
            return Err((
                format!("fixture `{}` needs `{needed}`, and there is no such calendar or address book", fixture.name),
                fixture.at,
            ));
        }
    }
    Ok(fixtures)
}

type Repetition = (String, BTreeMap<String, String>);

fn repetitions(pack: &Pack, for_each: Option<&ForEach>) -> Result<Vec<Repetition>, (String, At)> {
    let Some(ForEach { values, rows }) = for_each else { return Ok(vec![(String::new(), BTreeMap::new())]) };
    let mut repetitions: Vec<Repetition> = vec![(String::new(), BTreeMap::new())];
    for (variable, templates) in values {
        let mut next = Vec::new();
        for (label, value) in each_value(pack, templates)? {
            for (suffix, values) in &repetitions {
                let mut values = values.clone();
                values.insert(variable.clone(), value.clone());
                let separator = if suffix.is_empty() { '@' } else { ',' };
                next.push((format!("{suffix}{separator}{variable}={label}"), values));
            }
        }
        repetitions = next;
    }
    if rows.is_empty() {
        return Ok(repetitions);
    }
    let mut crossed = Vec::new();
    for row in rows {
        let label = &row.label.value;
        let legal = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if label.is_empty() || !label.chars().all(legal) {
            return Err((format!("`{label}` is no label; use letters, digits, `.`, `_` and `-`"), At::of(&row.label)));
        }
        for (suffix, values) in &repetitions {
            let mut values = values.clone();
            for (variable, template) in &row.values {
                values.insert(variable.clone(), template.raw.clone());
            }
            let separator = if suffix.is_empty() { '@' } else { ',' };
            crossed.push((format!("{suffix}{separator}{label}"), values));
        }
    }
    Ok(crossed)
}

fn each_value(pack: &Pack, templates: &[Template]) -> Result<Vec<(String, String)>, (String, At)> {
    let mut values = Vec::new();
    for template in templates {
        // Values may name variables of the case; they are filled in with the rest of the step.
        let text = template.raw.clone();
        if let Some(folder) = text.strip_suffix("/*") {
            let prefix = format!("{folder}/");
            let before = values.len();
            for name in pack.fixtures.keys().filter(|name| name.starts_with(&prefix)) {
                values.push((name[prefix.len()..].replace('/', "-"), name.clone()));
            }
            if values.len() == before {
                return Err((format!("no fixture object is in `{folder}`"), template.at));
            }
        } else {
            let label: String =
                text.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect();
            values.push((if label.is_empty() { "empty".to_owned() } else { label }, text));
        }
    }
    Ok(values)
}

fn roles(
    fixtures: &[PlannedFixture],
    steps: &[Step],
    values: &BTreeMap<String, String>,
) -> Result<BTreeSet<String>, (String, At)> {
    let mut roles = BTreeSet::new();
    let mut add = |template: &Template, extra: &[&str]| -> Result<(), (String, At)> {
        let bound = template.bind(&|name| values.get(name).cloned());
        let role = bound.as_text().ok_or((format!("`{template}` is no role"), template.at))?.to_owned();
        if ROLES.contains(&role.as_str()) {
            roles.insert(role);
            return Ok(());
        }
        if extra.contains(&role.as_str()) {
            return Ok(());
        }
        Err((format!("`{role}` is no role; there are {} and {}", ROLES.join(", "), extra.join(", ")), template.at))
    };
    for fixture in fixtures {
        add(&fixture.role, &[])?;
        match &fixture.kind {
            FixtureKind::Share { to, .. } => add(to, &["everyone"])?,
            FixtureKind::Subscription { by, .. } => add(by, &[])?,
            FixtureKind::Calendar(_) | FixtureKind::Addressbook(_) | FixtureKind::Object { .. } => {}
        }
    }
    let mut pending: Vec<&Step> = steps.iter().collect();
    while let Some(step) = pending.pop() {
        let others: Vec<&str> = ["anonymous"].into_iter().chain(WrongPassword::ROLES).collect();
        add(&step.role, &others)?;
        if let Verb::Share(share) = &step.verb {
            add(&share.with, &["everyone"])?;
        }
        if let Verb::Parallel(inner) = &step.verb {
            pending.extend(inner);
        }
    }
    Ok(roles)
}

/// Roles that variables name, as in `{sharee.address}`, also inside fixture objects.
fn named_roles(
    pack: &Pack,
    fixtures: &[PlannedFixture],
    steps: &[Step],
    values: &BTreeMap<String, String>,
) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let mut objects: Vec<&Template> = Vec::new();
    let mut templates: Vec<&Template> = Vec::new();
    for fixture in fixtures {
        if let FixtureKind::Object { object, with, set, .. } = &fixture.kind {
            objects.push(object);
            templates.extend(with.values().chain(set.values().flatten()));
        }
    }
    for step in steps {
        step.templates(&mut |template| templates.push(template));
        if let Verb::Put(put) = &step.verb {
            objects.extend(&put.object);
        }
    }
    for object in objects {
        let bound = object.bind(&|name| values.get(name).cloned());
        templates.extend(bound.as_text().and_then(|name| pack.fixtures.get(name)).map(|file| &file.text));
    }
    let parsed: Vec<Template> =
        values.values().filter_map(|value| Template::parse(value, At::default()).ok()).collect();
    for template in templates.into_iter().chain(&parsed) {
        let dotted = template.variables().filter_map(|variable| variable.name.split_once('.'));
        named.extend(dotted.map(|(role, _)| role).filter(|role| ROLES.contains(role)).map(str::to_owned));
    }
    named
}

/// Roles that a target can configure.
pub(crate) const ROLES: [&str; 4] = ["owner", "sharee", "stranger", "admin"];
