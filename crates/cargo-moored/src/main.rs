//! `cargo moored`: parses the command line and runs the command. See the library for the rest.

use std::env;

use cargo_moored::{cli::Cli, exit::Exit};
use clap::Parser as _;

/// Generating makes and drops millions of small tokens. With this allocator a large document takes a quarter less CPU
/// than with that of glibc. Without huge pages (`no_thp`): a run is short, and clearing them costs more than they save.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Exit {
    // Cargo passes the name of the subcommand: `cargo moored codegen` runs `cargo-moored moored codegen`.
    let arguments = env::args_os().enumerate().filter(|(at, argument)| *at != 1 || argument != "moored");
    // Exits by itself for `--help` (0) and for invalid combinations of options (2).
    let cli = Cli::parse_from(arguments.map(|(_, argument)| argument));
    cargo_moored::run(&cli.command, &cli.output)
}
