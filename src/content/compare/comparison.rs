use super::walk::Walk;
use super::{Difference, finding::Context, node::Node};
use crate::document::Document;
use crate::tolerance::{Tolerance, Tolerances};

/// What differs between a sent and a received document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// What is not the same and not tolerated.
    pub differences: Vec<Difference>,
    /// What is not the same and tolerated, with the first tolerance that covers it.
    pub tolerated: Vec<(Tolerance, Difference)>,
    /// How many more differences there are than are listed.
    pub omitted: usize,
}

impl Comparison {
    /// How many differences are listed, and how many tolerated ones; a hostile server could make millions.
    pub const MOST: usize = 10_000;

    /// Whether the documents say the same, apart from what is tolerated.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Compares by meaning what was sent with what came back.
///
/// Every component, property, parameter and value is accounted for. What no reader may tell apart is no difference: folding,
/// the order of properties and parameters, the case of names, quotes, escapes of the same text, repeated lists against one
/// list, rule parts in another order, numbers and durations in another form. Linear in the size of the documents.
#[must_use]
pub fn compare(sent: &Document, got: &Document, tolerated: &Tolerances) -> Comparison {
    let before: Vec<_> = sent.components.iter().map(|component| Node::read(sent.kind(), component)).collect();
    let after: Vec<_> = got.components.iter().map(|component| Node::read(got.kind(), component)).collect();
    let mut walk = Walk::new(Context::new(sent, got), tolerated);
    walk.documents(&before, &after);
    walk.finish()
}
