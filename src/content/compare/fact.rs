use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use super::params::Params;
use crate::component::Property;
use crate::document::Kind;
use crate::value::{Meaning, ValueType, items};

/// One thing that a property says: its value, or one item of its list, with its parameters.
#[derive(Debug)]
pub(crate) struct Fact<'a> {
    /// In upper case.
    pub(crate) name: String,
    /// Shared by the items of a list.
    pub(crate) params: Rc<Params>,
    pub(crate) meaning: Meaning,
    pub(crate) value_type: ValueType,
    /// The value or item as written.
    pub(crate) raw: &'a str,
    pub(crate) kind: Kind,
}

impl<'a> Fact<'a> {
    /// What `property` says: one fact, or one for each item of a list.
    pub(crate) fn read(kind: Kind, property: &'a Property) -> Vec<Self> {
        let value_type = ValueType::of(kind, property);
        let params = Rc::new(Params::read(kind, property, value_type));
        let facts = items(value_type, property).into_iter().map(|raw| Self {
            name: property.name.to_ascii_uppercase(),
            params: Rc::clone(&params),
            meaning: Meaning::read(kind, property, value_type, raw),
            value_type,
            raw,
            kind,
        });
        facts.collect()
    }

    /// Whether it is one item of a list, so that it may repeat and has no place of its own.
    pub(crate) fn is_item(&self) -> bool {
        self.value_type.is_list()
    }

    /// Whether the value is empty, or has only empty parts.
    pub(crate) fn is_empty(&self) -> bool {
        self.raw.chars().all(|c| c == ';' || c == ',' || c.is_whitespace())
    }

    /// The value for a reader, with the zone that belongs to it.
    pub(crate) fn shown(&self) -> String {
        let start = if let Meaning::Period(start, _) = &self.meaning { start } else { &self.meaning };
        let zone = if let Meaning::Moment(moment) = start { moment.zone.as_deref() } else { None };
        zone.map_or_else(|| self.raw.to_owned(), |zone| format!("{} ({zone})", self.raw))
    }

    pub(crate) fn digest(&self) -> u64 {
        digest(&(&self.name, &self.params, &self.meaning))
    }

    /// Equal for values that a wrong escape, another case, cut-off separators or another form tell apart.
    pub(crate) fn likeness(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for character in self.raw.chars().filter(|c| c.is_alphanumeric()) {
            character.to_ascii_lowercase().hash(&mut hasher);
        }
        hasher.finish()
    }
}

pub(crate) fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
