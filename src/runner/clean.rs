//! Taking away what runs made.

use std::path::Path;

use davproof_dav::{Client, Request, build};
use thiserror::Error;

use super::context::Context;
use super::fixture::Made;
use super::journal::{Entry, Leftover, leftovers};
use super::record::with_causes;
use super::request::xml;
use super::session::{DiscoveryError, Session, discover};
use super::sogo::set_rights;
use crate::scenario::Pack;
use crate::target::Target;

/// What a clean-up did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Runs whose journals were worked off.
    pub runs: Vec<String>,
    /// Things that are gone now.
    pub removed: usize,
    /// Journals of other servers, left alone.
    pub other_servers: usize,
    /// What could not be removed, in words.
    pub left: Vec<String>,
}

/// Why a clean-up could not begin.
#[derive(Debug, Error)]
pub enum CleanError {
    /// The journals cannot be read.
    #[error("the journals cannot be read")]
    Journal(#[from] std::io::Error),
    /// The server cannot be used.
    #[error("the server cannot be used")]
    Discovery(#[from] DiscoveryError),
    /// The client cannot be set up.
    #[error("the HTTP client cannot be set up")]
    Client(#[from] davproof_dav::ClientError),
    /// A journal names a run that cannot be one of ours.
    #[error("the journal {0} is not one of davproof's")]
    Foreign(String),
}

/// Removes what killed runs left on a target, by their journals.
///
/// # Errors
/// Journals that cannot be read, and servers that cannot be used.
pub async fn clean(folder: &Path, target: &Target, pack: &Pack) -> Result<Cleaned, CleanError> {
    let mut cleaned = Cleaned::default();
    for leftover in leftovers(folder)? {
        if leftover.origin != target.origin.to_string() {
            cleaned.other_servers += 1;
            continue;
        }
        work_off(&leftover, target, pack, &mut cleaned).await?;
    }
    Ok(cleaned)
}

async fn work_off(leftover: &Leftover, target: &Target, pack: &Pack, cleaned: &mut Cleaned) -> Result<(), CleanError> {
    let mark =
        super::step::mark(&leftover.run).map_err(|_| CleanError::Foreign(leftover.file.display().to_string()))?;
    let mark_text = mark.as_str().to_owned();
    let client = super::run::reusing_client(target, mark).await?;
    let session = discover(&client, target, &leftover.run).await?;
    super::run::register_homes(&client, &session);
    let context = super::run::context(&client, target, &session, pack, &mark_text);
    let left_before = cleaned.left.len();
    for entry in leftover.entries.iter().rev() {
        for made in things(entry, &session, &client) {
            match remove(&made, &context).await {
                Ok(()) => cleaned.removed += 1,
                Err(why) => cleaned.left.push(why),
            }
        }
    }
    cleaned.runs.push(leftover.run.clone());
    if cleaned.left.len() == left_before {
        std::fs::remove_file(&leftover.file)?;
    }
    Ok(())
}

/// What an entry of a journal may have left.
fn things(entry: &Entry, session: &Session, client: &Client) -> Vec<Made> {
    match entry {
        Entry::Run { .. } | Entry::Gone { .. } => Vec::new(),
        Entry::Subscription { role, path } => vec![Made::Subscription { role: role.clone(), path: path.clone() }],
        Entry::Delivered { role, path } => {
            // A path that the fence does not admit was never delivered to.
            match client.fence().register_delivered(path) {
                Ok(()) => vec![Made::Delivered { role: role.clone(), path: path.clone() }],
                Err(_) => Vec::new(),
            }
        }
        Entry::Collection { role, path } => {
            let mut things = Vec::new();
            if session.features.contains("sogo") {
                // Rights outlive their collection on SOGo, so they go first, whoever may have them.
                let others = session.accounts.iter().filter(|(other, _)| *other != role).map(|(_, a)| a.user.clone());
                for user in others.chain(["<default>".to_owned(), "anonymous".to_owned()]) {
                    things.push(Made::Rights { role: role.clone(), path: path.clone(), user });
                }
            }
            things.push(Made::Collection { role: role.clone(), path: path.clone() });
            things
        }
    }
}

/// Removes one thing.
///
/// # Errors
/// Why it is still there, in words.
pub(crate) async fn remove(made: &Made, context: &Context<'_>) -> Result<(), String> {
    let (role, path, request) = match made {
        Made::Collection { role, path } | Made::Delivered { role, path } => {
            (role, path, Request::new("DELETE", path.as_str()))
        }
        Made::Rights { role, path, user } => (role, path, set_rights(path, user, &[])),
        Made::Subscription { role, path } => {
            (role, path, xml(Request::new("POST", path.as_str()), build::unsubscribe()))
        }
    };
    let mut last = String::new();
    for pause in [0_u64, 200, 1_000] {
        context.clock.sleep(std::time::Duration::from_millis(pause)).await;
        match context.send(role, request.clone()).await.outcome {
            Ok(response) if (200..300).contains(&response.status) || response.status == 404 => {
                if matches!(made, Made::Collection { .. } | Made::Delivered { .. }) {
                    context.note(&Entry::Gone { path: path.clone() }).ok();
                }
                return Ok(());
            }
            // Rights and subscriptions go with their collection; that it refuses these requests means it is not there.
            Ok(response)
                if !matches!(made, Made::Collection { .. } | Made::Delivered { .. }) && response.status < 500 =>
            {
                return Ok(());
            }
            Ok(response) => {
                last = format!("{} {} answered {} {}", request.method, path, response.status, response.reason);
            }
            Err(error) => last = format!("{} {}: {}", request.method, path, with_causes(&error)),
        }
    }
    Err(last)
}
