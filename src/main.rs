//! The `davproof` command.

use std::process::ExitCode;

/// Bodies of megabytes come and go with every step; this allocator keeps their pages for the next one. Not as huge pages:
/// the kernel clears these whole, which costs more than all the rest.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    davproof::cli::main()
}
