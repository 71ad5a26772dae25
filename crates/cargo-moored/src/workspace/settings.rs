//! The settings in the `moored.toml` of a workspace.

use moored_document::{
    finding::{Finding, Findings, Location},
    positions::Position,
    rules,
    source::Source,
    suggest,
};
use serde::{Deserialize, Serialize};
use toml::Spanned;

mod runtime;

pub use runtime::Runtime;

/// The settings of a workspace. Each is optional.
#[derive(Clone, Debug)]
pub struct Settings {
    workspace: Table,
    package: Package,
    source: Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    workspace: Table,
    #[serde(default)]
    package: Package,
}

/// `[workspace]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    generator: Option<Spanned<String>>,
    #[serde(default = "command")]
    command: String,
    #[serde(default = "specs")]
    specs: Spanned<String>,
    #[serde(default = "generated")]
    generated: Spanned<String>,
    #[serde(default = "crate_prefix")]
    crate_prefix: Spanned<String>,
    #[serde(default)]
    features: Vec<Spanned<String>>,
    #[serde(default)]
    facade: bool,
    #[serde(default = "runtime")]
    runtime: Spanned<Runtime>,
}

fn command() -> String {
    "cargo moored".to_owned()
}

fn specs() -> Spanned<String> {
    Spanned::new(0..0, "specs".to_owned())
}

fn generated() -> Spanned<String> {
    Spanned::new(0..0, "generated".to_owned())
}

fn crate_prefix() -> Spanned<String> {
    Spanned::new(0..0, "moored-".to_owned())
}

fn runtime() -> Spanned<Runtime> {
    Spanned::new(0..0, Runtime::default())
}

/// `[package]`: the keys of each generated `Cargo.toml` that the user chooses, spelled as cargo does.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Package {
    /// `0.1.0` by default.
    pub version: Option<String>,
    /// An SPDX expression.
    pub license: Option<String>,
    /// A file in each crate; for a license that is not in SPDX.
    pub license_file: Option<String>,
    /// `false` by default.
    pub publish: Option<Publish>,
    /// The address of the source code.
    pub repository: Option<String>,
    /// The address of the project.
    pub homepage: Option<String>,
    /// `Name <address>`
    pub authors: Option<Vec<String>>,
    /// At most five.
    pub keywords: Option<Vec<String>>,
    /// Those of crates.io.
    pub categories: Option<Vec<String>>,
}

/// Where a crate may be published.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged, expecting = "expected `true`, `false`, or a list of registries")]
pub enum Publish {
    /// On crates.io, or nowhere.
    Flag(bool),
    /// In these registries.
    Registries(Vec<String>),
}

/// The features that a generated crate has.
const FEATURES: [&str; 11] =
    ["rustls", "native-tls", "gzip", "brotli", "drift", "webhooks", "axum", "tracing", "chrono", "jiff", "time"];

