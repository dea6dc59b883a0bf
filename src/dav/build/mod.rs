//! Request bodies. Each is built as an [`Element`](crate::Element) tree and written with the prefixes of
//! [`PREFIXES`](crate::PREFIXES).

mod calendar;
mod cards;
mod document;
mod filter;
mod properties;
mod reports;
mod sogo;

pub use calendar::{calendar_data, calendar_multiget, calendar_query, free_busy_query};
pub use cards::{AddressFilter, address_data, addressbook_multiget, addressbook_query};
pub use filter::{Combine, CompFilter, MatchType, Negate, ParamFilter, ParamTest, PropFilter, TextMatch, TimeRange};
pub use properties::{Ask, PropUpdate, PropValue, mkcalendar, mkcol, propfind, proppatch};
pub use reports::{ExpandProperty, Match, SyncLevel, expand_property, principal_property_search, sync_collection};
pub use sogo::{add_user, remove_user, roles, set_roles, subscribe, unsubscribe, user_list};
