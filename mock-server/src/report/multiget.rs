//! calendar-multiget (RFC 4791 §7.9) and addressbook-multiget (RFC 6352 §8.7).

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::property::{self, Located};
use crate::refusal::Refusal;
use crate::route::{Context, FolderRef, ItemRef, Resource, Target, decode_segment};
use crate::state::{Access, FolderKind};
use crate::xml::{Element, Multistatus, Outcome, Propstats, child_elements, name_of, ns};

use super::data::Asked;
use super::dispatch::{answer, of_data};
use super::item::{Content, href, outcome};

pub(crate) fn multiget(context: &Context<'_>, resource: &Resource, root: Node<'_, '_>) -> Result<Response, Refusal> {
    let kind = match resource {
        Resource::Folder(FolderRef { id, .. }) | Resource::Item(ItemRef { folder: FolderRef { id, .. }, .. }) => {
            id.kind
        }
        Resource::Directory { .. } => FolderKind::Contacts,
        _ => FolderKind::Calendar,
    };
    let asked_for = Asked::read(root, kind, context.faults)?;
    let mut multistatus = Multistatus::default();
    let asked: Vec<String> = child_elements(root)
        .filter(|node| name_of(*node).is(ns::DAV, "href"))
        .map(|node| sent_href(context, node))
        .collect();
    let last = last_spellings(context, &asked);
    for sent in asked {
        if context.has(Fault::MULTIGET_ODD_HREF_FAILS) && target(context, &sent).is_none() {
            return Err(Refusal::empty(500));
        }
        if sent.is_empty() && context.has(Fault::EMPTY_MULTIGET_HREF_FAILS) {
            return Err(Refusal::empty(501));
        }
        let overridden = context.has(Fault::MULTIGET_ONE_SPELLING)
            && path_of(context, &sent).is_some_and(|path| last.get(&path) != Some(&decode_segment(&sent)));
        let found = Some(()).filter(|()| !overridden).and_then(|()| one(context, resource, &asked_for, &sent));
        let (href, outcome) = match found {
            Some(found) => found,
            None if context.has(Fault::MULTIGET_ECHOES_DECODED) => {
                (Element::dav("href").unescaped(decode_segment(&sent)), Outcome::Status(404))
            }
            None => (Element::href(sent), Outcome::Status(404)),
        };
        multistatus.push(href, outcome);
    }
    Ok(answer(&multistatus.into_element(), of_data(context)))
}

/// The text of an href; SOGo reads it up to the first entity or letter beyond ASCII.
fn sent_href(context: &Context<'_>, node: Node<'_, '_>) -> String {
    let text = node.text().unwrap_or_default();
    if !context.has(Fault::MULTIGET_HREF_CUT) {
        return text.trim().to_owned();
    }
    let raw = node.first_child().map_or("", |child| &node.document().input_text()[child.range()]);
    let cut = raw.find(|character: char| character == '&' || !character.is_ascii()).unwrap_or(raw.len());
    raw[..cut].trim_matches(' ').to_owned()
}

fn one(context: &Context<'_>, resource: &Resource, asked: &Asked, sent: &str) -> Option<(Element, Outcome)> {
    let unknown = (context.has(Fault::MULTIGET_ENCODED_UNKNOWN) && sent.contains('%'))
        || (context.has(Fault::MULTIGET_ABSOLUTE_UNKNOWN) && sent.contains("://"));
    let target = target(context, sent).filter(|_| !unknown)?;
    let (name, collection) = target.segments.split_last()?;
    match resource {
        Resource::Folder(folder) | Resource::Item(ItemRef { folder, .. }) => {
            // With this fault the name alone counts, wherever it is said to be.
            if collection != folder.path() && !context.has(Fault::MULTIGET_LOOKS_AT_NAMES_ONLY) {
                return None;
            }
            let row = context.state.folder(&folder.id)?.row(name)?;
            if context.access(&folder.id, row.object.class) == Access::None {
                return None;
            }
            let item = ItemRef { folder: folder.clone(), name: name.clone() };
            let outcome = outcome(context, &item, row, asked, Content::AsServed);
            Some((href(context, &item), outcome))
        }
        Resource::Directory { user } => {
            context.state.account(name)?;
            let href = context.href(&[user, "Contacts", "directory", name], false);
            let located = Located {
                resource: Resource::DirectoryCard { user: user.clone(), login: name.clone() },
                href: href.clone(),
            };
            let propstats = Propstats {
                found: asked.names.iter().filter_map(|name| property::value(context, &located, name)).collect(),
                ..Propstats::default()
            };
            Some((Element::href(href), Outcome::Propstats(propstats)))
        }
        _ => None,
    }
}

/// Where an href leads: an absolute path, a URL of any host, or a path that begins with `./`.
fn target(context: &Context<'_>, sent: &str) -> Option<Target> {
    if sent.contains('?') {
        return None;
    }
    let path = match (sent.split_once("://"), sent.strip_prefix("./")) {
        (Some((_, rest)), _) => rest[rest.find('/')?..].to_owned(),
        (None, Some(name)) => format!("{}/{name}", context.target.path()),
        (None, None) if !sent.starts_with('/') && !context.has(Fault::MULTIGET_RELATIVE_UNKNOWN) => {
            format!("{}/{sent}", context.target.path())
        }
        (None, None) => sent.replace("/./", "/"),
    };
    let mut target = Target::parse(&path)?;
    target.segments = without_dots(target.segments);
    Some(target)
}

/// A decoded path without steps up (RFC 3986 §5.2.4).
fn without_dots(segments: Vec<String>) -> Vec<String> {
    segments.into_iter().fold(Vec::new(), |mut path, segment| {
        if segment == ".." {
            path.pop();
        } else {
            path.push(segment);
        }
        path
    })
}

/// How each object was spelled last: SOGo answers for that spelling only, the others get a 404.
fn last_spellings(context: &Context<'_>, asked: &[String]) -> BTreeMap<Vec<String>, String> {
    asked.iter().filter_map(|sent| Some((path_of(context, sent)?, decode_segment(sent)))).collect()
}

fn path_of(context: &Context<'_>, sent: &str) -> Option<Vec<String>> {
    target(context, sent).map(|target| target.segments)
}
