use std::collections::{HashMap, VecDeque};

/// Which of the sent things is which of the got ones, by index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Pairing {
    pub(crate) pairs: Vec<(usize, usize)>,
    pub(crate) lost: Vec<usize>,
    pub(crate) added: Vec<usize>,
}

impl Pairing {
    pub(crate) fn new(sent: usize, got: usize) -> Self {
        Self {
            pairs: Vec::new(),
            lost: (0..sent).collect(),
            added: (0..got).collect(),
        }
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
    pub(crate) fn pair_single<T>(
        &mut self,
        sent: &[T],
        got: &[T],
        what: impl Fn(&T) -> Option<u64>,
    ) {
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
            key.and_then(|key| left.get(&key))
                .is_some_and(|(sent, got)| sent.len() == 1 && got.len() == 1)
        };
        self.pair_by(sent, got, |thing| {
            what(thing).filter(|key| singles(Some(*key)))
        });
    }
}
