//! The results of all shards of a run, put together.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{Account, MergedRun, RunResult, Shard, text::hex};

/// Why results are not the shards of one run, or not all of them.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// Nothing to merge.
    #[error("no result was given")]
    Nothing,
    /// A result of a run that was not cut into shards.
    #[error("{path} is no shard: its run had no --shard")]
    NoShard {
        /// The file.
        path: PathBuf,
    },
    /// Two results that cannot come from one run.
    #[error("{path} and {other} are no shards of one run: {what} is {here} in one and {there} in the other")]
    Different {
        /// What they differ in.
        what: &'static str,
        /// The first file.
        path: PathBuf,
        /// What it says.
        here: String,
        /// The other file.
        other: PathBuf,
        /// What that one says.
        there: String,
    },
    /// A shard that is there twice.
    #[error("shard {shard} is there twice: {first} and {second}")]
    Double {
        /// The shard.
        shard: Shard,
        /// Where it is first.
        first: PathBuf,
        /// Where it is again.
        second: PathBuf,
    },
    /// Shards that are not there.
    #[error("not all shards are there: of {count}, {} missing", .missing.join(", ") + if .missing.len() == 1 { " is" } else { " are" })]
    Missing {
        /// Number of shards.
        count: u32,
        /// Those that are missing; the first of them if there are many.
        missing: Vec<String>,
    },
    /// A case in a shard to which it does not belong, or twice in its own.
    #[error("{path} was changed: the case `{case}` does not belong to shard {shard}, or is there twice")]
    Stray {
        /// The file.
        path: PathBuf,
        /// Which shard it is.
        shard: Shard,
        /// Id of the case.
        case: String,
    },
    /// Cases are missing though all shards are there.
    #[error("the shards hold {found} cases, and {selected} were selected; a file was changed")]
    Incomplete {
        /// Cases in all shards.
        found: usize,
        /// Cases that should be there.
        selected: usize,
    },
}

/// Missing shards that a message names.
const MISSING_LIMIT: usize = 10;

/// Merges the results of all shards of one run, in any order. The exit code is that of the caller to set.
///
/// # Errors
/// [`MergeError`] if they are not of one run, or not exactly all of its shards.
pub fn merge(results: Vec<(PathBuf, RunResult)>) -> Result<RunResult, MergeError> {
    let mut shards: BTreeMap<u32, (PathBuf, RunResult)> = BTreeMap::new();
    for (path, result) in results {
        let Some(shard) = result.run.shard.clone() else { return Err(MergeError::NoShard { path }) };
        if let Some((_, (first_path, first))) = shards.first_key_value() {
            same_run((first_path, first), (&path, &result))?;
        }
        all_its_own(&path, &shard, &result)?;
        match shards.get(&shard.index) {
            None => shards.insert(shard.index, (path, result)),
            Some((first, _)) => return Err(MergeError::Double { shard, first: first.clone(), second: path }),
        };
    }
    let results: Vec<RunResult> = shards.into_values().map(|(_, result)| result).collect();
    let first = results.first().ok_or(MergeError::Nothing)?;
    let count = first.run.shard.as_ref().map_or(0, |shard| shard.count);
    let there: BTreeSet<u32> = results.iter().filter_map(|result| Some(result.run.shard.as_ref()?.index)).collect();
    let missing: Vec<String> =
        (1..=count).filter(|index| !there.contains(index)).take(MISSING_LIMIT).map(|index| index.to_string()).collect();
    if !missing.is_empty() {
        return Err(MergeError::Missing { count, missing });
    }
    let (found, selected) = (results.iter().map(|result| result.cases.len()).sum(), first.run.selected);
    if found != selected {
        return Err(MergeError::Incomplete { found, selected });
    }
    Ok(put_together(results))
}

/// Refuses results that differ in what all shards of a run have in common.
fn same_run((path, a): (&Path, &RunResult), (other, b): (&Path, &RunResult)) -> Result<(), MergeError> {
    for ((what, here), (_, there)) in identity(a).into_iter().zip(identity(b)) {
        if here != there {
            return Err(MergeError::Different { what, path: path.to_owned(), here, other: other.to_owned(), there });
        }
    }
    Ok(())
}

