//! `cargo xtask`: see the library.

use clap::Parser as _;
use xtask::cli::{Cli, Command};
use xtask::exit::Exit;

fn main() -> Exit {
    // Ends by itself for `--help` (0) and for options that do not go together (2).
    match Cli::parse().command {
        Command::Codegen(asked) => xtask::codegen::run(&asked),
        Command::Corpus(asked) => xtask::corpus::run(&asked),
        Command::CorpusDocument(asked) => xtask::corpus::document(&asked),
    }
}
