//! sync-collection (RFC 6578).

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::property::SYNC_TOKEN_PREFIX;
use crate::refusal::Refusal;
use crate::route::{Context, FolderRef, ItemRef, Resource};
use crate::state::{Access, Folder, FolderKind, SyncChange};
use crate::xml::{Characters, Element, Multistatus, Outcome, child_elements, name_of, ns};

use super::data::Asked;
use super::dispatch::answer;
use super::item::{Content, encoded_href, outcome, raw_href};

pub(crate) fn sync_collection(
    context: &Context<'_>,
    resource: &Resource,
    root: Node<'_, '_>,
) -> Result<Response, Refusal> {
    if !context.has(Fault::SYNC_REQUEST_UNCHECKED) {
        refuse_malformed(context, root)?;
    }
    let sent = child_text(root, "sync-token");
    let Resource::Folder(folder) = resource else {
        return Ok(finish(context, Multistatus::default(), "0".to_owned()));
    };
    let Some(rows) = context.state.folder(&folder.id) else {
        return Err(Refusal::missing_object());
    };
    let asked = Asked::read(root, folder.id.kind, context.faults)?;
    if context.has(Fault::SYNC_TOKEN_SECONDS) {
        Ok(by_second(context, folder, rows, &asked, &sent))
    } else {
        by_revision(context, folder, rows, &asked, root, &sent)
    }
}

/// A request must name a token, a level and properties, and goes for Depth 0 (RFC 6578 §3.2, §6.1, §6.3).
fn refuse_malformed(context: &Context<'_>, root: Node<'_, '_>) -> Result<(), Refusal> {
    let has = |local: &str| child_elements(root).any(|node| name_of(node).is(ns::DAV, local));
    let infinite = context.request.header("Depth").is_some_and(|depth| depth.trim().eq_ignore_ascii_case("infinity"));
    if infinite || !["sync-token", "sync-level", "prop"].into_iter().all(has) {
        return Err(Refusal::empty(400));
    }
    match child_text(root, "sync-level").as_str() {
        // A calendar or address book holds no collections, so both say the same.
        "1" | "infinite" => Ok(()),
        _ => Err(Refusal::empty(400)),
    }
}

/// Any token is taken for a number of seconds; the new one is the last change told, less one if that is just now.
fn by_second(context: &Context<'_>, folder: &FolderRef, rows: &Folder, asked: &Asked, sent: &str) -> Response {
    let second = leading_integer(sent);
    let second = if second > context.now { 0 } else { second };
    let changes = rows.changes_since(second);
    let last = changes.iter().map(|change| change.at).max();
    let token = match last {
        Some(at) if at >= context.now => (context.now - 1).to_string(),
        Some(at) => at.to_string(),
        None if sent.is_empty() => "0".to_owned(),
        None => sent.to_owned(),
    };
    let mut multistatus = Multistatus::default();
    for change in changes {
        push(context, &mut multistatus, folder, asked, &change);
    }
    finish(context, multistatus, token)
}

