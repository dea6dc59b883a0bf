use std::collections::HashSet;

use quick_xml::events::{BytesDecl, BytesStart};
use quick_xml::name::{NamespaceResolver, PrefixDeclaration, QName, ResolveResult};

use crate::element::Attribute;
use crate::name::{Name, is_ncname, ns};
use crate::xml_chars::{allowed, referenced};
use crate::xml_error::XmlErrorKind;

const XML_NS: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS_NS: &str = "http://www.w3.org/2000/xmlns/";

/// Name and attributes of a start tag, checked.
pub(crate) fn start_tag(
    tag: &BytesStart<'_>,
    resolver: &NamespaceResolver,
) -> Result<(Name, Vec<Attribute>), XmlErrorKind> {
    let qname = tag.name();
    let name = expand(qname, resolver, Kind::Element)?;
    let raw = tag.attributes_raw();
    if raw.is_empty() {
        return Ok((name, Vec::new()));
    }
    let mut attributes = Vec::new();
    let mut seen = HashSet::new();
    let mut expanded = HashSet::new();
    for (key, value) in split(raw)? {
        if !seen.insert(key) {
            return Err(XmlErrorKind::DuplicateAttribute(key.to_owned()));
        }
        let value = attribute_value(value)?;
        if let Some(binding) = QName(key).as_namespace_binding() {
            check_binding(binding, &value)?;
            continue;
        }
        let name = expand(QName(key), resolver, Kind::Attribute)?;
        if !expanded.insert(name.clone()) {
            return Err(XmlErrorKind::DuplicateAttribute(name.to_string()));
        }
        attributes.push(Attribute { name, value });
    }
    Ok((name, attributes))
}

/// Without a prefix, only elements are in the default namespace.
#[derive(Clone, Copy)]
enum Kind {
    Element,
    Attribute,
}

fn expand(qname: QName<'_>, resolver: &NamespaceResolver, kind: Kind) -> Result<Name, XmlErrorKind> {
    let (local, prefix) = qname.decompose();
    let proper = is_ncname(local.into_inner()) && prefix.is_none_or(|p| is_ncname(p.into_inner()));
    if !proper {
        return Err(XmlErrorKind::Tag("a name that is no XML name"));
    }
    if prefix.is_some_and(|p| p.into_inner() == "xmlns") {
        return Err(XmlErrorKind::Tag("the prefix `xmlns` on an element"));
    }
    let (bound, local) = match kind {
        Kind::Element => resolver.resolve_element(qname),
        Kind::Attribute => resolver.resolve_attribute(qname),
    };
    match bound {
        ResolveResult::Bound(namespace) => Ok(Name::new(&unescape_namespace(namespace.0)?, local.into_inner())),
        ResolveResult::Unbound => Ok(Name::new("", local.into_inner())),
        ResolveResult::Unknown(prefix) => Err(XmlErrorKind::UndeclaredPrefix(prefix)),
    }
}

/// quick-xml keeps the namespace as written in the attribute, references and all.
fn unescape_namespace(raw: &str) -> Result<std::borrow::Cow<'_, str>, XmlErrorKind> {
    if raw == ns::DAV || !raw.contains(['&', '\t', '\n', '\r']) {
        Ok(raw.into())
    } else {
        attribute_value(raw).map(Into::into)
    }
}

fn check_binding(binding: PrefixDeclaration<'_>, value: &str) -> Result<(), XmlErrorKind> {
    let reserved = value == XML_NS || value == XMLNS_NS;
    match binding {
        PrefixDeclaration::Named("xml") if value == XML_NS => Ok(()),
        PrefixDeclaration::Named("xml" | "xmlns") => Err(XmlErrorKind::Tag("a reserved prefix is bound anew")),
        PrefixDeclaration::Default | PrefixDeclaration::Named(_) if reserved => {
            Err(XmlErrorKind::Tag("a reserved namespace is bound anew"))
        }
        PrefixDeclaration::Named(prefix) if !is_ncname(prefix) => {
            Err(XmlErrorKind::Tag("a prefix that is no XML name"))
        }
        PrefixDeclaration::Named(_) if value.is_empty() => Err(XmlErrorKind::Tag("a prefix bound to no namespace")),
        PrefixDeclaration::Default | PrefixDeclaration::Named(_) => Ok(()),
    }
}

