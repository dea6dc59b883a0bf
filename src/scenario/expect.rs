//! Expectations: what must come, and what is kept for later steps.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer};
use serde_saphyr::Spanned;

use super::pattern::Pattern;
use super::template::{At, Template};
use super::value::{OneOrMany, StatusSet, TextOr};

/// What must come. Every entry is a check of its own; all are evaluated.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Expect {
    /// The status: `201`, `[200, 204]`, `2xx`.
    pub status: Option<StatusSet>,
    /// An answer must come: a dropped connection is then a failure of the server and not trouble on the way.
    pub answered: Option<bool>,
    /// Headers of the answer.
    pub headers: BTreeMap<String, HeaderCheck>,
    /// The body as text.
    pub body: Option<BodyCheck>,
    /// The precondition or postcondition element in the error body, for example `C:no-uid-conflict`.
    pub error: Option<String>,
    /// Which members a multistatus lists. The request's own resource is no member.
    pub members: Option<Members>,
    /// Whether a multistatus has a response for the request's own resource.
    #[serde(rename = "self")]
    pub own: Option<bool>,
    /// Properties of the request's own resource.
    pub props: BTreeMap<String, PropCheck>,
    /// Responses of a multistatus by href.
    pub responses: BTreeMap<Template, ResponseCheck>,
    /// Properties that every member must have.
    pub each: BTreeMap<String, PropCheck>,
    /// Exactly the members that a sync report lists as changed.
    pub changed: Option<OneOrMany>,
    /// Exactly the members that a sync report lists as removed.
    pub removed: Option<OneOrMany>,
    /// The sync token of the answer.
    pub sync_token: Option<TokenCheck>,
    /// The body as iCalendar or vCard, by meaning.
    pub content: Option<ContentCheck>,
    /// Every href of the multistatus must have this form, for example `uri-reference`.
    pub href_format: Option<Format>,
    /// If the server stored other bytes than were sent, its answer must have neither a strong ETag nor a Last-Modified (RFC 9110 §9.3.4).
    pub truthful_validators: Option<bool>,
    /// Resources that the step must not change: an object (status, ETag and body) or, with a slash at the end, a collection (its members and their ETags).
    pub unchanged: Option<OneOrMany>,
    /// Texts that must all be the same.
    pub equal: Option<Vec<Template>>,
    /// Texts that must all be different from each other.
    pub differ: Option<Vec<Template>>,
    /// For `parallel`: exactly one request may succeed.
    pub one_wins: Option<OneWins>,
}

/// A header of the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeaderCheck {
    /// The value must be exactly this.
    pub equals: Option<Template>,
    /// A text that must be in it.
    pub contains: Option<Template>,
    /// A regular expression that must match.
    pub matches: Option<Pattern>,
    /// A token that the comma-separated value must have.
    pub token: Option<Template>,
    /// A token that it must not have.
    pub no_token: Option<Template>,
    /// The header must be there, or must not.
    pub present: Option<bool>,
    /// The value must have this form.
    pub format: Option<Format>,
}

/// The body as text.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BodyCheck {
    /// Texts that must be in it.
    pub contains: Option<OneOrMany>,
    /// Texts that must not be in it.
    pub excludes: Option<OneOrMany>,
    /// A regular expression that must match.
    pub matches: Option<Pattern>,
    /// It must be empty, or must not.
    pub empty: Option<bool>,
    /// Its root element, for example `D:multistatus`.
    pub root: Option<String>,
    /// Elements that it must have at any depth.
    pub elements: Vec<String>,
    /// The bytes must be the same as those of this text, for example a captured body.
    pub equals: Option<Template>,
}

/// Which members a multistatus lists. Whatever is asked here, an item listed twice fails too.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Members {
    /// Exactly these.
    pub exactly: Option<OneOrMany>,
    /// At least these.
    pub includes: Option<OneOrMany>,
    /// None of these.
    pub excludes: Option<OneOrMany>,
    /// That many.
    pub count: Option<Template>,
    /// That many or more.
    pub at_least: Option<Template>,
    /// Set to false where the request itself asks for an item twice.
    pub unique: Option<bool>,
    /// Number of members whose calendar-data or address-data has this UID.
    pub with_uid: BTreeMap<Template, u32>,
}

/// A response of a multistatus.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ResponseCheck {
    /// Status of the response as a whole.
    pub status: Option<StatusSet>,
    /// Its properties.
    pub props: BTreeMap<String, PropCheck>,
}

