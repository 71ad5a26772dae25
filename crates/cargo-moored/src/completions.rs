//! `cargo moored completions`: the script with which a shell completes the commands and their options.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::{
    cli::{Cli, Completions},
    exit::Exit,
    report::Console,
};

/// Prints the script.
///
/// # Errors
/// Returns an error if standard output cannot be written.
pub fn run(options: &Completions, console: &Console) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Cli::command(), "cargo-moored", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if options.shell == Shell::Bash {
        // clap_complete 4.6 writes the hyphen of the program in two ways, so that no option of a command is found.
        script = script.replace("cargo__subcmd__moored", "cargo__moored");
        script.push_str(include_str!("completions/cargo.bash"));
    }
    console.text(&script)?;
    Ok(Exit::Success)
}
