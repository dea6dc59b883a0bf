//! The filter of a calendar-query as RFC 4791 §9.7 and §9.9 define it.

use roxmltree::Node;

use super::calendar::Place;
use super::text_match::TextMatch;
use crate::fault::{Fault, Faults};
use crate::rewrite::{Element, Line, stored_tree, unescape};
use crate::temporal::{Instance, Zones, instances, parse_duration, parse_utc_seconds};

/// A `comp-filter`.
#[derive(Debug)]
pub(crate) struct Filter {
    name: String,
    absent: bool,
    range: Option<(i64, i64)>,
    properties: Vec<PropertyFilter>,
    components: Vec<Self>,
}

#[derive(Debug)]
struct PropertyFilter {
    name: String,
    absent: bool,
    range: Option<(i64, i64)>,
    text: Option<TextMatch>,
    parameters: Vec<ParameterFilter>,
}

#[derive(Debug)]
struct ParameterFilter {
    name: String,
    absent: bool,
    text: Option<TextMatch>,
}

impl Filter {
    /// Reads the outermost `comp-filter` of a `filter` element.
    pub(crate) fn read(filter: Node<'_, '_>, faults: &Faults) -> Option<Self> {
        children(filter, "comp-filter").next().map(|node| Self::read_component(node, faults))
    }

    fn read_component(node: Node<'_, '_>, faults: &Faults) -> Self {
        Self {
            name: name_of(node),
            absent: is_absent(node),
            range: read_range(node, faults),
            properties: children(node, "prop-filter").map(|node| PropertyFilter::read(node, faults)).collect(),
            components: children(node, "comp-filter").map(|node| Self::read_component(node, faults)).collect(),
        }
    }

    /// Whether a calendar object matches.
    pub(crate) fn matches(&self, content: &[u8], place: Place<'_>, faults: &Faults) -> bool {
        let Some(calendar) = stored_tree(content, faults) else {
            return false;
        };
        let zones = Zones::of_calendar(&calendar, place.zone);
        let zones = place.definition.map_or_else(|| zones.clone(), |zone| zones.clone().at_home_in(zone));
        calendar.name == self.name && self.holds(&calendar, &calendar, &zones, faults)
    }

    fn holds(&self, component: &Element, calendar: &Element, zones: &Zones, faults: &Faults) -> bool {
        self.properties.iter().all(|property| property.holds(component, zones))
            && self.components.iter().all(|inner| inner.holds_in(component, calendar, zones, faults))
    }

    fn holds_in(&self, parent: &Element, calendar: &Element, zones: &Zones, faults: &Faults) -> bool {
        let mut candidates = parent.elements().filter(|element| element.name == self.name).peekable();
        if self.absent {
            return candidates.peek().is_none();
        }
        if candidates.peek().is_none() {
            return false;
        }
        let in_range = match self.range {
            None => true,
            Some((from, to)) if self.name == "VALARM" => alarm_in_range(parent, calendar, zones, from, to),
            Some((from, to)) => self.component_in_range(calendar, zones, (from, to), faults),
        };
        in_range && candidates.any(|candidate| self.holds(candidate, calendar, zones, faults))
    }

    fn component_in_range(&self, calendar: &Element, zones: &Zones, (from, to): (i64, i64), faults: &Faults) -> bool {
        if self.name == "VTODO" && faults.has(Fault::RANGES_FIND_EVENTS_ONLY) {
            return false;
        }
        let overlooked = |one: &Instance| {
            let cut = one.start < from || one.end > to;
            (cut && faults.has(Fault::RANGES_FIND_WHOLE_EVENTS_ONLY))
                || (one.start == one.end && faults.has(Fault::EVENTS_WITHOUT_LENGTH_NOT_FOUND))
                || (one.all_day && faults.has(Fault::WHOLE_DAYS_NOT_FOUND))
        };
        if !instances(calendar, &self.name, zones, from, to).iter().all(overlooked) {
            return true;
        }
        self.name == "VTODO"
            && calendar
                .elements()
                .filter(|element| element.name == "VTODO" && element.line("DTSTART").is_none())
                .any(|task| undated_task_in_range(task, zones, from, to))
    }
}

