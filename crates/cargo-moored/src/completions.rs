//! `cargo xtask completions`: the script with which a shell completes the commands and their options.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::{
    cli::{Cli, Completions},
    exit::Exit,
    report::Console,
};

/// The program, which cargo runs as a subcommand.
const NAME: &str = "cargo-moored";

/// Prints the script.
///
/// # Errors
/// Returns an error if standard output cannot be written.
pub fn run(options: &Completions, console: &Console) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    // With the space of `cargo moored` in its name, the functions of the script would not find each other.
    let mut command = Cli::command().name(NAME).bin_name(NAME);
    clap_complete::generate(options.shell, &mut command, NAME, &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if options.shell == Shell::Bash {
        script.push_str(include_str!("completions/cargo.bash"));
    }
    console.text(&script)?;
    Ok(Exit::Success)
}
