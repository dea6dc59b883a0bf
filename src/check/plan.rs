//! What a check is asked to do.

use std::net::SocketAddr;
use std::time::Duration;

use davproof_dav::Credentials;

use super::question::Question;

/// What to check, and how.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where to look.
    pub question: Question,
    /// Who logs in, if anybody.
    pub account: Option<Login>,
    /// PEM bundles trusted beside the system's roots.
    pub trust: Vec<Vec<u8>>,
    /// Time for a connection, and for each question with its answer.
    pub timeout: Duration,
    /// Port that plain HTTP is tried at; `None` where it is not tried.
    pub http_port: Option<u16>,
    /// The name server to ask in place of the system's.
    pub name_server: Option<SocketAddr>,
    /// A certificate that ends within so many days is a warning.
    pub warn_days: u16,
    /// One that ends within so many days is a failure.
    pub fail_days: u16,
    /// Whether one wrong password is tried.
    pub wrong_password: Try,
    /// Whether the web interface is entered, to read the addresses that it shows.
    pub web_login: Try,
}

/// A login name with what proves it.
#[derive(Clone, Debug)]
pub struct Login {
    /// The name as typed.
    pub user: String,
    /// What is sent.
    pub credentials: Credentials,
}

/// Whether something that a cautious person may want to leave out is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    /// Yes.
    Once,
    /// No; the report says so.
    Never,
}
