//! The files of a revision of git.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Output};

use anyhow::{Context as _, bail};
use moored_drift::approvals::FILE_NAME as APPROVALS;

use crate::workspace::Workspace;

/// A revision of the repository that contains a workspace.
pub(super) struct Revision {
    name: String,
    commit: String,
    root: PathBuf,
}

impl Revision {
    /// The revision `name`; `None` if there is none.
    ///
    /// # Errors
    /// Returns an error if git cannot be started.
    pub(super) fn find(name: &str, workspace: &Workspace) -> anyhow::Result<Option<Self>> {
        let root = workspace.join("");
        // `--end-of-options`: a name that starts with `-` is no option.
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")];
        let found = git(&root, &arguments)?;
        let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
        Ok(found.status.success().then_some(Self { name: name.to_owned(), commit, root }))
    }

    /// The name, as the user gave it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The texts of all files below `folder`, which is relative to the workspace, by their relative paths. Hidden
    /// files, tests and approvals are left out, as on disk.
    ///
    /// # Errors
    /// Returns an error if git fails, or if a file is not UTF-8.
    pub(super) fn texts(&self, folder: &str) -> anyhow::Result<BTreeMap<String, String>> {
        let listed = self.run(&["ls-tree", "-r", "-z", "--name-only", &self.commit, "--", &format!("{folder}/")])?;
        let listed = String::from_utf8(listed).with_context(|| format!("a name in {folder} is not UTF-8"))?;
        let mut texts = BTreeMap::new();
        for path in listed.split('\0').filter(|path| !path.is_empty()) {
            let Some(file) = path.strip_prefix(folder).and_then(|file| file.strip_prefix('/')) else { continue };
            if file.split('/').any(|part| part.starts_with('.')) || file.starts_with("tests/") || file == APPROVALS {
                continue;
            }
            let bytes = self.run(&["cat-file", "blob", &format!("{}:./{path}", self.commit)])?;
            let text = String::from_utf8(bytes).with_context(|| format!("{}:{path} is not UTF-8", self.name))?;
            texts.insert(file.to_owned(), text);
        }
        Ok(texts)
    }

    fn run(&self, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
        let ran = git(&self.root, arguments)?;
        if !ran.status.success() {
            bail!("git {} failed: {}", arguments.join(" "), String::from_utf8_lossy(&ran.stderr).trim());
        }
        Ok(ran.stdout)
    }
}

fn git(root: &PathBuf, arguments: &[&str]) -> anyhow::Result<Output> {
    Command::new("git").args(arguments).current_dir(root).output().context("cannot start git")
}
