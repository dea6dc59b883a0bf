//! Where an account's things are, as its principal tells.

use davproof_dav::{Href, Multistatus};

use super::answer::{first_href, property, with_slash};

/// What a principal is asked for.
pub(crate) const ASKED: [&str; 8] = [
    "D:displayname",
    "D:resourcetype",
    "D:principal-URL",
    "C:calendar-home-set",
    "A:addressbook-home-set",
    "C:calendar-user-address-set",
    "C:schedule-inbox-URL",
    "C:schedule-outbox-URL",
];

/// Where an account's things are; paths end in a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Account {
    /// The principal.
    pub(crate) principal: String,
    /// The calendar home.
    pub(crate) calendar_home: Option<String>,
    /// The address book home.
    pub(crate) addressbook_home: Option<String>,
    /// `calendar-user-address-set`, as written.
    pub(crate) addresses: Vec<String>,
    /// Every href that the service gave on the way, as written.
    pub(crate) hrefs: Vec<Href>,
}

impl Account {
    /// Reads the answer of the principal at `path`, to which `found_by` led.
    pub(crate) fn read(path: &str, found_by: Href, principal: &Multistatus) -> Account {
        let href = |name: &str| first_href(principal, name);
        let addresses = principal.responses().next().and_then(|response| {
            let set = property(response, "C:calendar-user-address-set")?;
            Some(super::answer::hrefs(&set).iter().map(|href| href.raw().to_owned()).collect())
        });
        let mut hrefs = vec![found_by];
        hrefs.extend(principal.responses().map(|response| Href::new(response.href())));
        let named = ["D:principal-URL", "C:calendar-home-set", "A:addressbook-home-set", "C:schedule-inbox-URL"];
        hrefs.extend(named.into_iter().chain(["C:schedule-outbox-URL"]).filter_map(href));
        Account {
            principal: path.to_owned(),
            calendar_home: href("C:calendar-home-set").map(|href| with_slash(href.path())),
            addressbook_home: href("A:addressbook-home-set").map(|href| with_slash(href.path())),
            addresses: addresses.unwrap_or_default(),
            hrefs,
        }
    }
}
