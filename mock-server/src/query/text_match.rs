//! `text-match` of the RFCs (RFC 4791 §9.7.5, RFC 6352 §10.5.4) with the collations of RFC 4790.

use roxmltree::Node;

use crate::fault::{Fault, Faults};

/// How a text must stand in a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Equal,
    Start,
    End,
    Anywhere,
}

/// How two texts are compared (RFC 4790 section 9.2 and 9.3, RFC 5051).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Collation {
    Octet,
    AsciiCasemap,
    UnicodeCasemap,
}

/// A parsed `text-match`.
#[derive(Clone, Debug)]
pub(crate) struct TextMatch {
    text: String,
    place: Place,
    negate: bool,
    collation: Collation,
    /// A `%` stands for any text.
    wildcard: bool,
}

impl TextMatch {
    /// Reads a `text-match` element; `i;unicode-casemap` is the default of CardDAV, `i;ascii-casemap` that of CalDAV.
    pub(crate) fn read(node: Node<'_, '_>, unicode_default: bool, faults: &Faults) -> Self {
        let mut read = Self {
            text: node.text().unwrap_or_default().to_owned(),
            place: match node.attribute("match-type") {
                Some("equals") => Place::Equal,
                Some("starts-with") => Place::Start,
                Some("ends-with") => Place::End,
                Some(_) | None => Place::Anywhere,
            },
            negate: node.attribute("negate-condition") == Some("yes"),
            collation: match node.attribute("collation") {
                Some("i;octet") => Collation::Octet,
                Some("i;unicode-casemap") => Collation::UnicodeCasemap,
                Some("i;ascii-casemap") => Collation::AsciiCasemap,
                Some(_) | None if unicode_default => Collation::UnicodeCasemap,
                Some(_) | None => Collation::AsciiCasemap,
            },
            wildcard: faults.has(Fault::PERCENT_IS_WILDCARD),
        };
        read.text = read.fold(&read.text.clone());
        read
    }

    /// Whether one value satisfies the condition.
    pub(crate) fn matches(&self, value: &str) -> bool {
        self.contains(value) != self.negate
    }

    fn contains(&self, value: &str) -> bool {
        let value = self.fold(value);
        match self.place {
            Place::Equal => value == self.text,
            Place::Start => value.starts_with(&self.text),
            Place::End => value.ends_with(&self.text),
            Place::Anywhere if self.wildcard => in_order(&value, &self.text),
            Place::Anywhere => value.contains(&self.text),
        }
    }

    fn fold(&self, text: &str) -> String {
        match self.collation {
            Collation::Octet => text.to_owned(),
            Collation::UnicodeCasemap => text.to_lowercase(),
            Collation::AsciiCasemap => text.to_ascii_lowercase(),
        }
    }
}

/// Whether the parts between the `%` of a text stand in a value one after the other.
fn in_order(value: &str, text: &str) -> bool {
    let mut rest = value;
    text.split('%').all(|part| match rest.split_once(part) {
        Some((_, behind)) => {
            rest = behind;
            true
        }
        None => false,
    })
}
