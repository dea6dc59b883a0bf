//! POST: the schedule outbox (RFC 6638 §5) and SOGo's own commands.

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::property::{folder_name, folder_name_for};
use crate::refusal::Refusal;
use crate::report::{acl_query, users_of};
use crate::route::{Context, FolderRef, Resource};
use crate::schedule;
use crate::xml::{name_of, ns, parse};

pub(crate) fn post(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let resource = context.existing()?;
    let media_type = context.request.header("Content-Type").unwrap_or_default();
    let no_result = || Refusal::text(500, "the called object returned no result");
    if media_type.starts_with("text/calendar") {
        return match &resource {
            Resource::Outbox { .. } => schedule::outbox(context),
            Resource::Folder(_) | Resource::Inbox { .. } if context.has(Fault::OUTBOX_IS_CALENDAR) => {
                schedule::outbox(context)
            }
            _ => Err(no_result()),
        };
    }
    if !media_type.starts_with("text/xml") && !media_type.starts_with("application/xml") {
        return Err(no_result());
    }
    let body = context.body_text();
    let Ok(document) = parse(&body) else {
        return Err(no_result());
    };
    let root = document.root_element();
    let name = name_of(root);
    match (&resource, &*name.namespace, &*name.local) {
        (resource, ns::INVERSE, "acl-query") => acl_query(context, resource, root),
        (Resource::Folder(folder), ns::INVERSE, "subscribe") => {
            Ok(subscription(context, folder, root, Change::Subscribe))
        }
        (Resource::Folder(folder), ns::INVERSE, "unsubscribe") => {
            Ok(subscription(context, folder, root, Change::Unsubscribe))
        }
        _ => Err(no_result()),
    }
}

/// What is done to subscriptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Subscribe,
    Unsubscribe,
}

fn subscription(context: &mut Context<'_>, folder: &FolderRef, root: Node<'_, '_>, change: Change) -> Response {
    let named = users_of(root);
    if !named.is_empty() && !context.is_superuser() {
        return plain(403, "You cannot subscribe another user to any folder unless you are a super-user.");
    }
    let users = if named.is_empty() { vec![context.login.clone()] } else { named };
    if users.contains(&folder.id.owner) {
        return plain(403, "You cannot (un)subscribe to a folder that you own!");
    }
    for user in users {
        match change {
            Change::Subscribe if context.has(Fault::SUBSCRIPTIONS_WITHOUT_EFFECT) => {}
            Change::Unsubscribe if context.has(Fault::UNSUBSCRIPTIONS_WITHOUT_EFFECT) => {}
            Change::Subscribe => {
                let name = folder_name_for(context, &user, &folder.id);
                context.state.subscribe(&user, &folder.id);
                if context.has(Fault::SUBSCRIPTION_KEEPS_NAME) {
                    let settings = context.state.settings_mut(&user, &folder.id);
                    settings.display_name.get_or_insert(name);
                }
            }
            Change::Unsubscribe if context.has(Fault::UNSUBSCRIPTION_ENDS_ALL) => {
                context.state.unsubscribe_everybody(&folder.id);
            }
            Change::Unsubscribe => context.state.unsubscribe(&user, &folder.id),
        }
    }
    plain(200, &folder_name(context, &folder.id))
}

fn plain(status: u16, text: &str) -> Response {
    Response::new(status).with_header("Content-Type", "text/plain; charset=utf-8").with_body(text)
}
