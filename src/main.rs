//! `moored`: asks providers on the command line.

use std::env;
use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum, value_parser};
use moored::{Account, DEFAULT_TIMEOUT, Identity, PROVIDERS, Provider, WhoamiError};

const EXITS: &str = "\
Exit codes:
  0  the provider says whose credential it is
  1  the provider refuses the credential
  2  wrong use: an unknown provider or option, a missing credential or base address
  3  the provider could not be asked: no connection, too slow, an answer that makes no sense";

/// How an identity is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A line for each member, `-` for what is unknown
    Text,
    /// One JSON object, `null` for what is unknown
    Json,
}

fn main() -> ExitCode {
    let matches = match command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            return match unknown_provider(&error) {
                Some(error) => failed("moored", &error),
                // 0 for `--help`, 2 for wrong use.
                None => error.exit(),
            };
        }
    };
    let asked = matches
        .subcommand()
        .and_then(|(_, whoami)| whoami.subcommand())
        .and_then(|(name, options)| Some((Provider::by_name(name)?, options)));
    let Some((provider, options)) = asked else {
        // Not reached: both are required, and the providers are those of the table.
        return ExitCode::from(2);
    };
    match ask(provider, options) {
        Ok(identity) => print(&identity, options),
        Err(error) => failed(provider.title(), &error),
    }
}

/// The command line. Every provider is a command, so that its `--help` can name its variables.
fn command() -> Command {
    let providers = PROVIDERS.iter().map(|provider| {
        Command::new(provider.name())
            .about(provider.title())
            .long_about(format!("Asks {} whose credential is in the environment", provider.title()))
            .after_help(format!("{}\n{EXITS}", variables(provider)))
    });
    let whoami = Command::new("whoami")
        .about("Asks a provider whose credential is in the environment")
        .after_help(format!("The environment variables of each are in `moored whoami <PROVIDER> --help`.\n\n{EXITS}"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("PROVIDER")
        .subcommand_help_heading("Providers")
        .args(options())
        .subcommands(providers);
    Command::new("moored")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Asks API providers, through their typed clients")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(whoami)
}

/// What goes before the provider's name or behind it.
fn options() -> [Arg; 4] {
    let timeout = format!("How long to wait for the answer [default: {}]", DEFAULT_TIMEOUT.as_secs());
    [
        Arg::new("base-url")
            .long("base-url")
            .value_name("URL")
            .help("Asks at this address instead of the provider's own"),
        Arg::new("allow-plain-http")
            .long("allow-plain-http")
            .action(ArgAction::SetTrue)
            .help("Lets credentials go over plain HTTP to other machines"),
        Arg::new("timeout")
            .long("timeout")
            .value_name("SECONDS")
            // A day: far more is more than a clock can add.
            .value_parser(value_parser!(u64).range(1..=86_400))
            .help(timeout),
        Arg::new("format")
            .long("format")
            .value_parser(value_parser!(Format))
            .default_value("text")
            .help("How to print the answer"),
    ]
    .map(|option| option.global(true))
}

/// The variables of a provider, for its `--help`.
fn variables(provider: &Provider) -> String {
    let mut text = String::new();
    for (index, schemes) in provider.credentials().iter().enumerate() {
        text.push_str(match index {
            0 => "Credential, from the environment:\n",
            _ => "or:\n",
        });
        for scheme in *schemes {
            text.push_str(&format!("  {}\n", scheme.variables.names().join(", ")));
            let first = scheme.description.split_inclusive(". ").next();
            if let Some(sentence) = first.map(str::trim_end).filter(|first| !first.is_empty()) {
                text.push_str(&format!("      {sentence}\n"));
            }
        }
    }
    let address = match provider.base_address() {
        Some(address) => format!("instead of {address}"),
        None => format!("needed, {} has no fixed address", provider.title()),
    };
    text.push_str(&format!(
        "\nBase address, unless --base-url is given:\n  {}\n      {address}\n",
        provider.base_address_variable()
    ));
    if let Some(variable) = provider.token_url_variable() {
        text.push_str(&format!(
            "\nToken address, for client credentials:\n  {variable}\n      instead of the document's\n"
        ));
    }
    text
}

fn ask(provider: &'static Provider, options: &ArgMatches) -> Result<Identity, WhoamiError> {
    let mut account = Account::from_variables(provider, env::var_os)?;
    if let Some(address) = options.get_one::<String>("base-url") {
        account = account.base_address(address);
    }
    if options.get_flag("allow-plain-http") {
        account = account.allow_plain_http();
    }
    if let Some(seconds) = options.get_one("timeout") {
        account = account.timeout(Duration::from_secs(*seconds));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| WhoamiError::Unreachable { cause: Box::new(error) })?;
    let answer = runtime.block_on(provider.whoami(account));
    // A name that is still being looked up would hold this program beyond its time-out.
    runtime.shutdown_background();
    answer
}

fn print(identity: &Identity, options: &ArgMatches) -> ExitCode {
    let text = match options.get_one("format") {
        Some(Format::Json) => json(identity),
        _ => lines(identity),
    };
    match io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has gone away, and knows.
        Err(_) => ExitCode::from(3),
    }
}

fn json(identity: &Identity) -> String {
    // An identity is strings and nulls, for which there always is JSON.
    serde_json::to_string(identity).map_or_else(|_| String::new(), |text| text + "\n")
}

fn lines(identity: &Identity) -> String {
    let Identity { provider, id, name, email, organization } = identity;
    let members = [
        ("provider:", Some(provider)),
        ("id:", id.as_ref()),
        ("name:", name.as_ref()),
        ("email:", email.as_ref()),
        ("organization:", organization.as_ref()),
    ];
    let line = |(label, value): (&str, Option<&String>)| {
        let value = value.map_or_else(|| "-".to_owned(), |value| shown(value));
        format!("{label:13} {value}\n")
    };
    members.map(line).concat()
}

/// Text from elsewhere without what a terminal takes for commands, on one line.
fn shown(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

/// The error of a name that is no provider's: clap does not say which ones there are.
fn unknown_provider(error: &clap::Error) -> Option<WhoamiError> {
    let asks = env::args_os().nth(1).is_some_and(|command| command == "whoami");
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(name)) if asks && error.kind() == ErrorKind::InvalidSubcommand => {
            Some(WhoamiError::UnknownProvider { name: name.clone() })
        }
        _ => None,
    }
}

/// Says in one line what is wrong, causes and all.
fn failed(who: &str, error: &WhoamiError) -> ExitCode {
    let mut line = format!("error: {who}: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(&format!(": {error}"));
        cause = error.source();
    }
    if let WhoamiError::MissingBaseAddress { .. } = error {
        line.push_str(" (or give --base-url)");
    }
    // Nobody is left to tell that standard error is gone.
    let _ = writeln!(io::stderr(), "{}", shown(&line));
    ExitCode::from(match error {
        error if error.is_refused() => 1,
        error if error.is_wrong_use() => 2,
        _ => 3,
    })
}