/// A property: a status (`404`), a text that it must equal, or a mapping.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PropCheck {
    /// Status of the propstat that holds it. Default: 200.
    pub status: Option<u16>,
    /// What its value must be.
    pub value: PropValue,
}

/// What the value of a property must be.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PropValue {
    /// Status of the propstat that holds it. Default: 200.
    pub status: Option<u16>,
    /// Its text must be exactly this.
    pub equals: Option<Template>,
    /// Its text must not be this.
    pub not: Option<Template>,
    /// A regular expression that its text must match.
    pub matches: Option<Pattern>,
    /// Elements that it must hold at any depth; `comp=VEVENT` after the name asks for an attribute `name`.
    pub includes: Vec<String>,
    /// Elements that it must not hold.
    pub excludes: Vec<String>,
    /// The elements directly below it must be exactly these.
    pub only: Option<Vec<String>>,
    /// It must hold an href to this resource.
    pub href: Option<Template>,
    /// An href that it holds must match this regular expression.
    pub href_matches: Option<Pattern>,
    /// It must not be empty, or must be.
    pub empty: Option<bool>,
    /// Its text must have this form.
    pub format: Option<Format>,
    /// Its text as iCalendar or vCard, by meaning.
    pub content: Option<ContentCheck>,
}

/// The form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A strong entity tag: quoted, without `W/` (RFC 9110 §8.8.3).
    StrongEtag,
    /// A date as in HTTP headers, in GMT (RFC 9110 §5.6.7).
    HttpDate,
    /// A date and time as in RFC 3339.
    IsoDate,
    /// An absolute URI (RFC 3986).
    Uri,
    /// A path or URI reference without illegal characters (RFC 3986).
    UriReference,
    /// A whole number.
    Integer,
}

/// iCalendar or vCard, by meaning.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ContentCheck {
    /// It must mean the same as what a fixture or an earlier step of this label sent.
    pub same_as: Option<String>,
    /// It must mean the same as this text, for example a captured body.
    pub same_as_text: Option<Template>,
    /// Named differences that are right in this case, beside the standard ones.
    pub tolerate: Vec<String>,
    /// Properties that it must have: path (`VEVENT/SUMMARY`, `TEL`) to value, unescaped. A `*` is any text.
    pub has: BTreeMap<Template, OneOrMany>,
    /// Paths of properties or components that it must not have.
    pub lacks: Vec<Template>,
    /// Client libraries that must be able to read it: `icalendar`, `vcard_parser`.
    pub readable_by: Vec<String>,
    /// Number of components by path, for example `VEVENT: 2`.
    pub components: BTreeMap<String, u32>,
}

/// The sync token of an answer.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TokenCheck {
    /// It must be there, or must not.
    pub present: Option<bool>,
    /// It must have this form.
    pub format: Option<Format>,
    /// It must be exactly this.
    pub equals: Option<Template>,
    /// It must not be this.
    pub not: Option<Template>,
}

/// For `parallel`: exactly one request may succeed.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneWins {
    /// Statuses of the winner.
    pub winner: StatusSet,
    /// Statuses of all others.
    pub losers: StatusSet,
}

/// Where a kept value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Capture {
    /// The ETag header.
    Etag,
    /// The status.
    Status,
    /// The whole body.
    Body,
    /// The sync token of the answer.
    SyncToken,
    /// A header by name.
    Header(String),
    /// The text of a property.
    Property {
        /// Expanded or prefixed name.
        name: String,
        /// The resource; default: the request's own.
        of: Option<Template>,
    },
    /// The first href that a property of the request's own resource holds.
    Href(String),
    /// The href of the member whose data has this UID.
    MemberWithUid(Template),
    /// The href, exactly as the answer lists it, of the resource at this path.
    Listed(Template),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[derive(Default)]
struct CaptureFile {
    header: Option<String>,
    property: Option<String>,
    of: Option<Template>,
    href: Option<String>,
    member_with_uid: Option<Template>,
    listed: Option<Template>,
}

