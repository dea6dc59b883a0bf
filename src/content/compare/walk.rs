use std::collections::{BTreeSet, HashMap};

use super::comparison::Comparison;
use super::difference::{Change, Difference, Subject};
use super::excerpt::{excerpt, excerpts};
use super::finding::{Context, Finding, Pair, Parameter};
use super::pairing::{pair_facts, pair_nodes};
use super::{Fact, Node, Note};
use crate::tolerance::Tolerances;

/// Goes through two trees side by side and collects what differs.
pub(super) struct Walk<'t> {
    context: Context,
    tolerances: &'t Tolerances,
    comparison: Comparison,
}

/// Where the walk is: the path so far, and the words for the component.
#[derive(Clone, Copy)]
struct Place<'p> {
    path: &'p str,
    owner: &'p str,
}

impl Place<'_> {
    fn below(self, step: &str) -> String {
        if self.path.is_empty() { step.to_owned() } else { format!("{}/{step}", self.path) }
    }
}

impl<'t> Walk<'t> {
    pub(super) fn new(context: Context, tolerances: &'t Tolerances) -> Self {
        Self { context, tolerances, comparison: Comparison::default() }
    }

    pub(super) fn finish(self) -> Comparison {
        self.comparison
    }

    /// Compares the outermost components: envelopes, which are no step of a path unless there are several.
    pub(super) fn documents(&mut self, sent: &[Node<'_>], got: &[Node<'_>]) {
        let alone = sent.len() == 1 && got.len() == 1;
        self.siblings(sent, got, Place { path: "", owner: "the object" }, alone);
    }

    fn siblings(&mut self, sent: &[Node<'_>], got: &[Node<'_>], place: Place<'_>, envelope: bool) {
        let pairing = pair_nodes(sent, got);
        let positions_sent = positions(sent);
        let positions_got = positions(got);
        for &(one, other) in &pairing.pairs {
            let pair = Pair { sent: &sent[one], got: &got[other] };
            let step = pair.sent.label(positions_sent[one]);
            let path = if envelope { String::new() } else { place.below(&step) };
            // Below the envelope's own components, whose they are must be said.
            let words = pair.sent.words();
            let owner = if place.path.is_empty() { words } else { format!("{words} of {}", place.owner) };
            self.pair(pair, Place { path: &path, owner: &owner });
        }
        for &index in &pairing.lost {
            let node = &sent[index];
            let at = place.below(&node.label(positions_sent[index]));
            self.component(Finding::Component { sent: Some(node), got: None }, node, at, place);
        }
        for &index in &pairing.added {
            let node = &got[index];
            let at = place.below(&node.label(positions_got[index]));
            self.component(Finding::Component { sent: None, got: Some(node) }, node, at, place);
        }
    }

    fn pair(&mut self, pair: Pair<'_, '_>, place: Place<'_>) {
        let names: BTreeSet<&String> = pair.sent.facts.keys().chain(pair.got.facts.keys()).collect();
        for name in names {
            let sent = pair.sent.facts.get(name).map_or(&[][..], Vec::as_slice);
            let got = pair.got.facts.get(name).map_or(&[][..], Vec::as_slice);
            self.facts(pair, sent, got, place);
        }
        self.siblings(&pair.sent.children, &pair.got.children, place, false);
    }

    fn facts(&mut self, owner: Pair<'_, '_>, sent: &[Fact<'_>], got: &[Fact<'_>], place: Place<'_>) {
        let pairing = pair_facts(sent, got);
        for &(one, other) in &pairing.pairs {
            let (before, after) = (&sent[one], &got[other]);
            if before.meaning != after.meaning {
                self.value(owner, Some(before), Some(after), place);
            }
            self.parameters(before, after, place);
        }
        for &index in &pairing.lost {
            self.value(owner, Some(&sent[index]), None, place);
        }
        for &index in &pairing.added {
            self.value(owner, None, Some(&got[index]), place);
        }
    }

