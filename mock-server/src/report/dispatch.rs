//! Which report is answered where.

use crate::fault::Fault;
use crate::message::Response;
use crate::refusal::Refusal;
use crate::route::{Context, Resource};
use crate::state::FolderKind;
use crate::xml::{Characters, Dialect, Element, close_open_elements, name_of, ns, parse, write};

use super::{acl_query, expand, free_busy, multiget, principal, query, sync, users};

pub(crate) fn report(context: &mut Context<'_>) -> Result<Response, Refusal> {
    if !context.has(Fault::REPORTS_ANSWERED_FROM_CACHE) {
        return fresh(context);
    }
    let asked = (context.login.clone(), context.request.target.clone(), context.request.body.clone());
    if let Some(response) = context.state.cached_report(&asked) {
        return Ok(response.clone());
    }
    let response = fresh(context)?;
    context.state.cache_report(asked, response.clone());
    Ok(response)
}

fn fresh(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let resource = context.existing()?;
    if let Resource::Folder(folder) = &resource
        && context.has(Fault::REPORTS_CHANGE_ITEMS)
        && let Some(rows) = context.state.folder_mut(&folder.id)
    {
        rows.touch();
    }
    let media_type = context.request.header("Content-Type").unwrap_or_default();
    let known = if context.has(Fault::REPORT_CONTENT_TYPE) {
        media_type.starts_with("text/xml") || media_type.starts_with("application/xml")
    } else {
        media_type.to_ascii_lowercase().contains("xml")
    };
    let mut body = context.body_text();
    if !known || body.is_empty() {
        return Err(Refusal::empty(400));
    }
    if context.has(Fault::REPORT_TAKES_TRUNCATED_BODY) && parse(&body).is_err() {
        body = close_open_elements(&body);
    }
    let Ok(document) = parse(&body) else {
        return Err(if context.has(Fault::UNKNOWN_REPORT_501) {
            unknown(context, &resource)
        } else {
            Refusal::empty(400)
        });
    };
    let root = document.root_element();
    let name = name_of(root);
    match (&resource, &*name.namespace, &*name.local) {
        (Resource::Root, ns::DAV, "principal-property-search") => principal::search(context, root),
        (Resource::Root, ns::DAV, "principal-match") => principal::matching(context, root),
        (Resource::Root, ns::DAV, "principal-search-property-set") => Ok(principal::search_property_set(context)),
        (Resource::Principal { .. }, ns::INVERSE, "user-query") => users::user_query(context, root),
        (Resource::Principal { user }, ns::INVERSE, "collection-query") => users::collection_query(context, user, root),
        (Resource::Folder(_) | Resource::Inbox { .. }, ns::DAV, "sync-collection") => {
            sync::sync_collection(context, &resource, root)
        }
        (resource, ns::CALDAV, "calendar-query") if is_calendar(resource) => {
            query::calendar_query(context, resource, root)
        }
        (Resource::Folder(folder), ns::CALDAV, "free-busy-query")
            if is_calendar(&resource) && !context.has(Fault::NO_FREE_BUSY_QUERY) =>
        {
            free_busy::free_busy_query(context, folder, root)
        }
        (Resource::Item(item), ns::CALDAV | ns::CARDDAV, "calendar-multiget" | "addressbook-multiget")
            if is_multiget_of(item.folder.id.kind, &name.local) && !context.has(Fault::NO_MULTIGET_OF_ITEM) =>
        {
            multiget::multiget(context, &resource, root)
        }
        (resource, ns::CALDAV, "calendar-multiget") if is_calendar(resource) => {
            multiget::multiget(context, resource, root)
        }
        (resource, ns::CARDDAV, "addressbook-query") if is_address_book(resource) => {
            query::addressbook_query(context, resource, root)
        }
        (resource, ns::CARDDAV, "addressbook-multiget") if is_address_book(resource) => {
            multiget::multiget(context, resource, root)
        }
        (
            Resource::Principal { .. }
            | Resource::Home { .. }
            | Resource::Mail { .. }
            | Resource::Proxy { .. }
            | Resource::Folder(_)
            | Resource::Inbox { .. },
            ns::CARDDAV,
            "addressbook-query",
        ) if context.has(Fault::ADVERTISES_UNSUPPORTED_REPORTS) => Err(Refusal::empty(501)),
        (resource, ns::DAV, "expand-property") if is_expandable(resource) => {
            expand::expand_property(context, resource, root)
        }
        (resource, ns::INVERSE, "acl-query") => acl_query(context, resource, root),
        _ => Err(unknown(context, &resource)),
    }
}

fn unknown(context: &Context<'_>, resource: &Resource) -> Refusal {
    if !context.has(Fault::UNKNOWN_REPORT_501) {
        Refusal::condition(403, ns::DAV, "supported-report")
    } else if *resource == Resource::Root {
        Refusal::text(500, "the called object returned no result")
    } else {
        Refusal::page(501, "did not find the specified REPORT")
    }
}

fn is_multiget_of(kind: FolderKind, name: &str) -> bool {
    match kind {
        FolderKind::Calendar => name == "calendar-multiget",
        FolderKind::Contacts => name == "addressbook-multiget",
    }
}

fn is_calendar(resource: &Resource) -> bool {
    match resource {
        Resource::Folder(folder) => folder.id.kind == FolderKind::Calendar,
        Resource::Inbox { .. } => true,
        _ => false,
    }
}

fn is_address_book(resource: &Resource) -> bool {
    match resource {
        Resource::Folder(folder) => folder.id.kind == FolderKind::Contacts,
        Resource::Directory { .. } => true,
        _ => false,
    }
}

fn is_expandable(resource: &Resource) -> bool {
    match resource {
        Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Home { .. }
        | Resource::Mail { .. }
        | Resource::Inbox { .. }
        | Resource::Directory { .. }
        | Resource::Folder(_) => true,
        Resource::Root
        | Resource::Outbox { .. }
        | Resource::FreeBusy { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Export { .. }
        | Resource::Item(_)
        | Resource::Component { .. } => false,
    }
}

/// A 207 in the dialect of reports.
pub(crate) fn answer(root: &Element, characters: Characters) -> Response {
    let dialect = Dialect { after_declaration: "\r\n", characters };
    Response::new(207).with_header("Content-Type", "text/xml; charset=\"utf-8\"").with_body(write(root, dialect))
}

/// What the reports that tell stored data do with characters that XML has no place for.
pub(crate) fn of_data(context: &Context<'_>) -> Characters {
    if context.has(Fault::BROKEN_CHARACTERS) { Characters::Noncharacters } else { Characters::Sound }
}
