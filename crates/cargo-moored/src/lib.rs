//! `cargo moored` as a library, so that a workspace can have the same commands as its `cargo xtask`.
//!
//! [`main`] is a whole xtask:
//!
//! ```no_run
//! fn main() -> cargo_moored::Exit {
//!     cargo_moored::main("cargo xtask")
//! }
//! ```
//!
//! An xtask with commands of its own adds those of moored to them:
//!
//! ```no_run
//! use cargo_moored::{Exit, cli};
//!
//! #[derive(clap::Parser)]
//! struct Cli {
//!     #[command(flatten)]
//!     output: cli::Output,
//!     #[command(subcommand)]
//!     command: Command,
//! }
//!
//! #[derive(clap::Subcommand)]
//! enum Command {
//!     #[command(flatten)]
//!     Moored(cli::Command),
//!     /// Publishes the service
//!     Release,
//! }
//!
//! fn main() -> Exit {
//!     let Cli { command, output } = cli::parse("cargo xtask");
//!     match command {
//!         Command::Moored(command) => cargo_moored::run(&command, &output),
//!         Command::Release => Exit::Success,
//!     }
//! }
//! ```
//!
//! This crate reads files, calls the generator, writes or checks the result, and prints it. It does not interpret
//! OpenAPI, and the generator does not access the disk.
//!
//! * [`cli`] defines the options.
//! * [`init`], [`add`], [`remove`], [`rename`], [`pull`], [`propose`] and [`codegen`] are commands that write; the
//!   entry function of each lists its steps in order. [`drift`], [`status`], [`explain`] and [`completions`] only
//!   print.
//! * [`tree`] is the only module that reads, compares and writes generated files; [`changes`] are those to files of the
//!   user.
//! * [`upstream`] is the only module that uses the network.
//! * [`report`] is the only module that prints.

use cli::{Codegen, Command, Output};
pub use exit::Exit;
use report::Console;

pub mod add;
pub mod cargo;
pub mod changes;
pub mod cli;
pub mod codegen;
pub mod completions;
pub mod dependants;
pub mod drift;
pub mod exit;
pub mod explain;
pub mod generator;
pub mod git;
pub mod init;
pub mod members;
pub mod propose;
pub mod provider_name;
pub mod pull;
pub mod remove;
pub mod rename;
pub mod report;
pub mod specs;
pub mod status;
pub mod toml_text;
pub mod tree;
pub mod upstream;
pub mod workspace;

/// Runs the command line of this process as the program `name`, and returns its exit code: the whole of an xtask.
pub fn main(name: &'static str) -> Exit {
    // Exits by itself for `--help` (0) and for invalid combinations of options (2).
    let cli: cli::Cli = cli::parse(name);
    run(&cli.command, &cli.output)
}

/// Runs the command and returns its exit code. All errors have been printed by then.
pub fn run(command: &Command, output: &Output) -> Exit {
    let console = Console::new(output);
    let ran = match command {
        Command::Init(options) => init::run(options, &console),
        Command::Add(options) => add::run(options, &console),
        Command::Remove(options) => remove::run(options, &console),
        Command::Rename(options) => rename::run(options, &console),
        Command::Codegen(Codegen { explain: Some(rule), .. }) => explain::run(Some(rule), &console),
        Command::Codegen(options) => return codegen::run(options, &console),
        Command::Propose(options) => propose::run(options, &console),
        Command::Pull(options) => pull::run(options, &console),
        Command::Drift(options) => drift::run(options, &console),
        Command::Status(options) => status::run(options, &console),
        Command::Explain(options) => explain::run(options.rule.as_deref(), &console),
        Command::Completions(options) => completions::run(options, &console),
        Command::Upgrade(options) => return codegen::upgrade(options, &console),
    };
    ran.unwrap_or_else(|error| console.failure(&error))
}
