//! The `davproof` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    davproof::cli::main()
}
