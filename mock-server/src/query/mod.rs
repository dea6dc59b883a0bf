//! Which objects a query report finds: by the columns of SOGo's index, or by the filters of the RFCs.

mod addressbook;
mod addressbook_filter;
mod calendar;
mod calendar_filter;
mod pattern;
#[cfg(test)]
mod tests;
mod text_match;
mod validity;

pub(crate) use addressbook::addressbook_query;
pub(crate) use calendar::{Place, calendar_query};
