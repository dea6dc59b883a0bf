//! What can be typed.

use std::path::PathBuf;

use davproof_reports::Shard;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::check::CheckArgs;
use super::compare::{CompareArgs, SlowerArgs};
use super::expect::ExpectCommand;
use super::mock::{MockArgs, MockChoice};

/// Proves that a CalDAV/CardDAV server is safe to sync with, before people move to it.
#[derive(Debug, Parser)]
#[command(name = "davproof", version, propagate_version = true, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Colour of messages; `auto` looks at the terminal and at NO_COLOR
    #[arg(long, value_enum, default_value_t = Colour::Auto, global = true)]
    pub(crate) color: Colour,
}

const EXIT_CODES: &str = "\
Exit codes:
    0  passed: nothing unexpected happened
    1  davproof itself failed
    2  a mistake in files or usage; nothing was sent
    3  the target cannot be reached, is no DAV server, or refuses the credentials
    4  no case was selected
   10  a case failed unexpectedly
   11  something passed that was expected to fail
   12  something required did not run (errors, blocked cases)
  130  broken off by the user; the reports are written";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Runs scenarios and writes reports; without a target file against the embedded mock
    Run(RunArgs),
    /// Writes reports again from results.json, or merges those of shards
    Report(super::report::ReportArgs),
    /// Compares a run with an earlier one: what fails that did not, what is fixed, and whether the gate is passed
    Compare(CompareArgs),
    /// Checks expectation files, or brings them up to date with a run
    #[command(subcommand)]
    Expect(ExpectCommand),
    /// Checks in seconds whether HTTPS, login and endpoints are right, and tells the addresses to hand out
    Check(Box<CheckArgs>),
    /// Packs a run into one archive for a change request, or checks such an archive
    Bundle(super::bundle::BundleArgs),
    /// Removes from the target what killed runs left there
    Clean(CleanArgs),
    /// Lists, shows and checks scenarios
    #[command(subcommand)]
    Scenario(ScenarioCommand),
    /// Serves a mock SOGo for trying out clients and scenarios
    Mock(MockArgs),
    /// Prints shell completions
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Prints the man page
    Man,
}

/// Colour of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// If the output is a terminal and NO_COLOR is not set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options of `run`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  davproof run                                        the pack on the embedded mock
  davproof run --mock-profile rfc                     the pack on a mock without any fault
  davproof run --target davproof.yaml                 the pack on your server
  davproof run --target davproof.yaml --read-only     only what changes nothing
  davproof run --target davproof.yaml --only 'sync/**' --only permissions
  davproof run --target davproof.yaml --shard 1/4     a quarter of it; `davproof report merge` puts them together")]
pub(crate) struct RunArgs {
    /// Target file; without it the embedded mock is tested
    #[arg(long, value_name = "FILE")]
    pub(crate) target: Option<PathBuf>,
    /// Which mock, without a target.
    #[command(flatten)]
    pub(crate) mock: MockChoice,
    /// Folder of the reports
    #[arg(long, value_name = "DIR", default_value = "davproof-report")]
    pub(crate) out: PathBuf,
    /// Expectation file; goes before the one of the target file. `none` expects everything to pass
    #[arg(long, value_name = "FILE")]
    pub(crate) expect: Option<PathBuf>,
    /// Only cases whose id matches the pattern or lies below it; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) only: Vec<String>,
    /// Only requests that change nothing
    #[arg(long)]
    pub(crate) read_only: bool,
    /// Cases at the same time; goes before the target file
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    pub(crate) jobs: Option<u8>,
    /// Order of execution
    #[arg(long, value_enum, default_value_t = OrderArg::Listed)]
    pub(crate) order: OrderArg,
    /// Seed of the random order; without it a random one, which the reports name
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// What becomes of cases that fail now and then.
    #[command(flatten)]
    pub(crate) flaky: FlakyArgs,
    /// Only the cases of this part of the selection, which a hash of their ids cuts into COUNT parts
    #[arg(long, value_name = "INDEX/COUNT")]
    pub(crate) shard: Option<Shard>,
    /// With --shard: what the shards of one run share, for example the pipeline's number; `report merge` compares it
    #[arg(long, value_name = "NAME", env = "DAVPROOF_GROUP", default_value = "", hide_default_value = true)]
    pub(crate) group: String,
    /// results.json of an earlier run: only what is new decides how the run ends
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// What counts as slower than the baseline.
    #[command(flatten)]
    pub(crate) slower: SlowerArgs,
    /// Print the results as JSON in place of the summary
    #[arg(long)]
    pub(crate) json: bool,
    /// Where more scenarios come from.
    #[command(flatten)]
    pub(crate) pack: PackArgs,
    /// Where journals lie.
    #[command(flatten)]
    pub(crate) state: StateArgs,
}

