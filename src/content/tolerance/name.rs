use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A named difference that a comparison may tolerate.
///
/// Each covers exactly what its [`doc`](Self::doc) says and nothing else. The [standard](Self::is_standard) ones are legal for
/// every server; the others lose or change something, and a scenario must name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tolerance {
    /// `default-property`
    DefaultProperty,
    /// `default-parameter`
    DefaultParameter,
    /// `product-identifier`
    ProductIdentifier,
    /// `revision-timestamp`
    RevisionTimestamp,
    /// `creation-timestamp`
    CreationTimestamp,
    /// `timezone-added`
    TimezoneAdded,
    /// `timezone-dropped`
    TimezoneDropped,
    /// `empty-structured-tail`
    EmptyStructuredTail,
    /// `card-uid-added`
    CardUidAdded,
    /// `all-day-duration`
    AllDayDuration,
    /// `schedule-status`
    ScheduleStatus,
    /// `rsvp-true`
    RsvpTrue,
    /// `invented-duration`
    InventedDuration,
    /// `organizer-name`
    OrganizerName,
    /// `empty-property-dropped`
    EmptyPropertyDropped,
    /// `invalid-escape`
    InvalidEscape,
    /// `version-3-for-4`
    Version3For4,
    /// `version-3-for-2`
    Version3For2,
}

impl Tolerance {
    /// All tolerances: the standard ones, then the others.
    pub const ALL: [Self; 18] = [
        Self::DefaultProperty,
        Self::DefaultParameter,
        Self::ProductIdentifier,
        Self::RevisionTimestamp,
        Self::CreationTimestamp,
        Self::TimezoneAdded,
        Self::TimezoneDropped,
        Self::EmptyStructuredTail,
        Self::CardUidAdded,
        Self::AllDayDuration,
        Self::ScheduleStatus,
        Self::RsvpTrue,
        Self::InventedDuration,
        Self::OrganizerName,
        Self::EmptyPropertyDropped,
        Self::InvalidEscape,
        Self::Version3For4,
        Self::Version3For2,
    ];

