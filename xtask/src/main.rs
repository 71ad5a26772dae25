//! `cargo xtask`: the commands of `cargo moored`, and those that only this project needs.

use cargo_moored::{cli, exit::Exit};
use clap::{Parser, Subcommand};

mod corpus;

use corpus::{Corpus, CorpusDocument};

/// Generating makes and drops millions of small tokens. With this allocator a large document takes a quarter less CPU
/// than with that of glibc. Without huge pages (`no_thp`): a run is short, and clearing them costs more than they save.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The commands of this project's developers.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    /// How much to print.
    #[command(flatten)]
    output: cli::Output,
    /// The command to run.
    #[command(subcommand)]
    command: Command,
}

/// The commands of this project's developers.
#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Moored(cli::Command),
    /// Generates a client from every document in a folder and prints a table of the outcomes
    #[command(
        long_about = corpus::LONG,
        after_long_help = corpus::AFTER,
        after_help = "`--help` shows examples and exit codes."
    )]
    Corpus(Corpus),
    /// Generates a client from one document of a corpus in this process
    #[command(hide = true)]
    CorpusDocument(CorpusDocument),
}

fn main() -> Exit {
    let Cli { command, output } = cli::parse("cargo xtask");
    match command {
        Command::Moored(command) => cargo_moored::run(&command, &output),
        Command::Corpus(options) => corpus::run(&options, &output),
        Command::CorpusDocument(options) => corpus::document(&options),
    }
}
