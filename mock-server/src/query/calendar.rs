//! calendar-query (RFC 4791 §7.8) as SOGo answers it, from the columns of its index.

use roxmltree::Node;

use super::calendar_filter::Filter;
use super::pattern::Pattern;
use super::validity;
use crate::fault::{Fault, Faults};
use crate::refusal::Refusal;
use crate::rewrite::{CalendarIndex, Cycle, Element, Index, ObjectKind, StoredObject};
use crate::temporal::When;

/// Where a range without a start begins: what is left of "the distant past" in a column of 32 bits.
const OPEN_START: i64 = -95_434_623;

/// Where a range without an end ends, likewise.
const OPEN_END: i64 = 2_052_049_023;

/// Where floating times are read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The IANA name of the server's zone.
    pub(crate) zone: &'a str,
    /// A `VTIMEZONE` that goes before it.
    pub(crate) definition: Option<&'a Element>,
}

/// The names of the objects that a `filter` finds, in the order of `objects`; names repeat if the server repeats them.
///
/// # Errors
/// 403 `valid-filter` or `supported-collation` (RFC 4791 §7.8); SOGo refuses nothing, but fails inside for a component
/// without a name.
pub(crate) fn calendar_query<'a>(
    filter: Option<Node<'_, '_>>,
    objects: impl Iterator<Item = (&'a str, &'a StoredObject)>,
    place: Place<'_>,
    faults: &Faults,
) -> Result<Vec<String>, Refusal> {
    let objects: Vec<(&str, &StoredObject)> = objects.collect();
    if !faults.has(Fault::CALENDAR_QUERY_BY_COLUMNS) {
        if !faults.has(Fault::QUERY_MISTAKES_TAKEN) {
            validity::calendar(filter)?;
        }
        let filter = filter.and_then(|filter| Filter::read(filter, faults));
        return Ok(objects
            .into_iter()
            .filter(|(_, object)| filter.as_ref().is_some_and(|filter| filter.matches(&object.content, place, faults)))
            .map(|(name, _)| name.to_owned())
            .collect());
    }
    let Some(envelope) = filter.and_then(|filter| child(filter, "comp-filter")) else {
        return Ok(Vec::new());
    };
    if envelope.attribute("name") != Some("VCALENDAR") {
        return Ok(Vec::new());
    }
    let inner = || envelope.children().filter(|node| node.tag_name().name() == "comp-filter");
    if inner().any(|component| component.attribute("name").is_none()) {
        return Err(Refusal::empty(501));
    }
    Ok(inner().flat_map(|component| by_columns(component, &objects, faults)).collect())
}

/// One inner `comp-filter` on its own; only the first time-range and the first prop-filter anywhere in it count.
fn by_columns(component: Node<'_, '_>, objects: &[(&str, &StoredObject)], faults: &Faults) -> Vec<String> {
    let kind = match component.attribute("name").unwrap_or_default().to_ascii_uppercase().as_str() {
        "VEVENT" => ObjectKind::Event,
        "VTODO" => ObjectKind::Task,
        _ => return Vec::new(),
    };
    let condition = below(component, "prop-filter").map_or(Condition::Any, |filter| Condition::read(filter, faults));
    if let Condition::Broken = condition {
        let names = objects.iter().map(|(name, _)| (*name).to_owned());
        return names.clone().chain(names).collect();
    }
    let range = below(component, "time-range").map(|node| Range::read(node, faults));
    objects
        .iter()
        .filter(|(_, object)| object.kind == kind && condition.matches(object))
        .filter(|(_, object)| match (&range, &object.index) {
            (Some(range), Index::Calendar(columns)) => range.matches(columns),
            (None, _) | (_, Index::Card(_)) => true,
        })
        .map(|(name, _)| (*name).to_owned())
        .collect()
}

/// What a prop-filter comes to.
enum Condition {
    Any,
    None,
    Uid(Pattern),
    Title(Pattern),
    /// An apostrophe ended the text of the SQL.
    Broken,
}

impl Condition {
    fn read(filter: Node<'_, '_>, faults: &Faults) -> Self {
        let name = filter.attribute("name").unwrap_or_default().to_ascii_uppercase();
        let text = child(filter, "text-match").map(|node| node.text().unwrap_or_default());
        match (name.as_str(), text) {
            ("UID" | "TITLE", None) if child(filter, "is-not-defined").is_some() => Self::None,
            ("UID", Some(text)) if text.contains('\'') => Self::Broken,
            ("UID", Some(text)) => Self::Uid(Pattern::new(text, faults)),
            ("TITLE", Some(text)) => Self::Title(Pattern::new(text, faults)),
            _ => Self::Any,
        }
    }

    fn matches(&self, object: &StoredObject) -> bool {
        match self {
            Self::Any | Self::Broken => true,
            Self::None => false,
            Self::Uid(pattern) => pattern.matches(object.uid.as_deref().unwrap_or_default()),
            Self::Title(pattern) => match &object.index {
                Index::Calendar(columns) => pattern.matches_any_case(&columns.summary),
                Index::Card(_) => false,
            },
        }
    }
}

/// A time-range in Unix seconds, both ends inclusive.
struct Range {
    start: i64,
    end: i64,
    /// Whether the start does not count for single objects.
    end_only: bool,
}

impl Range {
    fn read(node: Node<'_, '_>, faults: &Faults) -> Self {
        let bound = |name| node.attribute(name).and_then(lenient_seconds);
        let end = bound("end").unwrap_or(OPEN_END);
        let end_only = end < 0 && faults.has(Fault::RANGE_BEFORE_1970_HAS_NO_START);
        Self { start: bound("start").unwrap_or(OPEN_START), end, end_only }
    }

    /// The comparison in columns of 32 bits: single objects with wrapped bounds, recurring ones by their last end only.
    fn matches(&self, columns: &CalendarIndex) -> bool {
        match columns.cycle {
            Some(Cycle::Endless) => column(i64::from(i32::MAX)) >= column(self.start),
            Some(Cycle::Until(end)) => column(end) >= column(self.start),
            None => {
                columns.start.is_none_or(|start| column(start) <= wrapped(self.end))
                    && (self.end_only || columns.end.is_none_or(|end| column(end) >= wrapped(self.start)))
            }
        }
    }
}

/// A time as it is stored: what does not fit into 32 bits becomes the smallest number.
fn column(seconds: i64) -> i32 {
    i32::try_from(seconds).unwrap_or(i32::MIN)
}

/// A bound as it is compared with single objects: its lower 32 bits.
fn wrapped(seconds: i64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "the truncation is what the server does")]
    let bits = seconds as i32;
    bits
}

/// Seconds of any form of date or time, all read as UTC.
fn lenient_seconds(text: &str) -> Option<i64> {
    let when = When::parse(text, None)?;
    crate::temporal::parse_utc_seconds(&When::Utc(when.wall()).text())
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn below<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.descendants().find(|inner| inner.tag_name().name() == name)
}
