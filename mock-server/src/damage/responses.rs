//! Damaging the list of responses of a multistatus.

use std::ops::Range;

use crate::xml::{ns, parse};

/// What becomes of the responses about members, and of those within expanded properties; the one about the collection
/// itself stays, if there is one.
#[derive(Debug, Clone, Copy)]
pub(super) enum ResponsesChange {
    /// None is told.
    None,
    /// The last one is not told.
    WithoutLast,
    /// Each is told twice.
    Twice,
    /// No more than these are told.
    AtMost(usize),
    /// The collection itself is not told.
    WithoutSelf,
}

/// The multistatus with other responses. `path` is that of the request.
pub(super) fn change_responses(body: &str, path: &str, change: ResponsesChange) -> String {
    let Ok(document) = parse(body) else { return body.to_owned() };
    let responses = document.descendants().filter(|node| node.has_tag_name((ns::DAV, "response")));
    let (own, members): (Vec<_>, Vec<_>) = responses.partition(|response| {
        let expands = response.parent_element().is_some_and(|parent| parent != document.root_element());
        let href = response.children().find(|node| node.has_tag_name((ns::DAV, "href"))).and_then(|href| href.text());
        !expands && href.is_some_and(|href| href.trim().trim_end_matches('/') == path.trim_end_matches('/'))
    });
    let members: Vec<Range<usize>> = members.into_iter().map(|node| node.range()).collect();
    let told: Vec<Range<usize>> = match change {
        ResponsesChange::WithoutSelf => own.into_iter().map(|node| node.range()).collect(),
        ResponsesChange::None => members,
        ResponsesChange::WithoutLast => members.last().cloned().into_iter().collect(),
        ResponsesChange::AtMost(most) => members.into_iter().skip(most).collect(),
        ResponsesChange::Twice => {
            let mut changed = body.to_owned();
            for range in members.into_iter().rev() {
                changed.insert_str(range.end, &body[range.clone()]);
            }
            return changed;
        }
    };
    let mut changed = body.to_owned();
    for range in told.into_iter().rev() {
        changed.replace_range(range, "");
    }
    changed
}
