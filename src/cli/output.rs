//! Where texts go, and whether in colour.

use std::io::{IsTerminal, Write};

use super::args::Colour;
use super::failure::Failure;

/// True if a stream that is a terminal, or not, gets colour.
pub(crate) fn colour(wanted: Colour, terminal: bool) -> bool {
    match wanted {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// True if messages get colour.
pub(crate) fn colour_of_stderr(wanted: Colour) -> bool {
    colour(wanted, std::io::stderr().is_terminal())
}

/// True if results get colour.
pub(crate) fn colour_of_stdout(wanted: Colour) -> bool {
    colour(wanted, std::io::stdout().is_terminal())
}

/// Prints a text; a reader that went away is no mistake.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}
