//! addressbook-query (RFC 6352 §8.6) as SOGo answers it, from the columns of its index.

use roxmltree::Node;

use super::addressbook_filter::Filter;
use super::pattern::Pattern;
use super::validity;
use crate::fault::{Fault, Faults};
use crate::refusal::Refusal;
use crate::rewrite::{CardIndex, Index, StoredObject};

/// The names of the cards that a `filter` finds; SOGo sorts them by formatted name.
///
/// # Errors
/// The refusal of a filter that is not understood (RFC 6352 §8.6, `supported-filter`); SOGo never refuses.
pub(crate) fn addressbook_query<'a>(
    filter: Option<Node<'_, '_>>,
    objects: impl Iterator<Item = (&'a str, &'a StoredObject)>,
    faults: &Faults,
) -> Result<Vec<String>, Refusal> {
    if !faults.has(Fault::ADDRESSBOOK_QUERY_BY_COLUMNS) {
        if !faults.has(Fault::QUERY_MISTAKES_TAKEN) {
            validity::address_book(filter)?;
        }
        let filter = filter.map(|filter| Filter::read(filter, faults)).transpose()?;
        return Ok(objects
            .filter(|(_, object)| filter.as_ref().is_none_or(|filter| filter.matches(&object.content, faults)))
            .map(|(name, _)| name.to_owned())
            .collect());
    }
    let filter = filter.map(|filter| Columns::read(filter, faults));
    let mut found: Vec<(String, &str)> = objects
        .filter_map(|(name, object)| match &object.index {
            Index::Card(card) => Some((name, card)),
            Index::Calendar(_) => None,
        })
        .filter(|(_, card)| filter.as_ref().is_none_or(|filter| filter.matches(card)))
        .map(|(name, card)| (card.formatted_name.to_lowercase(), name))
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(found.into_iter().map(|(_, name)| name.to_owned()).collect())
}

/// The part of a filter that does something.
struct Columns {
    all: bool,
    conditions: Vec<Condition>,
}

/// One prop-filter on a column.
struct Condition {
    column: Column,
    all: bool,
    texts: Vec<Text>,
}

#[derive(Clone, Copy)]
enum Column {
    Surname,
    Mail,
    Phone,
    Organization,
    Locality,
}

enum Text {
    Equal(String),
    Like(Pattern),
}

impl Columns {
    fn read(filter: Node<'_, '_>, faults: &Faults) -> Self {
        Self {
            all: filter.attribute("test") == Some("allof"),
            conditions: filter
                .children()
                .filter(|node| node.tag_name().name() == "prop-filter")
                .filter_map(|node| Condition::read(node, faults))
                .collect(),
        }
    }

    fn matches(&self, card: &CardIndex) -> bool {
        if self.conditions.is_empty() {
            return true;
        }
        let mut held = self.conditions.iter().map(|condition| condition.matches(card));
        if self.all { held.all(|held| held) } else { held.any(|held| held) }
    }
}

impl Condition {
    /// `None` for a property without a column, and for a prop-filter without a text: these do nothing.
    fn read(node: Node<'_, '_>, faults: &Faults) -> Option<Self> {
        let column = match node.attribute("name")?.to_ascii_uppercase().as_str() {
            "FN" | "N" => Column::Surname,
            "EMAIL" | "MAIL" => Column::Mail,
            "TEL" => Column::Phone,
            "ORG" => Column::Organization,
            "ADR" => Column::Locality,
            _ => return None,
        };
        let texts: Vec<Text> = node
            .descendants()
            .filter(|node| node.tag_name().name() == "text-match")
            .map(|node| {
                let text = node.text().unwrap_or_default();
                match node.attribute("match-type") {
                    Some("equals") => Text::Equal(text.to_owned()),
                    Some(_) | None => Text::Like(Pattern::new(text, faults)),
                }
            })
            .collect();
        (!texts.is_empty()).then(|| Self { column, all: node.attribute("test") == Some("allof"), texts })
    }

    fn matches(&self, card: &CardIndex) -> bool {
        let value = match self.column {
            Column::Surname => card.surname.clone(),
            Column::Mail => card.mails.join(","),
            Column::Phone => card.phones.first().cloned().unwrap_or_default(),
            Column::Organization => card.organization.clone(),
            Column::Locality => card.localities.first().cloned().unwrap_or_default(),
        };
        let mut held = self.texts.iter().map(|text| match text {
            Text::Equal(text) => value == *text,
            Text::Like(pattern) => pattern.matches_any_case(&value),
        });
        if self.all { held.all(|held| held) } else { held.any(|held| held) }
    }
}