/// What becomes of cases that fail now and then.
#[derive(Clone, Debug, Args)]
pub(crate) struct FlakyArgs {
    /// Try a case that fails unexpectedly again, up to N times, in fresh fixtures; the reports keep every attempt
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=10))]
    pub(crate) retries: u8,
    /// A case that failed and then held fails the run; otherwise it is told and does not
    #[arg(long)]
    pub(crate) fail_on_flaky: bool,
}

/// Where scenarios come from.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct PackArgs {
    /// Folder with AREA/*.yaml and fixtures/ that are added to the built-in pack; a file of the same path replaces the built-in one
    #[arg(long, value_name = "DIR")]
    pub(crate) scenarios: Option<PathBuf>,
}

/// Where journals lie.
#[derive(Clone, Debug, Args)]
pub(crate) struct StateArgs {
    /// Folder of the journals by which `davproof clean` knows what a killed run left
    #[arg(long, value_name = "DIR", env = "DAVPROOF_STATE_DIR")]
    pub(crate) state_dir: Option<PathBuf>,
}

/// Order of execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderArg {
    /// By id.
    Listed,
    /// Shuffled.
    Random,
}

/// Options of `clean`.
#[derive(Debug, Args)]
pub(crate) struct CleanArgs {
    /// Target file
    #[arg(long, value_name = "FILE")]
    pub(crate) target: PathBuf,
    /// Where journals lie.
    #[command(flatten)]
    pub(crate) state: StateArgs,
}

/// What to do with scenarios.
#[derive(Debug, Subcommand)]
pub(crate) enum ScenarioCommand {
    /// Lists the cases, or with --requirements which requirements they cover
    List {
        /// Only cases whose id matches the pattern or lies below it; may be repeated
        #[arg(long, value_name = "GLOB")]
        only: Vec<String>,
        /// Show for every requirement of priority 1 the cases that cite it
        #[arg(long)]
        requirements: bool,
        /// With --requirements: priorities up to this one
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
        priority: u8,
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Where more scenarios come from.
        #[command(flatten)]
        pack: PackArgs,
    },
    /// Shows a case: what it proves and how it is written
    Show {
        /// Id of the case or scenario
        id: String,
        /// Where more scenarios come from.
        #[command(flatten)]
        pack: PackArgs,
    },
    /// Checks scenario files without sending anything
    Check {
        /// Files to check beside the built-in pack; without any the pack itself is checked
        files: Vec<PathBuf>,
        /// Where more scenarios come from.
        #[command(flatten)]
        pack: PackArgs,
    },
    /// Prints a JSON Schema for editors
    Schema {
        /// Of which file
        #[arg(value_enum, default_value_t = SchemaOf::Scenario)]
        of: SchemaOf,
    },
    /// Prints the reference page for authors
    Reference,
}

/// Files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Scenario files.
    Scenario,
    /// The target file.
    Target,
    /// Expectation files.
    Expectations,
    /// `results.json`.
    Results,
    /// `comparison.json`.
    Comparison,
}