/// The rows of the VTODO table (RFC 4791 §9.9) without DTSTART.
fn undated_task_in_range(task: &Element, zones: &Zones, from: i64, to: i64) -> bool {
    let at = |name: &str| task.line(name).and_then(Line::when).and_then(|when| zones.seconds(&when));
    match (at("DUE"), at("COMPLETED"), at("CREATED")) {
        (Some(due), _, _) => (from < due && to >= due) || to == due,
        (None, Some(completed), Some(created)) => from <= completed && to >= created,
        (None, Some(completed), None) => from <= completed && to >= completed,
        (None, None, Some(created)) => to > created,
        (None, None, None) => true,
    }
}

fn alarm_in_range(parent: &Element, calendar: &Element, zones: &Zones, from: i64, to: i64) -> bool {
    let day = 86_400 * 31;
    let near = instances(calendar, &parent.name, zones, from.saturating_sub(day), to.saturating_add(day));
    let alarms = || parent.elements().filter(|element| element.name == "VALARM");
    alarms().any(|alarm| {
        let Some(trigger) = alarm.line("TRIGGER") else {
            return false;
        };
        let inside = |at: i64| from <= at && at < to;
        if let Some(at) = trigger.when().and_then(|when| zones.seconds(&when)) {
            return inside(at);
        }
        let Some(offset) = parse_duration(&trigger.value) else {
            return false;
        };
        let of_end = trigger.param("RELATED").is_some_and(|related| related.eq_ignore_ascii_case("END"));
        near.iter().any(|one| inside(if of_end { one.end } else { one.start }.saturating_add(offset)))
    })
}

impl PropertyFilter {
    fn read(node: Node<'_, '_>, faults: &Faults) -> Self {
        Self {
            name: name_of(node),
            absent: is_absent(node),
            range: read_range(node, faults),
            text: children(node, "text-match").next().map(|text| TextMatch::read(text, false, faults)),
            parameters: children(node, "param-filter").map(|node| ParameterFilter::read(node, faults)).collect(),
        }
    }

    fn holds(&self, component: &Element, zones: &Zones) -> bool {
        let mut lines = component.lines().filter(|line| line.name == self.name).peekable();
        if self.absent {
            return lines.peek().is_none();
        }
        lines.any(|line| {
            self.text.as_ref().is_none_or(|text| text.matches(&unescape(&line.value)))
                && self.range.is_none_or(|(from, to)| {
                    line.when().and_then(|when| zones.seconds(&when)).is_some_and(|at| from <= at && at < to)
                })
                && self.parameters.iter().all(|parameter| parameter.holds(line))
        })
    }
}

impl ParameterFilter {
    fn read(node: Node<'_, '_>, faults: &Faults) -> Self {
        Self {
            name: name_of(node),
            absent: is_absent(node),
            text: children(node, "text-match").next().map(|text| TextMatch::read(text, false, faults)),
        }
    }

    fn holds(&self, line: &Line) -> bool {
        let param = line.params.iter().find(|param| param.name == self.name);
        match param {
            None => self.absent,
            Some(_) if self.absent => false,
            Some(param) => self.text.as_ref().is_none_or(|text| param.values.iter().any(|value| text.matches(value))),
        }
    }
}

fn children<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

fn name_of(node: Node<'_, '_>) -> String {
    node.attribute("name").unwrap_or_default().to_ascii_uppercase()
}

fn is_absent(node: Node<'_, '_>) -> bool {
    children(node, "is-not-defined").next().is_some()
}

fn read_range(node: Node<'_, '_>, faults: &Faults) -> Option<(i64, i64)> {
    let range = children(node, "time-range").next()?;
    let bound = |name| range.attribute(name).and_then(parse_utc_seconds);
    let is_open = bound("start").is_none() || bound("end").is_none();
    if is_open && faults.has(Fault::OPEN_RANGES_ARE_EMPTY) {
        return Some((0, 0));
    }
    let end = bound("end").unwrap_or(FAR_FUTURE);
    let without_start = end < 0 && faults.has(Fault::RANGE_BEFORE_1970_HAS_NO_START);
    let start = bound("start").filter(|_| !without_start);
    Some((start.unwrap_or(i64::MIN / 2), end))
}

/// The end of a range without an end: 1 January 2200.
const FAR_FUTURE: i64 = 7_258_118_400;
