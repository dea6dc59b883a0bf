//! Time as calendars write it: values, zones, recurrence rules and the instances that they make.

mod instance;
mod rule;
mod rule_parse;
mod single;
#[cfg(test)]
mod tests;
mod value;
mod vtimezone;
mod zone;

pub(crate) use instance::{Instance, instances};
pub(crate) use rule::Rule;
pub(crate) use single::single;
pub(crate) use value::{When, parse_duration, parse_utc_seconds, utc_text};
pub(crate) use vtimezone::vtimezone;
pub(crate) use zone::Zones;
