//! The options of `add`, `remove` and `rename`.

use std::path::PathBuf;

use clap::Args;

pub(super) const ADD: &str = "\
Adds a provider, and generates its client.

Stores the text of FILE, which may be an address, and of the files that it refers to in specs/<NAME>, byte for byte, with a source.toml that has \
their origin and a moored.toml with the settings. If the document has errors, nothing is written: correct it in an \
overlay (https://spec.openapis.org/overlay/v1.0.0.html), and add it with --overlay.";

pub(super) const ADD_AFTER: &str = "\
Examples:
  cargo moored add petstore petstore.yaml
  cargo moored add petstore https://petstore.example/openapi.json
  cargo moored add petstore petstore.json --address https://petstore.example/openapi.json
  cargo moored add petstore petstore.json --overlay corrections.yaml
  cargo moored add petstore petstore.yaml --dry-run   list the files that would be written";

pub(super) const REMOVE: &str = "\
Removes a provider: its folder in specs/ and its client.

Nothing is removed while a manifest of the workspace depends on the client. Documents and settings that git does not \
have are moved to .moored/removed/.";

pub(super) const RENAME: &str = "\
Renames a provider: its folder in specs/, and its client.

What is in the client keeps its names. A manifest of the workspace that depends on the client is changed: the \
dependency keeps its name, so that no source file has to change, and gets the new `package` and `path`.";

/// The options of `cargo moored add`.
#[derive(Args, Clone, Debug)]
pub struct Add {
    /// The name: of the folder in specs/, and of the crate, with the prefix in moored.toml
    pub name: String,

    /// The provider's document, or its address: OpenAPI 3 or Swagger 2.0, as YAML or JSON
    pub file: PathBuf,

    /// Where the provider publishes the document [default: FILE, if it is an address]
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,

    /// The title of the published text [default: that of the document]
    #[arg(long)]
    pub title: Option<String>,

    /// The licence of the published text [default: that of the document]
    #[arg(long, alias = "licence")]
    pub license: Option<String>,

    /// Corrections of the document, which become overlay.yaml
    #[arg(long, value_name = "FILE")]
    pub overlay: Option<PathBuf>,

    /// Writes nothing; lists the files that would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// The options of `cargo moored remove`.
#[derive(Args, Clone, Debug)]
pub struct Remove {
    /// The provider
    pub name: String,

    /// Removes nothing; lists what would be removed
    #[arg(long)]
    pub dry_run: bool,
}

/// The options of `cargo moored rename`.
#[derive(Args, Clone, Debug)]
pub struct Rename {
    /// The provider
    pub old: String,

    /// Its new name
    pub new: String,

    /// Writes nothing; lists what would be changed
    #[arg(long)]
    pub dry_run: bool,
}
