//! How a generated crate is packaged.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::files::Files;

/// How a generated crate is packaged.
#[derive(Clone, Debug)]
pub struct Packaging {
    /// What the crate is generated for.
    pub origin: Origin,
    /// The keys of `[package]` that the user chooses: `license`, `repository`. By default, the version is `0.1.0`, and
    /// the crate is not published.
    pub package: Table,
    /// What the name of the crate begins with, unless the whole name is given: `moored-`.
    pub crate_prefix: String,
    /// The features that are on by default. `rustls` is on without `native-tls`.
    pub features: Vec<String>,
    /// Where the crate finds the runtime.
    pub runtime: Runtime,
}

/// What a crate is generated for.
#[derive(Clone, Debug)]
pub enum Origin {
    /// A provider of a workspace.
    Provider {
        /// The folder of the crate in the workspace: `generated/petstore`.
        folder: String,
        /// The command that generates the crates of the workspace: `cargo moored codegen`.
        command: String,
        /// Digests of the locks of the vendored crates, by their folders in the workspace.
        vendored: BTreeMap<String, String>,
    },
    /// One document.
    Document {
        /// The file name of the document among the inputs.
        document: String,
        /// The name of the crate; by default, it is derived from the provider's.
        name: Option<String>,
        /// The text of `names.lock` beside the crate, empty before the first run. `None` if the crate gets none.
        names: Option<String>,
    },
}

/// Where a crate finds the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// These files are copied into the folder `runtime` of the crate, which is then a workspace of its own.
    Copied(Files),
    /// Folders, relative to the crate.
    Path {
        /// Of the runtime.
        runtime: String,
        /// Of the gate that fails the build if the crate is out of date. Without it, nothing does.
        gate: Option<String>,
    },
    /// A git repository.
    Git {
        /// Its address.
        url: String,
        /// The commit.
        rev: String,
    },
    /// A version in the registry.
    Version(String),
}

impl Packaging {
    /// The crate of a provider in the folder `folder` of a workspace, with the defaults.
    #[must_use]
    pub fn of_provider(folder: &str, runtime: Runtime) -> Self {
        let folder = folder.to_owned();
        Self::new(
            Origin::Provider { folder, command: "cargo moored codegen".to_owned(), vendored: BTreeMap::new() },
            runtime,
        )
    }

    /// The crate of one document, with the defaults.
    #[must_use]
    pub fn of_document(document: &str, runtime: Runtime) -> Self {
        Self::new(Origin::Document { document: document.to_owned(), name: None, names: None }, runtime)
    }

    fn new(origin: Origin, runtime: Runtime) -> Self {
        let crate_prefix = "moored-".to_owned();
        Self { origin, package: Table::new(), crate_prefix, features: Vec::new(), runtime }
    }

    /// The features that are on by default, as TOML.
    pub(crate) fn default_features(&self) -> Value {
        let rustls = (!self.features.iter().any(|feature| feature == "native-tls")).then_some("rustls");
        let others = self.features.iter().map(String::as_str).filter(|feature| *feature != "rustls");
        Value::Array(rustls.into_iter().chain(others).map(Value::from).collect())
    }

    /// The dependency on the runtime with these features, as TOML.
    pub(crate) fn runtime_dependency(&self, features: &[&str]) -> Value {
        let mut keys = match &self.runtime {
            Runtime::Copied(_) => self.path_dependency("runtime"),
            Runtime::Path { runtime, .. } => self.path_dependency(runtime),
            other => other.elsewhere(),
        };
        keys.insert("default-features".to_owned(), false.into());
        if !features.is_empty() {
            keys.insert("features".to_owned(), features.to_vec().into());
        }
        Value::Table(keys)
    }

    /// The dependency on the gate, as TOML, if the crate has one: a crate outside of any workspace has no lock that the
    /// gate could check.
    pub(crate) fn gate_dependency(&self) -> Option<Value> {
        match (&self.origin, &self.runtime) {
            (Origin::Document { .. }, _) | (_, Runtime::Copied(_) | Runtime::Path { gate: None, .. }) => None,
            (_, Runtime::Path { gate: Some(gate), .. }) => Some(self.path_dependency(gate).into()),
            (_, elsewhere) => Some(elsewhere.elsewhere().into()),
        }
    }

    /// A crate that is published needs a version for each path. In others, it would prevent cargo from doing anything
    /// in a workspace whose runtime has just been replaced; [`generated_by`](https://docs.rs/moored-runtime) states the
    /// version that the crate needs.
    fn path_dependency(&self, path: &str) -> Table {
        let mut keys = Table::from_iter([("path".to_owned(), Value::from(path))]);
        if !matches!(self.package.get("publish"), None | Some(Value::Boolean(false))) {
            keys.insert("version".to_owned(), env!("CARGO_PKG_VERSION").into());
        }
        keys
    }
}

impl Runtime {
    fn elsewhere(&self) -> Table {
        let keys = match self {
            Self::Copied(_) | Self::Path { .. } => Vec::new(),
            Self::Git { url, rev } => {
                vec![("git".to_owned(), url.as_str().into()), ("rev".to_owned(), rev.as_str().into())]
            }
            Self::Version(version) => vec![("version".to_owned(), Value::from(version.as_str()))],
        };
        Table::from_iter(keys)
    }
}
