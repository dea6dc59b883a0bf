use davproof_tls::TlsFacts;
use jiff::Timestamp;

use super::view::View;
use super::{addresses, certificate, chain, versions};
use crate::check::finding::Finding;

/// How many days before its end a certificate is worth a word, but no more than a third of its lifetime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// A warning from so many days on.
    pub warn_days: u16,
    /// A failure from so many days on.
    pub fail_days: u16,
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds { warn_days: 30, fail_days: 7 }
    }
}

/// Judges what was seen of one host, at a time.
#[must_use]
pub fn judge(facts: &TlsFacts, thresholds: Thresholds, now: Timestamp) -> Vec<Finding> {
    let mut found = addresses::judge(facts);
    let views = View::all(facts);
    for (view, side) in &views {
        found.extend(versions::judge(side, view));
        found.extend(certificate::judge(side, view, thresholds, now));
        found.extend(chain::judge(side, view, now));
    }
    found.extend(certificate::differs(&views));
    found
}
