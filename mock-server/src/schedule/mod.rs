//! Scheduling: copies that follow a PUT or DELETE, and free/busy time (RFC 6638, RFC 5546).

mod alarms;
mod answer;
mod attendee;
mod delegate;
mod delivery;
mod free_busy;
mod implicit;
mod inbox;
mod invitation;
mod organizer;
mod outbox;
mod service;
mod tag;
#[cfg(test)]
mod tests;

pub(crate) use service::{
    after_delete, after_folder_delete, after_put, free_busy_file, free_busy_of, outbox, with_alarms_of, with_answer,
};
pub(crate) use tag::schedule_tag;
