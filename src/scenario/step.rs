//! Steps: what a case does, one request or high-level action each.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::expect::{Capture, Expect};
use super::template::{At, Template};
use super::value::{OneOrMany, PathOr, Wait};

/// Headers to send: name to value. They replace what davproof would send by itself.
pub type HeaderMap = BTreeMap<String, Template>;

/// One step of a case.
#[derive(Clone, Debug)]
pub struct Step {
    /// What is done.
    pub verb: Verb,
    /// Role of the account that does it: a role, `anonymous`, or `wrong-password`.
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
    /// Objects that the server may deliver into an account's first calendar because of this step.
    pub delivers: Vec<Template>,
    /// Where it is written.
    pub at: At,
}

/// A step as the file has it: exactly one verb, and what goes with every verb.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Step")]
pub struct StepFile {
    /// Who does it: `owner` (default), `sharee`, `stranger`, `admin`, `anonymous`, or `wrong-password` (the owner with a password that is wrong).
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
    /// Paths of objects that the server may deliver into an account's first calendar because of this step (invitations). Their names begin with `{mark}`.
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

/// For verbs that need no arguments: write `{}`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NoArguments {}

/// A path and headers.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Plain {
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
}

/// Any request.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawRequest {
    /// Method, exactly as written.
    pub method: Template,
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
    /// Body, exactly as written.
    pub body: Option<Template>,
    /// Body from base64, for bytes that no text has.
    pub body_base64: Option<String>,
    /// How the body is framed.
    #[serde(default)]
    pub framing: Framing,
    /// Follow redirects on the same host.
    #[serde(default)]
    pub follow: bool,
}

/// How a request body is framed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Framing {
    /// With Content-Length.
    #[default]
    ContentLength,
    /// With Transfer-Encoding: chunked.
    Chunked,
    /// With Content-Length and `Expect: 100-continue`.
    ExpectContinue,
}

/// PUT.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Put {
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// Fixture object, for example `event/simple`.
    pub object: Option<Template>,
    /// Literal text; line ends become CRLF.
    pub text: Option<Template>,
    /// Values for the variables of the fixture object, for example `uid`.
    #[serde(default)]
    pub with: BTreeMap<String, Template>,
    /// Properties of the first component (event, task, card) to set; `null` removes one.
    #[serde(default)]
    pub set: BTreeMap<String, Option<Template>>,
    /// Content-Type. Default: that of the object's kind, in UTF-8; `none` sends no such header.
    #[serde(rename = "type")]
    pub media_type: Option<Template>,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
}

/// PROPFIND.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Propfind {
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// Depth header; `none` sends no such header. Default: 0.
    pub depth: Option<Template>,
    /// Properties as `D:getetag`, `C:…`, `A:…`, `CS:…`, `I:…`, `X:…`, `{namespace}name`; or `allprop`, `propname`. Default: `D:resourcetype`.
    pub props: Option<OneOrMany>,
    /// Literal body in place of `props`.
    pub body: Option<Template>,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
}

/// PROPPATCH.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Proppatch {
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// Properties to set: name to text.
    #[serde(default)]
    pub set: BTreeMap<String, Template>,
    /// Properties to set: name to an XML fragment.
    #[serde(default)]
    pub set_xml: BTreeMap<String, Template>,
    /// Properties to remove.
    #[serde(default)]
    pub remove: Vec<String>,
    /// Literal body in place of these.
    pub body: Option<Template>,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
}

/// MKCALENDAR or MKCOL.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MakeCollection {
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// Kinds of collection for an extended MKCOL, for example `A:addressbook`; `D:collection` is always added.
    #[serde(rename = "type", default)]
    pub kinds: Vec<String>,
    /// Properties to set: name to text.
    #[serde(default)]
    pub set: BTreeMap<String, Template>,
    /// Properties to set: name to an XML fragment.
    #[serde(default)]
    pub set_xml: BTreeMap<String, Template>,
    /// Literal body in place of these.
    pub body: Option<Template>,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
}