    /// The name in scenario files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().0
    }

    /// One sentence: what it tolerates and why.
    #[must_use]
    pub fn doc(self) -> &'static str {
        self.entry().1
    }

    /// The RFC section that allows or forbids it.
    #[must_use]
    pub fn reference(self) -> &'static str {
        self.entry().2
    }

    /// Whether it is legal for every server, so that [`Tolerances::standard`](crate::Tolerances::standard) has it.
    #[must_use]
    pub fn is_standard(self) -> bool {
        match self {
            Self::DefaultProperty
            | Self::DefaultParameter
            | Self::ProductIdentifier
            | Self::RevisionTimestamp
            | Self::CreationTimestamp
            | Self::TimezoneAdded
            | Self::TimezoneDropped
            | Self::EmptyStructuredTail
            | Self::CardUidAdded
            | Self::AllDayDuration
            | Self::ScheduleStatus => true,
            Self::RsvpTrue
            | Self::InventedDuration
            | Self::OrganizerName
            | Self::EmptyPropertyDropped
            | Self::InvalidEscape
            | Self::Version3For4
            | Self::Version3For2 => false,
        }
    }

    fn entry(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::DefaultProperty => (
                "default-property",
                "CLASS:PUBLIC, TRANSP:OPAQUE, PRIORITY:0, SEQUENCE:0, CALSCALE:GREGORIAN or KIND:individual was added or \
                 dropped; that value is what its absence means.",
                "RFC 5545 §3.7.1, §3.8.1.3, §3.8.1.9, §3.8.2.7, §3.8.7.4; RFC 6350 §6.1.4",
            ),
            Self::DefaultParameter => (
                "default-parameter",
                "A parameter was added or dropped whose value is the default that its absence means, for example \
                 PARTSTAT=NEEDS-ACTION, RSVP=FALSE, or VALUE with the default type of the property.",
                "RFC 5545 §3.2; RFC 6638 §7.1",
            ),
            Self::ProductIdentifier => (
                "product-identifier",
                "PRODID was added or changed; it names the program that wrote the text, and that is the server now.",
                "RFC 5545 §3.7.3; RFC 6350 §6.7.3",
            ),
            Self::RevisionTimestamp => (
                "revision-timestamp",
                "LAST-MODIFIED, REV, or DTSTAMP of an object without METHOD was added or changed; it says when the stored \
                 object was last revised, and the store may keep it.",
                "RFC 5545 §3.8.7.2, §3.8.7.3; RFC 6350 §6.7.4",
            ),
            Self::CreationTimestamp => (
                "creation-timestamp",
                "CREATED was added where none was sent; a sent one must stay.",
                "RFC 5545 §3.8.7.1",
            ),
            Self::TimezoneAdded => (
                "timezone-added",
                "A VTIMEZONE was added whose TZID the received object uses; each used TZID must have one.",
                "RFC 5545 §3.2.19; RFC 4791 §4.1",
            ),
            Self::TimezoneDropped => (
                "timezone-dropped",
                "A VTIMEZONE was dropped whose TZID no property of the sent object uses.",
                "RFC 5545 §3.6.5",
            ),
            Self::EmptyStructuredTail => (
                "empty-structured-tail",
                "Empty parts at the end of N, ADR or ORG were cut off or filled up; they say nothing.",
                "RFC 2426 §3.1.2, §3.2.1; RFC 6350 §6.2.2",
            ),
            Self::CardUidAdded => (
                "card-uid-added",
                "A UID was given to a card that had none; address objects must have one.",
                "RFC 6352 §5.1",
            ),
            Self::AllDayDuration => (
                "all-day-duration",
                "DURATION:P1D was added to an all-day event without an end; one day is what the absence means.",
                "RFC 5545 §3.6.1",
            ),
            Self::ScheduleStatus => (
                "schedule-status",
                "The server added or changed SCHEDULE-STATUS on ATTENDEE or ORGANIZER, where it reports delivery.",
                "RFC 6638 §7.3",
            ),
            Self::RsvpTrue => (
                "rsvp-true",
                "RSVP=TRUE was added to an ATTENDEE; the default is FALSE, so an answer is now asked for.",
                "RFC 5545 §3.2.17",
            ),
            Self::InventedDuration => (
                "invented-duration",
                "A DURATION was added to a timed event without an end, which by the standard takes no time.",
                "RFC 5545 §3.6.1",
            ),
            Self::OrganizerName => (
                "organizer-name",
                "The CN of the ORGANIZER was added or changed, for example to the name in the server's directory.",
                "RFC 5545 §3.2.2",
            ),
            Self::EmptyPropertyDropped => (
                "empty-property-dropped",
                "A property with an empty value was dropped; it may have been sent to say that there is none.",
                "RFC 5545 §3.1",
            ),
            Self::InvalidEscape => (
                "invalid-escape",
                "In a TEXT, a backslash that is no escape was dropped, or `\\t` became a tab; lenient readers see the same.",
                "RFC 5545 §3.3.11; RFC 6350 §3.4",
            ),
            Self::Version3For4 => (
                "version-3-for-4",
                "The VERSION of a vCard changed from 4.0 to 3.0, nothing else.",
                "RFC 6350 §6.7.9; RFC 6352 §5.1",
            ),
            Self::Version3For2 => (
                "version-3-for-2",
                "The VERSION of a vCard changed from 2.1 to 3.0, nothing else.",
                "RFC 2426 §3.6.9; RFC 6352 §5.1",
            ),
        }
    }
}

impl fmt::Display for Tolerance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// There is no tolerance of that name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no tolerance \"{name}\"{}", suggestion.map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default())]
pub struct UnknownTolerance {
    /// The name that was given.
    pub name: String,
    /// The tolerance with the nearest name, if one is near.
    pub suggestion: Option<Tolerance>,
}

impl FromStr for Tolerance {
    type Err = UnknownTolerance;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        if let Some(found) = Self::ALL.into_iter().find(|tolerance| tolerance.name() == name) {
            return Ok(found);
        }
        // A long name is near to nothing; measuring it would only cost time.
        let near = |tolerance: &Self| edits(name, tolerance.name());
        let nearest = Self::ALL.into_iter().filter(|_| name.len() <= 40).min_by_key(near);
        let suggestion = nearest.filter(|tolerance| near(tolerance) <= tolerance.name().len() / 3);
        Err(UnknownTolerance { name: name.to_owned(), suggestion })
    }
}

/// Levenshtein distance in characters.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, left) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, right) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
