//! JUnit XML that each of its consumers reads right.
//!
//! There is no standard for JUnit XML, only readers, and each has its traps. What this writer holds to:
//!
//! - A case has at most one result element, with `message`, `type` and a body: Allure takes one
//!   without attributes for a pass, GitLab shows a hash where the body is missing.
//! - `type` is a word of our own: GitLab parses values such as `symbol` or `yaml` and loses the file.
//! - Names and messages need no escaping (Allure shows entities raw); bodies are CDATA.
//! - Names are ids and never carry a result: consumers key the history of a case on them.
//! - [`Flavour::Strict`] follows the schema `junit-10.xsd` of the Jenkins xUnit plugin.
//! - `system-out` names the evidence of a case, as `[[ATTACHMENT|…]]`, and holds nothing else: the mark is broken up
//!   wherever a server or a scenario could have written it. GitLab and Jenkins take the path from the root of the project,
//!   so it begins with the folder that the run was given.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use crate::{
    Case, Check, Exchange, Outcome, RunResult, Verdict, evidence,
    summary::subject,
    text::{excerpt, host, one_line, strip},
};

/// Bytes of one text (an actual value, a command line) in a body.
const TEXT_LIMIT: usize = 2_000;
/// Failed checks that a body shows in full.
const CHECK_LIMIT: usize = 20;

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

/// One of the times that a case was tried.
struct Try<'a> {
    verdict: Verdict,
    reason: Option<&'a str>,
    checks: &'a [Check],
    exchanges: &'a [Exchange],
}

impl<'a> Try<'a> {
    /// All of them, in order.
    fn all(case: &'a Case) -> Vec<Self> {
        let earlier = case.attempts.iter().map(|attempt| Self {
            verdict: attempt.verdict,
            reason: Some(&attempt.reason),
            checks: &attempt.checks,
            exchanges: &attempt.exchanges,
        });
        let last = Self {
            verdict: case.verdict,
            reason: case.reason.as_deref(),
            checks: &case.checks,
            exchanges: &case.exchanges,
        };
        earlier.chain([last]).collect()
    }

    /// The index of the one that the result element tells of. Readers take a failure for what came first, and the reruns for
    /// what followed. An error on the way does not speak for a failure, and of errors the last one sums up.
    fn that_speaks(case: &Case, tries: &[Self]) -> usize {
        let first_failure = || tries.iter().position(|one| one.verdict == Verdict::Fail);
        let speaks = if case.verdict == Verdict::Fail { first_failure() } else { None };
        speaks.unwrap_or(case.attempts.len())
    }

    fn failed(&self) -> Vec<&'a Check> {
        self.checks.iter().filter(|check| check.outcome == Outcome::Fail).collect()
    }
}

/// The path of the case's evidence, unless a reader of the mark would misread it.
fn attachment(run: &RunResult, case: &Case) -> Option<String> {
    let path = format!("{}/{}/{}", run.run.reports.trim_end_matches('/'), evidence::FOLDER, evidence::file(case)?);
    let misread = |c: char| c.is_control() || "[]|<>&\"".contains(c);
    (!run.run.reports.is_empty() && !path.contains(misread)).then_some(path)
}

/// The `type` of a result element.
fn word(run: &RunResult, verdict: Verdict, case: &Case) -> &'static str {
    let levels = || case.requirements.iter().filter_map(|id| run.requirements.get(id)).map(|r| r.level.as_str());
    match verdict {
        Verdict::Fail if levels().any(|level| level.starts_with("MUST") || level.starts_with("REQUIRED")) => "MUST",
        Verdict::Fail if levels().any(|level| level.starts_with("SHOULD") || level.contains("RECOMMENDED")) => "SHOULD",
        Verdict::Fail | Verdict::Pass => "assertion",
        Verdict::Error => "transport",
        Verdict::Blocked => "setup",
        Verdict::NotApplicable => "not-applicable",
        Verdict::KnownFail => "known-failure",
        Verdict::UnexpectedPass => "unexpected-pass",
        Verdict::Flaky => "flaky",
    }
}

