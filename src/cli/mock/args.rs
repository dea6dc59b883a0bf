//! What can be typed after `davproof mock`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use davproof_mock::{Area, Fault, Faults, Profile};

use crate::cli::args::PackArgs;
use crate::diagnostic::nearest;

/// Options of `mock`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  davproof mock                                            a mock SOGo 5.8
  davproof mock --profile rfc                              a server without any fault
  davproof mock --profile rfc --fault delete-ignores-if-match
  davproof mock faults --area sync                         what it can do wrong
  davproof mock matrix --scenarios my-scenarios --only my  can my cases fail?"
)]
pub(crate) struct MockArgs {
    /// What else to do with the mock.
    #[command(subcommand)]
    pub(crate) command: Option<MockCommand>,
    /// How it is served.
    #[command(flatten)]
    pub(crate) serve: ServeArgs,
}

/// What to do with the mock beside serving it.
#[derive(Debug, Subcommand)]
pub(crate) enum MockCommand {
    /// Lists the faults that the mock can show
    Faults(FaultsArgs),
    /// Proves that every case can fail and every fault is seen
    Matrix(MatrixArgs),
}

/// How the mock is served.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8008")]
    pub(crate) listen: SocketAddr,
    /// Which server it is: sogo-5.8, sogod-5.8 (without a web server in front) or rfc (no fault)
    #[arg(long, value_name = "PROFILE", default_value = "sogo-5.8", value_parser = profile)]
    pub(crate) profile: Profile,
    /// A fault that it shows beside those of its profile; may be repeated
    #[arg(long, value_name = "ID", value_parser = fault)]
    pub(crate) fault: Vec<Fault>,
    /// A fault of its profile that it does not show; may be repeated
    #[arg(long, value_name = "ID", value_parser = fault)]
    pub(crate) without_fault: Vec<Fault>,
}

/// Which mock `davproof run` brings along.
#[derive(Clone, Debug, Args)]
pub(crate) struct MockChoice {
    /// Without a target: which server the embedded mock is
    #[arg(long, value_name = "PROFILE", default_value = "sogo-5.8", value_parser = profile, conflicts_with = "target")]
    pub(crate) mock_profile: Profile,
    /// Without a target: a fault that the embedded mock shows beside those of its profile; may be repeated
    #[arg(long, value_name = "ID", value_parser = fault, conflicts_with = "target")]
    pub(crate) mock_fault: Vec<Fault>,
}

/// Options of `mock faults`.
#[derive(Debug, Args)]
pub(crate) struct FaultsArgs {
    /// Only those of an area
    #[arg(long, value_name = "AREA", value_parser = area)]
    pub(crate) area: Option<Area>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Options of `mock matrix`.
#[derive(Debug, Args)]
pub(crate) struct MatrixArgs {
    /// Only cases whose id matches the pattern or lies below it; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) only: Vec<String>,
    /// Only this fault; may be repeated
    #[arg(long, value_name = "ID", value_parser = fault)]
    pub(crate) fault: Vec<Fault>,
    /// Only the faults of an area
    #[arg(long, value_name = "AREA", value_parser = area, conflicts_with = "fault")]
    pub(crate) area: Option<Area>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Write the page with both tables
    #[arg(long, value_name = "FILE")]
    pub(crate) page: Option<PathBuf>,
    /// Do not write the page, but fail if it is out of date
    #[arg(long, requires = "page")]
    pub(crate) check: bool,
    /// Where more scenarios come from.
    #[command(flatten)]
    pub(crate) pack: PackArgs,
}

impl ServeArgs {
    pub(crate) fn faults(&self) -> Faults {
        let faults = with(self.profile, &self.fault);
        self.without_fault.iter().fold(faults, |faults, fault| faults.without(*fault))
    }
}

impl MockChoice {
    pub(crate) fn faults(&self) -> Faults {
        with(self.mock_profile, &self.mock_fault)
    }
}

fn with(profile: Profile, more: &[Fault]) -> Faults {
    more.iter().fold(profile.faults(), |faults, fault| faults.with(*fault))
}

fn profile(name: &str) -> Result<Profile, String> {
    let known = || Profile::ALL.iter().map(|profile| profile.name());
    name.parse().map_err(|error| unknown(&error, name, known(), &known().collect::<Vec<_>>().join(", ")))
}

fn fault(id: &str) -> Result<Fault, String> {
    let ids: Vec<String> = Fault::all().map(Fault::id).collect();
    id.parse().map_err(|error| unknown(&error, id, ids.iter().map(String::as_str), "`davproof mock faults` lists them"))
}

fn area(name: &str) -> Result<Area, String> {
    let known = || Area::ALL.iter().map(|area| area.name());
    let found = Area::ALL.iter().copied().find(|area| area.name() == name);
    found.ok_or_else(|| unknown(&"there is no such area", name, known(), &known().collect::<Vec<_>>().join(", ")))
}

fn unknown<'a>(error: &dyn std::fmt::Display, given: &str, known: impl Iterator<Item = &'a str>, all: &str) -> String {
    match nearest(given, known) {
        Some(near) => format!("{error}; did you mean `{near}`?"),
        None => format!("{error}; {all}"),
    }
}
