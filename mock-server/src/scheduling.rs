//! Where scheduling and free/busy meet the state.

use crate::message::Response;
use crate::refusal::Refusal;
use crate::route::Context;

/// The free/busy file of a user.
pub(crate) fn free_busy_file(_context: &Context<'_>, _user: &str) -> Vec<u8> {
    Vec::new()
}

/// What the schedule outbox answers.
pub(crate) fn outbox(_context: &mut Context<'_>) -> Result<Response, Refusal> {
    Err(Refusal::empty(415))
}
