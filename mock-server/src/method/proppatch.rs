//! PROPPATCH (RFC 4918 §9.2).

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::property::{Located, folder_name, group_members, of_notification, sorted_folders};
use crate::refusal::Refusal;
use crate::rewrite::Class;
use crate::route::{Absent, Context, FolderRef, ProxyAccess, Resource, Target, canonical_user};
use crate::state::{FolderId, FolderKind, Roles};
use crate::xml::{
    Characters, Dialect, Element, Multistatus, Name, Outcome, Propstats, child_elements, close_open_elements, name_of,
    ns, parse, write,
};

use super::set_property::{self, Setting, read_only};

pub(crate) fn proppatch(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let resource = context.resource().map_err(|absent| match absent {
        absent if !context.has(Fault::PROPPATCH_OF_MISSING_405) => absent.refusal(),
        Absent::InHome { hidden: true, .. } => Refusal::empty(403),
        Absent::InHome { ref user, .. } if *user != context.login => Refusal::empty(403),
        Absent::InHome { .. } => Refusal::page(405, "this object cannot create child objects via WebDAV"),
        absent @ (Absent::Nowhere { .. }
        | Absent::InPrincipal { .. }
        | Absent::BelowHome { .. }
        | Absent::InFolder(_)
        | Absent::BelowItem { .. }
        | Absent::InInbox { .. }
        | Absent::InDirectory
        | Absent::InMail) => absent.refusal(),
    })?;
    if context.request.header("Content-Type").is_none() && !context.request.body.is_ascii() {
        return Err(Refusal::empty(400));
    }
    let mut body = context.body_text();
    if context.has(Fault::PROPPATCH_TAKES_TRUNCATED_BODY) && parse(&body).is_err() {
        body = close_open_elements(&body);
    }
    let document = parse(&body).map_err(|_| Refusal::empty(400))?;
    let root = document.root_element();
    if !name_of(root).is(ns::DAV, "propertyupdate") {
        return Err(Refusal::empty(400));
    }
    let mut set = properties(root, "set");
    let mut removed = properties(root, "remove");
    if context.has(Fault::PROPPATCH_WITHOUT_DEAD_PROPERTIES) {
        // The name of a collection cannot go: its removal is passed over, any other is said to be done.
        removed.retain(|node| !name_of(*node).is(ns::DAV, "displayname"));
        // What the server sees first is done before it comes to what it refuses.
        set.sort_by_key(|node| set_property::turn(&name_of(*node)));
    }
    if set.is_empty() && removed.is_empty() {
        return Err(Refusal::empty(400));
    }
    let names: Vec<Name> = set.iter().chain(&removed).map(|node| name_of(*node)).collect();
    if context.has(Fault::PROPPATCH_STOPS_AT_ERROR) {
        for node in &set {
            let change = change(context, &resource, *node)?;
            carry_out(context, change);
        }
        return Ok(answer(context, resource, Propstats { found: elements(names), ..Propstats::default() }));
    }
    let changes: Vec<_> = set
        .iter()
        .map(|node| change(context, &resource, *node))
        .chain(removed.iter().map(|node| removal(context, &resource, &name_of(*node))))
        .collect();
    let propstats = match all_or_nothing(names, changes) {
        Ok((names, changes)) => {
            for change in changes {
                carry_out(context, change);
            }
            Propstats { found: elements(names), ..Propstats::default() }
        }
        Err(refused) => Propstats { refused, ..Propstats::default() },
    };
    Ok(answer(context, resource, propstats))
}

/// Properties with the status of their refusal.
pub(crate) type Refused = Vec<(Name, u16)>;

