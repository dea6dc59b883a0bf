//! The homes, what they list, and the defaults.

use std::collections::BTreeMap;

use davproof_dav::{DavResponse, Href, Multistatus, Name};
use futures::future::{join, join_all, join3};

use super::hrefs::elsewhere;
use super::situations as s;
use crate::check::account::Account;
use crate::check::answer::{multistatus, property, shown, told, with_slash};
use crate::check::discovery::Entry;
use crate::check::findings::Findings;
use crate::check::prober::{Prober, Who, propfind};

/// Collections that are opened one by one.
const OPENED: usize = 12;
/// The agent of an iPhone, by which SOGo decides what to show.
const IPHONE: &str = "iOS/18.1.1 (22B91) dataaccessd/1.0";

/// The default collections, if there are any.
pub(super) struct Defaults {
    pub(super) calendar: Option<String>,
    pub(super) addressbook: Option<String>,
}

/// What is told of a home of calendars, and of one of address books.
struct Kind {
    /// The type of a member.
    member: &'static str,
    /// The word for people.
    word: &'static str,
    /// The segment of SOGo's documented path.
    segment: &'static str,
}

const CALENDARS: Kind = Kind { member: "C:calendar", word: "calendar", segment: "Calendar" };
const BOOKS: Kind = Kind { member: "A:addressbook", word: "address book", segment: "Contacts" };

pub(super) async fn check(prober: &Prober, entry: &Entry, account: &Account, findings: &Findings<'_>) -> Defaults {
    let (calendar, addressbook, ()) = join3(
        async {
            let home = account.calendar_home.as_deref();
            match home {
                Some(home) => findings.add(s::CALENDAR_HOME.seen(format!("Calendars are below {home}."))),
                None => findings.add(s::NO_CALENDAR_HOME.seen(format!("{} has none.", account.principal))),
            }
            home_of(prober, home?, &CALENDARS, findings).await
        },
        async {
            let home = account.addressbook_home.as_deref();
            match home {
                Some(home) => findings.add(s::ADDRESSBOOK_HOME.seen(format!("Address books are below {home}."))),
                None => findings.add(s::NO_ADDRESSBOOK_HOME.seen(format!("{} has none.", account.principal))),
            }
            home_of(prober, home?, &BOOKS, findings).await
        },
        documented_paths(prober, entry, account, findings),
    )
    .await;
    Defaults { calendar, addressbook }
}

/// Lists a home as clients do; its default collection.
async fn home_of(prober: &Prober, home: &str, kind: &Kind, findings: &Findings<'_>) -> Option<String> {
    let names = ["D:resourcetype", "D:displayname", "C:supported-calendar-component-set"];
    let as_iphone = propfind(home, "1", &names).header("User-Agent", IPHONE);
    let (answer, iphone) =
        join(prober.propfind(Who::Account, home, "1", &names), prober.ask(Who::Account, as_iphone)).await;
    let Some(listing) = answer.as_ref().ok().and_then(multistatus) else {
        let unreadable = answer.as_ref().is_ok_and(|response| response.status == 207);
        let why = if unreadable { ", and the XML cannot be read" } else { "" };
        findings.add(s::HOME_BROKEN.seen(format!("PROPFIND {home} is answered with {}{why}.", told(&answer))));
        return None;
    };
    let members = members(&listing, kind);
    if members.is_empty() {
        let situation = if kind.member == CALENDARS.member { &s::NO_CALENDARS } else { &s::NO_ADDRESSBOOKS };
        findings.add(situation.seen(format!("{home} lists no {}.", kind.word)));
        return None;
    }
    tell_spelling(home, &listing, prober, findings);
    tell_names(home, &members, kind, findings);
    if kind.member == CALENDARS.member
        && let Some(listing) = iphone.as_ref().ok().and_then(multistatus)
    {
        tell_types(&self::members(&listing, kind), findings);
    }
    open_each(prober, &members, findings).await;
    let paths: Vec<String> = members.iter().map(|member| with_slash(&path(*member))).collect();
    let default = paths.iter().find(|path| path.ends_with("/personal/")).or(paths.first())?.clone();
    findings.add(s::DEFAULTS.seen(format!("The default {} is {default}, of {}.", kind.word, paths.len())));
    Some(default)
}

