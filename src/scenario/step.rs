//! Steps: what a case does, one request or high-level action each.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::arguments::{
    MakeCollection, Multiget, NoArguments, Plain, Propfind, Proppatch, Put, Query, RawRequest, Report, Share, Sync,
    Transfer,
};
use super::expect::{Capture, Expect};
use super::template::{At, Template};
use super::value::{PathOr, Wait};

/// One step of a case.
#[derive(Clone, Debug)]
pub struct Step {
    /// What is done.
    pub verb: Verb,
    /// Role of the account that does it: a role, `anonymous`, or one with a wrong password.
    pub role: Template,
    /// Client profile whose headers are sent.
    pub client: Option<Template>,
    /// Label; `put`, `put-2`, … if the file gives none.
    pub label: String,
    /// What must come.
    pub expect: Expect,
    /// What is kept for later steps.
    pub capture: BTreeMap<String, Capture>,
    /// The step is repeated until its expectations hold, for this long at most.
    pub within: Option<Wait>,
    /// Objects that the server may deliver into an account's first calendar or inbox because of this step.
    pub delivers: Vec<Template>,
    /// Where it is written.
    pub at: At,
}

/// A step as the file has it: exactly one verb, and what goes with every verb.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Step")]
pub struct StepFile {
    /// Who does it: `owner` (default), `sharee`, `stranger`, `admin`, `anonymous`, or the owner with a password that is wrong: `wrong-password`, or one that is nearly right: `longer-password`, `shorter-password`, `other-case-password`.
    #[serde(rename = "as")]
    pub role: Option<Template>,
    /// Client profile from `clients.yaml` whose headers are sent, for example `davx5`.
    pub client: Option<Template>,
    /// Label for check ids. Default: the verb, with a number from the second one on.
    pub name: Option<String>,
    /// What must come.
    #[serde(default)]
    pub expect: Expect,
    /// What is kept for later steps: variable name to source.
    #[serde(default)]
    pub capture: BTreeMap<String, Capture>,
    /// Repeat the step until its expectations hold, for this long at most.
    pub within: Option<Wait>,
    /// Paths of objects that the server may deliver into an account's first calendar or inbox because of this step (invitations). Their names begin with `{mark}`.
    #[serde(default)]
    pub delivers: Vec<Template>,
    /// Any request, sent exactly as written.
    pub request: Option<RawRequest>,
    /// OPTIONS.
    pub options: Option<PathOr<Plain>>,
    /// GET.
    pub get: Option<PathOr<Plain>>,
    /// HEAD.
    pub head: Option<PathOr<Plain>>,
    /// DELETE.
    pub delete: Option<PathOr<Plain>>,
    /// PUT of a fixture object or a literal body.
    pub put: Option<Put>,
    /// PROPFIND.
    pub propfind: Option<PathOr<Propfind>>,
    /// PROPPATCH.
    pub proppatch: Option<Proppatch>,
    /// MKCALENDAR.
    pub mkcalendar: Option<PathOr<MakeCollection>>,
    /// MKCOL; extended (RFC 5689) if it has `type` or `set`.
    pub mkcol: Option<PathOr<MakeCollection>>,
    /// REPORT with a literal body.
    pub report: Option<Report>,
    /// REPORT calendar-query.
    pub calendar_query: Option<PathOr<Query>>,
    /// REPORT addressbook-query.
    pub addressbook_query: Option<PathOr<Query>>,
    /// REPORT calendar-multiget.
    pub calendar_multiget: Option<Multiget>,
    /// REPORT addressbook-multiget.
    pub addressbook_multiget: Option<Multiget>,
    /// REPORT sync-collection.
    pub sync: Option<PathOr<Sync>>,
    /// MOVE.
    #[serde(rename = "move")]
    pub r#move: Option<Transfer>,
    /// COPY.
    pub copy: Option<Transfer>,
    /// Gives another role rights on a scratch collection by the server's own means.
    pub share: Option<Share>,
    /// Subscribes the acting role to somebody's scratch collection (SOGo).
    pub subscribe: Option<PathOr<Plain>>,
    /// Ends such a subscription.
    pub unsubscribe: Option<PathOr<Plain>>,
    /// Several requests at the same time, each a step of its own.
    #[schemars(with = "Option<Vec<StepFile>>")]
    pub parallel: Option<Vec<Spanned<StepFile>>>,
    /// Pause for a while.
    pub wait: Option<Wait>,
    /// Pause until the clock's next second has begun, for servers that count in seconds.
    pub next_second: Option<NoArguments>,
}

/// What a step does.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each variant is documented at its argument type and in StepFile")]
pub enum Verb {
    Request(RawRequest),
    Options(Plain),
    Get(Plain),
    Head(Plain),
    Delete(Plain),
    Put(Box<Put>),
    Propfind(Propfind),
    Proppatch(Proppatch),
    Mkcalendar(MakeCollection),
    Mkcol(MakeCollection),
    Report(Report),
    CalendarQuery(Query),
    AddressbookQuery(Query),
    CalendarMultiget(Multiget),
    AddressbookMultiget(Multiget),
    Sync(Sync),
    Move(Transfer),
    Copy(Transfer),
    Share(Share),
    Subscribe(Plain),
    Unsubscribe(Plain),
    Parallel(Vec<Step>),
    Wait(Wait),
    NextSecond,
}

