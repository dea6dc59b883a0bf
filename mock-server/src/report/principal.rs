//! Principal reports on the service root (RFC 3744 §9).

use roxmltree::Node;

use crate::fault::Fault;
use crate::message::Response;
use crate::property::{self, Located};
use crate::refusal::Refusal;
use crate::route::{Context, Resource};
use crate::xml::{
    Characters, Element, Multistatus, Name, Node as Content, Outcome, Propstats, child_elements, name_of, ns,
};

use super::data::wanted;
use super::dispatch::answer;

pub(crate) fn search(context: &Context<'_>, root: Node<'_, '_>) -> Result<Response, Refusal> {
    let names = wanted(root);
    let broken = [Name::new(ns::DAV, "resourcetype"), Name::new(ns::DAV, "group-membership")];
    if context.has(Fault::RESOURCETYPE_BREAKS_EXPAND) && names.iter().any(|name| broken.contains(name)) {
        return Err(Refusal::empty(501));
    }
    let searches: Vec<Search> =
        child_elements(root).filter(|node| name_of(*node).is(ns::DAV, "property-search")).map(Search::parse).collect();
    let mut multistatus = Multistatus::default();
    for account in context.state.accounts() {
        let user = account.principal.login.clone();
        let located = Located { href: context.principal_href(&user), resource: Resource::Principal { user } };
        if searches.is_empty() || !searches.iter().all(|search| search.finds(context, &located)) {
            continue;
        }
        let mut propstats = Propstats::status_first();
        for name in &names {
            match property::value(context, &located, name) {
                Some(element) => propstats.found.push(first_value(context, element)),
                None if context.has(Fault::REPORT_DROPS_UNKNOWN_PROPERTIES) => {}
                None => propstats.missing.push(name.clone()),
            }
        }
        multistatus.push(Element::href(located.href), Outcome::Propstats(propstats));
    }
    Ok(answer(&multistatus.into_element(), Characters::Sound))
}

/// SOGo tells the first of many values only.
fn first_value(context: &Context<'_>, mut element: Element) -> Element {
    if context.has(Fault::SEARCH_PROPERTY_SET_207) {
        element.children.truncate(1);
    }
    element
}

/// One `property-search`.
struct Search {
    names: Vec<Name>,
    text: String,
}

impl Search {
    fn parse(node: Node<'_, '_>) -> Self {
        Self {
            names: wanted(node),
            text: child_elements(node)
                .find(|child| name_of(*child).is(ns::DAV, "match"))
                .and_then(|child| child.text())
                .unwrap_or_default()
                .to_lowercase(),
        }
    }

    fn finds(&self, context: &Context<'_>, located: &Located) -> bool {
        self.names.iter().all(|name| self.finds_in(context, located, name))
    }

    fn finds_in(&self, context: &Context<'_>, located: &Located, name: &Name) -> bool {
        let Resource::Principal { user } = &located.resource else {
            return false;
        };
        match (&*name.namespace, &*name.local) {
            (ns::CALENDARSERVER, "email-address-set") => context.state.account(user).is_some_and(|account| {
                let principal = &account.principal;
                [&principal.login, &principal.name]
                    .into_iter()
                    .chain(&principal.mails)
                    .any(|text| text.to_lowercase().contains(&self.text))
            }),
            (ns::CALDAV, "calendar-home-set") => {
                let home = context.href(&[user, "Calendar"], false);
                self.text.trim_end_matches('/') == home.to_lowercase()
            }
            _ if context.has(Fault::SEARCH_PROPERTY_SET_207) => false,
            _ => property::value(context, located, name)
                .is_some_and(|element| text_of(&element).to_lowercase().contains(&self.text)),
        }
    }
}

fn text_of(element: &Element) -> String {
    element
        .children
        .iter()
        .map(|child| match child {
            Content::Element(child) => text_of(child),
            Content::Text(text) | Content::Unescaped(text) => text.clone(),
        })
        .collect()
}

pub(crate) fn matching(context: &Context<'_>, root: Node<'_, '_>) -> Result<Response, Refusal> {
    let mut children = child_elements(root);
    let (Some(child), None) = (children.next(), children.next()) else {
        return Err(Refusal::page(400, "Query must have one element: '{DAV:}principal-property' or '{DAV:}self'"));
    };
    let mut multistatus = Multistatus::default();
    if name_of(child).is(ns::DAV, "self") {
        let own = context.principal_href(&context.login);
        multistatus.push(Element::href(own), Outcome::Status(200));
    }
    Ok(answer(&multistatus.into_element(), Characters::Sound))
}

pub(crate) fn search_property_set(context: &Context<'_>) -> Response {
    let twice = context.has(Fault::SEARCH_PROPERTY_SET_207);
    let searchable = [
        (Name::new(ns::CALDAV, "calendar-user-type"), "Calendar User Type"),
        (Name::new(ns::CALDAV, "calendar-user-address-set"), "Calendar User Address Set"),
        (Name::new(ns::CALDAV, "calendar-user-type"), "Calendar User Type"),
        (Name::new(ns::DAV, "displayname"), "Displayname"),
        (Name::new(ns::CALENDARSERVER, "first-name"), "First Name"),
        (Name::new(ns::CALENDARSERVER, "last-name"), "Last Name"),
        (Name::new(ns::CALENDARSERVER, "email-address-set"), "Email Address Set"),
    ];
    let properties = searchable.into_iter().skip(usize::from(!twice)).map(|(name, description)| {
        Element::dav("principal-search-property")
            .child(Element::dav("prop").child(Element::named(name)))
            .child(Element::dav("description").text(description))
    });
    let root = Element::dav("principal-search-property-set").children(properties);
    let mut response = answer(&root, Characters::Sound);
    response.status = if twice { 207 } else { 200 };
    response
}
