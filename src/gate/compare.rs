//! Two runs side by side.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use davproof_reports::{
    COMPARISON_SCHEMA_VERSION, CaseChange, CaseOutline, Check, CheckChange, Comparison, Coverage, Difference, Gate,
    Outline, Side, Slower, Turn, Verdict,
};
use thiserror::Error;

use super::answer::{Failing, Policy, Seen, State, answer, gate};
use crate::exit::Exit;

/// What counts as a change beside verdicts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// What is done about cases that failed and then held.
    pub policy: Policy,
    /// A case is slower if it takes this many times as long as before …
    pub slower_factor: f64,
    /// … and this much longer at least, in milliseconds.
    pub slower_floor_ms: u64,
}

/// Why a result cannot be compared: somebody edited it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unusable {
    /// An id occurs more than once.
    #[error("it holds the case `{0}` twice")]
    Twice(String),
    /// The verdict of a case is not what its checks say.
    #[error("the case `{id}` is `{verdict}`, which contradicts its checks")]
    Contradiction {
        /// Id of the case.
        id: String,
        /// The verdict that it has.
        verdict: &'static str,
    },
}

/// Refuses a result that no run can have written.
///
/// # Errors
/// The first contradiction.
pub fn usable(run: &Outline) -> Result<(), Unusable> {
    let mut seen = BTreeSet::new();
    for case in &run.cases {
        if !seen.insert(case.id.as_str()) {
            return Err(Unusable::Twice(case.id.clone()));
        }
        let failed = !case.failed.is_empty();
        let fits = match case.verdict {
            Verdict::Pass | Verdict::NotApplicable | Verdict::Error => !failed,
            Verdict::KnownFail => failed && case.expected.is_some(),
            Verdict::Fail => failed || case.attempts > 0,
            Verdict::UnexpectedPass => case.expected.is_some(),
            Verdict::Flaky => case.expected.is_some() || case.attempts > 0,
            Verdict::Blocked => true,
        };
        if !fits {
            return Err(Unusable::Contradiction { id: case.id.clone(), verdict: case.verdict.id() });
        }
    }
    Ok(())
}

/// Compares a new run with a baseline.
#[must_use]
pub fn compare(before: &Outline, now: &Outline, limits: &Limits) -> Comparison {
    let by_id = |run: &'_ Outline| -> Vec<(String, usize)> {
        let mut ids: Vec<_> = run.cases.iter().enumerate().map(|(index, case)| (case.id.clone(), index)).collect();
        ids.sort_unstable();
        ids
    };
    let mut pairs: BTreeMap<String, (Option<&CaseOutline>, Option<&CaseOutline>)> = BTreeMap::new();
    for (id, index) in by_id(before) {
        pairs.entry(id).or_default().0 = Some(&before.cases[index]);
    }
    for (id, index) in by_id(now) {
        pairs.entry(id).or_default().1 = Some(&now.cases[index]);
    }
    let mut counts = BTreeMap::new();
    let mut changes = Vec::new();
    let mut slower = Vec::new();
    for pair in pairs.into_values() {
        let change = match pair {
            (Some(before), Some(now)) => {
                slower.extend(slowed(before, now, limits));
                of_case(Seen::Both(before.into(), now.into()), Some(before), Some(now), now)
            }
            (Some(before), None) => of_case(Seen::Before(before.into()), Some(before), None, before),
            (None, Some(now)) => of_case(Seen::Now(now.into()), None, Some(now), now),
            (None, None) => continue,
        };
        *counts.entry(change.change).or_default() += 1;
        if !change.change.is_quiet() {
            changes.push(change);
        }
    }
    changes.sort_by(|a, b| (a.change, a.severity, &a.id).cmp(&(b.change, b.severity, &b.id)));
    slower.sort_by_key(|case: &Slower| (Reverse(case.now_ms - case.before_ms), case.id.clone()));
    let coverage = coverage(before, now);
    let differences = differences(before, now);
    let of_changes = counts.keys().map(|change| gate(*change, limits.policy)).max();
    let incomplete = !coverage.lost.is_empty() || differences.iter().any(|difference| difference.hinders);
    let gate = of_changes.unwrap_or(Gate::Passed).max(if incomplete { Gate::Partial } else { Gate::Passed });
    Comparison {
        schema: COMPARISON_SCHEMA_VERSION,
        davproof: env!("CARGO_PKG_VERSION").to_owned(),
        before: side(before),
        now: side(now),
        gate,
        exit_code: Exit::from(gate).into(),
        differences,
        coverage,
        counts,
        changes,
        slower,
    }
}

fn side(run: &Outline) -> Side {
    Side {
        run: run.run.id.clone(),
        started: run.run.started.clone(),
        subject: run.target.subject(),
        cases: run.cases.len(),
    }
}

