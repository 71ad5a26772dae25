//! `runtime`: where the generated crates find the runtime.

use serde::Deserialize;

/// Where the generated crates find the runtime, and the gate that checks them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Form")]
pub enum Runtime {
    /// One copy in the folder of the generated crates.
    #[default]
    Vendored,
    /// Folders, relative to the workspace.
    Path {
        /// Of the runtime.
        runtime: String,
        /// Of the gate; without one, the crates have no gate.
        gate: Option<String>,
    },
    /// A git repository that has both.
    Git {
        /// The address.
        url: String,
        /// The commit.
        rev: String,
    },
    /// A version in the registry.
    Version(String),
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected \"vendored\", { path = \"…\", gate = \"…\" }, { git = \"…\", rev = \"…\" } or { version = \"…\" }"
)]
enum Form {
    Word(String),
    Path(PathForm),
    Git(GitForm),
    Version(VersionForm),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PathForm {
    path: String,
    gate: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GitForm {
    git: String,
    rev: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionForm {
    version: String,
}

impl TryFrom<Form> for Runtime {
    type Error = String;

    fn try_from(form: Form) -> Result<Self, String> {
        Ok(match form {
            Form::Word(word) if word == "vendored" => Self::Vendored,
            Form::Word(word) => return Err(format!("`{word}` is not valid; expected `vendored`, or a table")),
            Form::Path(PathForm { path, gate }) => Self::Path { runtime: path, gate },
            Form::Git(GitForm { git, rev }) => Self::Git { url: git, rev },
            Form::Version(VersionForm { version }) => Self::Version(version),
        })
    }
}
