//! What a PUT needs to know of the world around it.

use crate::fault::Faults;

/// A user as other users see him.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Principal {
    /// The login name.
    pub(crate) login: String,
    /// The full name.
    pub(crate) name: String,
    /// The mail addresses, the primary one first.
    pub(crate) mails: Vec<String>,
}

impl Principal {
    /// Whether the address (bare or `mailto:`) is one of the user's.
    pub(crate) fn has_address(&self, address: &str) -> bool {
        let address = bare_address(address);
        self.mails.iter().any(|mail| mail.eq_ignore_ascii_case(address))
    }
}

/// The users of the server, found by mail address.
pub(crate) trait Directory {
    /// The user with this address (bare or `mailto:`, any case).
    fn by_address(&self, address: &str) -> Option<Principal>;
}

impl Directory for [Principal] {
    fn by_address(&self, address: &str) -> Option<Principal> {
        self.iter().find(|principal| principal.has_address(address)).cloned()
    }
}

impl Directory for Vec<Principal> {
    fn by_address(&self, address: &str) -> Option<Principal> {
        self.as_slice().by_address(address)
    }
}

/// What a PUT needs to know of the world around it.
pub(crate) struct StoreContext<'a> {
    /// Everybody on the server.
    pub(crate) directory: &'a dyn Directory,
    /// The IANA name of the owner's time zone.
    pub(crate) zone: &'a str,
    /// The present in Unix seconds.
    pub(crate) now: i64,
    /// The classification that new events get when they name none.
    pub(crate) event_class: Class,
    /// The classification that new tasks get when they name none.
    pub(crate) task_class: Class,
    /// How the server deviates.
    pub(crate) faults: &'a Faults,
    /// Makes a fresh UID.
    pub(crate) fresh: &'a mut dyn FnMut() -> String,
}

use super::object::Class;

/// A calendar user address without its `mailto:`.
pub(crate) fn bare_address(address: &str) -> &str {
    let address = address.trim();
    match address.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &address[7..],
        _ => address,
    }
}
