//! calendar-query (RFC 4791 §7.8) and addressbook-query (RFC 6352 §8.6).

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::query;
use crate::refusal::Refusal;
use crate::rewrite::StoredObject;
use crate::route::{Context, FolderRef, ItemRef, Resource};
use crate::state::{Access, Folder};
use crate::xml::{Element, Multistatus, Name, Outcome, Propstats, child_elements, name_of, ns};

use super::dispatch::{answer, of_data};
use super::item::{Content, href, outcome, raw_name_href, wanted};

pub(crate) fn calendar_query(
    context: &Context<'_>,
    resource: &Resource,
    root: Node<'_, '_>,
) -> Result<Response, Refusal> {
    let mut multistatus = Multistatus::default();
    if let Some((folder, rows)) = folder_of(context, resource) {
        let names = wanted(root);
        let found = query::calendar_query(
            filter(root, ns::CALDAV),
            visible(context, folder, rows, Access::DateAndTime),
            context.zone,
            context.faults,
        )?;
        for (item, outcome) in told(context, folder, rows, found, &names, Content::AsServed) {
            multistatus.push(href(context, &item), outcome);
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
    if let Some((folder, rows)) = folder_of(context, resource) {
        let names = wanted(root);
        let (least, content) = if context.has(Fault::CARDS_WITHOUT_VIEWER) {
            (Access::None, Content::Regardless)
        } else {
            (Access::View, Content::AsServed)
        };
        let found =
            query::addressbook_query(filter(root, ns::CARDDAV), visible(context, folder, rows, least), context.faults)?;
        for (item, outcome) in told(context, folder, rows, found, &names, content) {
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
    }
    Ok(answer(&multistatus.into_element(), of_data(context)))
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

fn visible<'a>(
    context: &Context<'_>,
    folder: &FolderRef,
    rows: &'a Folder,
    least: Access,
) -> impl Iterator<Item = (&'a str, &'a StoredObject)> {
    let rights = context.rights(&folder.id);
    rows.rows().filter(move |(_, row)| rights.on(row.object.class) >= least).map(|(name, row)| (name, &row.object))
}

fn told<'a>(
    context: &'a Context<'_>,
    folder: &'a FolderRef,
    rows: &'a Folder,
    found: Vec<String>,
    names: &'a [Name],
    content: Content,
) -> impl Iterator<Item = (ItemRef, Outcome)> {
    found.into_iter().filter_map(move |name| {
        let row = rows.row(&name)?;
        let item = ItemRef { folder: folder.clone(), name };
        let outcome = outcome(context, &item, row, names, content);
        Some((item, outcome))
    })
}
