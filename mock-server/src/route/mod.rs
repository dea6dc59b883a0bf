//! From a request line to a resource and a user.

#![expect(clippy::result_large_err, reason = "where a path leads is asked a few times for each request")]

mod agent;
mod authenticate;
mod context;
mod resolve;
mod resource;
mod target;

pub(crate) use agent::Agent;
pub(crate) use authenticate::authenticate;
pub(crate) use context::{Context, is_list};
pub(crate) use resolve::{canonical_user, inbox_folder, resolve};
pub(crate) use resource::{Absent, ExportFormat, FolderRef, ItemRef, Part, ProxyAccess, Resource};
pub(crate) use target::{Target, decode_segment, encode_segment};