/// What all shards of a run have in common, in words. Accounts may differ, since shards may share a server by them, and
/// so may addresses: under one label each shard may have a fresh server of its own.
fn identity(result: &RunResult) -> Vec<(&'static str, String)> {
    let RunResult { davproof, run, target, configuration, pack, expectations, .. } = result;
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "not known".to_owned());
    let shard = run.shard.as_ref();
    vec![
        ("the version of davproof", davproof.clone()),
        ("the number of shards", shard.map_or(0, |shard| shard.count).to_string()),
        ("the group", shard.map_or(String::new(), |shard| format!("`{}`", shard.group))),
        ("the target", target.label.clone()),
        ("the product", or_none(&target.product)),
        ("the version of the product", or_none(&target.version)),
        ("the list of roles", target.roles.join(", ")),
        ("the pack's digest", pack.digest.clone()),
        ("the number of cases in the pack", pack.cases.to_string()),
        ("the expectation file's digest", expectations.as_ref().map_or("none".to_owned(), |file| file.sha256.clone())),
        ("the selection", format!("[{}]", run.only.join(", "))),
        ("the number of selected cases", run.selected.to_string()),
        ("read only", run.read_only.to_string()),
        ("the number of retries", run.retries.to_string()),
        ("fail on flaky", run.fail_on_flaky.to_string()),
        ("the time for a request", format!("{} ms", configuration.timeout_ms)),
        ("the time for a connection", format!("{} ms", configuration.connect_timeout_ms)),
        ("the largest answer", format!("{} bytes", configuration.max_response_bytes)),
        ("the list of trusted certificates", configuration.trust_sha256.join(", ")),
    ]
}

/// Refuses a shard with a case that belongs to another one, or one that is there twice.
fn all_its_own(path: &Path, shard: &Shard, result: &RunResult) -> Result<(), MergeError> {
    let mut seen = BTreeSet::new();
    match result.cases.iter().find(|case| !shard.holds(&case.id) || !seen.insert(case.id.as_str())) {
        None => Ok(()),
        Some(case) => Err(MergeError::Stray { path: path.to_owned(), shard: shard.clone(), case: case.id.clone() }),
    }
}

fn put_together(mut results: Vec<RunResult>) -> RunResult {
    let merged: Vec<MergedRun> = results.iter().map(merged_run).collect();
    let (started, duration_ms) = span(&merged);
    let mut whole = results.remove(0);
    for next in results {
        let RunResult {
            schema: _,
            davproof: _,
            run,
            target,
            configuration,
            pack: _,
            expectations: _,
            requirements,
            findings,
            cases,
        } = next;
        join(&mut whole.target.url, &target.url);
        whole.run.jobs += run.jobs;
        whole.run.interrupted |= run.interrupted;
        for (name, value) in target.facts {
            join(whole.target.facts.entry(name).or_default(), &value);
        }
        for (role, Account { user, address, proof: _ }) in configuration.accounts {
            if let Some(account) = whole.configuration.accounts.get_mut(&role) {
                join(&mut account.user, &user);
                join(account.address.get_or_insert_default(), &address.unwrap_or_default());
            }
        }
        whole.requirements.extend(requirements);
        for finding in findings {
            if !whole.findings.contains(&finding) {
                whole.findings.push(finding);
            }
        }
        whole.cases.extend(cases);
    }
    whole.cases.sort_by(|a, b| a.id.cmp(&b.id));
    let ids: Vec<&str> = merged.iter().map(|run| run.id.as_str()).collect();
    whole.run.id = hex(&Sha256::digest(ids.join("+"))[..6]);
    whole.run.started = started;
    whole.run.duration_ms = duration_ms;
    whole.run.shard = None;
    whole.run.merged = merged;
    whole
}

fn merged_run(result: &RunResult) -> MergedRun {
    let run = &result.run;
    MergedRun {
        shard: run.shard.clone().expect("only shards are put together"),
        id: run.id.clone(),
        started: run.started.clone(),
        duration_ms: run.duration_ms,
        order: run.order,
        cases: result.cases.len(),
        exit_code: run.exit_code,
    }
}

/// From the first start to the last end.
fn span(runs: &[MergedRun]) -> (String, u64) {
    let times: Vec<(jiff::Timestamp, &MergedRun)> =
        runs.iter().filter_map(|run| Some((run.started.parse().ok()?, run))).collect();
    let Some((begin, first)) = times.iter().min_by_key(|(begin, _)| *begin) else {
        let longest = runs.iter().map(|run| run.duration_ms).max();
        return (runs[0].started.clone(), longest.unwrap_or_default());
    };
    let end = |(started, run): &(jiff::Timestamp, &MergedRun)| {
        let offset = u64::try_from(started.duration_since(*begin).as_millis()).unwrap_or_default();
        offset.saturating_add(run.duration_ms)
    };
    (first.started.clone(), times.iter().map(end).max().unwrap_or_default())
}

/// Adds another value to a list of values, unless it is there.
fn join(values: &mut String, value: &str) {
    if values.is_empty() {
        value.clone_into(values);
    } else if !value.is_empty() && !values.split(" | ").any(|known| known == value) {
        values.push_str(" | ");
        values.push_str(value);
    }
}
