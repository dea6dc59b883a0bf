use std::collections::{HashMap, VecDeque};

use super::fact::{Fact, digest};
use super::node::Node;

/// Which component is which: from what is surely the same to what is probably the same.
pub(super) fn pair_nodes(sent: &[Node<'_>], got: &[Node<'_>]) -> Pairing {
    let mut pairing = Pairing::new(sent.len(), got.len());
    pairing.pair_by(sent, got, |node| Some(digest(&(node.identity(), node.digest))));
    pairing.pair_by(sent, got, Node::identity);
    let anonymous = |node: &Node<'_>, key: u64| Some(key).filter(|_| node.is_anonymous());
    pairing.pair_by(sent, got, |node| anonymous(node, node.likeness()));
    pairing.pair_by(sent, got, |node| anonymous(node, digest(&node.name)));
    // The only event on both sides is that event, even with another UID, as is the only changed occurrence of a UID. A time
    // zone with another TZID is another one.
    pairing.pair_single(sent, got, |node| {
        let occurrence_of = node.raw("RECURRENCE-ID").map(|_| node.raw("UID"));
        Some(digest(&(&node.name, occurrence_of))).filter(|_| !node.is("VTIMEZONE"))
    });
    pairing.pairs.sort_unstable();
    pairing
}

/// Which property is which, among those of one name: from what is surely the same to what is probably the same.
pub(super) fn pair_facts(sent: &[Fact<'_>], got: &[Fact<'_>]) -> Pairing {
    let mut pairing = Pairing::new(sent.len(), got.len());
    pairing.pair_by(sent, got, |fact| Some(fact.digest()));
    pairing.pair_by(sent, got, |fact| Some(digest(&fact.meaning)));
    pairing.pair_by(sent, got, |fact| Some(digest(&(fact.likeness(), &fact.params))));
    pairing.pair_by(sent, got, |fact| Some(fact.likeness()));
    // What has no place of its own is lost or added, not changed.
    pairing.pair_by(sent, got, |fact| Some(digest(&fact.params)).filter(|_| !fact.is_item()));
    pairing.pair_single(sent, got, |fact| Some(0).filter(|_| !fact.is_item()));
    pairing.pairs.sort_unstable();
    pairing
}

/// Which of the sent things is which of the got ones, by index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Pairing {
    pub(crate) pairs: Vec<(usize, usize)>,
    pub(crate) lost: Vec<usize>,
    pub(crate) added: Vec<usize>,
}

impl Pairing {
    pub(crate) fn new(sent: usize, got: usize) -> Self {
        Self { pairs: Vec::new(), lost: (0..sent).collect(), added: (0..got).collect() }
    }

    /// Pairs what is still alone and has equal keys, in order; things without a key stay alone. Linear.
    pub(crate) fn pair_by<T>(&mut self, sent: &[T], got: &[T], key: impl Fn(&T) -> Option<u64>) {
        if self.lost.is_empty() || self.added.is_empty() {
            return;
        }
        let mut waiting: HashMap<u64, VecDeque<usize>> = HashMap::new();
        for &index in &self.added {
            if let Some(key) = key(&got[index]) {
                waiting.entry(key).or_default().push_back(index);
            }
        }
        let mut taken = vec![false; got.len()];
        self.lost.retain(|&index| {
            let partner = key(&sent[index]).and_then(|key| waiting.get_mut(&key)?.pop_front());
            if let Some(partner) = partner {
                taken[partner] = true;
                self.pairs.push((index, partner));
            }
            partner.is_none()
        });
        self.added.retain(|&index| !taken[index]);
    }

    /// Pairs the last sent and the last got thing if each is the only one of `what` that is left.
    pub(crate) fn pair_single<T>(&mut self, sent: &[T], got: &[T], what: impl Fn(&T) -> Option<u64>) {
        let mut left: HashMap<u64, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for &index in &self.lost {
            if let Some(key) = what(&sent[index]) {
                left.entry(key).or_default().0.push(index);
            }
        }
        for &index in &self.added {
            if let Some(key) = what(&got[index]) {
                left.entry(key).or_default().1.push(index);
            }
        }
        let singles = |key: Option<u64>| {
            key.and_then(|key| left.get(&key)).is_some_and(|(sent, got)| sent.len() == 1 && got.len() == 1)
        };
        self.pair_by(sent, got, |thing| what(thing).filter(|key| singles(Some(*key))));
    }
}
