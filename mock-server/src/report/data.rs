//! What of an object is asked for: its properties, and the part and form of its content (RFC 4791 §9.6, RFC 6352 §10.4).

use roxmltree::Node;

use super::expansion::{expanded, limited};
use super::selection::Selection;
use crate::fault::{Fault, Faults};
use crate::property::DEFAULT_NAMES;
use crate::refusal::Refusal;
use crate::rewrite::{stored_tree, to_bytes};
use crate::state::FolderKind;
use crate::temporal::parse_utc_seconds;
use crate::xml::{Name, child_elements, name_of, ns};

/// The names in the `prop` of a report; none if there is no such element.
pub(crate) fn wanted(root: Node<'_, '_>) -> Vec<Name> {
    child_elements(root)
        .filter(|node| name_of(*node).is(ns::DAV, "prop"))
        .flat_map(child_elements)
        .map(name_of)
        .collect()
}

/// What a report asks of each object.
#[derive(Debug)]
pub(crate) struct Asked {
    /// The properties.
    pub(crate) names: Vec<Name>,
    /// Whether only the names of the properties are asked for.
    pub(crate) names_only: bool,
    recurrence: Recurrence,
    selection: Option<Selection>,
}

/// What becomes of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Recurrence {
    Whole,
    /// One component for each instance in the range, in Unix seconds.
    Expanded(i64, i64),
    /// Without the overrides outside of the range.
    Limited(i64, i64),
}

impl Asked {
    /// Reads what a report on a collection of this kind asks for.
    ///
    /// # Errors
    /// 403 `supported-calendar-data` or `supported-address-data` for a format that the server has not, 400 for a range
    /// that is none.
    pub(crate) fn read(root: Node<'_, '_>, kind: FolderKind, faults: &Faults) -> Result<Self, Refusal> {
        let asks = |local: &str| child_elements(root).any(|node| name_of(node).is(ns::DAV, local));
        let knows_all = !faults.has(Fault::REPORT_KNOWS_NO_ALLPROP);
        let names =
            if knows_all && (asks("allprop") || asks("propname")) { DEFAULT_NAMES.to_vec() } else { wanted(root) };
        let mut asked =
            Self { names, names_only: knows_all && asks("propname"), recurrence: Recurrence::Whole, selection: None };
        let data = root.descendants().find(|node| is_data(*node, kind));
        if let Some(data) = data {
            asked.read_data(data, kind, faults)?;
        }
        Ok(asked)
    }

    fn read_data(&mut self, data: Node<'_, '_>, kind: FolderKind, faults: &Faults) -> Result<(), Refusal> {
        if !faults.has(Fault::QUERY_MISTAKES_TAKEN) && !is_supported(data, kind) {
            return Err(match kind {
                FolderKind::Calendar => Refusal::condition(403, ns::CALDAV, "supported-calendar-data"),
                FolderKind::Contacts => Refusal::condition(403, ns::CARDDAV, "supported-address-data"),
            });
        }
        let child = |local: &str| child_elements(data).find(|node| name_of(*node).is(ns::CALDAV, local));
        if !faults.has(Fault::NO_EXPANSION) {
            if let Some(node) = child("expand") {
                let (start, end) = range(node)?;
                self.recurrence = Recurrence::Expanded(start, end);
            } else if let Some(node) = child("limit-recurrence-set") {
                let (start, end) = range(node)?;
                self.recurrence = Recurrence::Limited(start, end);
            }
        }
        if !faults.has(Fault::NO_PARTIAL_DATA) {
            self.selection = Selection::read(data, kind);
        }
        Ok(())
    }

    /// The content as it is asked for; floating times are read in `zone`.
    pub(crate) fn shaped(&self, content: String, zone: &str, faults: &Faults) -> String {
        if self.recurrence == Recurrence::Whole && self.selection.is_none() {
            return content;
        }
        let Some(mut tree) = stored_tree(content.as_bytes(), faults) else {
            return content;
        };
        tree = match self.recurrence {
            Recurrence::Whole => tree,
            Recurrence::Expanded(from, to) => expanded(&tree, zone, from, to),
            Recurrence::Limited(from, to) => limited(tree, zone, from, to),
        };
        if let Some(selection) = &self.selection {
            selection.apply(&mut tree);
        }
        String::from_utf8_lossy(&to_bytes(&tree, faults)).into_owned()
    }
}

fn is_data(node: Node<'_, '_>, kind: FolderKind) -> bool {
    match kind {
        FolderKind::Calendar => node.has_tag_name((ns::CALDAV, "calendar-data")),
        FolderKind::Contacts => node.has_tag_name((ns::CARDDAV, "address-data")),
    }
}

fn is_supported(data: Node<'_, '_>, kind: FolderKind) -> bool {
    let (media_type, versions): (_, &[&str]) = match kind {
        FolderKind::Calendar => ("text/calendar", &["2.0"]),
        FolderKind::Contacts => ("text/vcard", &["3.0", "4.0"]),
    };
    data.attribute("content-type").is_none_or(|asked| asked.eq_ignore_ascii_case(media_type))
        && data.attribute("version").is_none_or(|asked| versions.contains(&asked))
}

fn range(node: Node<'_, '_>) -> Result<(i64, i64), Refusal> {
    let bound = |name| node.attribute(name).and_then(parse_utc_seconds);
    match (bound("start"), bound("end")) {
        (Some(start), Some(end)) if start < end => Ok((start, end)),
        _ => Err(Refusal::empty(400)),
    }
}
