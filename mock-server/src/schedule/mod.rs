//! Scheduling: copies that follow a PUT or DELETE, and free/busy time (RFC 6638, RFC 5546).

mod answer;
mod attendee;
mod delegate;
mod delivery;
mod free_busy;
mod implicit;
mod invitation;
mod organizer;
mod outbox;
mod service;
#[cfg(test)]
mod tests;

pub(crate) use service::{after_delete, after_put, free_busy_file, outbox, with_answer};
