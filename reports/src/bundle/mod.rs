//! The bundle for a change request: one archive with results, reports and evidence, and a digest of each.

mod har;
mod verify;
mod write;

pub use verify::{BundleError, Mismatch, Verified, verify};
pub use write::{bundle, write_bundle};

/// The list of digests, which `sha256sum --check` reads too.
const MANIFEST: &str = "MANIFEST";