/// Every change with its property if none is refused, otherwise every property with the status of its refusal, or 424
/// for those that others take down with them (RFC 4918 §9.2.1).
pub(crate) fn all_or_nothing<T>(
    names: Vec<Name>,
    changes: Vec<Result<T, Refusal>>,
) -> Result<(Vec<Name>, Vec<T>), Refused> {
    if changes.iter().all(Result::is_ok) {
        return Ok((names, changes.into_iter().filter_map(Result::ok).collect()));
    }
    let status = |change: Result<T, Refusal>| match change {
        Ok(_) => 424,
        // A property is refused, not the request.
        Err(Refusal { status: 400, .. }) => 409,
        Err(Refusal { status, .. }) => status,
    };
    Err(names.into_iter().zip(changes.into_iter().map(status)).collect())
}

fn elements(names: Vec<Name>) -> Vec<Element> {
    names.into_iter().map(Element::named).collect()
}

fn properties<'a, 'input>(root: Node<'a, 'input>, action: &str) -> Vec<Node<'a, 'input>> {
    child_elements(root)
        .filter(|node| name_of(*node).is(ns::DAV, action))
        .flat_map(child_elements)
        .filter(|node| name_of(*node).is(ns::DAV, "prop"))
        .flat_map(child_elements)
        .collect()
}

fn answer(context: &Context<'_>, resource: Resource, propstats: Propstats) -> Response {
    let mut href = context.target.path();
    if context.target.trailing_slash {
        href.push('/');
    }
    let located = Located { resource, href };
    let mut multistatus = Multistatus::default();
    multistatus.push(Element::href(located.href), Outcome::Propstats(propstats));
    let dialect = Dialect { after_declaration: "\n", characters: Characters::Sound };
    Response::new(207)
        .with_header("Content-Type", "text/xml; charset=\"utf-8\"")
        .with_body(write(&multistatus.into_element(), dialect))
}

/// What one property comes to, before anything is changed.
enum Change {
    Folder(FolderId, Setting),
    EventClass(String, Class),
    TaskClass(String, Class),
    Categories(String, Vec<String>),
    Members(String, ProxyAccess, Vec<String>),
    Nothing,
}

fn change(context: &Context<'_>, resource: &Resource, node: Node<'_, '_>) -> Result<Change, Refusal> {
    let name = name_of(node);
    match resource {
        Resource::Folder(folder) => on_folder(context, folder, node),
        Resource::Home { user, kind } => on_home(context, user, *kind, node),
        Resource::Proxy { user, access } if name.is(ns::DAV, "group-member-set") => {
            if *user != context.login {
                return Err(Refusal::empty(403));
            }
            let members = child_elements(node)
                .filter_map(|href| href.text())
                .filter_map(Target::parse)
                .filter_map(|target| target.segments.last().cloned());
            Ok(Change::Members(user.clone(), *access, members.collect()))
        }
        Resource::Root => Err(Refusal::page(405, "this object cannot edit object properties via WebDAV")),
        Resource::Inbox { .. } => Setting::parse(context, true, node).map(|_| Change::Nothing),
        Resource::Export { .. } => Err(Refusal::empty(403)),
        Resource::Principal { .. }
        | Resource::Proxy { .. }
        | Resource::Mail { .. }
        | Resource::FreeBusy { .. }
        | Resource::Outbox { .. }
        | Resource::Directory { .. }
        | Resource::DirectoryCard { .. }
        | Resource::Item(_)
        | Resource::Component { .. } => Err(read_only(&name)),
    }
}

fn removal(context: &Context<'_>, resource: &Resource, name: &Name) -> Result<Change, Refusal> {
    if context.has(Fault::PROPPATCH_WITHOUT_DEAD_PROPERTIES) {
        return Ok(Change::Nothing);
    }
    match resource {
        Resource::Folder(folder) => {
            set_property::removal(name).map(|setting| Change::Folder(folder.id.clone(), setting))
        }
        _ => Err(read_only(name)),
    }
}

