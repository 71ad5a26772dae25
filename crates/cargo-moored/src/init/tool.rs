//! Where the CI and `xtask/` get moored from.

use toml_edit::{InlineTable, Value};

use crate::cli::Init;

/// The place of the crate `cargo-moored`.
#[derive(Debug)]
pub(super) enum Tool {
    Registry,
    Git {
        url: String,
        rev: Option<String>,
    },
    /// Relative to the workspace.
    Path(String),
}

impl Tool {
    pub(super) fn new(options: &Init) -> Self {
        match (&options.git, &options.path) {
            (Some(url), _) => Self::Git { url: url.clone(), rev: options.rev.clone() },
            (None, Some(path)) => Self::Path(path.to_string_lossy().replace('\\', "/")),
            (None, None) => Self::Registry,
        }
    }

    /// The value of the dependency `cargo-moored` in `xtask/Cargo.toml`.
    pub(super) fn dependency(&self) -> Value {
        let mut table = InlineTable::new();
        match self {
            Self::Registry => return env!("CARGO_PKG_VERSION").into(),
            Self::Git { url, rev } => {
                table.insert("git", url.as_str().into());
                if let Some(rev) = rev {
                    table.insert("rev", rev.as_str().into());
                }
            }
            Self::Path(path) if path.starts_with('/') => {
                table.insert("path", path.as_str().into());
            }
            Self::Path(path) => {
                table.insert("path", format!("../{path}").into());
            }
        }
        table.into()
    }

    /// The command that installs `cargo moored`, in the version that moored.toml requires.
    pub(super) fn install(&self) -> String {
        let quoted = |word: &str| format!("'{}'", word.replace('\'', "'\\''"));
        match self {
            Self::Registry => {
                r#"cargo install --locked "cargo-moored@$(sed -n 's/^generator = "\(.*\)"/\1/p' moored.toml)""#
                    .to_owned()
            }
            Self::Git { url, rev } => {
                let rev = rev.iter().map(|rev| format!(" --rev {}", quoted(rev))).collect::<String>();
                format!("cargo install --locked --git {}{rev} cargo-moored", quoted(url))
            }
            Self::Path(path) => format!("cargo install --locked --path {}", quoted(path)),
        }
    }
}
