//! stub
use crate::RunResult;
use std::io;
/// stub
pub fn write(_run: &RunResult, _out: impl io::Write) -> io::Result<()> {
    Ok(())
}
