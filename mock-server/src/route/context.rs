//! One request being answered.

use crate::damage::Damages;
use crate::fault::{Fault, Faults};
use crate::message::Request;
use crate::refusal::Refusal;
use crate::rewrite::Class;
use crate::state::{Access, FolderId, Rights, State};

use super::agent::Agent;
use super::resolve::resolve;
use super::resource::{Absent, FolderRef, Resource};
use super::target::{Target, encode_segment};

/// One request of an authenticated user, and the state that it meets.
pub(crate) struct Context<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) faults: &'a Faults,
    pub(crate) damages: &'a Damages,
    /// The `PRODID` of what the server makes itself.
    pub(crate) product_id: &'static str,
    /// The IANA name of everybody's time zone.
    pub(crate) zone: &'a str,
    /// Unix seconds.
    pub(crate) now: i64,
    /// The Unix second in which the server was made: what nobody can change is as old as that.
    pub(crate) started: i64,
    pub(crate) login: String,
    pub(crate) request: &'a Request,
    pub(crate) target: Target,
}

impl Context<'_> {
    pub(crate) fn has(&self, fault: Fault) -> bool {
        self.faults.has(fault)
    }

    /// Whether this is one of SOGo's contact lists and the client is Thunderbird, which would take it for a contact.
    pub(crate) fn hides_list(&self, name: &str) -> bool {
        let is_thunderbird = self.request.header("User-Agent").is_some_and(|agent| agent.contains("Thunderbird/"));
        is_thunderbird && is_list(name) && !self.has(Fault::LISTS_SHOWN_TO_THUNDERBIRD)
    }

    /// The class of the client, as the server tells it.
    pub(crate) fn agent(&self) -> Agent {
        if self.has(Fault::LISTING_BY_USER_AGENT) {
            Agent::of(self.request.header("User-Agent"))
        } else {
            Agent::Generic
        }
    }

    /// What the request target leads to.
    pub(crate) fn resource(&self) -> Result<Resource, Absent> {
        resolve(self, &self.target.segments)
    }

    /// The same for those who refuse whatever is not there.
    pub(crate) fn existing(&self) -> Result<Resource, Refusal> {
        self.resource().map_err(|absent| absent.refusal())
    }

    /// What the user may do in a folder.
    pub(crate) fn rights(&self, id: &FolderId) -> Rights {
        self.state.rights(&self.login, id).with_faults(self.faults)
    }

    /// The refusal of somebody who lacks a privilege on a folder (RFC 3744 §7.1.1).
    pub(crate) fn need(&self, folder: &FolderRef, privilege: &'static str) -> Refusal {
        if self.has(Fault::REFUSED_WITHOUT_PRIVILEGE) {
            return Refusal::empty(403);
        }
        let path = folder.path();
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        Refusal::need_privilege(self.href(&path, true), privilege)
    }

    /// What the user may do with objects of this class in a folder.
    pub(crate) fn access(&self, id: &FolderId, class: Class) -> Access {
        self.rights(id).on(class)
    }

    pub(crate) fn is_superuser(&self) -> bool {
        self.state.account(&self.login).is_some_and(|account| account.superuser)
    }

    /// The encoded path of something by its decoded segments.
    pub(crate) fn href(&self, segments: &[&str], collection: bool) -> String {
        let mut href = self.target.root.clone();
        for segment in segments {
            href.push('/');
            href.push_str(&encode_segment(segment));
        }
        if collection {
            href.push('/');
        }
        href
    }

    /// The path of a user's principal.
    pub(crate) fn principal_href(&self, user: &str) -> String {
        self.href(&[user], true)
    }

    /// The body as text, wrong bytes replaced; UTF-16 by its byte order mark (XML 1.0 §4.3.3).
    pub(crate) fn body_text(&self) -> String {
        let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
            let (pairs, _) = bytes.as_chunks::<2>();
            let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
            String::from_utf16_lossy(&units)
        };
        match self.request.body.as_slice() {
            [0xFF, 0xFE, bytes @ ..] => units(bytes, u16::from_le_bytes),
            [0xFE, 0xFF, bytes @ ..] => units(bytes, u16::from_be_bytes),
            bytes => String::from_utf8_lossy(bytes).into_owned(),
        }
    }
}

/// Whether the name is that of one of SOGo's contact lists.
pub(crate) fn is_list(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "vlf")
}
