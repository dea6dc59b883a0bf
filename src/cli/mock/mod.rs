//! `davproof mock`: serving it, its faults, and what the pack sees of them.

mod args;
mod faults;
mod matrix;
mod serve;

pub(crate) use args::{MockArgs, MockChoice, MockCommand};
pub(crate) use serve::embedded;

use super::failure::Failure;
use crate::exit::Exit;

pub(crate) async fn mock(args: MockArgs) -> Result<Exit, Failure> {
    match args.command {
        None => serve::serve_until_ctrl_c(args.serve).await,
        Some(MockCommand::Faults(args)) => faults::faults(&args),
        Some(MockCommand::Matrix(args)) => matrix::matrix(&args),
    }
}
