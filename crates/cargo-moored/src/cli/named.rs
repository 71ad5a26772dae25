//! The name of the program in its help: workspaces call the same commands `cargo moored` or `cargo xtask`.

use std::env;

use clap::{
    Parser,
    builder::{Resettable, StyledStr},
};

/// The name in the texts of this crate.
const NAME: &str = "cargo moored";

/// Parses the command line of this process as the program `name`, which is also the name in its help.
///
/// Exits by itself for `--help` (0) and for invalid combinations of options (2).
pub fn parse<P: Parser>(name: &'static str) -> P {
    // Cargo passes the name of the subcommand: `cargo moored codegen` runs `cargo-moored moored codegen`.
    let arguments = env::args_os().enumerate().filter(|(at, argument)| *at != 1 || argument != "moored");
    let command = named(P::command().bin_name(name), name);
    let matches = command.get_matches_from(arguments.map(|(_, argument)| argument));
    P::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// `command` with `name` in place of `cargo moored` in its texts and defaults.
fn named(command: clap::Command, name: &'static str) -> clap::Command {
    let renamed = |text: Option<&StyledStr>| {
        Resettable::from(text.map(|text| StyledStr::from(text.to_string().replace(NAME, name))))
    };
    let (about, long_about) = (renamed(command.get_about()), renamed(command.get_long_about()));
    let (after, after_long) = (renamed(command.get_after_help()), renamed(command.get_after_long_help()));
    command
        .about(about)
        .long_about(long_about)
        .after_help(after)
        .after_long_help(after_long)
        .mut_args(|argument| {
            let (help, long_help) = (renamed(argument.get_help()), renamed(argument.get_long_help()));
            let is_name = argument.get_default_values().iter().any(|value| value == NAME);
            let argument = argument.help(help).long_help(long_help);
            if is_name { argument.default_value(name) } else { argument }
        })
        .mut_subcommands(|command| named(command, name))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn no_help_names_another_command() {
        let mut command = named(Cli::command().bin_name("cargo xtask"), "cargo xtask");
        command.build();
        let mut helps = vec![command.render_long_help().to_string()];
        for inner in command.get_subcommands_mut() {
            helps.extend([inner.render_help().to_string(), inner.render_long_help().to_string()]);
        }
        for help in &helps {
            assert!(help.contains("Usage: cargo xtask") && !help.contains(NAME), "{help}");
        }
        assert!(helps.concat().contains("[default: \"cargo xtask\"]"), "{}", helps.concat());
        let found = command.get_subcommands().filter(|inner| inner.get_after_long_help().is_some()).count();
        assert!(found > 1, "no examples");
    }

    #[test]
    fn the_definition_of_the_options_is_consistent() {
        Cli::command().debug_assert();
        let command = named(Cli::command(), "cargo xtask");
        let matches = command.try_get_matches_from(["cargo xtask", "init"]).unwrap();
        let (_, init) = matches.subcommand().unwrap();
        assert_eq!(init.get_one::<String>("command").unwrap(), "cargo xtask");
    }
}
