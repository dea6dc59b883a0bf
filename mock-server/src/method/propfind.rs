//! PROPFIND (RFC 4918 §9.1).

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::property::{self, DEFAULT_NAMES, Located, is_collection};
use crate::refusal::Refusal;
use crate::route::{Agent, Context, Resource, encode_segment};
use crate::state::Access;
use crate::xml::{
    Characters, Dialect, Element, Multistatus, Name, Outcome, Propstats, child_elements, close_open_elements, name_of,
    ns, parse, write,
};

use super::listing::{Member, members};

pub(crate) fn propfind(context: &mut Context<'_>) -> Result<Response, Refusal> {
    let login = context.login.clone();
    for kind in [crate::state::FolderKind::Calendar, crate::state::FolderKind::Contacts] {
        context.state.drop_dead_subscriptions(&login, kind);
    }
    let resource = context.existing()?;
    refuse_hidden_item(context, &resource)?;
    let wanted = Wanted::parse(context)?;
    let depth = Depth::parse(context)?;
    let mut multistatus = Multistatus::default();
    if let Some(rows) = numbered_rows(context) {
        let href = context.target.root.trim_end_matches('v').to_owned();
        for _ in 0..rows {
            let located = Located { resource: Resource::Root, href: href.clone() };
            multistatus.push(Element::href(located.href.clone()), wanted.outcome(context, &located));
        }
    } else if depth.tells_self(context) {
        let href = self_href(context, &resource);
        let located = Located { resource: resource.clone(), href };
        multistatus.push(href_of(context, &located, &wanted), wanted.outcome(context, &located));
    }
    if depth != Depth::Zero && numbered_rows(context).is_none() {
        let echoes = context.has(Fault::LISTING_ECHOES_TARGET);
        let base = if echoes { context.target.echo() } else { context.target.as_sent() }.to_owned();
        let slash = !echoes || context.target.echo_slash;
        let members = members(context, &resource);
        if wanted.asks_acl() && context.has(Fault::ACL_OF_FILES_FAILS) && members.iter().any(Member::is_plain_file) {
            return Err(Refusal::empty(501));
        }
        for member in members {
            let name = encode_segment(&member.segment);
            let name = if echoes { name.replace("%2F", "/") } else { name };
            let mut href = format!("{base}/{name}");
            if member.collection && slash {
                href.push('/');
            }
            let located = Located { resource: member.resource, href };
            multistatus.push(href_of(context, &located, &wanted), wanted.outcome(context, &located));
        }
    }
    let dialect = Dialect {
        after_declaration: "\n",
        characters: if context.has(Fault::BROKEN_CHARACTERS) { Characters::Surrogates } else { Characters::Sound },
    };
    Ok(Response::new(207)
        .with_header("Content-Type", "text/xml; charset=\"utf-8\"")
        .with_body(write(&multistatus.into_element(), dialect)))
}

fn refuse_hidden_item(context: &Context<'_>, resource: &Resource) -> Result<(), Refusal> {
    let Resource::Item(item) = resource else {
        return Ok(());
    };
    let class = context
        .state
        .folder(&item.folder.id)
        .and_then(|folder| folder.row(&item.name))
        .map(|row| row.object.class)
        .unwrap_or_default();
    match context.access(&item.folder.id, class) {
        Access::None => Err(Refusal::empty(403)),
        Access::DateAndTime | Access::View | Access::Respond | Access::Modify => Ok(()),
    }
}

/// How many rows the path asks for behind `_range`, in a syntax that no client uses any more.
fn numbered_rows(context: &Context<'_>) -> Option<usize> {
    let path = context.target.path();
    let (_, rows) = path.split_once("_range").filter(|_| context.has(Fault::RANGE_IN_PATH))?;
    let numbered = rows.bytes().all(|byte| byte == b'_' || byte.is_ascii_digit());
    Some(if numbered { rows.split('_').filter(|row| !row.is_empty()).count() } else { 0 })
}

/// How deep to look (RFC 4918 §10.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Zero,
    One,
    Infinity,
}

/// What no allprop tells: the objects themselves (RFC 4791 §9.6, RFC 6352 §10.4).
const DATA: [Name; 2] = [Name::new(ns::CALDAV, "calendar-data"), Name::new(ns::CARDDAV, "address-data")];

/// What no allprop should tell (RFC 3744 §5, RFC 4791 §5.2, RFC 6578 §4, RFC 6638 §9.1).
const COSTLY: [Name; 5] = [
    Name::new(ns::DAV, "current-user-privilege-set"),
    Name::new(ns::DAV, "sync-token"),
    Name::new(ns::CALDAV, "supported-calendar-component-set"),
    Name::new(ns::CALDAV, "calendar-timezone"),
    Name::new(ns::CALDAV, "schedule-calendar-transp"),
];

impl Depth {
    fn parse(context: &Context<'_>) -> Result<Self, Refusal> {
        match context.request.header("Depth").map(str::trim) {
            Some("0") => Ok(Self::Zero),
            Some("1") => Ok(Self::One),
            Some(other)
                if !other.eq_ignore_ascii_case("infinity") && !context.has(Fault::DEPTH_INFINITY_WITHOUT_SELF) =>
            {
                Err(Refusal::empty(400))
            }
            Some(_) | None => Ok(Self::Infinity),
        }
    }

    fn tells_self(self, context: &Context<'_>) -> bool {
        match self {
            Self::Zero => true,
            Self::One => context.agent() != Agent::Evolution,
            Self::Infinity => !context.has(Fault::DEPTH_INFINITY_WITHOUT_SELF),
        }
    }
}

