//! The folders that a proof uses.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

/// Where a proof reads and writes.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The root of the project.
    pub project: PathBuf,
    /// Where crates are written.
    pub work: PathBuf,
    /// Where cargo compiles them. Proofs that share it compile what the crates depend on once.
    pub target: PathBuf,
    /// The entry point of Prism; `None` to skip what needs it.
    pub prism: Option<PathBuf>,
}

impl Folders {
    /// Those for crates in `work`, which are compiled there too. Prism is the one of the project, if it is installed.
    #[must_use]
    pub fn new(project: PathBuf, work: PathBuf) -> Self {
        let prism = project.join("tests/prism/node_modules/@stoplight/prism-cli/dist/index.js");
        Self { target: work.join("target"), work, prism: Some(prism).filter(|prism| prism.is_file()), project }
    }
}

/// The root of the project that the working directory is in.
///
/// # Errors
/// If it is in no project.
pub fn project() -> anyhow::Result<PathBuf> {
    let here = env::current_dir()?;
    let is_root = |folder: &&Path| folder.join("crates/proof/Cargo.toml").is_file();
    here.ancestors().find(is_root).map(Path::to_owned).context("not inside the project")
}
