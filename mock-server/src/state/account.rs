//! Accounts.

use crate::rewrite::Principal;

/// A user of the mock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The login name, case-sensitive.
    pub login: String,
    /// The password of Basic authentication.
    pub password: String,
    /// The full name.
    pub name: String,
    /// The mail addresses, the primary one first.
    pub mails: Vec<String>,
    /// Whether the user may do everything everywhere.
    pub superuser: bool,
}

/// A user as the server keeps him.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) principal: Principal,
    pub(crate) password: String,
    pub(crate) superuser: bool,
}

impl From<User> for Account {
    fn from(user: User) -> Self {
        Self {
            principal: Principal { login: user.login, name: user.name, mails: user.mails },
            password: user.password,
            superuser: user.superuser,
        }
    }
}