/// The href of the resource itself: as asked for, with the user's login and the item's real name.
fn self_href(context: &Context<'_>, resource: &Resource) -> String {
    let mut segments: Vec<String> = context.target.segments.clone();
    if let (Some(first), Some(user)) = (segments.first_mut(), user_in_path(resource)) {
        user.clone_into(first);
    }
    let mut href = context.target.root.clone();
    let last = segments.len().saturating_sub(1);
    for (index, segment) in segments.iter().enumerate() {
        let mut segment = segment.as_str();
        if index == last
            && let Resource::Item(item) = resource
        {
            segment = &item.name;
            if context.has(Fault::HREF_CUT) {
                segment = segment.split([';', '?']).next().unwrap_or_default();
            }
        }
        href.push('/');
        href.push_str(&encode_segment(segment).replace("%2F", "/"));
    }
    let slash = context.target.trailing_slash || !context.has(Fault::SLASH_NOT_ADDED);
    if context.target.trailing_slash || (slash && is_collection(resource)) {
        href.push('/');
    }
    href
}

fn user_in_path(resource: &Resource) -> Option<&str> {
    match resource {
        Resource::Root => None,
        Resource::Principal { user }
        | Resource::Proxy { user, .. }
        | Resource::Home { user, .. }
        | Resource::Mail { user }
        | Resource::FreeBusy { user }
        | Resource::Inbox { user }
        | Resource::Outbox { user }
        | Resource::Directory { user }
        | Resource::DirectoryCard { user, .. } => Some(user),
        Resource::Folder(folder) | Resource::Export { folder, .. } => Some(&folder.home),
        Resource::Item(item) | Resource::Component { item, .. } => Some(&item.folder.home),
    }
}

fn href_of(context: &Context<'_>, located: &Located, wanted: &Wanted) -> Element {
    if *wanted == Wanted::Names && context.has(Fault::PROPNAME_HREF) {
        let host = context.request.header("Host").unwrap_or("127.0.0.1");
        Element::href(format!("http:/{host}{}", located.href))
    } else {
        Element::href(located.href.clone())
    }
}

/// Which properties are asked for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    /// The default set, without a word about what is missing.
    Default,
    Names,
    Properties(Vec<Name>),
}

impl Wanted {
    /// What the body asks for; SOGo finds something in everything.
    fn parse(context: &Context<'_>) -> Result<Self, Refusal> {
        let body = context.body_text();
        if body.trim().is_empty() {
            return Ok(Self::Default);
        }
        let lenient = context.has(Fault::PROPFIND_TAKES_ANY_BODY);
        let not_understood = || {
            if lenient { Ok(Self::Properties(DEFAULT_NAMES.to_vec())) } else { Err(Refusal::empty(400)) }
        };
        let repaired;
        let document = match parse(&body) {
            Ok(document) => document,
            Err(_) if lenient => {
                repaired = close_open_elements(&body);
                match parse(&repaired) {
                    Ok(document) => document,
                    Err(_) => return not_understood(),
                }
            }
            Err(_) => return not_understood(),
        };
        let root = document.root_element();
        if !name_of(root).is(ns::DAV, "propfind") {
            return not_understood();
        }
        let questions = ["prop", "propname", "allprop"];
        let asked = child_elements(root)
            .map(name_of)
            .filter(|name| name.namespace == ns::DAV && questions.contains(&&*name.local))
            .count();
        if asked > 1 && !lenient {
            return not_understood();
        }
        if child_elements(root).any(|child| name_of(child).is(ns::DAV, "propname")) {
            return Ok(Self::Names);
        }
        for child in child_elements(root) {
            let name = name_of(child);
            if name.is(ns::DAV, "allprop") {
                return Ok(Self::Default);
            }
            if name.is(ns::DAV, "prop") {
                let mut names: Vec<Name> = child_elements(child).map(name_of).collect();
                if lenient {
                    // Elements that mean nothing here are taken for properties.
                    let strange = child_elements(root).filter(|other| name_of(*other).namespace != ns::DAV);
                    names.extend(strange.flat_map(|other| other.descendants().filter(Node::is_element)).map(name_of));
                }
                return if names.is_empty() && lenient { not_understood() } else { Ok(Self::Properties(names)) };
            }
        }
        not_understood()
    }

    fn asks_acl(&self) -> bool {
        match self {
            Self::Properties(names) => names.iter().any(|name| name.is(ns::DAV, "acl")),
            Self::Default | Self::Names => false,
        }
    }

    fn outcome(&self, context: &Context<'_>, located: &Located) -> Outcome {
        let mut propstats = Propstats::status_first();
        match self {
            Self::Default => {
                let mut names = DEFAULT_NAMES.to_vec();
                if context.has(Fault::ALLPROP_WITH_DATA) {
                    names.extend(DATA);
                }
                if context.has(Fault::ALLPROP_WITH_COSTLY_PROPERTIES) {
                    names.extend(COSTLY);
                }
                propstats.found = names.iter().filter_map(|name| property::value(context, located, name)).collect();
            }
            Self::Names => {
                propstats.found = DEFAULT_NAMES.iter().cloned().map(Element::named).collect();
            }
            Self::Properties(names) => {
                for name in names {
                    match property::value(context, located, name) {
                        Some(element) => propstats.found.push(element),
                        None => propstats.missing.push(name.clone()),
                    }
                }
                if context.request.header("Brief") == Some("t") {
                    propstats.missing.clear();
                }
            }
        }
        Outcome::Propstats(propstats)
    }
}
