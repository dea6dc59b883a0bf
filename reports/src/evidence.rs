//! The evidence of a case as text: its checks and what went over the wire, for every reader and every age.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::Path,
};

use sha2::{Digest, Sha256};

use crate::{
    Attempt, Case, Check, Exchange, Message, Outcome, RunResult, Verdict,
    summary::subject,
    text::{self, hex, visible},
};

/// Folder of the evidence beside the reports.
pub(crate) const FOLDER: &str = "evidence";
/// The file by which we know the folder for ours.
pub(crate) const NOTE: &str = "DAVPROOF.txt";
/// Bytes of one part of a file's name.
const PART_LIMIT: usize = 120;

/// Where the evidence of a case lies below [`FOLDER`]; nowhere if it passed at once, or nothing was sent.
pub(crate) fn file(case: &Case) -> Option<String> {
    let passed = case.verdict == Verdict::Pass && case.attempts.is_empty();
    let sent = !case.exchanges.is_empty() || case.attempts.iter().any(|attempt| !attempt.exchanges.is_empty());
    (!passed && sent).then(|| name(&case.id))
}

/// The cases that have evidence, by file. An id that two cases share has one file.
pub(crate) fn files(run: &RunResult) -> impl Iterator<Item = (&Case, String)> {
    let files: BTreeMap<String, &Case> = run.cases.iter().filter_map(|case| Some((file(case)?, case))).collect();
    files.into_iter().map(|(file, case)| (case, file))
}

/// A path for an id: the id itself, or a digest of it where not every system could have such a file.
fn name(id: &str) -> String {
    let usual = |c: char| c.is_ascii_alphanumeric() || "-_.@=,".contains(c);
    let fits = |part: &str| {
        !part.is_empty()
            && part.len() <= PART_LIMIT
            && part.chars().all(usual)
            && !part.starts_with('.')
            && !part.ends_with('.')
            && Path::new(part).extension().is_none_or(|suffix| suffix != "txt")
    };
    if id.split('/').all(fits) {
        return format!("{id}.txt");
    }
    format!("other/{}.txt", hex(&Sha256::digest(id)[..16]))
}

/// What the folder is, for people who find it.
pub(crate) fn note(run: &RunResult, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "Evidence of davproof run {}, written from results.json.\n\n\
         There is a text for every case that did not pass: its checks, and what went over the wire.\n\
         Passwords and tokens are left out. Long bodies are cut, with the size and SHA-256 of the whole.\n\n\
         The next run into the same place replaces this folder.",
        line(&run.run.id),
    )
}

/// The evidence of a case.
pub(crate) fn write(run: &RunResult, case: &Case, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}\n{}\n", line(&case.id), line(&case.title))?;
    let entry = case.expectation.as_ref();
    let facts = [
        ("verdict", Some(format!("{} ({})", case.verdict.words(), case.severity.id()))),
        ("reason", case.reason.clone()),
        ("accepted", entry.map(|entry| format!("{} ({}, {})", entry.reason, entry.link, entry.source))),
        ("people see", case.symptom.clone()),
        ("advice", case.advice.clone()),
        ("requirements", Some(case.requirements.join(", ")).filter(|ids| !ids.is_empty())),
        ("written in", Some(case.source.clone())),
        ("server", Some(format!("{} at {}", subject(run), run.target.url))),
        ("run", Some(format!("{}, started {}", run.run.id, run.run.started))),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            writeln!(out, "{name:>12}  {}", line(&value))?;
        }
    }
    if !case.checks.is_empty() {
        writeln!(out, "\nChecks")?;
        for check in &case.checks {
            write_check(check, out)?;
        }
    }
    for (index, exchange) in case.exchanges.iter().enumerate() {
        write_exchange(index + 1, exchange, out)?;
    }
    for (index, attempt) in case.attempts.iter().enumerate() {
        let Attempt { verdict, reason, duration_ms, checks, exchanges } = attempt;
        let took = text::duration(*duration_ms);
        writeln!(out, "\n{}\nEarlier attempt {}, took {took}", "#".repeat(80), index + 1)?;
        writeln!(out, "{}: {}", verdict.words(), line(reason))?;
        for check in checks {
            write_check(check, out)?;
        }
        for (index, exchange) in exchanges.iter().enumerate() {
            write_exchange(index + 1, exchange, out)?;
        }
    }
    Ok(())
}

fn write_check(check: &Check, out: &mut impl Write) -> io::Result<()> {
    let Check { id, outcome, expected, actual, source, exchange } = check;
    let word = match outcome {
        Outcome::Pass => "held",
        Outcome::Fail => "FAILED",
        Outcome::NotEvaluated => "not evaluated",
    };
    let about = exchange.map_or(String::new(), |index| format!(", exchange {}", index + 1));
    writeln!(out, "- {word}: {} ({}{about})", line(id), line(source))?;
    writeln!(out, "    expected  {}", line(expected))?;
    if !actual.is_empty() {
        writeln!(out, "    actual    {}", line(actual))?;
    }
    Ok(())
}

fn write_exchange(number: usize, exchange: &Exchange, out: &mut impl Write) -> io::Result<()> {
    let Exchange { step, role, method, url, request, status, response, error, hops, started_ms, duration_ms, curl } =
        exchange;
    writeln!(out, "\n{}", "=".repeat(80))?;
    let (begun, took) = (text::duration(*started_ms), text::duration(*duration_ms));
    writeln!(out, "Exchange {number}: {} as {}, {begun} into the run, took {took}", line(step), line(role))?;
    for hop in hops {
        writeln!(out, "On the way: {}", line(hop))?;
    }
    writeln!(out, "\n{} {}", line(method), line(url))?;
    write_message(request.as_ref(), out)?;
    match (status, error) {
        (Some(status), _) => writeln!(out, "\nAnswer: {status}")?,
        (None, Some(error)) => writeln!(out, "\nNo answer: {}", line(error))?,
        (None, None) => writeln!(out, "\nNo answer")?,
    }
    write_message(response.as_ref(), out)?;
    if let Some(curl) = curl {
        writeln!(out, "\nRepeat it:\n{}", visible(curl))?;
    }
    Ok(())
}

fn write_message(message: Option<&Message>, out: &mut impl Write) -> io::Result<()> {
    let Some(Message { headers, body, body_bytes, body_sha256 }) = message else { return Ok(()) };
    for (name, value) in headers {
        writeln!(out, "{}: {}", line(name), line(value))?;
    }
    if !body.is_empty() {
        writeln!(out, "\n{}", visible(body).trim_end_matches('\n'))?;
    }
    if let Some(sha256) = body_sha256 {
        let shown = body.len();
        writeln!(out, "(shown: {shown} bytes; the whole has {body_bytes} bytes and SHA-256 {})", line(sha256))?;
    }
    Ok(())
}

/// A text on one line, with all that acts made visible.
fn line(text: &str) -> String {
    visible(text).replace('\n', " ⏎ ")
}
