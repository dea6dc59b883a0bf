//! The whole state and how its parts are found.

use std::collections::BTreeMap;

use crate::message::Response;
use crate::rewrite::{Directory, Principal, bare_address};

use super::account::Account;
use super::folder::{Folder, FolderId, FolderKind};
use super::lock::Lock;
use super::rights::{EVERYBODY, Rights, Roles};
use super::settings::{HomeSettings, Settings};

/// Everything that the server remembers.
#[derive(Debug, Default)]
pub(crate) struct State {
    accounts: Vec<Account>,
    folders: BTreeMap<FolderId, Folder>,
    /// Own folders in order of creation.
    order: BTreeMap<(String, FolderKind), Vec<String>>,
    acl: BTreeMap<FolderId, BTreeMap<String, Roles>>,
    subscriptions: BTreeMap<(String, FolderKind), Vec<FolderId>>,
    settings: BTreeMap<(String, FolderId), Settings>,
    home_settings: BTreeMap<String, HomeSettings>,
    locks: Vec<Lock>,
    /// Answers to reports, for the fault that tells them again.
    cached_reports: BTreeMap<AskedReport, Response>,
    serial: u64,
}

/// Who asked for a report, where, and by which body.
pub(crate) type AskedReport = (String, String, Vec<u8>);

/// A folder of somebody else in a user's own home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subscription {
    pub(crate) folder: FolderId,
    /// The path segment: `<escaped owner>_<name>`.
    pub(crate) segment: String,
}

/// The folder that every home has.
pub(crate) const DEFAULT_FOLDER: &str = "personal";

impl State {
    pub(crate) fn new(accounts: Vec<Account>, now: i64) -> Self {
        let mut state = Self::default();
        for account in accounts {
            let login = account.principal.login.clone();
            state.accounts.push(account);
            for (kind, title) in
                [(FolderKind::Calendar, "Personal Calendar"), (FolderKind::Contacts, "Personal Address Book")]
            {
                let id = FolderId { owner: login.clone(), kind, name: DEFAULT_FOLDER.to_owned() };
                state.create_folder(&id, now);
                state.settings_mut(&login, &id).display_name = Some(title.to_owned());
            }
        }
        state
    }