impl<'de> Deserialize<'de> for Capture {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wrong = || {
            de::Error::custom(
                "a capture is `etag`, `status`, `body`, `sync-token`, or one of `{header: NAME}`, `{property: NAME, of: HREF}`, `{href: PROPERTY}`, `{member-with-uid: UID}`, `{listed: PATH}`",
            )
        };
        match TextOr::<CaptureFile>::deserialize(deserializer)? {
            TextOr::Text(text) => match text.as_str() {
                "etag" => Ok(Capture::Etag),
                "status" => Ok(Capture::Status),
                "body" => Ok(Capture::Body),
                "sync-token" => Ok(Capture::SyncToken),
                _ => Err(wrong()),
            },
            TextOr::Map(CaptureFile { header, property, of, href, member_with_uid, listed }) => {
                match (header, property, of, href, member_with_uid, listed) {
                    (Some(name), None, None, None, None, None) => Ok(Capture::Header(name)),
                    (None, Some(name), of, None, None, None) => Ok(Capture::Property { name, of }),
                    (None, None, None, Some(name), None, None) => Ok(Capture::Href(name)),
                    (None, None, None, None, Some(uid), None) => Ok(Capture::MemberWithUid(uid)),
                    (None, None, None, None, None, Some(path)) => Ok(Capture::Listed(path)),
                    _ => Err(wrong()),
                }
            }
        }
    }
}

impl JsonSchema for Capture {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Capture".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let map = generator.subschema_for::<CaptureFile>();
        json_schema!({
            "description": "Where a kept value comes from: `etag`, `status`, `body`, `sync-token`, `{header: NAME}`, `{property: NAME, of: HREF}`, `{href: PROPERTY}`, `{member-with-uid: UID}` or `{listed: PATH}` (the href exactly as listed).",
            "anyOf": [ { "enum": ["etag", "status", "body", "sync-token"] }, map ],
        })
    }
}

/// A header of the answer.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(rename = "HeaderValue")]
struct HeaderCheckFile {
    /// The value must be exactly this.
    equals: Option<Template>,
    /// A text that must be in it.
    contains: Option<Template>,
    /// A regular expression that must match.
    matches: Option<Pattern>,
    /// A token that the comma-separated value must have.
    token: Option<Template>,
    /// A token that it must not have.
    no_token: Option<Template>,
    /// The header must be there, or must not.
    present: Option<bool>,
    /// The value must have this form.
    format: Option<Format>,
}

impl JsonSchema for HeaderCheck {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "HeaderCheck".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let map = generator.subschema_for::<HeaderCheckFile>();
        json_schema!({
            "description": "A header: `present`, `absent`, a text that it must equal, or a mapping.",
            "anyOf": [ { "type": ["string", "number"] }, map ],
        })
    }
}

impl<'de> Deserialize<'de> for HeaderCheck {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<TextOr<HeaderCheckFile>>::deserialize(deserializer)?;
        let at = At::of(&spanned);
        match spanned.value {
            TextOr::Text(text) => match text.as_str() {
                "present" => Ok(HeaderCheck { present: Some(true), ..HeaderCheck::default() }),
                "absent" => Ok(HeaderCheck { present: Some(false), ..HeaderCheck::default() }),
                _ => {
                    let equals = Template::parse(&text, at).map_err(de::Error::custom)?;
                    Ok(HeaderCheck { equals: Some(equals), ..HeaderCheck::default() })
                }
            },
            TextOr::Map(HeaderCheckFile { equals, contains, matches, token, no_token, present, format }) => {
                Ok(HeaderCheck { equals, contains, matches, token, no_token, present, format })
            }
        }
    }
}

impl<'de> Deserialize<'de> for PropCheck {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<TextOr<PropValue>>::deserialize(deserializer)?;
        let at = At::of(&spanned);
        match spanned.value {
            TextOr::Text(text) => match text.parse::<u16>() {
                Ok(status) if (100..600).contains(&status) => {
                    Ok(PropCheck { status: Some(status), value: PropValue::default() })
                }
                Ok(_) | Err(_) => {
                    let equals = Some(Template::parse(&text, at).map_err(de::Error::custom)?);
                    Ok(PropCheck { status: None, value: PropValue { equals, ..PropValue::default() } })
                }
            },
            TextOr::Map(value) => Ok(PropCheck { status: value.status, value }),
        }
    }
}

impl JsonSchema for PropCheck {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PropCheck".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let map = generator.subschema_for::<PropValue>();
        json_schema!({
            "description": "A property: a status (404), a text that it must equal, or a mapping.",
            "anyOf": [ { "type": ["integer", "string"] }, map ],
        })
    }
}
