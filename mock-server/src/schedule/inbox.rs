//! Messages in the schedule inbox (RFC 6638 §4).

use super::delivery::{Action, Delivery};
use crate::rewrite::StoredObject;
use crate::route::Context;
use crate::state::{FolderId, FolderKind};

/// The name of the folder that holds the messages of a user.
pub(crate) const INBOX: &str = "inbox";

/// Leaves a message about a delivery in the inbox of whom it went to.
pub(super) fn notify(context: &mut Context<'_>, delivery: &Delivery) {
    let Action::Put(object) = &delivery.action else {
        return;
    };
    let id = FolderId { owner: delivery.login.clone(), kind: FolderKind::Calendar, name: INBOX.to_owned() };
    let name = format!("{}-{}", context.state.next_serial(), delivery.name);
    let message = StoredObject { content: with_method(&object.content, delivery.method.word()), ..object.clone() };
    let now = context.now;
    context.state.inbox_mut(&id, now).put(&name, message, now);
}

/// The text with a `METHOD` behind its first line.
fn with_method(content: &[u8], method: &str) -> Vec<u8> {
    let begin = content.iter().position(|byte| *byte == b'\n').map_or(content.len(), |at| at + 1);
    let (first, rest) = content.split_at(begin);
    [first, b"METHOD:", method.as_bytes(), b"\r\n", rest].concat()
}
