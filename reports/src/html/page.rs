//! The page from head to foot, written as it is rendered: memory does not grow with the run.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::comparison::html::ComparisonView;
use crate::{
    Case, Comparison, Order, RunResult, Severity, Standing, Summary, Verdict, store::write_json, summary::subject, text,
};

use super::{
    evidence::Budget,
    families::{DeviationView, FamilyView, deviations, families},
    templates::{SCRIPT, STYLE, Templates, csp_hash, print_header},
    view::{CaseView, FindingView, text_of},
};

/// Cases of one section that are told in full; a page with more would not be read.
const IN_FULL: usize = 100;

/// Writes a run as one HTML page.
///
/// # Errors
/// What `out` says.
pub fn write(run: &RunResult, out: impl Write) -> io::Result<()> {
    write_compared(run, None, out)
}

/// Writes a run as one HTML page that begins with what changed since a baseline, if one is given.
///
/// # Errors
/// What `out` says.
pub(crate) fn write_compared(run: &RunResult, comparison: Option<&Comparison>, mut out: impl Write) -> io::Result<()> {
    let comparison = comparison.map(ComparisonView::from);
    let templates = Templates::new();
    let summary = Summary::of(run);
    let mut sections: BTreeMap<Section, Vec<&Case>> = BTreeMap::new();
    for case in &run.cases {
        sections.entry(Section::of(case.verdict)).or_default().push(case);
    }
    let digest = digest(run)?;
    templates.render("head.html", Head::new(run, &summary, &sections, &digest, comparison), &mut out)?;
    let mut budget = Budget::new();
    for (section, mut cases) in sections {
        // A stable sort: within a severity the ids stay in order.
        cases.sort_by_key(|case| case.severity);
        templates.render("section.html", Opening::new(section, cases.len()), &mut out)?;
        match section {
            Section::Failures | Section::Unjudged | Section::UnexpectedPasses => {
                let (in_full, in_short) = cases.split_at(cases.len().min(IN_FULL));
                for case in in_full {
                    templates.render("case.html", CaseView::new(run, case, &mut budget), &mut out)?;
                }
                if !in_short.is_empty() {
                    templates.render("families.html", FamilyTable::rest(section, in_short), &mut out)?;
                }
            }
            Section::Known => {
                templates.render("known.html", Known { deviations: deviations(&cases) }, &mut out)?;
            }
            Section::Flaky => {
                let (unexpected, listed): (Vec<&Case>, Vec<&Case>) =
                    cases.into_iter().partition(|case| case.unexpectedly_flaky());
                for case in unexpected {
                    templates.render("case.html", CaseView::new(run, case, &mut budget), &mut out)?;
                }
                if !listed.is_empty() {
                    templates.render("families.html", FamilyTable::of(section, &listed), &mut out)?;
                }
            }
            Section::NotApplicable => {
                templates.render("families.html", FamilyTable::of(section, &cases), &mut out)?;
            }
            Section::Passed => passed(&templates, &cases, &mut out)?,
        }
        writeln!(out, "</section>")?;
    }
    templates.render("foot.html", Foot::new(run, &digest), &mut out)
}

fn passed(templates: &Templates, cases: &[&Case], out: &mut impl Write) -> io::Result<()> {
    let mut scenarios: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in cases {
        scenarios.entry(&case.scenario).or_default().push(case);
    }
    for (scenario, cases) in scenarios {
        let group = Passed { scenario: text_of(scenario), count: cases.len(), families: families(&cases) };
        templates.render("passed.html", group, &mut *out)?;
    }
    Ok(())
}

