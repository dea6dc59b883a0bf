//! What the matrix found.

use std::collections::{BTreeMap, BTreeSet};

use davproof_mock::Fault;
use serde::Serialize;

/// Faults against cases.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// Cases that fail without any fault, with the checks that fail.
    pub failing_without_fault: BTreeMap<String, Vec<String>>,
    /// Cases that do not apply to the mock, with the reason.
    pub not_applicable: BTreeMap<String, String>,
    /// Every fault and what it makes fail.
    pub faults: Vec<FaultRow>,
    /// Every case and which faults make it fail.
    pub cases: Vec<CaseRow>,
}

/// What one fault makes fail.
#[derive(Clone, Debug, Serialize)]
pub struct FaultRow {
    /// Id of the fault.
    pub id: String,
    /// Its area.
    pub area: &'static str,
    /// What the server does.
    pub description: &'static str,
    /// What somebody would see of it.
    pub symptom: &'static str,
    /// Where it is known from.
    pub origin: &'static str,
    /// The case that stands for all that see it: one that names the cause, and of the same area, if there is one.
    pub first: Option<Sighting>,
    /// How many cases fail.
    pub failing: usize,
    /// The areas of these cases.
    pub areas: BTreeSet<String>,
    /// How many cases could not be judged or not be prepared.
    pub in_trouble: usize,
}

/// How a case sees a fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sighting {
    /// These checks fail.
    Failed {
        /// Id of the case.
        case: String,
        /// Ids of the checks, those that name the cause first.
        checks: Vec<String>,
    },
    /// The exchange itself failed, as it must when the fault lies between server and client.
    Trouble {
        /// Id of the case.
        case: String,
        /// What the runner says.
        reason: String,
    },
}

/// Which faults make one case fail.
#[derive(Clone, Debug, Serialize)]
pub struct CaseRow {
    /// Id of the case.
    pub id: String,
    /// Ids of the faults.
    pub failed_by: Vec<String>,
}

/// What became of one case with one fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    Passed,
    Failed(Vec<String>),
    Trouble(String),
    NotApplicable(String),
}

impl Matrix {
    /// True if every fault is detected, every case can fail, and none fails without a fault.
    #[must_use]
    pub fn is_proof(&self) -> bool {
        self.failing_without_fault.is_empty()
            && self.not_applicable.is_empty()
            && self.undetected().next().is_none()
            && self.unfailing().next().is_none()
    }

    /// Faults that no case sees.
    pub fn undetected(&self) -> impl Iterator<Item = &FaultRow> {
        self.faults.iter().filter(|fault| fault.first.is_none())
    }

    /// How many cases each fault makes fail.
    #[must_use]
    pub fn breadth(&self) -> BTreeMap<&str, usize> {
        self.faults.iter().map(|fault| (fault.id.as_str(), fault.failing)).collect()
    }

    /// Cases that only faults make fail that make more than `many` cases fail: these say little about the case.
    pub fn bluntly_failing(&self, many: usize) -> impl Iterator<Item = &CaseRow> {
        let breadth = self.breadth();
        self.cases.iter().filter(move |case| {
            let narrow = |fault: &String| breadth.get(fault.as_str()).is_some_and(|failing| *failing <= many);
            !case.failed_by.is_empty() && !case.failed_by.iter().any(narrow)
        })
    }

    /// Cases that no fault makes fail.
    pub fn unfailing(&self) -> impl Iterator<Item = &CaseRow> {
        self.cases.iter().filter(|case| case.failed_by.is_empty())
    }
}

impl FaultRow {
    /// The row of a fault from what became of the cases, in their order.
    pub(super) fn new(fault: Fault, seen: &[(&str, Seen)]) -> FaultRow {
        let mut failing: Vec<(&str, &Vec<String>)> = Vec::new();
        let mut trouble: Vec<(&str, &String)> = Vec::new();
        for (case, seen) in seen {
            match seen {
                Seen::Failed(checks) => failing.push((case, checks)),
                Seen::Trouble(reason) => trouble.push((case, reason)),
                Seen::Passed | Seen::NotApplicable(_) => {}
            }
        }
        let area = fault.area().name();
        let is_vague = |checks: &[String]| checks.iter().all(|check| is_capture(check));
        let first = failing.iter().min_by_key(|(case, checks)| (is_vague(checks), area_of(case) != area));
        let lies_between = fault.needs_socket();
        let first = match (first, trouble.first()) {
            (Some((case, checks)), _) => {
                let mut checks = (*checks).clone();
                checks.sort_by_key(|check| is_capture(check));
                Some(Sighting::Failed { case: (*case).to_owned(), checks })
            }
            (None, Some((case, reason))) if lies_between => {
                Some(Sighting::Trouble { case: (*case).to_owned(), reason: (*reason).clone() })
            }
            (None, _) => None,
        };
        FaultRow {
            id: fault.id(),
            area,
            description: fault.description(),
            symptom: fault.symptom(),
            origin: fault.origin(),
            first,
            failing: failing.len(),
            areas: failing.iter().map(|(case, _)| area_of(case).to_owned()).collect(),
            in_trouble: trouble.len(),
        }
    }
}

/// Whether a check only says that an answer lacks what a later step needs, which names no cause.
fn is_capture(check: &str) -> bool {
    check.contains(".capture[")
}

/// The area of a case: the first part of its id.
pub(super) fn area_of(case: &str) -> &str {
    case.split('/').next().unwrap_or_default()
}
