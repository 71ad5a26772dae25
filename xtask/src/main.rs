//! `cargo xtask`: parses the command line and runs the command. See the library for the rest.

use clap::Parser as _;
use xtask::cli::{Cli, Command};
use xtask::exit::Exit;

/// Generating makes and drops millions of small tokens. With this allocator a large document takes a quarter less CPU
/// than with that of glibc. Without huge pages (`no_thp`): a run is short, and clearing them costs more than they save.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Exit {
    // Exits by itself for `--help` (0) and for invalid combinations of options (2).
    match Cli::parse().command {
        Command::Codegen(options) => xtask::codegen::run(&options),
        Command::Corpus(options) => xtask::corpus::run(&options),
        Command::CorpusDocument(options) => xtask::corpus::document(&options),
    }
}