/// SHA-256 of `results.json`, in hexadecimal.
fn digest(run: &RunResult) -> io::Result<String> {
    struct Hashed(Sha256);
    impl Write for Hashed {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.update(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut hashed = io::BufWriter::with_capacity(1 << 16, Hashed(Sha256::new()));
    write_json(run, &mut hashed)?;
    let Hashed(sha) = hashed.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(sha.finalize().iter().fold(String::with_capacity(64), |hex, byte| hex + &format!("{byte:02x}")))
}

/// Parts of the page that hold cases, in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Failures,
    Unjudged,
    UnexpectedPasses,
    Known,
    Flaky,
    NotApplicable,
    Passed,
}

impl Section {
    fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Fail => Self::Failures,
            Verdict::Error | Verdict::Blocked => Self::Unjudged,
            Verdict::UnexpectedPass => Self::UnexpectedPasses,
            Verdict::KnownFail => Self::Known,
            Verdict::Flaky => Self::Flaky,
            Verdict::NotApplicable => Self::NotApplicable,
            Verdict::Pass => Self::Passed,
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Failures => "failures",
            Self::Unjudged => "not-judged",
            Self::UnexpectedPasses => "unexpected-passes",
            Self::Known => "known-failures",
            Self::Flaky => "flaky",
            Self::NotApplicable => "not-applicable",
            Self::Passed => "passed",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Failures => "Unexpected failures",
            Self::Unjudged => "Not judged",
            Self::UnexpectedPasses => "Unexpected passes",
            Self::Known => "Known failures",
            Self::Flaky => "Flaky",
            Self::NotApplicable => "Not applicable",
            Self::Passed => "Passed",
        }
    }

    fn introduction(self) -> &'static str {
        match self {
            Self::Failures => "The server did not do what is required, and nobody had accepted that.",
            Self::Unjudged => {
                "Nothing is known about these: the transport failed, or what the case needs could not be made."
            }
            Self::UnexpectedPasses => {
                "The expectation file lists these as failing, and they passed. Take them off the list."
            }
            Self::Known => {
                "The server gets these wrong, and the expectation file accepts it. The people who sync meet them all the same."
            }
            Self::Flaky => "The outcome of these varies from run to run. They prove nothing either way.",
            Self::NotApplicable => "The server does not claim the feature, or the target has no such account.",
            Self::Passed => "Every check held.",
        }
    }
}

#[derive(Serialize)]
struct Opening {
    id: &'static str,
    title: &'static str,
    introduction: &'static str,
    count: usize,
}

impl Opening {
    fn new(section: Section, count: usize) -> Self {
        Self { id: section.id(), title: section.title(), introduction: section.introduction(), count }
    }
}

#[derive(Serialize)]
struct Passed {
    scenario: String,
    count: usize,
    families: Vec<FamilyView>,
}

#[derive(Serialize)]
struct Known {
    deviations: Vec<DeviationView>,
}

/// A table of families.
#[derive(Serialize)]
struct FamilyTable {
    caption: String,
    note: Option<String>,
    families: Vec<FamilyView>,
}

impl FamilyTable {
    fn of(section: Section, cases: &[&Case]) -> Self {
        Self { caption: format!("{} cases, and why", section.title()), note: None, families: families(cases) }
    }

    /// The cases for which there is no room in full.
    fn rest(section: Section, cases: &[&Case]) -> Self {
        let note = format!("{} more in short; the evidence of each has everything.", text::count(cases.len(), "case"));
        Self { note: Some(note), ..Self::of(section, cases) }
    }
}

