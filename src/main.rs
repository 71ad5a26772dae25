//! The command `moored`: identifies the owner of a credential.

use std::env;
use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum, value_parser};
use moored::{Account, DEFAULT_TIMEOUT, Identity, PROVIDERS, Provider, WhoamiError};

const EXIT_CODES: &str = "\
Exit codes:
  0  success: the owner of the credential was printed
  1  the provider rejected the credential
  2  usage error: an unknown provider or option, a missing credential or base address
  3  failure: no connection, a time-out, an unexpected response";

/// The format of the identity.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A line for each property, `-` for unknown values
    Text,
    /// One JSON object, `null` for unknown values
    Json,
}

fn main() -> ExitCode {
    let matches = match command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            return match unknown_provider(&error) {
                Some(error) => fail("moored", &error),
                // Exits with 0 for `--help` and with 2 for usage errors.
                None => error.exit(),
            };
        }
    };
    let selected = matches
        .subcommand()
        .and_then(|(_, whoami)| whoami.subcommand())
        .and_then(|(name, options)| Some((Provider::by_name(name)?, options)));
    let Some((provider, options)) = selected else {
        // Unreachable: clap requires a subcommand, and the subcommands are the providers.
        return ExitCode::from(2);
    };
    match send(provider, options) {
        Ok(identity) => print(&identity, options),
        Err(error) => fail(provider.title(), &error),
    }
}

/// The command line. Every provider is a subcommand, so that its `--help` can list its environment variables.
fn command() -> Command {
    let providers = PROVIDERS.iter().map(|provider| {
        Command::new(provider.name())
            .about(provider.title())
            .long_about(format!("Identifies the owner of a credential for {}", provider.title()))
            .after_help(format!("{}\n{EXIT_CODES}", variables(provider)))
    });
    let whoami = Command::new("whoami")
        .about("Identifies the owner of the credential that is set in the environment")
        .after_help(format!("`moored whoami <PROVIDER> --help` lists the environment variables.\n\n{EXIT_CODES}"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("PROVIDER")
        .subcommand_help_heading("Providers")
        .args(options())
        .subcommands(providers);
    Command::new("moored")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Sends requests to API providers with their typed clients")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(whoami)
}

/// The options, which may precede or follow the name of the provider.
fn options() -> [Arg; 4] {
    let timeout = format!("The time limit for the response [default: {}]", DEFAULT_TIMEOUT.as_secs());
    [
        Arg::new("base-url")
            .long("base-url")
            .value_name("URL")
            .help("Sends the request to this address instead of the provider's default"),
        Arg::new("allow-plain-http")
            .long("allow-plain-http")
            .action(ArgAction::SetTrue)
            .help("Allows credentials to be sent to other machines over plain HTTP"),
        Arg::new("timeout")
            .long("timeout")
            .value_name("SECONDS")
            // At most a day, because adding a very large duration to a point in time overflows.
            .value_parser(value_parser!(u64).range(1..=86_400))
            .help(timeout),
        Arg::new("format")
            .long("format")
            .value_parser(value_parser!(Format))
            .default_value("text")
            .help("The output format"),
    ]
    .map(|option| option.global(true))
}

/// The environment variables of a provider, for its `--help`.
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
        Some(address) => format!("overrides {address}"),
        None => format!("required, because {} has no default address", provider.title()),
    };
    text.push_str(&format!(
        "\nBase address, unless --base-url is given:\n  {}\n      {address}\n",
        provider.base_address_variable()
    ));
    if let Some(variable) = provider.token_url_variable() {
        text.push_str(&format!(
            "\nToken address, for client credentials:\n  {variable}\n      overrides the address in the document\n"
        ));
    }
    text
}

fn send(provider: &'static Provider, options: &ArgMatches) -> Result<Identity, WhoamiError> {
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
    let result = runtime.block_on(provider.whoami(account));
    // A name lookup that is still running must not delay the exit beyond the time-out.
    runtime.shutdown_background();
    result
}

fn print(identity: &Identity, options: &ArgMatches) -> ExitCode {
    let text = match options.get_one("format") {
        Some(Format::Json) => json(identity),
        _ => lines(identity),
    };
    match io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has closed the pipe, so there is nobody to report to.
        Err(_) => ExitCode::from(3),
    }
}

fn json(identity: &Identity) -> String {
    // An identity consists of strings and nulls, so this cannot fail.
    serde_json::to_string(identity).map_or_else(|_| String::new(), |text| text + "\n")
}

fn lines(identity: &Identity) -> String {
    let Identity { provider, id, name, email, organization } = identity;
    let properties = [
        ("provider:", Some(provider)),
        ("id:", id.as_ref()),
        ("name:", name.as_ref()),
        ("email:", email.as_ref()),
        ("organization:", organization.as_ref()),
    ];
    let line = |(label, value): (&str, Option<&String>)| {
        let value = value.map_or_else(|| "-".to_owned(), |value| printable(value));
        format!("{label:13} {value}\n")
    };
    properties.map(line).concat()
}

/// Text from a provider on one line, with control characters replaced: they could control the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect()
}

/// The error for an unknown provider. The message of clap does not list the providers.
fn unknown_provider(error: &clap::Error) -> Option<WhoamiError> {
    let is_whoami = env::args_os().nth(1).is_some_and(|command| command == "whoami");
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(name)) if is_whoami && error.kind() == ErrorKind::InvalidSubcommand => {
            let known = PROVIDERS.iter().map(|provider| provider.name()).collect();
            Some(WhoamiError::UnknownProvider { name: name.clone(), known })
        }
        _ => None,
    }
}

/// Prints the error and its causes on one line, and returns the exit code.
fn fail(subject: &str, error: &WhoamiError) -> ExitCode {
    let mut line = format!("error: {subject}: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(&format!(": {error}"));
        cause = error.source();
    }
    if let WhoamiError::MissingBaseAddress { .. } = error {
        line.push_str(" (or pass --base-url)");
    }
    // If standard error cannot be written, the error cannot be reported.
    let _ = writeln!(io::stderr(), "{}", printable(&line));
    ExitCode::from(match error {
        error if error.is_rejected() => 1,
        error if error.is_usage_error() => 2,
        _ => 3,
    })
}
