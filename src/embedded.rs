//! The mock that davproof brings along, as a target.

use std::collections::BTreeMap;

use davproof_dav::{Credentials, Origin, Secret};
use davproof_mock::{Mock, User};

use crate::scenario::ROLES;
use crate::target::{Account, Limits, Target};

/// The target that describes a mock with its standard users.
pub(crate) fn target(origin: Origin) -> Target {
    let users = Mock::standard_users();
    let accounts: BTreeMap<String, Account> = ROLES
        .into_iter()
        .filter_map(|role| {
            users.iter().find(|user| user.login.ends_with(role)).map(|user| (role.to_owned(), account(user)))
        })
        .collect();
    Target {
        label: "the embedded mock SOGo".to_owned(),
        product: None,
        version: None,
        origin,
        base_path: "/".to_owned(),
        trust: Vec::new(),
        expectations: None,
        accounts,
        // Most of the pack's time is waiting for the next second, which many cases can do together.
        limits: Limits { jobs: 64, ..Limits::default() },
    }
}

fn account(user: &User) -> Account {
    Account {
        user: user.login.clone(),
        credentials: Credentials::Basic { user: user.login.clone(), password: Secret::new(user.password.clone()) },
        address: user.mails.first().cloned(),
    }
}
