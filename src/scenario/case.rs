//! Scenario files: fixtures and cases.

use std::collections::BTreeMap;

use davproof_reports::Severity;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::step::StepFile;
use super::template::Template;
use super::value::OneOrMany;

/// One file: a topic with its fixtures and its cases.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScenarioFile {
    /// Id, for example `sync/collection`; the ids of the cases begin with it.
    #[schemars(with = "String")]
    pub scenario: Spanned<String>,
    /// The topic in one sentence.
    pub title: String,
    /// Features without which no case of this file applies, for example `sync-collection`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub requires: Vec<Spanned<String>>,
    /// Client programs that a failure hits, where a case does not say otherwise.
    #[serde(default)]
    pub clients: Vec<String>,
    /// What every case finds, made afresh for each: name to fixture, in order of need.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Fixture>")]
    pub fixtures: BTreeMap<String, Spanned<Fixture>>,
    /// The cases.
    #[schemars(with = "Vec<CaseFile>")]
    pub cases: Vec<Spanned<CaseFile>>,
}

/// One case as the file has it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Case")]
pub struct CaseFile {
    /// Id within the scenario: letters, digits and `-`. It never changes.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What is right, in one sentence.
    pub title: String,
    /// Requirements that the case proves: ids of `requirements.tsv`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub requirements: Vec<Spanned<String>>,
    /// How much a failure hurts.
    pub severity: Severity,
    /// What a person would see if it failed.
    pub symptom: Option<String>,
    /// What an administrator can do about it.
    pub advice: Option<String>,
    /// Client programs that a failure hits.
    pub clients: Option<Vec<String>>,
    /// Runs at a time when no other case does, because the server keeps what it changes in one place for a whole account. Cases with subscriptions always do.
    #[serde(default)]
    pub alone: bool,
    /// More features that it needs.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub requires: Vec<Spanned<String>>,
    /// Repeats the case for values of variables.
    pub for_each: Option<ForEach>,
    /// More fixtures.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Fixture>")]
    pub fixtures: BTreeMap<String, Spanned<Fixture>>,
    /// What is done, in order.
    #[schemars(with = "Vec<StepFile>")]
    pub steps: Vec<Spanned<StepFile>>,
}

/// Values for which a case is repeated.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ForEach {
    /// Every combination of these: variable to values. A value `ical/*` stands for all fixture objects of that folder.
    #[serde(default)]
    pub values: BTreeMap<String, Vec<Template>>,
    /// Or one repetition a row.
    #[serde(default)]
    pub rows: Vec<Row>,
}

/// Values of several variables that belong together.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Name of the row in the case's id: letters, digits, `.`, `_` and `-`.
    #[schemars(with = "String")]
    pub label: Spanned<String>,
    /// Variable to value.
    pub values: BTreeMap<String, Template>,
}

/// Something that a case needs first. Exactly one kind.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fixture {
    /// Role that makes it. Default: owner.
    #[serde(rename = "as")]
    pub role: Option<Template>,
    /// A scratch calendar.
    pub calendar: Option<Collection>,
    /// A scratch address book.
    pub addressbook: Option<Collection>,
    /// An object: fixture file, for example `event/simple`.
    pub object: Option<Template>,
    /// Name of the collection fixture that the object goes into.
    #[serde(rename = "in")]
    pub within: Option<String>,
    /// Name of the object's resource; default: the fixture's name with `.ics` or `.vcf`.
    pub name: Option<Template>,
    /// Values for the variables of the fixture object, for example `uid`.
    #[serde(default)]
    pub with: BTreeMap<String, Template>,
    /// Properties of the object to set; `null` removes one.
    #[serde(default)]
    pub set: BTreeMap<String, Option<Template>>,
    /// Name of the collection fixture that is shared.
    pub share: Option<String>,
    /// Role that gets the rights, or `everyone`.
    pub to: Option<Template>,
    /// SOGo's names of the rights; several may stand in one text, apart by spaces.
    pub rights: Option<OneOrMany>,
    /// Name of the shared collection fixture that `to` subscribes to.
    pub subscription: Option<String>,
}

/// A scratch collection.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// Display name to set.
    pub displayname: Option<Template>,
}

/// A [`Fixture`] with exactly one kind.
#[derive(Clone, Debug)]
pub enum FixtureKind {
    /// A scratch calendar.
    Calendar(Collection),
    /// A scratch address book.
    Addressbook(Collection),
    /// An object in a collection fixture.
    Object {
        /// Fixture file.
        object: Template,
        /// Name of the collection fixture.
        within: String,
        /// Name of the resource.
        name: Option<Template>,
        /// Values for its variables.
        with: BTreeMap<String, Template>,
        /// Properties to set or remove.
        set: BTreeMap<String, Option<Template>>,
    },
    /// Rights on a collection fixture.
    Share {
        /// Name of the collection fixture.
        collection: String,
        /// Role that gets them.
        to: Template,
        /// SOGo's names of the rights.
        rights: OneOrMany,
    },
    /// A subscription to a shared collection fixture.
    Subscription {
        /// Name of the collection fixture.
        collection: String,
        /// Role that subscribes.
        by: Template,
    },
}

impl Fixture {
    /// The kind, if the keys name exactly one and fit it.
    ///
    /// # Errors
    /// A sentence that says what is missing or too much.
    pub fn kind(&self) -> Result<FixtureKind, String> {
        let Fixture {
            role: _,
            calendar,
            addressbook,
            object,
            within,
            name,
            with,
            set,
            share,
            to,
            rights,
            subscription,
        } = self;
        let count =
            [calendar.is_some(), addressbook.is_some(), object.is_some(), share.is_some(), subscription.is_some()]
                .into_iter()
                .filter(|there| *there)
                .count();
        if count != 1 {
            return Err(format!(
                "a fixture is exactly one of calendar, addressbook, object, share and subscription; this one is {count} of them"
            ));
        }
        if let Some(object) = object {
            let within = within.clone().ok_or("an object fixture needs `in`: the collection that it goes into")?;
            let (name, with, set) = (name.clone(), with.clone(), set.clone());
            return Ok(FixtureKind::Object { object: object.clone(), within, name, with, set });
        }
        if within.is_some() || name.is_some() || !with.is_empty() || !set.is_empty() {
            return Err("`in`, `name`, `with` and `set` belong to object fixtures".to_owned());
        }
        if let Some(collection) = share {
            let to = to.clone().ok_or("a share needs `to`: the role that gets the rights")?;
            let rights = rights.clone().ok_or("a share needs `rights`: SOGo's names of the rights")?;
            return Ok(FixtureKind::Share { collection: collection.clone(), to, rights });
        }
        if let Some(collection) = subscription {
            let by = to.clone().ok_or("a subscription needs `to`: the role that subscribes")?;
            return Ok(FixtureKind::Subscription { collection: collection.clone(), by });
        }
        match (calendar, addressbook) {
            (Some(calendar), _) => Ok(FixtureKind::Calendar(calendar.clone())),
            (None, Some(book)) => Ok(FixtureKind::Addressbook(book.clone())),
            (None, None) => Err("a fixture needs a kind".to_owned()),
        }
    }
}