#[derive(Serialize)]
struct Head {
    policy: String,
    style: &'static str,
    print_header: String,
    subject: String,
    label: String,
    url: String,
    started: String,
    duration: String,
    comparison: Option<ComparisonView>,
    sentence: String,
    caveats: Vec<String>,
    standing: Standing,
    icon: &'static str,
    severities: [&'static str; Severity::ALL.len()],
    counts: Vec<CountView>,
    totals: Vec<usize>,
    total: usize,
    sections: Vec<Opening>,
    findings: Vec<FindingView>,
}

#[derive(Serialize)]
struct CountView {
    verdict: &'static str,
    words: &'static str,
    section: Option<&'static str>,
    cells: Vec<usize>,
    total: usize,
}

impl Head {
    fn new(
        run: &RunResult,
        summary: &Summary,
        sections: &BTreeMap<Section, Vec<&Case>>,
        digest: &str,
        comparison: Option<ComparisonView>,
    ) -> Self {
        let Summary { counts, standing, sentence, caveats } = summary;
        let print_header = print_header(&run.run.id, digest);
        let row = |verdict: Verdict| CountView {
            verdict: verdict.id(),
            words: verdict.words(),
            section: (counts.verdict(verdict) > 0).then(|| Section::of(verdict).id()),
            cells: Severity::ALL.map(|severity| counts.get(verdict, severity)).to_vec(),
            total: counts.verdict(verdict),
        };
        Self {
            policy: format!(
                "default-src 'none'; style-src {} {}; script-src {}; base-uri 'none'; form-action 'none'",
                csp_hash(STYLE),
                csp_hash(&print_header),
                csp_hash(SCRIPT),
            ),
            style: STYLE,
            print_header,
            subject: subject(run),
            label: text_of(&run.target.label),
            url: text_of(&run.target.url),
            started: started(run),
            duration: text::duration(run.run.duration_ms),
            comparison,
            sentence: sentence.clone(),
            caveats: caveats.clone(),
            standing: *standing,
            icon: icon(*standing),
            severities: Severity::ALL.map(Severity::id),
            counts: Verdict::ALL.map(row).into_iter().collect(),
            totals: Severity::ALL.map(|severity| counts.severity(severity)).to_vec(),
            total: counts.total(),
            sections: sections.iter().map(|(section, cases)| Opening::new(*section, cases.len())).collect(),
            findings: run.findings.iter().map(FindingView::from).collect(),
        }
    }
}

/// The verdict whose shape and colour stand for a standing.
fn icon(standing: Standing) -> &'static str {
    match standing {
        Standing::NotSafe | Standing::Failed => Verdict::Fail.id(),
        Standing::Unstable => Verdict::Flaky.id(),
        Standing::Interrupted | Standing::BrokenOff | Standing::Partial => Verdict::Error.id(),
        Standing::NotJudged => Verdict::NotApplicable.id(),
        Standing::BetterThanExpected => Verdict::UnexpectedPass.id(),
        Standing::KnownFailures => Verdict::KnownFail.id(),
        Standing::Passed => Verdict::Pass.id(),
    }
}

fn started(run: &RunResult) -> String {
    text_of(&text::day(&run.run.started))
}

#[derive(Serialize)]
struct Foot {
    script: &'static str,
    davproof: String,
    facts: Vec<(&'static str, String)>,
    learned: Vec<(String, String)>,
}

impl Foot {
    fn new(run: &RunResult, digest: &str) -> Self {
        let RunResult { davproof, run: how, target, configuration, pack, expectations, .. } = run;
        let order = match how.order {
            Order::Listed => "by id".to_owned(),
            Order::Random { seed } => format!("random, seed {seed}"),
        };
        let selection = if how.only.is_empty() { "the whole pack".to_owned() } else { how.only.join(", ") };
        let expectations = expectations
            .as_ref()
            .map_or_else(|| "none".to_owned(), |file| format!("{}, SHA-256 {}", file.path, file.sha256));
        let accounts = configuration.accounts.iter().map(|(role, account)| format!("{role} ({})", account.user));
        let mut facts = vec![
            ("Target", target.label.clone()),
            ("Address", target.url.clone()),
            ("Product", target.product.clone().unwrap_or_else(|| "not made known by the server".to_owned())),
            ("Version", target.version.clone().unwrap_or_else(|| "not made known by the server".to_owned())),
            ("Accounts", accounts.collect::<Vec<_>>().join(", ")),
            ("Run", how.id.clone()),
            ("Started", how.started.clone()),
            ("Duration", text::duration(how.duration_ms)),
            ("Order", order),
            ("Cases at the same time", how.jobs.to_string()),
            ("Read only", if how.read_only { "yes" } else { "no" }.to_owned()),
            ("Selection", selection),
            ("Exit code", how.exit_code.to_string()),
            ("Expectation file", expectations),
            ("Scenario pack", format!("{}, SHA-256 {}", text::count(pack.cases, "case"), pack.digest)),
            ("results.json", format!("SHA-256 {digest}")),
        ];
        if let Some(shard) = &how.shard {
            facts.push(("Shard", shard.to_string()));
        }
        for part in &how.merged {
            let cases = text::count(part.cases, "case");
            let took = text::duration(part.duration_ms);
            facts.push((
                "Merged from",
                format!("shard {}, run {}, started {}, {cases} in {took}", part.shard, part.id, part.started),
            ));
        }
        Self {
            script: SCRIPT,
            davproof: text_of(davproof),
            facts: facts.into_iter().map(|(name, value)| (name, text_of(&value))).collect(),
            learned: target.facts.iter().map(|(name, value)| (text_of(name), text_of(value))).collect(),
        }
    }
}
