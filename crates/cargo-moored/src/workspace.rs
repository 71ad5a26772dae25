//! A workspace of moored on disk: the folder with a `moored.toml` that has a table `[workspace]`.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use moored_document::{finding::Findings, source::Source};

use crate::tree::PathContext as _;

mod edit;
mod settings;

pub use edit::Edit;
pub use settings::{Package, Publish, Runtime, Settings};

/// The name of the file with the settings.
pub const FILE_NAME: &str = "moored.toml";

/// A workspace of moored.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
    settings: Settings,
    edit: Option<Edit>,
}

impl Workspace {
    /// Finds the workspace that contains the folder `start`.
    ///
    /// Searches `start` and the folders above it, as cargo does. A `moored.toml` without `[workspace]` is that of a
    /// provider. Paths from compile time do not work if the workspace was moved after this program was compiled.
    /// Environment variables of cargo do not work either: they describe the project that started this program.
    ///
    /// # Errors
    /// [`NoWorkspace`] if there is none, [`InvalidSettings`] if its settings are not valid, and an error if a
    /// `moored.toml` cannot be read.
    pub fn find(start: &Path) -> anyhow::Result<Self> {
        for folder in start.ancestors() {
            let path = folder.join(FILE_NAME);
            let text = match fs::read_to_string(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                text => text.path_context("read", &path)?,
            };
            if settings::is_of_workspace(&text) {
                let settings = Settings::parse(&Source::new(FILE_NAME, &text)).map_err(InvalidSettings)?;
                return Ok(Self { root: folder.to_owned(), settings, edit: None });
            }
        }
        Err(NoWorkspace(start.to_owned()).into())
    }

    /// The settings in `moored.toml`.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The workspace as it will be after `edit`.
    #[must_use]
    pub fn with(self, edit: Edit) -> Self {
        Self { edit: Some(edit), ..self }
    }

    /// The change that has not been made yet.
    #[must_use]
    pub fn edit(&self) -> Option<&Edit> {
        self.edit.as_ref()
    }

    /// The path of a file or folder of the workspace.
    #[must_use]
    pub fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    /// The folder of the documents of `provider`, relative to the workspace: `specs/petstore`.
    #[must_use]
    pub fn specs_of(&self, provider: &str) -> String {
        format!("{}/{provider}", self.settings.specs())
    }

    /// The folder of the crate `name`, relative to the workspace: `generated/petstore`.
    #[must_use]
    pub fn generated(&self, name: &str) -> String {
        format!("{}/{name}", self.settings.generated())
    }

    /// The folder in which new crates are built. It is on the same file system as the generated crates, and no member
    /// pattern of a workspace matches it.
    #[must_use]
    pub fn staging(&self) -> PathBuf {
        self.root.join(".moored")
    }
}

/// Whether `text` is the `moored.toml` of a workspace, and not that of a provider.
pub(crate) fn is_of_workspace(text: &str) -> bool {
    settings::is_of_workspace(text)
}

/// No folder above this one is a workspace.
#[derive(Debug)]
pub struct NoWorkspace(PathBuf);

impl fmt::Display for NoWorkspace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is not inside a workspace of moored: no folder above it has a {FILE_NAME} with a table [workspace]; \
             to make one, run `cargo moored init` in the root folder of your Cargo workspace",
            self.0.display()
        )
    }
}

impl std::error::Error for NoWorkspace {}

/// The settings of the workspace are not valid.
#[derive(Debug)]
pub struct InvalidSettings(pub Findings);

impl fmt::Display for InvalidSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FILE_NAME} is not valid")
    }
}

impl std::error::Error for InvalidSettings {}
