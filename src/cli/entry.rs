//! The way in: arguments to command to exit code.

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use super::args::{Cli, Command};
use super::failure::Failure;
use super::{clean, mock, output, run, scenario};
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
        Command::Run(args) => runtime()?.block_on(run::run(args, cli.color)),
        Command::Clean(args) => runtime()?.block_on(clean::clean(args)),
        Command::Mock(args) => runtime()?.block_on(mock::mock(args)),
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

fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}