impl Settings {
    /// Reads `source`.
    ///
    /// # Errors
    /// [`rules::CONFIG`] at each location that is not valid.
    pub(super) fn parse(source: &Source) -> Result<Self, Findings> {
        let at = |span: std::ops::Range<usize>| Location::at(source, Position::of_offset(source.text(), span.start));
        let file: File = toml::from_str(source.text()).map_err(|error| {
            Finding::new(&rules::CONFIG, at(error.span().unwrap_or_default()), error.message().to_owned())
                .help_if(suggest::for_error(error.message()))
        })?;
        let table = &file.workspace;
        let mut findings = Findings::default();
        let mut invalid = |setting: &Spanned<String>, why: String, help: &str| {
            findings.push(Finding::new(&rules::CONFIG, at(setting.span()), why).help(help));
        };
        for folder in [&table.specs, &table.generated] {
            if !is_folder(folder.get_ref()) {
                let why = format!("`{}` is not a folder below the workspace", folder.get_ref());
                invalid(folder, why, "write a relative path with `/` between its parts, without `.` and `..`");
            }
        }
        let (specs, generated) = (table.specs.get_ref(), table.generated.get_ref());
        if format!("{specs}/").starts_with(&format!("{generated}/"))
            || format!("{generated}/").starts_with(&format!("{specs}/"))
        {
            let why = format!("`{specs}` and `{generated}` contain each other");
            invalid(&table.generated, why, "codegen removes what it does not know from the folder of its crates");
        }
        let prefix = table.crate_prefix.get_ref();
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if !prefix.bytes().all(is_allowed) || prefix.starts_with(|first: char| !first.is_ascii_alphabetic()) {
            let why = format!("`{prefix}` cannot begin the name of a crate");
            invalid(
                &table.crate_prefix,
                why,
                "use ASCII alphanumeric characters, `-` and `_`, first an alphabetic one",
            );
        }
        for feature in table.features.iter().filter(|feature| !FEATURES.contains(&feature.get_ref().as_str())) {
            let why = format!("the clients have no feature `{}`", feature.get_ref());
            invalid(feature, why, &format!("the features are: {}", FEATURES.join(", ")));
        }
        let File { workspace, package } = file;
        if findings.is_empty() { Ok(Self { workspace, package, source: source.clone() }) } else { Err(findings) }
    }

    /// The version of moored that writes the crates.
    #[must_use]
    pub fn generator(&self) -> Option<&str> {
        self.workspace.generator.as_ref().map(|version| version.get_ref().as_str())
    }

    /// How messages name the command: `cargo moored`.
    #[must_use]
    pub fn command(&self) -> &str {
        &self.workspace.command
    }

    /// The folder of the documents, relative to the workspace.
    #[must_use]
    pub fn specs(&self) -> &str {
        self.workspace.specs.get_ref()
    }

    /// The folder of the crates, relative to the workspace.
    #[must_use]
    pub fn generated(&self) -> &str {
        self.workspace.generated.get_ref()
    }

    /// What the name of each crate begins with, unless a provider's settings give the whole name.
    #[must_use]
    pub fn crate_prefix(&self) -> &str {
        self.workspace.crate_prefix.get_ref()
    }

    /// The features of the clients that are on by default, besides `rustls`.
    pub fn features(&self) -> impl Iterator<Item = &str> {
        self.workspace.features.iter().map(|feature| feature.get_ref().as_str())
    }

    /// Whether the package in the root folder is a facade of the generated crates.
    #[must_use]
    pub fn has_facade(&self) -> bool {
        self.workspace.facade
    }

    /// Where the generated crates find the runtime.
    #[must_use]
    pub fn runtime(&self) -> &Runtime {
        self.workspace.runtime.get_ref()
    }

    /// A finding about the settings as a whole.
    #[must_use]
    pub fn invalid(&self, message: &str) -> Finding {
        Finding::new(&rules::CONFIG, Location::start_of(&self.source), message)
    }

    /// A finding about `runtime`.
    #[must_use]
    pub fn invalid_runtime(&self, message: String) -> Finding {
        let position = Position::of_offset(self.source.text(), self.workspace.runtime.span().start);
        Finding::new(&rules::CONFIG, Location::at(&self.source, position), message)
    }

    /// The keys of each generated `Cargo.toml`.
    #[must_use]
    pub fn package(&self) -> toml::Table {
        // Texts, lists of texts and a flag: all of them are TOML.
        toml::Table::try_from(&self.package).unwrap_or_default()
    }
}

/// Whether these are the settings of a workspace. A text that is not valid TOML is, if a line is `[workspace]`.
pub(super) fn is_of_workspace(text: &str) -> bool {
    match text.parse::<toml::Table>() {
        Ok(table) => table.contains_key("workspace"),
        Err(_) => text.lines().any(|line| line.trim() == "[workspace]"),
    }
}

fn is_folder(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', ':'])
}
