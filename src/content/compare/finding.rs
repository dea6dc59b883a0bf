use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{Fact, Node};
use crate::component::Component;
use crate::document::{Document, Kind};

/// A difference with what a tolerance must see to judge it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Finding<'a, 'd> {
    /// A value was lost (only `sent`), added (only `got`) or changed.
    Property { owner: Pair<'a, 'd>, sent: Option<&'a Fact<'d>>, got: Option<&'a Fact<'d>> },
    /// A parameter differs on a property that is on both sides.
    Parameter(Parameter<'a, 'd>),
    /// A whole component was lost or added.
    Component { sent: Option<&'a Node<'d>>, got: Option<&'a Node<'d>> },
}

/// A parameter that was lost (only `before`), added (only `after`) or changed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parameter<'a, 'd> {
    /// The property as it was sent.
    pub(crate) of: &'a Fact<'d>,
    pub(crate) name: &'a str,
    pub(crate) before: Option<&'a [String]>,
    pub(crate) after: Option<&'a [String]>,
}

/// The same component before and after.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair<'a, 'd> {
    pub(crate) sent: &'a Node<'d>,
    pub(crate) got: &'a Node<'d>,
}

impl<'a, 'd> Finding<'a, 'd> {
    /// The added property, if the sent component had none of its name, and that component.
    pub(crate) fn first_added(self) -> Option<(&'a Node<'d>, &'a Fact<'d>)> {
        let Self::Property { owner, sent: None, got: Some(fact) } = self else {
            return None;
        };
        (!owner.sent.facts.contains_key(&fact.name)).then_some((owner.sent, fact))
    }

    /// The lost property, if the received component has none of its name, and the sent component.
    pub(crate) fn last_lost(self) -> Option<(&'a Node<'d>, &'a Fact<'d>)> {
        let (owner, fact) = self.lost()?;
        (!owner.got.facts.contains_key(&fact.name)).then_some((owner.sent, fact))
    }

    /// The lost property.
    pub(crate) fn lost(self) -> Option<(Pair<'a, 'd>, &'a Fact<'d>)> {
        let Self::Property { owner, sent: Some(fact), got: None } = self else {
            return None;
        };
        Some((owner, fact))
    }

    /// The changed property, before and after.
    pub(crate) fn changed(self) -> Option<(&'a Fact<'d>, &'a Fact<'d>)> {
        let Self::Property { sent: Some(sent), got: Some(got), .. } = self else {
            return None;
        };
        Some((sent, got))
    }

    pub(crate) fn parameter(self) -> Option<Parameter<'a, 'd>> {
        let Self::Parameter(parameter) = self else {
            return None;
        };
        Some(parameter)
    }
}

/// What a tolerance must know of the two documents.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) kind: Kind,
    pub(crate) sent: Zones,
    pub(crate) got: Zones,
    /// Whether the sent object is a scheduling message (RFC 5546), whose DTSTAMP belongs to its sender.
    pub(crate) has_method: bool,
}

impl Context {
    pub(crate) fn new(sent: &Document, got: &Document) -> Self {
        Self {
            kind: sent.kind(),
            sent: Zones::of(sent),
            got: Zones::of(got),
            has_method: !sent.select("METHOD").is_empty(),
        }
    }
}

/// The time zones of a document.
#[derive(Debug, Default)]
pub(crate) struct Zones {
    /// The TZIDs that properties refer to.
    pub(crate) used: HashSet<String>,
    /// How many VTIMEZONE components there are for each TZID.
    pub(crate) defined: HashMap<String, usize>,
}

impl Zones {
    fn of(document: &Document) -> Self {
        let mut zones = Self::default();
        let mut stack: Vec<&Component> = document.components.iter().collect();
        while let Some(component) = stack.pop() {
            stack.extend(&component.components);
            let named = component.properties.iter().filter_map(|property| property.param_value("TZID"));
            zones.used.extend(named.map(Cow::into_owned));
            if let Some(defined) = component.property("TZID").filter(|_| component.is("VTIMEZONE")) {
                *zones.defined.entry(defined.value.clone()).or_default() += 1;
            }
        }
        zones
    }
}