fn carry_out(context: &mut Context<'_>, change: Change) {
    match change {
        Change::Folder(..) if context.has(Fault::PROPPATCH_STORES_NOTHING) => {}
        Change::Folder(id, setting) => set_property::apply(context, &id, setting),
        Change::EventClass(user, class) => context.state.home_settings_mut(&user).event_class = class,
        Change::TaskClass(user, class) => context.state.home_settings_mut(&user).task_class = class,
        Change::Categories(user, names) => context.state.home_settings_mut(&user).categories = names,
        Change::Members(owner, access, members) => set_members(context, &owner, access, &members),
        Change::Nothing => {}
    }
}

fn on_folder(context: &Context<'_>, folder: &FolderRef, node: Node<'_, '_>) -> Result<Change, Refusal> {
    let is_calendar = folder.id.kind == FolderKind::Calendar;
    let setting = Setting::parse(context, is_calendar, node)?;
    let in_vain = of_notification(&name_of(node).local) && folder.is_foreign(context);
    if in_vain && context.has(Fault::NOTIFICATIONS_OF_OWNER_ONLY) {
        return Ok(Change::Nothing);
    }
    if let Setting::DisplayName(name) = &setting {
        let login = context.login.clone();
        let taken = sorted_folders(context, &login, folder.id.kind)
            .into_iter()
            .map(|name| FolderId { owner: login.clone(), kind: folder.id.kind, name })
            .any(|id| id != folder.id && folder_name(context, &id) == *name);
        if taken {
            return Err(Refusal::message(409, "Existing name"));
        }
    }
    Ok(Change::Folder(folder.id.clone(), setting))
}

fn on_home(context: &Context<'_>, user: &str, kind: FolderKind, node: Node<'_, '_>) -> Result<Change, Refusal> {
    let name = name_of(node);
    if name.namespace == ns::INVERSE && user != context.login && !context.is_superuser() {
        return Err(Refusal::empty(403));
    }
    let user = user.to_owned();
    match (kind, &*name.namespace, &*name.local) {
        (FolderKind::Calendar, ns::INVERSE, "events-default-classification") => {
            Ok(Change::EventClass(user, class(node)?))
        }
        (FolderKind::Calendar, ns::INVERSE, "tasks-default-classification") => {
            Ok(Change::TaskClass(user, class(node)?))
        }
        (FolderKind::Contacts, ns::INVERSE, "contacts-categories") => {
            let names = child_elements(node).filter_map(|category| category.text().map(str::to_owned));
            Ok(Change::Categories(user, names.collect()))
        }
        _ => Err(read_only(&name)),
    }
}

fn class(node: Node<'_, '_>) -> Result<Class, Refusal> {
    match node.text().map(str::trim) {
        Some("PUBLIC") => Ok(Class::Public),
        Some("PRIVATE") => Ok(Class::Private),
        Some("CONFIDENTIAL") => Ok(Class::Confidential),
        Some(_) | None => Err(Refusal::message(403, "invalid classification value")),
    }
}

/// Grants and subscribes: the members get roles on all calendars of the owner, whoever is left out loses them.
fn set_members(context: &mut Context<'_>, owner: &str, access: ProxyAccess, members: &[String]) {
    let roles: &[&str] = match access {
        ProxyAccess::Write => {
            &["ObjectEraser", "ObjectCreator", "ConfidentialModifier", "PrivateModifier", "PublicModifier"]
        }
        ProxyAccess::Read => &["ConfidentialViewer", "PrivateViewer", "PublicViewer"],
    };
    let before = group_members(context, owner, access);
    let calendars = context.state.own_folders(owner, FolderKind::Calendar).to_vec();
    for name in calendars {
        let id = FolderId { owner: owner.to_owned(), kind: FolderKind::Calendar, name };
        for gone in before.iter().filter(|user| !members.contains(user)) {
            context.state.remove_roles(&id, gone);
            context.state.unsubscribe(gone, &id);
        }
        for member in members {
            let granted = Roles::new(roles.iter().map(|role| (*role).to_owned()));
            context.state.set_roles(&id, member, granted);
            if canonical_user(context, member).as_ref() == Some(member) {
                context.state.subscribe(member, &id);
            }
        }
    }
}
