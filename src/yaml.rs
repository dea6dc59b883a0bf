//! How all YAML files are read.

use serde::de::DeserializeOwned;
use serde_saphyr::{Error, Options};

/// Parses a YAML file in which only `true` and `false` are booleans, so that `N` and `no` stay texts.
///
/// # Errors
/// What is wrong, and where.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let options: Options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(text, options)
}
