//! From a step's verb to the request that goes over the wire.

use std::collections::BTreeMap;

use davproof_content::{Document, Property};
use davproof_dav::build::{Ask, PropUpdate, PropValue, SyncLevel};
use davproof_dav::{Follow, Framing, Href, Name, Request, build};
use thiserror::Error;

use super::env::{Env, Missing};
use super::query::{addressbook_query, calendar_query};
use crate::scenario::{
    HeaderMap, MakeCollection, Multiget, OneOrMany, Pack, Propfind, Proppatch, Put, RawRequest, Report, Sync, Template,
    Transfer, Verb,
};

/// Why a request cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum Unsendable {
    /// A variable has no value.
    #[error(transparent)]
    Missing(#[from] Missing),
    /// A value is not what it must be.
    #[error("{0}")]
    BadValue(String),
}

/// The request of a verb that is one request; `None` for those that are not.
pub(crate) fn request(verb: &Verb, env: &Env<'_>, pack: &Pack, own_uid: &str) -> Result<Option<Request>, Unsendable> {
    let request = match verb {
        Verb::Request(raw) => raw_request(raw, env)?,
        Verb::Options(plain) => headed("OPTIONS", &plain.path, &plain.headers, env)?,
        Verb::Get(plain) => headed("GET", &plain.path, &plain.headers, env)?,
        Verb::Head(plain) => headed("HEAD", &plain.path, &plain.headers, env)?,
        Verb::Delete(plain) => headed("DELETE", &plain.path, &plain.headers, env)?,
        Verb::Put(put) => put_request(put, env, pack, own_uid)?,
        Verb::Propfind(propfind) => propfind_request(propfind, env)?,
        Verb::Proppatch(proppatch) => proppatch_request(proppatch, env)?,
        Verb::Mkcalendar(make) => make_request("MKCALENDAR", make, env)?,
        Verb::Mkcol(make) => make_request("MKCOL", make, env)?,
        Verb::Report(report) => report_request(report, env)?,
        Verb::CalendarQuery(query) => calendar_query(query, env)?,
        Verb::AddressbookQuery(query) => addressbook_query(query, env)?,
        Verb::CalendarMultiget(multiget) => multiget_request(multiget, "C:calendar-data", "1", env)?,
        Verb::AddressbookMultiget(multiget) => multiget_request(multiget, "A:address-data", "0", env)?,
        Verb::Sync(sync) => sync_request(sync, env)?,
        Verb::Move(transfer) => transfer_request("MOVE", transfer, env)?,
        Verb::Copy(transfer) => transfer_request("COPY", transfer, env)?,
        Verb::Subscribe(plain) => xml(headed("POST", &plain.path, &plain.headers, env)?, build::subscribe()),
        Verb::Unsubscribe(plain) => xml(headed("POST", &plain.path, &plain.headers, env)?, build::unsubscribe()),
        Verb::Share(_) | Verb::Parallel(_) | Verb::Wait(_) | Verb::NextSecond => return Ok(None),
    };
    Ok(Some(request))
}

fn raw_request(raw: &RawRequest, env: &Env<'_>) -> Result<Request, Unsendable> {
    use base64::Engine;
    let RawRequest { method, path, headers, body, body_base64, framing, follow } = raw;
    let mut request = headed(&env.text(method)?, path, headers, env)?;
    if let Some(body) = body {
        request = request.body(with_prefixes(&env.text(body)?));
    }
    if let Some(encoded) = body_base64 {
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(encoded)
            .map_err(|error| Unsendable::BadValue(format!("`body_base64` is no base64: {error}")))?;
        request = request.body(bytes);
    }
    request = request.framing(match framing {
        crate::scenario::Framing::ContentLength => Framing::ContentLength,
        crate::scenario::Framing::Chunked => Framing::Chunked,
        crate::scenario::Framing::ExpectContinue => Framing::ExpectContinue,
    });
    Ok(if *follow { request.follow(Follow::SameOrigin { max: 5 }) } else { request })
}