fn by_revision(
    context: &Context<'_>,
    folder: &FolderRef,
    rows: &Folder,
    asked: &Asked,
    root: Node<'_, '_>,
    sent: &str,
) -> Result<Response, Refusal> {
    let invalid = || Refusal::condition(403, ns::DAV, "valid-sync-token");
    let since = match sent {
        "" => rows.first_revision(),
        token => token
            .strip_prefix(SYNC_TOKEN_PREFIX)
            .and_then(|number| number.parse::<u64>().ok())
            .filter(|revision| (rows.first_revision()..=rows.revision()).contains(revision))
            .filter(|revision| *revision == rows.revision() || !context.has(Fault::SYNC_KNOWS_LAST_TOKEN_ONLY))
            .or_else(|| context.has(Fault::SYNC_TAKES_ANY_TOKEN).then_some(0))
            .ok_or_else(invalid)?,
    };
    let mut changes = rows.changes_after(since);
    if since == rows.first_revision() && context.has(Fault::SYNC_BEGINS_WITH_THE_DEAD) {
        changes.extend(rows.dead_after(since));
    }
    changes.retain(|change| !is_forgotten(context, change));
    changes.sort_by_key(|change| change.revision);
    let limit = root
        .descendants()
        .find(|node| node.has_tag_name((ns::DAV, "nresults")))
        .and_then(|node| node.text()?.trim().parse::<usize>().ok())
        .unwrap_or(usize::MAX);
    let truncated = changes.len() > limit;
    changes.truncate(limit);
    let told_all = !truncated || context.has(Fault::SYNC_LIMIT_LOSES_THE_REST);
    let last = if context.has(Fault::SYNC_TOKEN_STANDS) {
        since
    } else if context.has(Fault::SYNC_TOKEN_AHEAD) {
        rows.revision() + 1
    } else if !told_all {
        changes.last().map_or(since, |change| change.revision)
    } else {
        rows.revision()
    };
    let mut multistatus = Multistatus::default();
    for change in &changes {
        push(context, &mut multistatus, folder, asked, change);
    }
    if truncated {
        let own = format!("{}/", context.target.path());
        multistatus.push_truncated(Element::href(own));
    }
    Ok(finish(context, multistatus, format!("{SYNC_TOKEN_PREFIX}{last}")))
}

/// Whether the report says nothing about a change.
fn is_forgotten(context: &Context<'_>, change: &SyncChange<'_>) -> bool {
    match change.row {
        None => context.has(Fault::SYNC_FORGETS_DELETIONS),
        Some(row) if row.version == 0 => context.has(Fault::SYNC_FORGETS_NEW),
        Some(_) => context.has(Fault::SYNC_FORGETS_CHANGES),
    }
}

fn push(
    context: &Context<'_>,
    multistatus: &mut Multistatus,
    folder: &FolderRef,
    asked: &Asked,
    change: &SyncChange<'_>,
) {
    let mut item = ItemRef { folder: folder.clone(), name: change.name.to_owned() };
    if context.has(Fault::SYNC_HREFS_OF_ANOTHER) {
        item.folder.segment.push_str("-x");
    }
    let href =
        if context.has(Fault::RAW_REPORT_HREFS) { raw_href(context, &item) } else { encoded_href(context, &item) };
    let href = Element::href(href);
    let Some(row) = change.row else {
        multistatus.push(href, Outcome::Status(404));
        return;
    };
    if context.hides_list(change.name) {
        return;
    }
    let visible = context.access(&folder.id, row.object.class) > Access::None;
    if !visible && !context.has(Fault::SYNC_WITHOUT_RIGHTS) {
        return;
    }
    let content = match folder.id.kind {
        FolderKind::Contacts if context.has(Fault::CARDS_WITHOUT_VIEWER) => Content::Regardless,
        FolderKind::Contacts | FolderKind::Calendar => Content::AsServed,
    };
    multistatus.push(href, outcome(context, &item, row, asked, content));
}

fn finish(context: &Context<'_>, mut multistatus: Multistatus, token: String) -> Response {
    multistatus.push_tail(Element::dav("sync-token").text(token));
    let characters = if context.has(Fault::BROKEN_CHARACTERS) { Characters::Surrogates } else { Characters::Sound };
    answer(&multistatus.into_element(), characters)
}

fn child_text(root: Node<'_, '_>, local: &str) -> String {
    child_elements(root)
        .find(|node| name_of(*node).is(ns::DAV, local))
        .and_then(|node| node.text())
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// The number that a text begins with, or 0.
fn leading_integer(text: &str) -> i64 {
    let end = text
        .char_indices()
        .find(|(index, character)| !(character.is_ascii_digit() || (*index == 0 && *character == '-')))
        .map_or(text.len(), |(index, _)| index);
    text[..end].parse().unwrap_or(0)
}
