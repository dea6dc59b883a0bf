use davproof_tls::TlsFacts;
use jiff::Timestamp;

use super::place::Place;
use super::{addresses, certificate, chain, http, versions};
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
    let places = Place::all(facts);
    for (place, side) in &places {
        found.extend(versions::judge(side, place));
        found.extend(certificate::judge(side, place, thresholds, now));
        found.extend(chain::judge(side, place, now));
    }
    found.extend(certificate::differs(&places));
    found.extend(http::judge(facts));
    found
}