pub(crate) fn headed(method: &str, path: &Template, headers: &HeaderMap, env: &Env<'_>) -> Result<Request, Unsendable> {
    let mut request = Request::new(method, env.text(path)?);
    for (name, value) in headers {
        request = request.header(name.as_str(), env.text(value)?);
    }
    Ok(request)
}

fn put_request(put: &Put, env: &Env<'_>, pack: &Pack, own_uid: &str) -> Result<Request, Unsendable> {
    let Put { path, object, text, with, set, media_type, headers } = put;
    let (body, default_type) = match (object, text) {
        (Some(object), _) => object_body(&env.text(object)?, with, set, env, pack, own_uid)?,
        (None, Some(text)) => {
            let text = env.text(text)?;
            let media = if text.to_ascii_uppercase().contains("BEGIN:VCARD") { VCARD } else { CALENDAR };
            (crlf(&text).into_bytes(), media)
        }
        (None, None) => (Vec::new(), CALENDAR),
    };
    let mut request = headed("PUT", path, headers, env)?;
    let media_type = media_type.as_ref().map(|template| env.text(template)).transpose()?;
    match media_type.as_deref() {
        Some("none") => {}
        Some(media_type) => request = request.header("Content-Type", media_type),
        None => request = request.header("Content-Type", default_type),
    }
    Ok(request.body(body))
}

const CALENDAR: &str = "text/calendar; charset=utf-8";
const VCARD: &str = "text/vcard; charset=utf-8";

/// The bytes of a fixture object with its variables filled in and properties set, and its media type.
pub(crate) fn object_body(
    name: &str,
    with: &BTreeMap<String, Template>,
    set: &BTreeMap<String, Option<Template>>,
    env: &Env<'_>,
    pack: &Pack,
    own_uid: &str,
) -> Result<(Vec<u8>, &'static str), Unsendable> {
    let file = pack.fixtures.get(name).ok_or_else(|| Unsendable::BadValue(format!("no fixture object `{name}`")))?;
    let mut values = BTreeMap::from([("uid".to_owned(), own_uid.to_owned())]);
    for (variable, template) in with {
        values.insert(variable.clone(), env.text(template)?);
    }
    let text = crlf(&env.text_with(&file.text, &values)?);
    let media = if file.extension == "vcf" { VCARD } else { CALENDAR };
    let bytes =
        if file.bytewise { text.chars().filter_map(|c| u8::try_from(c).ok()).collect() } else { text.into_bytes() };
    if set.is_empty() {
        return Ok((bytes, media));
    }
    let mut document =
        Document::parse(&bytes).map_err(|error| Unsendable::BadValue(format!("fixture `{name}`: {error}")))?;
    for (property, value) in set {
        let value = value.as_ref().map(|template| env.text(template)).transpose()?;
        edit(&mut document, property, value);
    }
    Ok((document.to_bytes(), media))
}

/// Sets or removes a property of the first event, task or card.
fn edit(document: &mut Document, property: &str, value: Option<String>) {
    let Some(envelope) = document.components.first_mut() else { return };
    let component = if envelope.is("VCALENDAR") {
        match envelope.components.iter_mut().find(|component| !component.is("VTIMEZONE")) {
            Some(component) => component,
            None => return,
        }
    } else {
        envelope
    };
    // `DTSTART;VALUE=DATE` sets parameters with the property.
    let (name, params) = property.split_once(';').unwrap_or((property, ""));
    let place = component.properties.iter().position(|p| p.is(name));
    component.properties.retain(|p| !p.is(name));
    let Some(value) = value else { return };
    let mut new = Property::new(name, value);
    for (name, value) in params.split(';').filter_map(|param| param.split_once('=')) {
        new = new.with_param(name, value);
    }
    let place = place.unwrap_or(component.properties.len()).min(component.properties.len());
    component.properties.insert(place, new);
}

fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