    fn value(&mut self, owner: Pair<'_, '_>, sent: Option<&Fact<'_>>, got: Option<&Fact<'_>>, place: Place<'_>) {
        let Some(name) = sent.or(got).map(|fact| fact.name.clone()) else {
            return;
        };
        let note = sent.zip(got).and_then(|(before, after)| Note::of(before, after));
        let difference = Difference {
            at: place.below(&name),
            note,
            ..difference(place, Subject::Property { name }, sent.map(Fact::shown), got.map(Fact::shown))
        };
        self.emit(Finding::Property { owner, sent, got }, difference);
    }

    fn parameters(&mut self, sent: &Fact<'_>, got: &Fact<'_>, place: Place<'_>) {
        if sent.params == got.params {
            return;
        }
        let names: BTreeSet<&String> = sent.params.by_name.keys().chain(got.params.by_name.keys()).collect();
        for name in names {
            let before = sent.params.by_name.get(name).map(Vec::as_slice);
            let after = got.params.by_name.get(name).map(Vec::as_slice);
            if before == after {
                continue;
            }
            let value = excerpt(&sent.shown());
            let subject = Subject::Parameter { name: name.clone(), property: sent.name.clone(), value };
            let joined = |values: Option<&[String]>| values.map(|values| values.join(","));
            let note = before.zip(after).and_then(|(old, new)| Note::of_text(&old.join(","), &new.join(",")));
            let difference = Difference {
                at: place.below(&format!("{};{name}", sent.name)),
                note,
                ..difference(place, subject, joined(before), joined(after))
            };
            self.emit(Finding::Parameter(Parameter { of: sent, name, before, after }), difference);
        }
    }

    fn component(&mut self, finding: Finding<'_, '_>, node: &Node<'_>, at: String, place: Place<'_>) {
        let Finding::Component { sent, got } = finding else {
            return;
        };
        let words = node.words();
        let gist = |node: Option<&Node<'_>>| node.map(|node| node.gist().unwrap_or_default());
        let difference = Difference { at, ..difference(place, Subject::Component { words }, gist(sent), gist(got)) };
        self.emit(finding, difference);
    }

    fn emit(&mut self, finding: Finding<'_, '_>, difference: Difference) {
        let comparison = &mut self.comparison;
        match self.tolerances.iter().find(|tolerance| tolerance.covers(finding, &self.context)) {
            Some(tolerance) if comparison.tolerated.len() < Comparison::MOST => {
                comparison.tolerated.push((tolerance, difference));
            }
            // What is tolerated anyway needs no count.
            Some(_) => {}
            None if comparison.differences.len() < Comparison::MOST => {
                comparison.differences.push(difference);
            }
            None => comparison.omitted += 1,
        }
    }
}

fn difference(place: Place<'_>, subject: Subject, before: Option<String>, after: Option<String>) -> Difference {
    let kind = match (&before, &after) {
        (Some(_), None) => Change::Lost,
        (None, _) => Change::Added,
        (Some(_), Some(_)) => Change::Changed,
    };
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => {
            let (before, after) = excerpts(&before, &after);
            (Some(before), Some(after))
        }
        (before, after) => (before.as_deref().map(excerpt), after.as_deref().map(excerpt)),
    };
    Difference { kind, at: String::new(), owner: place.owner.to_owned(), subject, before, after, note: None }
}

/// For each node its position among its namesakes, counted from 1, if it has any.
fn positions(nodes: &[Node<'_>]) -> Vec<Option<usize>> {
    let mut totals: HashMap<&str, usize> = HashMap::new();
    for node in nodes {
        *totals.entry(&node.name).or_default() += 1;
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let number = |node| {
        let count = seen.entry(node).or_default();
        *count += 1;
        (totals[node] > 1).then_some(*count)
    };
    nodes.iter().map(|node| node.name.as_str()).map(number).collect()
}
