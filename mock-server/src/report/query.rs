//! calendar-query (RFC 4791 §7.8) and addressbook-query (RFC 6352 §8.6).

use std::borrow::Cow;

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::query;
use crate::refusal::Refusal;
use crate::rewrite::{Element as Component, StoredObject, masked, stored_tree};
use crate::route::{Context, FolderRef, ItemRef, Resource};
use crate::state::{Access, Folder, FolderKind};
use crate::xml::{Element, Multistatus, Outcome, Propstats, child_elements, name_of, ns};

use super::data::Asked;
use super::dispatch::{answer, of_data};
use super::item::{Content, href, outcome, raw_name_href};

pub(crate) fn calendar_query(
    context: &Context<'_>,
    resource: &Resource,
    root: Node<'_, '_>,
) -> Result<Response, Refusal> {
    let mut multistatus = Multistatus::default();
    let asked = Asked::read(root, FolderKind::Calendar, context.faults)?;
    if let Some((folder, rows)) = folder_of(context, resource) {
        let mut objects = visible(context, folder, rows, Access::DateAndTime);
        if context.has(Fault::CALENDAR_QUERY_MISSES_CHANGED) {
            objects.retain(|(name, _)| rows.row(name).is_some_and(|row| row.version == 0));
        }
        let zone = zone_of(context, folder, root);
        let found = query::calendar_query(
            filter(root, ns::CALDAV),
            objects.iter().map(|(name, object)| (*name, &**object)),
            query::Place { zone: context.zone, definition: zone.as_ref() },
            context.faults,
        )?;
        if looks_inside(context) {
            for (item, outcome) in told(context, folder, rows, found, &asked, Content::AsServed) {
                multistatus.push(href(context, &item), outcome);
            }
        }
    }
    Ok(answer(&multistatus.into_element(), of_data(context)))
}

pub(crate) fn addressbook_query(
    context: &Context<'_>,
    resource: &Resource,
    root: Node<'_, '_>,
) -> Result<Response, Refusal> {
    let mut multistatus = Multistatus::default();
    let asked = Asked::read(root, FolderKind::Contacts, context.faults)?;
    if let Some((folder, rows)) = folder_of(context, resource) {
        let (least, content) = if context.has(Fault::CARDS_WITHOUT_VIEWER) {
            (Access::None, Content::Regardless)
        } else {
            (Access::View, Content::AsServed)
        };
        let objects = visible(context, folder, rows, least);
        let objects = objects.iter().map(|(name, object)| (*name, &**object));
        let mut found = query::addressbook_query(filter(root, ns::CARDDAV), objects, context.faults)?;
        let limit = limit(context, root).unwrap_or(usize::MAX);
        let truncated = found.len() > limit;
        found.truncate(if looks_inside(context) { limit } else { 0 });
        for (item, outcome) in told(context, folder, rows, found, &asked, content) {
            let href = if context.has(Fault::RAW_REPORT_HREFS) {
                Element::dav("href").unescaped(raw_name_href(context, &item))
            } else {
                href(context, &item)
            };
            multistatus.push_element(match outcome {
                // Here, and only here, a propstat is told even if nothing is in it.
                Outcome::Propstats(propstats)
                    if propstats.is_empty() && context.has(Fault::REPORT_DROPS_UNKNOWN_PROPERTIES) =>
                {
                    Element::dav("response").child(href).child(Propstats::nothing_found())
                }
                outcome => Multistatus::response(href, outcome),
            });
        }
        if truncated {
            multistatus.push_truncated(Element::href(format!("{}/", context.target.path())));
        }
    }
    Ok(answer(&multistatus.into_element(), of_data(context)))
}

/// Whether the members are asked about, and not the collection alone, which is no object (RFC 4791 §7.8).
fn looks_inside(context: &Context<'_>) -> bool {
    let depth = context.request.header("Depth").map(str::trim);
    context.has(Fault::REPORT_DEPTH_IGNORED) || !matches!(depth, None | Some("0"))
}

/// How many cards the client wants at most (RFC 6352 §10.6).
fn limit(context: &Context<'_>, root: Node<'_, '_>) -> Option<usize> {
    let results = root.descendants().find(|node| node.has_tag_name((ns::CARDDAV, "nresults")))?;
    results.text()?.trim().parse().ok().filter(|_| !context.has(Fault::CARD_LIMIT_IGNORED))
}

/// Where floating times are: in the zone of the query, or else in that of the calendar (RFC 4791 §7.3).
fn zone_of(context: &Context<'_>, folder: &FolderRef, root: Node<'_, '_>) -> Option<Component> {
    let asked =
        child_elements(root).find(|node| name_of(*node).is(ns::CALDAV, "timezone")).and_then(|node| node.text());
    let own = context.state.settings(&folder.id.owner, &folder.id).and_then(|settings| settings.time_zone.as_deref());
    let text = asked.or(own).filter(|_| !context.has(Fault::QUERY_ZONE_IGNORED))?;
    let calendar = stored_tree(text.replace("\r\n", "\n").as_bytes(), context.faults)?;
    calendar.elements().find(|element| element.name == "VTIMEZONE").cloned()
}

fn folder_of<'a>(context: &'a Context<'_>, resource: &'a Resource) -> Option<(&'a FolderRef, &'a Folder)> {
    match resource {
        Resource::Folder(folder) => Some((folder, context.state.folder(&folder.id)?)),
        _ => None,
    }
}

fn filter<'a, 'input>(root: Node<'a, 'input>, namespace: &str) -> Option<Node<'a, 'input>> {
    child_elements(root).find(|node| name_of(*node).is(namespace, "filter"))
}

/// The objects as the user sees them: a query must not tell what a masked object hides.
fn visible<'a>(
    context: &Context<'_>,
    folder: &FolderRef,
    rows: &'a Folder,
    least: Access,
) -> Vec<(&'a str, Cow<'a, StoredObject>)> {
    let rights = context.rights(&folder.id);
    let through = context.has(Fault::QUERY_SEES_THROUGH_MASKS);
    rows.rows()
        .filter(|(_, row)| rights.on(row.object.class) >= least)
        .map(|(name, row)| match rights.on(row.object.class) {
            Access::DateAndTime if !through => (name, Cow::Owned(masked(&row.object, context.faults))),
            Access::None | Access::DateAndTime | Access::View | Access::Respond | Access::Modify => {
                (name, Cow::Borrowed(&row.object))
            }
        })
        .collect()
}

fn told<'a>(
    context: &'a Context<'_>,
    folder: &'a FolderRef,
    rows: &'a Folder,
    found: Vec<String>,
    asked: &'a Asked,
    content: Content,
) -> impl Iterator<Item = (ItemRef, Outcome)> {
    found.into_iter().filter_map(move |name| {
        let row = rows.row(&name)?;
        let item = ItemRef { folder: folder.clone(), name };
        let outcome = outcome(context, &item, row, asked, content);
        Some((item, outcome))
    })
}
