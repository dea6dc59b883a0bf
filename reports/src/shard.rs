//! Shards: a selection cut into parts that run anywhere, by nothing but the ids of its cases.

use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};

use crate::Shard;

impl Shard {
    /// Whether the case belongs to this shard.
    ///
    /// The shard of a case is the first 8 bytes of the SHA-256 of its id, as a big-endian number, modulo the number
    /// of shards, plus one. It depends on no other case, so a case that is added moves none.
    #[must_use]
    pub fn holds(&self, case: &str) -> bool {
        let digest = Sha256::digest(case);
        let number = digest.iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        number % u64::from(self.count) + 1 == u64::from(self.index)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { index, count, group: _ } = self;
        write!(f, "{index}/{count}")
    }
}

/// A text that names no shard.
#[derive(Debug, thiserror::Error)]
#[error("a shard is written as INDEX/COUNT with an index from 1, for example 2/4")]
pub struct NoShard;

impl FromStr for Shard {
    type Err = NoShard;

    /// Reads `2/4`; the group is empty.
    fn from_str(text: &str) -> Result<Self, NoShard> {
        let (index, count) = text.split_once('/').ok_or(NoShard)?;
        let number = |text: &str| text.parse::<u32>().map_err(|_| NoShard);
        let (index, count) = (number(index)?, number(count)?);
        if index == 0 || index > count {
            return Err(NoShard);
        }
        Ok(Self { index, count, group: String::new() })
    }
}
