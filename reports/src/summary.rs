//! What a run adds up to: counts and one sentence.

use serde::Serialize;

use crate::{
    Case, RunResult, Severity, Target, Verdict,
    text::{count, one_line},
};

/// How often each verdict came at each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    cells: [[usize; Severity::ALL.len()]; Verdict::ALL.len()],
}

impl Counts {
    /// Counts the cases.
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Self {
        let mut counts = Self::default();
        for case in cases {
            counts.cells[case.verdict as usize][case.severity as usize] += 1;
        }
        counts
    }

    /// Cases of this verdict and severity.
    #[must_use]
    pub fn get(&self, verdict: Verdict, severity: Severity) -> usize {
        self.cells[verdict as usize][severity as usize]
    }

    /// Cases of this verdict.
    #[must_use]
    pub fn verdict(&self, verdict: Verdict) -> usize {
        self.cells[verdict as usize].iter().sum()
    }

    /// Cases of this severity.
    #[must_use]
    pub fn severity(&self, severity: Severity) -> usize {
        self.cells.iter().map(|row| row[severity as usize]).sum()
    }

    /// All cases.
    #[must_use]
    pub fn total(&self) -> usize {
        self.cells.iter().flatten().sum()
    }

    /// Cases that should have been judged and were not: [`Verdict::Error`] and [`Verdict::Blocked`].
    #[must_use]
    pub fn unjudged(&self) -> usize {
        self.verdict(Verdict::Error) + self.verdict(Verdict::Blocked)
    }
}

/// Where a target stands after a run, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Critical or major cases failed that nobody expected to fail.
    NotSafe,
    /// Only minor cases failed that nobody expected to fail.
    Failed,
    /// Something failed before it held, and the run does not let that pass.
    Unstable,
    /// The run was broken off.
    Interrupted,
    /// The target could not be reached, or davproof itself broke down.
    BrokenOff,
    /// Something that was required could not be judged.
    Partial,
    /// No case could say anything.
    NotJudged,
    /// Everything passed, even what was listed as failing.
    BetterThanExpected,
    /// Nothing failed but what is known to fail.
    KnownFailures,
    /// Every case that applies passed.
    Passed,
}

impl Standing {
    fn of(run: &RunResult, counts: &Counts) -> Self {
        let failed = |severity| counts.get(Verdict::Fail, severity) > 0;
        if failed(Severity::Critical) || failed(Severity::Major) {
            Self::NotSafe
        } else if counts.verdict(Verdict::Fail) > 0 {
            Self::Failed
        } else if run.run.fail_on_flaky && unexpectedly_flaky(run) > 0 {
            Self::Unstable
        } else if run.run.interrupted {
            Self::Interrupted
        } else if matches!(run.run.exit_code, 1 | 3) {
            Self::BrokenOff
        } else if counts.unjudged() > 0 || run.run.exit_code == 12 {
            Self::Partial
        } else if counts.total() == counts.verdict(Verdict::NotApplicable) {
            Self::NotJudged
        } else if counts.verdict(Verdict::UnexpectedPass) > 0 {
            Self::BetterThanExpected
        } else if counts.verdict(Verdict::KnownFail) > 0 {
            Self::KnownFailures
        } else {
            Self::Passed
        }
    }
}

/// What a run adds up to. Every report says it in these words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Counts per verdict and severity.
    pub counts: Counts,
    /// Where the target stands.
    pub standing: Standing,
    /// The verdict of the run in one plain sentence.
    pub sentence: String,
    /// What the sentence alone would leave unsaid, each in a sentence; may be empty.
    pub caveats: Vec<String>,
}

impl Summary {
    /// Adds up a run.
    #[must_use]
    pub fn of(run: &RunResult) -> Self {
        let counts = Counts::of(&run.cases);
        let standing = Standing::of(run, &counts);
        Self {
            counts,
            standing,
            sentence: sentence(standing, &subject(run), &counts, unexpectedly_flaky(run)),
            caveats: caveats(run, standing, &counts),
        }
    }
}

/// Cases that failed and then held, though nobody said that they vary.
fn unexpectedly_flaky(run: &RunResult) -> usize {
    run.cases.iter().filter(|case| case.unexpectedly_flaky()).count()
}

/// Who was judged: product and version where the server let them be known, else the label.
pub(crate) fn subject(run: &RunResult) -> String {
    run.target.subject()
}

impl Target {
    /// Who was judged: product and version where the server let them be known, else the label.
    #[must_use]
    pub fn subject(&self) -> String {
        let known = match (&self.product, &self.version) {
            (Some(product), Some(version)) => format!("{product} {version}"),
            (Some(product), None) => product.clone(),
            (None, _) => self.label.clone(),
        };
        let known = one_line(&known, 80);
        if known.is_empty() { "The server".to_owned() } else { known }
    }
}