fn of_case(seen: Seen, before: Option<&CaseOutline>, now: Option<&CaseOutline>, told: &CaseOutline) -> CaseChange {
    let checks = checks(before.map_or(&[], |case| &case.failed), now.map_or(&[], |case| &case.failed));
    let new = checks.iter().any(|check| check.change == Turn::NewlyFailing);
    let change = answer(seen, if new { Failing::SomethingNew } else { Failing::NothingNew });
    CaseChange {
        id: told.id.clone(),
        scenario: told.scenario.clone(),
        title: told.title.clone(),
        severity: told.severity,
        change,
        before: before.map(|case| case.verdict),
        now: now.map(|case| case.verdict),
        reason: now.and_then(|case| case.reason.clone()),
        checks: if now.is_some() { checks } else { Vec::new() },
    }
}

fn checks(before: &[Check], now: &[Check]) -> Vec<CheckChange> {
    let was: BTreeMap<&str, &Check> = before.iter().map(|check| (check.id.as_str(), check)).collect();
    let is: BTreeMap<&str, &Check> = now.iter().map(|check| (check.id.as_str(), check)).collect();
    let ids: BTreeSet<&str> = was.keys().chain(is.keys()).copied().collect();
    let turn = |id: &str| match (was.get(id), is.get(id)) {
        (Some(_), Some(check)) => Some((Turn::StillFailing, *check)),
        (None, Some(check)) => Some((Turn::NewlyFailing, *check)),
        (Some(check), None) => Some((Turn::Gone, *check)),
        (None, None) => None,
    };
    let changes = ids.into_iter().filter_map(|id| turn(id).map(|(change, check)| (id, change, check)));
    changes
        .map(|(id, change, check)| CheckChange {
            id: id.to_owned(),
            change,
            expected: check.expected.clone(),
            actual: check.actual.clone(),
        })
        .collect()
}

fn slowed(before: &CaseOutline, now: &CaseOutline, limits: &Limits) -> Option<Slower> {
    let judged = |case: &CaseOutline| is_judged(case) && case.attempts == 0;
    #[expect(clippy::cast_precision_loss, reason = "a duration in milliseconds is far below 2^52")]
    let factor = now.duration_ms as f64 / before.duration_ms.max(1) as f64;
    let longer = now.duration_ms.saturating_sub(before.duration_ms) >= limits.slower_floor_ms.max(1);
    (judged(before) && judged(now) && factor >= limits.slower_factor && longer).then(|| Slower {
        id: now.id.clone(),
        before_ms: before.duration_ms,
        now_ms: now.duration_ms,
    })
}

fn is_judged(case: &CaseOutline) -> bool {
    match State::from(case) {
        State::Passed
        | State::Failed
        | State::KnownFailure
        | State::UnexpectedPass
        | State::Flaky
        | State::KnownFlaky => true,
        State::Error | State::Blocked | State::NotApplicable => false,
    }
}

fn coverage(before: &Outline, now: &Outline) -> Coverage {
    let covered = |run: &'_ Outline| -> BTreeSet<String> {
        run.cases.iter().filter(|case| is_judged(case)).flat_map(|case| case.requirements.iter().cloned()).collect()
    };
    let (was, is) = (covered(before), covered(now));
    Coverage { before: was.len(), now: is.len(), lost: was.difference(&is).cloned().collect() }
}

/// What else differs. A server's own facts are what a comparison is about; what was asked of it must be the same.
fn differences(before: &Outline, now: &Outline) -> Vec<Difference> {
    let list = |values: &[String]| if values.is_empty() { "none".to_owned() } else { values.join(", ") };
    let selection = |run: &Outline| {
        if run.run.only.is_empty() { "the whole pack".to_owned() } else { run.run.only.join(", ") }
    };
    let shard = |run: &Outline| run.run.shard.as_ref().map_or_else(|| "all".to_owned(), ToString::to_string);
    let given = |text: &Option<String>| text.clone().unwrap_or_else(|| "not made known".to_owned());
    let asked = [
        ("the scenario pack", before.pack.digest.clone(), now.pack.digest.clone()),
        ("the selection", selection(before), selection(now)),
        ("the shard", shard(before), shard(now)),
        ("read-only", yes(before.run.read_only), yes(now.run.read_only)),
        ("the account roles", list(&before.target.roles), list(&now.target.roles)),
    ];
    let server = [
        ("the address", before.target.url.clone(), now.target.url.clone()),
        ("the product", given(&before.target.product), given(&now.target.product)),
        ("the version", given(&before.target.version), given(&now.target.version)),
        ("davproof", before.davproof.clone(), now.davproof.clone()),
    ];
    let names: BTreeSet<&String> = before.target.facts.keys().chain(now.target.facts.keys()).collect();
    let facts = names.into_iter().map(|name| {
        let of = |run: &Outline| run.target.facts.get(name).cloned().unwrap_or_else(|| "not made known".to_owned());
        (format!("the fact `{name}`"), of(before), of(now))
    });
    let difference = |(what, before, now): (String, String, String), hinders| {
        (before != now).then_some(Difference { what, before, now, hinders })
    };
    let words = |(what, before, now): (&str, String, String)| (what.to_owned(), before, now);
    let asked = asked.into_iter().map(words).filter_map(|row| difference(row, true));
    let server = server.into_iter().map(words).chain(facts).filter_map(|row| difference(row, false));
    asked.chain(server).collect()
}

fn yes(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}
