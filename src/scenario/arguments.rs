//! What goes with each verb.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::template::Template;
use super::value::OneOrMany;

/// Headers to send: name to value. They replace what davproof would send by itself.
pub type HeaderMap = BTreeMap<String, Template>;

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