fn sentence(standing: Standing, subject: &str, counts: &Counts, unstable: usize) -> String {
    let failures = || severities(counts, Verdict::Fail, "unexpected failure");
    let judged = counts.total() - counts.unjudged() - counts.verdict(Verdict::NotApplicable);
    match standing {
        Standing::NotSafe => format!("{subject} is not safe to sync with: {}.", failures()),
        Standing::Failed => format!("{subject} did not pass: {}.", failures()),
        Standing::Unstable => {
            format!("{subject} did not pass: {} failed before passing.", count(unstable, "case"))
        }
        Standing::Interrupted => {
            format!(
                "The run against {subject} was interrupted: {} judged until then, and none failed unexpectedly.",
                count(judged, "case")
            )
        }
        Standing::BrokenOff => {
            format!("The run against {subject} broke off: {} judged until then.", count(judged, "case"))
        }
        Standing::Partial if counts.unjudged() == 0 => {
            format!("{subject} was judged only in part: something that is required did not run.")
        }
        Standing::Partial => format!(
            "{subject} was judged only in part: {} of {} could not be judged.",
            counts.unjudged(),
            count(counts.total(), "case"),
        ),
        Standing::NotJudged if counts.total() == 0 => {
            format!("{subject} was not judged: no case ran.")
        }
        Standing::NotJudged => {
            format!("{subject} was not judged: none of {} applies to it.", count(counts.total(), "case"))
        }
        Standing::BetterThanExpected => format!(
            "{subject} does better than expected: {}, so the expectation file is out of date.",
            count(counts.verdict(Verdict::UnexpectedPass), "case") + " passed that should fail",
        ),
        Standing::KnownFailures => format!(
            "{subject} passed {} of {}; {} — read them before you migrate.",
            counts.verdict(Verdict::Pass),
            count(counts.total(), "case"),
            severities(counts, Verdict::KnownFail, "known failure"),
        ),
        Standing::Passed => match counts.verdict(Verdict::Flaky) {
            0 => format!("{subject} passed all {} that apply to it.", count(judged, "case")),
            flaky => format!("{subject} passed all of {} but {flaky} whose outcome varies.", count(judged, "case")),
        },
    }
}

/// `2 unexpected failures, 1 critical`; the gravest severity that occurs is told.
fn severities(counts: &Counts, verdict: Verdict, noun: &str) -> String {
    let all = counts.verdict(verdict);
    let (critical, major) = (counts.get(verdict, Severity::Critical), counts.get(verdict, Severity::Major));
    let told = match (critical, major) {
        (0, 0) => "none of them critical or major".to_owned(),
        (0, major) if major == all => "all major".to_owned(),
        (0, major) => format!("{major} of them major"),
        (critical, _) if critical == all => "all critical".to_owned(),
        (critical, _) => format!("{critical} of them critical"),
    };
    let told = match (all, critical, major) {
        (1, 1, _) => "which is critical".to_owned(),
        (1, _, 1) => "which is major".to_owned(),
        (1, _, _) => "neither critical nor major".to_owned(),
        _ => told,
    };
    format!("{}, {told}", count(all, noun))
}

fn caveats(run: &RunResult, standing: Standing, counts: &Counts) -> Vec<String> {
    let mut caveats = Vec::new();
    let severe = run.findings.iter().filter(|f| f.severity <= Severity::Major).count();
    if severe > 0 {
        caveats.push(format!("There {} about the whole server.", are(severe, "severe finding")));
    }
    let failing = matches!(standing, Standing::NotSafe | Standing::Failed);
    if failing && run.run.interrupted {
        caveats.push("The run was interrupted, so there may be more.".to_owned());
    }
    if failing && counts.unjudged() > 0 {
        caveats.push(format!("{} could not be judged.", count(counts.unjudged(), "case")));
    }
    let unstable = unexpectedly_flaky(run);
    if standing != Standing::Unstable && unstable > 0 {
        caveats.push(format!("{} failed before passing.", count(unstable, "case")));
    }
    let known = counts.verdict(Verdict::KnownFail);
    if standing != Standing::KnownFailures && known > 0 {
        caveats.push(format!(
            "There {} besides.",
            are(known, "known failure")
                + &match counts.get(Verdict::KnownFail, Severity::Critical) {
                    0 => String::new(),
                    critical => format!(" ({critical} critical)"),
                }
        ));
    }
    if let Some(shard) = &run.run.shard {
        caveats.push(format!(
            "This is shard {shard} with {} of {}; `davproof report merge` puts all of them together.",
            counts.total(),
            count(run.run.selected, "selected case"),
        ));
    } else if run.pack.cases > counts.total() {
        caveats.push(format!(
            "The run covers {} of the {} of the pack and says nothing about the rest.",
            counts.total(),
            count(run.pack.cases, "case"),
        ));
    }
    if run.run.read_only {
        caveats.push("Only requests that change nothing were sent.".to_owned());
    }
    caveats
}

fn are(n: usize, noun: &str) -> String {
    format!("{} {}", if n == 1 { "is" } else { "are" }, count(n, noun))
}
