//! From a request line to a resource and a user.

mod agent;
mod authenticate;
mod context;
mod resolve;
mod resource;
mod target;

pub(crate) use agent::Agent;
pub(crate) use authenticate::authenticate;
pub(crate) use context::Context;
pub(crate) use resolve::{canonical_user, resolve};
pub(crate) use resource::{Absent, ExportFormat, FolderRef, ItemRef, ProxyAccess, Resource};
pub(crate) use target::{Target, decode_segment, encode_segment};