    pub(crate) fn account(&self, login: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.principal.login == login)
    }

    pub(crate) fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    pub(crate) fn locks(&self) -> &[Lock] {
        &self.locks
    }

    pub(crate) fn add_lock(&mut self, lock: Lock) {
        self.locks.push(lock);
    }

    pub(crate) fn remove_lock(&mut self, token: &str) {
        self.locks.retain(|lock| lock.token != token);
    }

    pub(crate) fn cached_report(&self, asked: &AskedReport) -> Option<&Response> {
        self.cached_reports.get(asked)
    }

    pub(crate) fn cache_report(&mut self, asked: AskedReport, response: Response) {
        self.cached_reports.insert(asked, response);
    }

    /// A number that was never given before, for names and UIDs made by the server.
    pub(crate) fn next_serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    pub(crate) fn folder(&self, id: &FolderId) -> Option<&Folder> {
        self.folders.get(id)
    }

    pub(crate) fn folder_mut(&mut self, id: &FolderId) -> Option<&mut Folder> {
        self.folders.get_mut(id)
    }

    /// The messages of a user, a folder that no home lists.
    pub(crate) fn inbox_mut(&mut self, id: &FolderId, now: i64) -> &mut Folder {
        let serial = self.next_serial();
        self.folders.entry(id.clone()).or_insert_with(|| Folder::new(serial, now))
    }

    /// The names of a user's own folders in order of creation.
    pub(crate) fn own_folders(&self, owner: &str, kind: FolderKind) -> &[String] {
        self.order.get(&(owner.to_owned(), kind)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn create_folder(&mut self, id: &FolderId, now: i64) {
        let serial = self.next_serial();
        self.folders.entry(id.clone()).or_insert_with(|| Folder::new(serial, now));
        let order = self.order.entry((id.owner.clone(), id.kind)).or_default();
        if !order.contains(&id.name) {
            order.push(id.name.clone());
        }
    }

    /// Deletes a folder with everything in it; its access list only if told so.
    pub(crate) fn delete_folder(&mut self, id: &FolderId, with_acl: bool) {
        self.folders.remove(id);
        if let Some(order) = self.order.get_mut(&(id.owner.clone(), id.kind)) {
            order.retain(|name| *name != id.name);
        }
        self.settings.retain(|(_, folder), _| folder != id);
        self.unsubscribe_everybody(id);
        if with_acl {
            self.acl.remove(id);
        }
    }

    /// What a user may do in a folder: owner and superuser everything, others what their own entry says, or else
    /// the entry for everybody.
    pub(crate) fn rights(&self, login: &str, id: &FolderId) -> Rights {
        if login == id.owner || self.account(login).is_some_and(|account| account.superuser) {
            return Rights::ALL;
        }
        self.acl
            .get(id)
            .and_then(|list| list.get(login).or_else(|| list.get(EVERYBODY)))
            .map_or_else(Rights::default, |roles| Rights::of(id.kind, roles))
    }

    /// The access list of a folder by user name.
    pub(crate) fn acl(&self, id: &FolderId) -> impl Iterator<Item = (&str, &Roles)> {
        self.acl.get(id).into_iter().flatten().map(|(user, roles)| (user.as_str(), roles))
    }

    pub(crate) fn roles(&self, id: &FolderId, user: &str) -> Option<&Roles> {
        self.acl.get(id)?.get(user)
    }

    pub(crate) fn set_roles(&mut self, id: &FolderId, user: &str, roles: Roles) {
        self.acl.entry(id.clone()).or_default().insert(user.to_owned(), roles);
    }

    pub(crate) fn remove_roles(&mut self, id: &FolderId, user: &str) {
        if let Some(list) = self.acl.get_mut(id) {
            list.remove(user);
        }
    }

    pub(crate) fn subscribe(&mut self, login: &str, id: &FolderId) {
        let list = self.subscriptions.entry((login.to_owned(), id.kind)).or_default();
        if !list.contains(id) {
            list.push(id.clone());
        }
    }

    /// Ends a subscription, and how the user saw the folder goes with it.
    pub(crate) fn unsubscribe(&mut self, login: &str, id: &FolderId) {
        if let Some(list) = self.subscriptions.get_mut(&(login.to_owned(), id.kind)) {
            list.retain(|folder| folder != id);
        }
        self.settings.remove(&(login.to_owned(), id.clone()));
    }

    pub(crate) fn unsubscribe_everybody(&mut self, id: &FolderId) {
        for list in self.subscriptions.values_mut() {
            list.retain(|folder| folder != id);
        }
    }

    pub(crate) fn is_subscribed(&self, login: &str, id: &FolderId) -> bool {
        self.subscriptions.get(&(login.to_owned(), id.kind)).is_some_and(|list| list.contains(id))
    }

    /// The subscriptions of a user that still lead somewhere.
    pub(crate) fn subscriptions(&self, login: &str, kind: FolderKind) -> Vec<Subscription> {
        self.subscriptions
            .get(&(login.to_owned(), kind))
            .into_iter()
            .flatten()
            .filter(|id| self.folders.contains_key(*id) && self.rights(login, id).any())
            .map(|id| Subscription { folder: id.clone(), segment: format!("{}_{}", css_escape(&id.owner), id.name) })
            .collect()
    }

    /// Forgets the subscriptions that lead nowhere any more: they are not restored by a later grant.
    pub(crate) fn drop_dead_subscriptions(&mut self, login: &str, kind: FolderKind) {
        let alive: Vec<FolderId> =
            self.subscriptions(login, kind).into_iter().map(|subscription| subscription.folder).collect();
        if let Some(list) = self.subscriptions.get_mut(&(login.to_owned(), kind)) {
            list.retain(|id| alive.contains(id));
        }
    }

    pub(crate) fn settings(&self, login: &str, id: &FolderId) -> Option<&Settings> {
        self.settings.get(&(login.to_owned(), id.clone()))
    }

    pub(crate) fn settings_mut(&mut self, login: &str, id: &FolderId) -> &mut Settings {
        self.settings.entry((login.to_owned(), id.clone())).or_default()
    }

    pub(crate) fn home_settings(&self, login: &str) -> HomeSettings {
        self.home_settings.get(login).cloned().unwrap_or_default()
    }

    pub(crate) fn home_settings_mut(&mut self, login: &str) -> &mut HomeSettings {
        self.home_settings.entry(login.to_owned()).or_default()
    }

    /// Every principal, for those who look users up by mail.
    pub(crate) fn principals(&self) -> Vec<Principal> {
        self.accounts.iter().map(|account| account.principal.clone()).collect()
    }
}

impl Directory for State {
    fn by_address(&self, address: &str) -> Option<Principal> {
        let address = bare_address(address);
        self.accounts.iter().map(|account| &account.principal).find(|principal| principal.has_address(address)).cloned()
    }
}

/// How an owner's name is written in the path of a subscribed folder.
pub(crate) fn css_escape(owner: &str) -> String {
    let mut out = String::new();
    if owner.starts_with(|first: char| first.is_ascii_digit()) {
        out.push('_');
    }
    for character in owner.chars() {
        let escaped = match character {
            '_' => "_U_",
            '.' => "_D_",
            '@' => "_A_",
            '#' => "_H_",
            '*' => "_S_",
            ':' => "_C_",
            ';' => "_SC_",
            ',' => "_CO_",
            ' ' => "_SP_",
            '\'' => "_SQ_",
            '"' => "_DQ_",
            '(' => "_LP_",
            ')' => "_RP_",
            '[' => "_LS_",
            ']' => "_RS_",
            '{' => "_LC_",
            '}' => "_RC_",
            '&' => "_AM_",
            '+' => "_P_",
            '$' => "_DS_",
            other => {
                out.push(other);
                continue;
            }
        };
        out.push_str(escaped);
    }
    out
}
