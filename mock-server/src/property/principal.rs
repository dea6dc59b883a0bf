//! Properties of principals (RFC 3744 §4, RFC 4791 §6.2, RFC 6638 §2).

use crate::fault::Fault;
use crate::route::{Context, ProxyAccess};
use crate::state::FolderKind;
use crate::xml::{Element, Name, ns};

use super::acl::{group_members, members_of};
use super::date::bare_offset;

pub(crate) fn value(context: &Context<'_>, user: &str, name: &Name, element: &Element) -> Option<Element> {
    let text = |text: String| Some(element.clone().text(text));
    let href = |segments: &[&str]| {
        let href = Element::href(context.href(segments, true));
        Some(element.clone().child(href))
    };
    let nobody = [user.to_owned()];
    let account = context.state.account(user);
    let full_name = account.map_or("Public User", |account| account.principal.name.as_str());
    let mails = account.map_or(&nobody[..], |account| account.principal.mails.as_slice());
    match (&*name.namespace, &*name.local) {
        (ns::DAV, "resource-id") => text(format!("urn:uuid:{user}")),
        (ns::CALDAV, "calendar-home-set") => href(&[user, FolderKind::Calendar.segment()]),
        (ns::CARDDAV, "addressbook-home-set") => href(&[user, FolderKind::Contacts.segment()]),
        (ns::CALDAV, "calendar-user-address-set") => {
            let addresses = mails.iter().map(|mail| Element::href(format!("mailto:{mail}")));
            let own = Element::href(context.principal_href(user));
            Some(element.clone().children(addresses).child(own))
        }
        (ns::CALDAV, "calendar-user-type") => text("INDIVIDUAL".to_owned()),
        (ns::CALDAV, "schedule-inbox-URL") => href(&[user, "Calendar", "inbox"]),
        (ns::CALDAV, "schedule-outbox-URL") => {
            let is_calendar = context.has(Fault::OUTBOX_IS_CALENDAR);
            href(&[user, "Calendar", if is_calendar { "personal" } else { "outbox" }])
        }
        (ns::CARDDAV, "directory-gateway") => href(&[user, "Contacts", "directory"]),
        (ns::CALENDARSERVER, "email-address-set") => {
            let addresses =
                mails.iter().map(|mail| Element::new(ns::CALENDARSERVER, "email-address").text(mail.as_str()));
            let own = Element::href(context.principal_href(user));
            Some(element.clone().children(addresses).child(own))
        }
        (ns::CALENDARSERVER, "first-name") => text(full_name.split(' ').next().unwrap_or_default().to_owned()),
        (ns::CALENDARSERVER, "last-name") => text(full_name.split_once(' ').map_or("", |(_, last)| last).to_owned()),
        (ns::CALENDARSERVER, "calendar-proxy-read-for") => {
            Some(hrefs(context, element, members_of(context, user, ProxyAccess::Read)))
        }
        (ns::CALENDARSERVER, "calendar-proxy-write-for") => {
            Some(hrefs(context, element, members_of(context, user, ProxyAccess::Write)))
        }
        (ns::DAV, "group-membership") => {
            let read = members_of(context, user, ProxyAccess::Read);
            let write = members_of(context, user, ProxyAccess::Write);
            let groups = read
                .into_iter()
                .map(|owner| (owner, ProxyAccess::Read))
                .chain(write.into_iter().map(|owner| (owner, ProxyAccess::Write)))
                .map(|(owner, access)| Element::href(context.href(&[&owner, access.segment()], true)));
            Some(element.clone().children(groups))
        }
        (ns::CALDAV, "calendar-timezone") => text(bare_offset(context.now, context.zone)),
        _ => None,
    }
}

pub(crate) fn proxy(
    context: &Context<'_>,
    user: &str,
    access: ProxyAccess,
    name: &Name,
    element: &Element,
) -> Option<Element> {
    name.is(ns::DAV, "group-member-set").then(|| hrefs(context, element, group_members(context, user, access)))
}

fn hrefs(context: &Context<'_>, element: &Element, users: Vec<String>) -> Element {
    element.clone().children(users.into_iter().map(|user| Element::href(context.principal_href(&user))))
}
