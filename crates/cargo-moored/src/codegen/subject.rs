//! What one run generates: the providers of a workspace, or one document.

use std::path::{Path, PathBuf};

use crate::{
    cli::Codegen,
    workspace::{NoWorkspace, Workspace},
};

/// What to generate.
pub(crate) enum Subject {
    /// The providers of this workspace with these names; all providers if the list is empty.
    Providers { workspace: Workspace, only: Vec<String> },
    /// One document from outside of `specs/`.
    File {
        /// The document.
        from: PathBuf,
        /// The crate's name.
        name: Option<String>,
        /// The folder for the crate; `None` if a stage is printed.
        out: Option<PathBuf>,
        /// The folder of the runtime.
        runtime: Option<PathBuf>,
        /// The license of the crate.
        license: Option<String>,
        /// The workspace that contains the current folder, if there is one.
        workspace: Option<Workspace>,
    },
}

impl Subject {
    /// What `options` select in the folder `here`.
    ///
    /// # Errors
    /// See [`Workspace::find`]. One document needs no workspace.
    pub(crate) fn of(options: &Codegen, here: &Path) -> anyhow::Result<Self> {
        let workspace = Workspace::find(here);
        let Some(from) = &options.from else {
            let only = options.providers.iter().chain(&options.only).cloned().collect();
            return Ok(Self::Providers { workspace: workspace?, only });
        };
        let workspace = match workspace {
            Err(error) if error.is::<NoWorkspace>() => None,
            workspace => Some(workspace?),
        };
        let Codegen { name, out, runtime, license, .. } = options.clone();
        Ok(Self::File { from: from.clone(), name, out, runtime, license, workspace })
    }

    /// The workspace, if the run generates all its providers.
    pub(crate) fn whole_workspace(&self) -> Option<&Workspace> {
        match self {
            Self::Providers { workspace, only } if only.is_empty() => Some(workspace),
            Self::Providers { .. } | Self::File { .. } => None,
        }
    }

    /// How messages name the command: `cargo moored`.
    pub(crate) fn command(&self) -> &str {
        match self {
            Self::Providers { workspace, .. } | Self::File { workspace: Some(workspace), .. } => {
                workspace.settings().command()
            }
            Self::File { workspace: None, .. } => "cargo moored",
        }
    }
}