/// The collections of a kind; SOGo's inbox for scheduling is not one.
fn members<'a>(listing: &'a Multistatus, kind: &Kind) -> Vec<DavResponse<'a>> {
    let wanted: Name = kind.member.parse().expect("the names are literals");
    let is_member = |response: &DavResponse<'_>| {
        property(*response, "D:resourcetype").is_some_and(|types| types.child(&wanted).is_some())
            && !path(*response).ends_with("/inbox/")
    };
    listing.responses().filter(is_member).collect()
}

fn path(response: DavResponse<'_>) -> String {
    Href::new(response.href()).path().to_owned()
}

/// DAVx5 and iPhones compare paths letter by letter.
fn tell_spelling(home: &str, listing: &Multistatus, prober: &Prober, findings: &Findings<'_>) {
    let here = |href: &Href| elsewhere(prober.origin(), href).is_none();
    let odd = listing
        .responses()
        .map(|response| Href::new(response.href()))
        .filter(here)
        .find(|href| !href.path().starts_with(home) && with_slash(href.path()) != home);
    if let Some(href) = odd {
        findings.add(s::HREF_SPELLING.seen(format!("{home} lists {}.", shown(href.raw()))));
    }
}

fn tell_names(home: &str, members: &[DavResponse<'_>], kind: &Kind, findings: &Findings<'_>) {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for member in members {
        let path = shown(&path(*member));
        match property(*member, "D:displayname").map(|name| name.trimmed().to_owned()).filter(|name| !name.is_empty()) {
            Some(name) => *names.entry(name).or_default() += 1,
            None => findings.add(s::NO_DISPLAYNAME.seen(format!("The {} {path} has no name.", kind.word))),
        }
        let components = property(*member, "C:supported-calendar-component-set");
        if kind.member == CALENDARS.member && components.is_none_or(|set| set.children.is_empty()) {
            findings.add(s::NO_COMPONENT_SET.seen(format!("The calendar {path} does not tell it.")));
        }
    }
    for (name, count) in names.iter().filter(|(_, count)| **count > 1) {
        findings.add(s::SAME_DISPLAYNAME.seen(format!("{count} members of {home} are called “{}”.", shown(name))));
    }
}

fn tell_types(calendars: &[DavResponse<'_>], findings: &Findings<'_>) {
    for calendar in calendars {
        let Some(types) = property(*calendar, "D:resourcetype") else { continue };
        let known = ["D:collection", "C:calendar"].map(|name| name.parse::<Name>().expect("the names are literals"));
        let others: Vec<String> =
            types.children.iter().filter(|t| !known.contains(&t.name)).map(|t| t.name.local.to_string()).collect();
        if !others.is_empty() {
            findings.add(s::EXTRA_TYPES.seen(format!(
                "To an iPhone {} is also {}.",
                shown(&path(*calendar)),
                shown(&others.join(", "))
            )));
        }
    }
}

async fn open_each(prober: &Prober, members: &[DavResponse<'_>], findings: &Findings<'_>) {
    let opened = members.iter().take(OPENED).map(async |member| {
        let path = path(*member);
        let answer = prober.propfind(Who::Account, &path, "0", &["D:resourcetype", "D:sync-token", "CS:getctag"]).await;
        if !answer.as_ref().is_ok_and(|response| multistatus(response).is_some()) {
            findings.add(s::MEMBER_DEAD.seen(format!("PROPFIND {} is answered with {}.", shown(&path), told(&answer))));
        }
    });
    join_all(opened).await;
}

/// The two paths that SOGo's manual tells people to type.
async fn documented_paths(prober: &Prober, entry: &Entry, account: &Account, findings: &Findings<'_>) {
    if !account.principal.contains("/SOGo/dav/") || !entry.path.starts_with("/SOGo/") {
        return;
    }
    let each = [CALENDARS, BOOKS].map(async |kind| {
        let path = format!("{}{}/personal/", account.principal, kind.segment);
        let answer = prober.propfind(Who::Account, &path, "0", &["D:resourcetype"]).await;
        let wanted: Name = kind.member.parse().expect("the names are literals");
        let listing = answer.as_ref().ok().and_then(multistatus);
        let first = listing.as_ref().and_then(|listing| listing.responses().next());
        let is_kind = first
            .and_then(|response| property(response, "D:resourcetype"))
            .is_some_and(|types| types.child(&wanted).is_some());
        findings.add(if is_kind {
            s::DOCUMENTED.seen(format!("{path} is the {} that people are told to type.", kind.word))
        } else {
            s::NOT_DOCUMENTED.seen(format!("PROPFIND {path} is answered with {}.", told(&answer)))
        });
    });
    join_all(each).await;
}
