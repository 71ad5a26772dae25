//! `cargo moored` as a library, so that a workspace can have the same commands as its `cargo xtask`.
//!
//! This crate reads files, calls the generator, writes or checks the result, and prints it. It does not interpret
//! OpenAPI, and the generator does not access the disk.
//!
//! * [`cli`] defines the options.
//! * [`codegen`] is a command; its entry function lists the steps in order.
//! * [`tree`] is the only module that reads, compares and writes generated files.
//! * [`report`] is the only module that prints.

use cli::{Command, Output};
use exit::Exit;
use report::Console;

pub mod cli;
pub mod codegen;
pub mod exit;
pub mod generator;
pub mod report;
pub mod specs;
pub mod tree;
pub mod workspace;

/// Runs the command and returns its exit code. All errors have been printed by then.
pub fn run(command: &Command, output: &Output) -> Exit {
    let console = Console::new(output);
    match command {
        Command::Codegen(options) => codegen::run(options, &console),
    }
}
