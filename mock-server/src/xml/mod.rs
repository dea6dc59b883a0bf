//! XML in and out: element trees, the two dialects that SOGo writes, and names read from requests.

mod element;
mod multistatus;
pub(crate) mod ns;
mod read;
mod repair;
mod write;

pub(crate) use element::{Element, Name, Node};
pub(crate) use multistatus::{Multistatus, Outcome, Propstats, propstats_of, reason};
pub(crate) use read::{child_elements, element_of, name_of, parse};
pub(crate) use repair::close_open_elements;
pub(crate) use write::{Characters, Dialect, escape, write};
