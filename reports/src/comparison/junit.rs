//! The comparison as JUnit XML: only what is new is red. It follows the rules of the JUnit report of a run.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::junit::{attribute, cdata, message};
use crate::text::{excerpt, one_line};
use crate::{CaseChange, Change, Comparison, Gate, Turn};

use super::markdown::told;

/// Bytes of one text in a body.
const TEXT_LIMIT: usize = 2_000;

/// How a change shows in JUnit.
enum Element {
    Failure,
    Error,
    Skipped,
    Pass,
}

impl Comparison {
    /// Writes the comparison as JUnit XML: one suite per scenario with a case that changed, and one for the gate itself.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write_junit(&self, mut out: impl Write) -> io::Result<()> {
        let mut suites: BTreeMap<&str, Vec<&CaseChange>> = BTreeMap::new();
        for case in &self.changes {
            suites.entry(&case.scenario).or_default().push(case);
        }
        let gate = usize::from(self.gate != Gate::Passed);
        let [failures, errors, _] = tally(self.changes.iter());
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        writeln!(
            out,
            r#"<testsuites name="{}" tests="{}" failures="{}" errors="{errors}" time="0.000">"#,
            attribute(&format!("davproof {}", self.subjects())),
            self.changes.len() + 1,
            failures + gate,
        )?;
        self.write_gate(&mut out)?;
        for (scenario, cases) in suites {
            let [failures, errors, skipped] = tally(cases.iter().copied());
            writeln!(
                out,
                r#"  <testsuite name="{}" tests="{}" failures="{failures}" errors="{errors}" skipped="{skipped}" time="0.000">"#,
                attribute(scenario),
                cases.len(),
            )?;
            for case in cases {
                testcase(&mut out, case)?;
            }
            writeln!(out, "  </testsuite>")?;
        }
        writeln!(out, "</testsuites>")
    }

    /// The gate as a test of its own, so that lost coverage and other packs are red too.
    fn write_gate(&self, out: &mut impl Write) -> io::Result<()> {
        let failures = usize::from(self.gate != Gate::Passed);
        writeln!(
            out,
            r#"  <testsuite name="davproof/gate" tests="1" failures="{failures}" errors="0" skipped="0" time="0.000">"#
        )?;
        write!(out, r#"    <testcase classname="davproof.gate" name="baseline" time="0.000""#)?;
        if self.gate == Gate::Passed {
            writeln!(out, "/>")?;
        } else {
            writeln!(out, ">")?;
            write!(out, r#"      <failure message="{}" type="gate">"#, message(&self.sentence()))?;
            let lines = [vec![self.subjects(), self.sentence(), self.gate.words().to_owned()], self.caveats()].concat();
            cdata(out, &excerpt(&lines.join("\n"), 4 * TEXT_LIMIT))?;
            writeln!(out, "</failure>\n    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")
    }
}

/// Failures, errors and skipped cases.
fn tally<'a>(cases: impl Iterator<Item = &'a CaseChange>) -> [usize; 3] {
    let mut counts = [0; 3];
    for case in cases {
        match element(case.change) {
            Element::Failure => counts[0] += 1,
            Element::Error => counts[1] += 1,
            Element::Skipped => counts[2] += 1,
            Element::Pass => {}
        }
    }
    counts
}

fn element(change: Change) -> Element {
    match change {
        Change::NewlyFailing | Change::FixedThoughListed | Change::PassesThoughListed => Element::Failure,
        Change::NotJudged | Change::Removed => Element::Error,
        Change::NewlyFlaky
        | Change::Accepted
        | Change::StillFailing
        | Change::StillFlaky
        | Change::StillNotJudged
        | Change::StillNotApplicable => Element::Skipped,
        Change::Fixed | Change::Judged | Change::Steady | Change::Added | Change::StillPassing => Element::Pass,
    }
}

fn testcase(out: &mut impl Write, case: &CaseChange) -> io::Result<()> {
    let name = case.id.strip_prefix(&case.scenario).and_then(|rest| rest.strip_prefix('/')).unwrap_or(&case.id);
    let class = case.scenario.replace('/', ".");
    write!(out, r#"    <testcase classname="{}" name="{}" time="0.000""#, attribute(&class), attribute(name))?;
    let element = match element(case.change) {
        Element::Failure => "failure",
        Element::Error => "error",
        Element::Skipped => "skipped",
        Element::Pass => return writeln!(out, "/>"),
    };
    writeln!(out, ">")?;
    let headline = format!("{}: {}", case.change.words(), one_line(&told(case), 200));
    write!(out, r#"      <{element} message="{}" type="{}">"#, message(&headline), case.change.id())?;
    cdata(out, &body(case))?;
    writeln!(out, "</{element}>\n    </testcase>")
}

fn body(case: &CaseChange) -> String {
    let mut lines = vec![format!("{}: {} [{}]", case.change.words(), case.title, case.severity.id()), told(case)];
    for check in &case.checks {
        lines.push(format!("\n{} ({})", check.id, check.change.words()));
        match check.change {
            Turn::NewlyFailing | Turn::StillFailing => {
                lines.push(format!("expected: {}", excerpt(&check.expected, TEXT_LIMIT)));
                lines.push(format!("actual: {}", excerpt(&check.actual, TEXT_LIMIT)));
            }
            Turn::Gone => {}
        }
    }
    excerpt(&lines.join("\n"), 8 * TEXT_LIMIT).into_owned()
}