/// REPORT with a literal body.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Report {
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// Depth header; `none` sends no such header. Default: none.
    pub depth: Option<Template>,
    /// Body, exactly as written. The prefixes D, C, A, CS, I and X need no declaration.
    pub body: Template,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
}

/// REPORT calendar-query or addressbook-query.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Query {
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// Depth header; `none` sends no such header. Default: 1.
    pub depth: Option<Template>,
    /// Properties; default: getetag and the data.
    pub props: Option<OneOrMany>,
    /// What to look for. Default for calendars: every VEVENT; for address books: every card.
    pub filter: Option<Filter>,
    /// XML fragment in place of `filter`, from `<C:filter>` or `<A:filter>` on.
    pub filter_xml: Option<Template>,
    /// Most results wanted (addressbook-query).
    pub limit: Option<u32>,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
}

/// What a query looks for.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Filter {
    /// Component to look for (calendars): VEVENT, VTODO, …; `none` stops at VCALENDAR.
    pub component: Option<Template>,
    /// Time range (calendars).
    pub range: Option<TimeRange>,
    /// Conditions on properties.
    #[serde(default)]
    pub props: Vec<TextMatch>,
    /// How several conditions combine (address books): `anyof` or `allof`.
    pub test: Option<Template>,
}

/// A time range; a missing bound is open.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TimeRange {
    /// Start in UTC, for example `20270101T000000Z`.
    pub start: Option<Template>,
    /// End in UTC.
    pub end: Option<Template>,
}

/// A condition on a property.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TextMatch {
    /// Name of the property, for example SUMMARY or FN.
    pub name: Template,
    /// Text to find; without it the property has to exist.
    pub text: Option<Template>,
    /// `contains`, `equals`, `starts-with`, `ends-with` (address books).
    pub how: Option<Template>,
    /// Collation, for example `i;octet`.
    pub collation: Option<Template>,
    /// The text must not be there.
    #[serde(default)]
    pub negate: bool,
    /// The property must not exist.
    #[serde(default)]
    pub is_not_defined: bool,
}

/// REPORT calendar-multiget or addressbook-multiget.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Multiget {
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// The objects to get, as they go on the wire.
    pub hrefs: OneOrMany,
    /// Properties; default: getetag and the data.
    pub props: Option<OneOrMany>,
    /// Depth header; `none` sends no such header. Default: 1 for calendars, 0 for address books.
    pub depth: Option<Template>,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
}

/// REPORT sync-collection.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sync {
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// Sync token; empty or missing for the initial sync.
    pub token: Option<Template>,
    /// Sync level; `none` leaves it out. Default: 1.
    pub level: Option<Template>,
    /// Depth header; `none` sends no such header. Default: 0.
    pub depth: Option<Template>,
    /// Most changes wanted in one answer.
    pub limit: Option<u32>,
    /// Properties; default: getetag.
    pub props: Option<OneOrMany>,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
}

/// MOVE or COPY.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Transfer {
    /// Path on the wire, exactly as written.
    pub path: Template,
    /// Path of the destination; sent as an absolute URL.
    pub to: Template,
    /// Overwrite header: `T` or `F`; without it the header is not sent.
    pub overwrite: Option<Template>,
    /// Headers to send.
    #[serde(default)]
    pub headers: HeaderMap,
}

/// Rights for another role.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Share {
    /// Path of a scratch collection.
    pub path: Template,
    /// Role that gets the rights, or `everyone`.
    pub with: Template,
    /// SOGo's role names, for example `PublicViewer`; several may stand in one text, apart by spaces. Empty takes all rights away.
    pub roles: OneOrMany,
}

macro_rules! from_path {
    ($($kind:ident { $($field:ident),* })*) => { $(
        impl From<Template> for $kind {
            fn from(path: Template) -> Self {
                $kind { path, $($field: Default::default()),* }
            }
        }
    )* };
}

from_path! {
    Plain { headers }
    Propfind { depth, props, body, headers }
    MakeCollection { kinds, set, set_xml, body, headers }
    Query { depth, props, filter, filter_xml, limit, headers }
    Sync { token, level, depth, limit, props, headers }
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