impl StepFile {
    /// Turns the file's step into a step with exactly one verb.
    ///
    /// # Errors
    /// A sentence, if there is no verb or more than one.
    pub fn into_step(self, at: At) -> Result<Step, String> {
        let mut verbs: Vec<Verb> = Vec::new();
        let StepFile {
            role,
            client,
            name,
            expect,
            capture,
            within,
            delivers,
            request,
            options,
            get,
            head,
            delete,
            put,
            propfind,
            proppatch,
            mkcalendar,
            mkcol,
            report,
            calendar_query,
            addressbook_query,
            calendar_multiget,
            addressbook_multiget,
            sync,
            r#move,
            copy,
            share,
            subscribe,
            unsubscribe,
            parallel,
            wait,
            next_second,
        } = self;
        verbs.extend(request.map(Verb::Request));
        verbs.extend(options.map(|p| Verb::Options(p.0)));
        verbs.extend(get.map(|p| Verb::Get(p.0)));
        verbs.extend(head.map(|p| Verb::Head(p.0)));
        verbs.extend(delete.map(|p| Verb::Delete(p.0)));
        verbs.extend(put.map(|p| Verb::Put(Box::new(p))));
        verbs.extend(propfind.map(|p| Verb::Propfind(p.0)));
        verbs.extend(proppatch.map(Verb::Proppatch));
        verbs.extend(mkcalendar.map(|p| Verb::Mkcalendar(p.0)));
        verbs.extend(mkcol.map(|p| Verb::Mkcol(p.0)));
        verbs.extend(report.map(Verb::Report));
        verbs.extend(calendar_query.map(|p| Verb::CalendarQuery(p.0)));
        verbs.extend(addressbook_query.map(|p| Verb::AddressbookQuery(p.0)));
        verbs.extend(calendar_multiget.map(Verb::CalendarMultiget));
        verbs.extend(addressbook_multiget.map(Verb::AddressbookMultiget));
        verbs.extend(sync.map(|p| Verb::Sync(p.0)));
        verbs.extend(r#move.map(Verb::Move));
        verbs.extend(copy.map(Verb::Copy));
        verbs.extend(share.map(Verb::Share));
        verbs.extend(subscribe.map(|p| Verb::Subscribe(p.0)));
        verbs.extend(unsubscribe.map(|p| Verb::Unsubscribe(p.0)));
        verbs.extend(wait.map(Verb::Wait));
        verbs.extend(next_second.map(|NoArguments {}| Verb::NextSecond));
        if let Some(steps) = parallel {
            verbs.push(Verb::Parallel(number_labels(steps)?));
        }
        let count = verbs.len();
        let (Some(verb), 1) = (verbs.pop(), count) else {
            return Err(format!(
                "a step has exactly one verb, and this one has {count}; verbs are get, put, propfind, sync and so on"
            ));
        };
        let label = name.unwrap_or_else(|| verb.name().to_owned());
        let role = role.unwrap_or_else(|| Template::literal("owner"));
        Ok(Step { verb, role, client, label, expect, capture, within, delivers, at })
    }
}

/// Turns steps into their parsed form and makes their labels unique: `put`, `put-2`, …
///
/// # Errors
/// A sentence, if a step has not exactly one verb.
pub(crate) fn number_labels(steps: Vec<Spanned<StepFile>>) -> Result<Vec<Step>, String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut parsed = Vec::with_capacity(steps.len());
    for step in steps {
        let at = At::of(&step);
        let mut step = step.value.into_step(at).map_err(|error| format!("line {}: {error}", at.line))?;
        let count = seen.entry(step.label.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            step.label = format!("{}-{count}", step.label);
        }
        parsed.push(step);
    }
    Ok(parsed)
}

impl Verb {
    /// The verb's name in files.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Verb::Request(_) => "request",
            Verb::Options(_) => "options",
            Verb::Get(_) => "get",
            Verb::Head(_) => "head",
            Verb::Delete(_) => "delete",
            Verb::Put(_) => "put",
            Verb::Propfind(_) => "propfind",
            Verb::Proppatch(_) => "proppatch",
            Verb::Mkcalendar(_) => "mkcalendar",
            Verb::Mkcol(_) => "mkcol",
            Verb::Report(_) => "report",
            Verb::CalendarQuery(_) => "calendar-query",
            Verb::AddressbookQuery(_) => "addressbook-query",
            Verb::CalendarMultiget(_) => "calendar-multiget",
            Verb::AddressbookMultiget(_) => "addressbook-multiget",
            Verb::Sync(_) => "sync",
            Verb::Move(_) => "move",
            Verb::Copy(_) => "copy",
            Verb::Share(_) => "share",
            Verb::Subscribe(_) => "subscribe",
            Verb::Unsubscribe(_) => "unsubscribe",
            Verb::Parallel(_) => "parallel",
            Verb::Wait(_) => "wait",
            Verb::NextSecond => "next-second",
        }
    }
}