/// What is wrong, in a line.
fn headline(case: &Case, told: &Try<'_>) -> String {
    let accepted = case.expectation.as_ref().map(|entry| entry.reason.as_str());
    let reason = told.reason;
    match (told.verdict, told.failed().as_slice()) {
        (Verdict::Fail, [first, rest @ ..]) => {
            let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
            format!(
                "{}: expected {}, got {}{more}",
                first.id,
                one_line(&first.expected, 80),
                one_line(&first.actual, 80)
            )
        }
        (Verdict::KnownFail | Verdict::Flaky, _) => accepted.or(reason).unwrap_or(&case.title).to_owned(),
        (Verdict::UnexpectedPass, _) => format!("passed, and should fail: {}", accepted.unwrap_or("no reason given")),
        (Verdict::Fail | Verdict::Pass | Verdict::Error | Verdict::Blocked | Verdict::NotApplicable, _) => {
            reason.unwrap_or(&case.title).to_owned()
        }
    }
}

/// What went wrong another time, as lines of text.
fn rerun_body(case: &Case, told: &Try<'_>) -> String {
    let failed = told.failed().into_iter().take(CHECK_LIMIT).map(|check| {
        let text = |text| excerpt(text, TEXT_LIMIT);
        format!("\ncheck: {}\nexpected: {}\nactual: {}", check.id, text(&check.expected), text(&check.actual))
    });
    let reason = told.reason.map_or_else(|| headline(case, told), str::to_owned);
    excerpt(&reason, TEXT_LIMIT).into_owned() + &failed.collect::<String>()
}

/// Everything that a person needs who sees nothing but this case, as lines of text.
fn body(run: &RunResult, case: &Case, told: &Try<'_>) -> String {
    let mut lines = vec![
        case.source.clone(),
        format!("{} [{}]: {}", case.verdict.words(), case.severity.id(), excerpt(&case.title, TEXT_LIMIT)),
    ];
    let mut line = |label: &str, text: &str| lines.push(format!("{label}: {}", excerpt(text, TEXT_LIMIT)));
    let entry = case.expectation.as_ref();
    let texts = [
        ("reason", told.reason),
        ("accepted", entry.map(|entry| entry.reason.as_str())),
        ("see", entry.map(|entry| entry.link.as_str())),
        ("people see", case.symptom.as_deref()),
        ("advice", case.advice.as_deref()),
    ];
    for (label, text) in texts {
        if let Some(text) = text {
            line(label, text);
        }
    }
    for id in &case.requirements {
        if let Some(requirement) = run.requirements.get(id) {
            line(id, &format!("{}: {}", requirement.level, requirement.summary));
        }
    }
    let failed = told.failed();
    let mut shown = None;
    for check in failed.iter().take(CHECK_LIMIT) {
        line("\ncheck", &format!("{} ({})", check.id, check.source));
        line("expected", &check.expected);
        line("actual", &check.actual);
        if let Some(index) = check.exchange
            && shown != Some(index)
            && let Some(exchange) = told.exchanges.get(index)
        {
            shown = Some(index);
            line("request", &format!("{} {} as {}", exchange.method, exchange.url, exchange.role));
            if let Some(curl) = &exchange.curl {
                line("repeat", curl);
            }
        }
    }
    if failed.len() > CHECK_LIMIT {
        lines.push(format!("… and {} more failed checks in results.json", failed.len() - CHECK_LIMIT));
    }
    lines.join("\n")
}

/// Text as CDATA. The section is left and entered again within `]]>`.
pub(crate) fn cdata(out: &mut impl Write, text: &str) -> io::Result<()> {
    let text = disarmed(&strip(text)).replace("]]>", "]]]]><![CDATA[>");
    write!(out, "<![CDATA[{text}]]>")
}

/// Breaks up the mark by which Jenkins and GitLab find attachments.
fn disarmed(text: &str) -> String {
    text.replace("[[ATTACHMENT", "[ [ATTACHMENT")
}

/// Text for an attribute that carries an id or a name.
pub(crate) fn attribute(text: &str) -> String {
    disarmed(&one_line(text, 500))
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Text for a `message`: one line of ASCII that needs no escaping, since some readers show entities raw.
pub(crate) fn message(text: &str) -> String {
    let mut out = String::new();
    for c in disarmed(&one_line(text, 300)).chars() {
        match c {
            '<' => out.push('('),
            '>' => out.push(')'),
            '&' => out.push('+'),
            '"' | '“' | '”' | '„' | '‘' | '’' => out.push('\''),
            '–' | '—' => out.push('-'),
            '…' => out.push_str("..."),
            c if c.is_ascii() => out.push(c),
            _ => out.push('?'),
        }
    }
    if out.is_empty() { "no message".to_owned() } else { out }
}

fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1000, ms % 1000)
}
