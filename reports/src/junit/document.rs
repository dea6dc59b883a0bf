//! Suites, cases and their elements.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use super::{
    text::{attribute, cdata, message},
    told::{Try, body, headline, rerun_body, word},
};
use crate::{Case, RunResult, Verdict, evidence, summary::subject, text::host};

/// Which attributes may occur.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavour {
    /// Those of the strictest consumer, the Jenkins xUnit plugin.
    #[default]
    Strict,
    /// Also `file` and `line` of each case, which consumers on GitHub turn into annotations.
    Rich,
}

/// Writes a run as JUnit XML: one suite per scenario.
///
/// # Errors
/// What `out` says.
pub fn write(run: &RunResult, flavour: Flavour, mut out: impl Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in &run.cases {
        suites.entry(&case.scenario).or_default().push(case);
    }
    let counts = Tally::of(run, &run.cases);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<testsuites name="{}" tests="{}" failures="{}" errors="{}" time="{}">"#,
        attribute(&format!("davproof {}", subject(run))),
        counts.tests,
        counts.failures,
        counts.errors,
        seconds(run.run.duration_ms),
    )?;
    for (scenario, cases) in suites {
        suite(&mut out, run, flavour, scenario, &cases)?;
    }
    writeln!(out, "</testsuites>")
}

/// Counts in the words of JUnit.
#[derive(Default)]
struct Tally {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Tally {
    fn of<'a>(run: &RunResult, cases: impl IntoIterator<Item = &'a Case>) -> Self {
        let mut tally = Self::default();
        for case in cases {
            tally.tests += 1;
            match element(run, case) {
                None => {}
                Some("failure") => tally.failures += 1,
                Some("error") => tally.errors += 1,
                Some(_) => tally.skipped += 1,
            }
        }
        tally
    }
}

/// The result element of a case; a pass has none, nor has one that came when the case was tried again, if the run lets it pass.
fn element(run: &RunResult, case: &Case) -> Option<&'static str> {
    match case.verdict {
        Verdict::Pass => None,
        Verdict::Flaky if case.unexpectedly_flaky() => run.run.fail_on_flaky.then_some("failure"),
        Verdict::Fail | Verdict::UnexpectedPass => Some("failure"),
        Verdict::Error | Verdict::Blocked => Some("error"),
        Verdict::NotApplicable | Verdict::KnownFail | Verdict::Flaky => Some("skipped"),
    }
}

fn suite(out: &mut impl Write, run: &RunResult, flavour: Flavour, scenario: &str, cases: &[&Case]) -> io::Result<()> {
    let Tally { tests, failures, errors, skipped } = Tally::of(run, cases.iter().copied());
    write!(
        out,
        r#"  <testsuite name="{}" tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}""#,
        attribute(scenario),
    )?;
    if let Some((file, _)) = cases.first().and_then(|case| case.source.rsplit_once(':')) {
        write!(out, r#" file="{}""#, attribute(file))?;
    }
    if let Ok(started) = run.run.started.parse::<jiff::Timestamp>() {
        write!(out, r#" timestamp="{}""#, started.strftime("%Y-%m-%dT%H:%M:%SZ"))?;
    }
    let time = cases.iter().fold(0, |sum: u64, case| sum.saturating_add(case.duration_ms));
    writeln!(out, r#" hostname="{}" time="{}">"#, attribute(host(&run.target.url)), seconds(time))?;
    properties(out, run)?;
    for case in cases {
        testcase(out, run, flavour, case)?;
    }
    writeln!(out, "  </testsuite>")
}

fn properties(out: &mut impl Write, run: &RunResult) -> io::Result<()> {
    let properties = [
        ("run.id", Some(&run.run.id)),
        ("davproof.version", Some(&run.davproof)),
        ("target.product", run.target.product.as_ref()),
        ("target.version", run.target.version.as_ref()),
        ("pack.digest", Some(&run.pack.digest)),
        ("expectations.sha256", run.expectations.as_ref().map(|file| &file.sha256)),
    ];
    writeln!(out, "    <properties>")?;
    for (name, value) in properties {
        if let Some(value) = value {
            writeln!(out, r#"      <property name="{name}" value="{}"/>"#, attribute(value))?;
        }
    }
    writeln!(out, "    </properties>")
}

fn testcase(out: &mut impl Write, run: &RunResult, flavour: Flavour, case: &Case) -> io::Result<()> {
    let name = case.id.strip_prefix(&case.scenario).and_then(|rest| rest.strip_prefix('/')).unwrap_or(&case.id);
    let class = case.scenario.replace('/', ".");
    write!(out, r#"    <testcase classname="{}" name="{}""#, attribute(&class), attribute(name))?;
    if flavour == Flavour::Rich
        && let Some((file, line)) = case.source.rsplit_once(':')
    {
        write!(out, r#" file="{}" line="{}""#, attribute(file), attribute(line))?;
    }
    write!(out, r#" time="{}""#, seconds(case.duration_ms))?;
    let (rerun, kind) = match element(run, case) {
        None if case.attempts.is_empty() => return writeln!(out, "/>"),
        None => ("flakyFailure", None),
        Some(element) => ("rerunFailure", Some(element)),
    };
    writeln!(out, ">")?;
    let mut others = Try::all(case);
    if let Some(element) = kind {
        let main = others.remove(Try::that_speaks(case, &others));
        let (message, word) = (message(&headline(case, &main)), word(run, case.verdict, case));
        write!(out, r#"      <{element} message="{message}" type="{word}">"#)?;
        cdata(out, &body(run, case, &main))?;
        writeln!(out, "</{element}>")?;
    } else {
        // What came of the last one is the pass itself.
        others.pop();
    }
    for other in others {
        let text = message(&headline(case, &other));
        write!(out, r#"      <{rerun} message="{text}" type="{}"><stackTrace>"#, word(run, other.verdict, case))?;
        cdata(out, &rerun_body(case, &other))?;
        writeln!(out, "</stackTrace></{rerun}>")?;
    }
    if let Some(path) = attachment(run, case) {
        writeln!(out, "      <system-out>[[ATTACHMENT|{path}]]</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}

/// The path of the case's evidence, unless a reader of the mark would misread it.
fn attachment(run: &RunResult, case: &Case) -> Option<String> {
    let path = format!("{}/{}/{}", run.run.reports.trim_end_matches('/'), evidence::FOLDER, evidence::file(case)?);
    let misread = |c: char| c.is_control() || "[]|<>&\"".contains(c);
    (!run.run.reports.is_empty() && !path.contains(misread)).then_some(path)
}

fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1000, ms % 1000)
}