fn propfind_request(propfind: &Propfind, env: &Env<'_>) -> Result<Request, Unsendable> {
    let Propfind { path, depth, props, body, headers } = propfind;
    let request = depth_header(headed("PROPFIND", path, headers, env)?, depth.as_ref(), "0", env)?;
    match body {
        Some(body) => Ok(xml(request, with_prefixes(&env.text(body)?).into_bytes())),
        None => Ok(xml(request, build::propfind(&ask(props.as_ref(), &["D:resourcetype"], env)?))),
    }
}

fn proppatch_request(proppatch: &Proppatch, env: &Env<'_>) -> Result<Request, Unsendable> {
    let Proppatch { path, set, set_xml, remove, body, headers } = proppatch;
    let request = headed("PROPPATCH", path, headers, env)?;
    if let Some(body) = body {
        return Ok(xml(request, with_prefixes(&env.text(body)?).into_bytes()));
    }
    let mut updates: Vec<PropUpdate> = values(set, set_xml, env)?.into_iter().map(PropUpdate::Set).collect();
    for property in remove {
        updates.push(PropUpdate::Remove(name(property)?));
    }
    Ok(xml(request, build::proppatch(&updates)))
}

fn make_request(method: &str, make: &MakeCollection, env: &Env<'_>) -> Result<Request, Unsendable> {
    let MakeCollection { path, kinds, set, set_xml, body, headers } = make;
    let request = headed(method, path, headers, env)?;
    if let Some(body) = body {
        return Ok(xml(request, with_prefixes(&env.text(body)?).into_bytes()));
    }
    if kinds.is_empty() && set.is_empty() && set_xml.is_empty() {
        return Ok(request);
    }
    let values = values(set, set_xml, env)?;
    if method == "MKCALENDAR" {
        return Ok(xml(request, build::mkcalendar(&values)));
    }
    let kinds = kinds.iter().map(|kind| name(kind)).collect::<Result<Vec<_>, _>>()?;
    Ok(xml(request, build::mkcol(&kinds, &values)))
}

fn values(
    set: &BTreeMap<String, Template>,
    set_xml: &BTreeMap<String, Template>,
    env: &Env<'_>,
) -> Result<Vec<PropValue>, Unsendable> {
    let mut values = Vec::new();
    for (property, template) in set {
        values.push(PropValue::text(name(property)?, &env.text(template)?));
    }
    for (property, template) in set_xml {
        let value = PropValue::xml(name(property)?, &env.text(template)?)
            .map_err(|error| Unsendable::BadValue(format!("`{property}`: {error}")))?;
        values.push(value);
    }
    Ok(values)
}

fn report_request(report: &Report, env: &Env<'_>) -> Result<Request, Unsendable> {
    let Report { path, depth, body, headers } = report;
    let request = depth_header(headed("REPORT", path, headers, env)?, depth.as_ref(), "none", env)?;
    Ok(xml(request, with_prefixes(&env.text(body)?).into_bytes()))
}

fn multiget_request(multiget: &Multiget, data: &str, depth: &str, env: &Env<'_>) -> Result<Request, Unsendable> {
    let Multiget { path, hrefs, props, depth: wanted, headers } = multiget;
    let request = depth_header(headed("REPORT", path, headers, env)?, wanted.as_ref(), depth, env)?;
    let mut list = Vec::new();
    for template in &hrefs.0 {
        list.push(Href::new(env.text(template)?));
    }
    let ask = ask(props.as_ref(), &["D:getetag", data], env)?;
    let body = if data == "C:calendar-data" {
        build::calendar_multiget(&ask, &list)
    } else {
        build::addressbook_multiget(&ask, &list)
    };
    Ok(xml(request, body))
}

