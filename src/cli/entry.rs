//! The way in: arguments to command to exit code.

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use super::args::{Cli, Command};
use super::failure::Failure;
use super::{bundle, check, clean, compare, expect, mock, output, report, run, scenario};
use crate::exit::Exit;

/// Reads the arguments, does what they say, and tells how it ended.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let colour = cli.color;
    match dispatch(cli) {
        Ok(exit) => ExitCode::from(u8::from(exit)),
        Err(failure) => {
            eprintln!("{}", failure.render(output::colour_of_stderr(colour)));
            ExitCode::from(u8::from(failure.exit()))
        }
    }
}

fn dispatch(cli: Cli) -> Result<Exit, Failure> {
    match cli.command {
        Command::Run(args) => wait_for(run::run(args, cli.color)),
        Command::Report(args) => report::report(args, cli.color),
        Command::Compare(args) => compare::compare(&args, cli.color),
        Command::Expect(command) => expect::expect(command),
        Command::Check(args) => wait_for(check::check(*args, cli.color)),
        Command::Bundle(args) => bundle::bundle(args),
        Command::Clean(args) => wait_for(clean::clean(args)),
        Command::Mock(args) => wait_for(mock::mock(args)),
        Command::Scenario(command) => scenario::scenario(command),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "davproof", &mut text);
            output::print(&String::from_utf8_lossy(&text))?;
            Ok(Exit::Passed)
        }
        Command::Man => {
            let mut text = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut text)?;
            output::print(&String::from_utf8_lossy(&text))?;
            Ok(Exit::Passed)
        }
    }
}

fn wait_for(work: impl Future<Output = Result<Exit, Failure>>) -> Result<Exit, Failure> {
    // One thread: cases are futures that wait for the server, and waking another thread for each answer costs more.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let result = runtime.block_on(work);
    // A name server that does not answer would hold up the end otherwise.
    runtime.shutdown_background();
    result
}