/// Splits the attributes of a tag by the grammar (XML 1.0 production 41), which quick-xml reads more laxly.
fn split(raw: &str) -> Result<Vec<(&str, &str)>, XmlErrorKind> {
    const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];
    let mut out = Vec::new();
    let mut rest = raw;
    loop {
        let trimmed = rest.trim_start_matches(SPACE);
        if trimmed.is_empty() {
            return Ok(out);
        }
        if trimmed.len() == rest.len() {
            return Err(XmlErrorKind::Tag("attributes without white space between them"));
        }
        let (key, after) = trimmed.split_once('=').ok_or(XmlErrorKind::Tag("an attribute without a value"))?;
        let key = key.trim_end_matches(SPACE);
        let after = after.trim_start_matches(SPACE);
        let quote = after
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .ok_or(XmlErrorKind::Tag("an attribute value without quotes"))?;
        let (value, next) =
            after[1..].split_once(quote).ok_or(XmlErrorKind::Tag("an attribute value without its closing quote"))?;
        out.push((key, value));
        rest = next;
    }
}

/// The value with references resolved and white space normalised (XML 1.0 section 3.3.3).
fn attribute_value(raw: &str) -> Result<String, XmlErrorKind> {
    if raw.contains('<') {
        return Err(XmlErrorKind::Tag("`<` in an attribute value"));
    }
    allowed(raw)?;
    let mut out = String::with_capacity(raw.len());
    let normal = raw.replace("\r\n", "\n");
    let mut rest = normal.as_str();
    while let Some(at) = rest.find(['&', '\t', '\r', '\n']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('&') {
            let (reference, next) = after.split_once(';').ok_or(XmlErrorKind::Tag("`&` without a `;`"))?;
            out.push(self::reference(reference)?);
            rest = next;
        } else {
            out.push(' ');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// The character that `&…;` stands for.
pub(crate) fn reference(text: &str) -> Result<char, XmlErrorKind> {
    let digits = |digits: &str, radix| {
        let proper = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
        let code = if proper { u32::from_str_radix(digits, radix).ok() } else { None };
        let code = code.ok_or_else(|| XmlErrorKind::Entity(text.to_owned()))?;
        referenced(code)
    };
    match text {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => match (other.strip_prefix("#x"), other.strip_prefix('#')) {
            (Some(hex), _) => digits(hex, 16),
            (None, Some(decimal)) => digits(decimal, 10),
            (None, None) => Err(XmlErrorKind::Entity(other.to_owned())),
        },
    }
}

/// Version 1.0, and an encoding that is a subset of UTF-8.
pub(crate) fn declaration(declaration: &BytesDecl<'_>) -> Result<(), XmlErrorKind> {
    let (_, raw) = declaration.split_at(declaration.len().min("xml".len()));
    let mut fields = split(raw)?.into_iter().peekable();
    match fields.next() {
        Some(("version", version)) if version.starts_with("1.") => {}
        Some(_) | None => return Err(XmlErrorKind::Declaration),
    }
    let readable = |name: &str| ["utf-8", "us-ascii"].iter().any(|known| known.eq_ignore_ascii_case(name));
    match fields.next_if(|(key, _)| *key == "encoding") {
        Some((_, other)) if !readable(other) => {
            return Err(XmlErrorKind::Encoding(other.to_owned()));
        }
        Some(_) | None => {}
    }
    let standalone = fields.next_if(|(key, value)| *key == "standalone" && matches!(*value, "yes" | "no"));
    if standalone.is_none() && fields.peek().is_some() || fields.next().is_some() {
        return Err(XmlErrorKind::Declaration);
    }
    Ok(())
}