fn sync_request(sync: &Sync, env: &Env<'_>) -> Result<Request, Unsendable> {
    let Sync { path, token, level, depth, limit, props, headers } = sync;
    let request = depth_header(headed("REPORT", path, headers, env)?, depth.as_ref(), "0", env)?;
    let token = token.as_ref().map(|template| env.text(template)).transpose()?.filter(|token| !token.is_empty());
    let level = match level.as_ref().map(|template| env.text(template)).transpose()?.as_deref() {
        None | Some("1") => SyncLevel::One,
        Some("infinite") => SyncLevel::Infinite,
        Some("none") => SyncLevel::Absent,
        Some(other) => {
            return Err(Unsendable::BadValue(format!("`{other}` is no sync level; write 1, infinite or none")));
        }
    };
    let ask = ask(props.as_ref(), &["D:getetag"], env)?;
    Ok(xml(request, build::sync_collection(token.as_deref(), level, *limit, &ask)))
}

fn transfer_request(method: &str, transfer: &Transfer, env: &Env<'_>) -> Result<Request, Unsendable> {
    let Transfer { path, to, overwrite, headers } = transfer;
    let to = env.text(to)?;
    let origin = env.text(&Template::variable("origin"))?;
    let mut request = headed(method, path, headers, env)?.header("Destination", format!("{origin}{to}"));
    if let Some(overwrite) = overwrite {
        request = request.header("Overwrite", env.text(overwrite)?);
    }
    Ok(request)
}

pub(crate) fn depth_header(
    request: Request,
    depth: Option<&Template>,
    default: &str,
    env: &Env<'_>,
) -> Result<Request, Unsendable> {
    let depth = depth.map(|template| env.text(template)).transpose()?;
    match depth.as_deref().unwrap_or(default) {
        "none" => Ok(request),
        depth => Ok(request.header("Depth", depth)),
    }
}

/// The request with an XML body; a Content-Type that the scenario set stays.
pub(crate) fn xml(request: Request, body: Vec<u8>) -> Request {
    let request = if request.get("Content-Type").is_some() {
        request
    } else {
        request.header("Content-Type", "application/xml; charset=utf-8")
    };
    request.body(body)
}

pub(crate) fn ask(props: Option<&OneOrMany>, default: &[&str], env: &Env<'_>) -> Result<Ask, Unsendable> {
    let mut names = Vec::new();
    match props {
        None => {
            for property in default {
                names.push(name(property)?);
            }
        }
        Some(OneOrMany(templates)) => {
            for template in templates {
                match env.text(template)?.as_str() {
                    "allprop" => return Ok(Ask::AllProp { include: Vec::new() }),
                    "propname" => return Ok(Ask::PropName),
                    property => names.push(name(property)?),
                }
            }
        }
    }
    Ok(Ask::names(names))
}

pub(crate) fn prop_element(props: Option<&OneOrMany>, data: &str, env: &Env<'_>) -> Result<String, Unsendable> {
    let mut names = String::new();
    match props {
        None => names = format!("<D:getetag/><{data}/>"),
        Some(OneOrMany(templates)) => {
            for template in templates {
                names = format!("{names}<{}/>", env.text(template)?);
            }
        }
    }
    Ok(format!("<D:prop>{names}</D:prop>"))
}

fn name(text: &str) -> Result<Name, Unsendable> {
    text.parse().map_err(|error: davproof_dav::NameError| Unsendable::BadValue(error.to_string()))
}

/// An XML body whose root declares our prefixes, unless it declares namespaces or a prolog itself.
pub(crate) fn with_prefixes(body: &str) -> String {
    let trimmed = body.trim_start();
    let Some(end) = trimmed.find(['>', ' ', '/']).filter(|_| trimmed.starts_with('<')) else { return body.to_owned() };
    if trimmed.starts_with("<?")
        || trimmed.starts_with("<!")
        || trimmed[..trimmed.find('>').unwrap_or(end)].contains("xmlns")
    {
        return body.to_owned();
    }
    let mut declarations = String::new();
    for (prefix, namespace) in davproof_dav::PREFIXES {
        if trimmed.contains(&format!("{prefix}:")) {
            declarations = format!("{declarations} xmlns:{prefix}=\"{namespace}\"");
        }
    }
    let split = trimmed[1..].find(['>', ' ', '/', '\n', '\t']).map_or(trimmed.len(), |index| index + 1);
    format!("{}{declarations}{}", &trimmed[..split], &trimmed[split..])
}
