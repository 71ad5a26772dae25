//! The remote repository with the branches, and a temporary working tree of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, anyhow, bail};
use tempfile::TempDir;

use crate::exit::UsageError;

/// The line of a commit that this command has made.
const TRAILER: &str = "Proposed-By: moored";

/// A remote repository, as it is now.
pub(super) struct Repository {
    root: PathBuf,
    /// The folder of the workspace, relative to the root of the repository.
    prefix: String,
    remote: String,
    base: String,
    /// The commits of the remote branches.
    branches: BTreeMap<String, String>,
}

/// A working tree of the base in a temporary folder, with an index of its own.
pub(super) struct Tree<'a> {
    repository: &'a Repository,
    folder: TempDir,
}

impl Repository {
    /// Requests the branches of `remote` for the workspace in `root`.
    pub(super) fn find(root: &Path, remote: &str, base: Option<&str>) -> anyhow::Result<Self> {
        let prefix = git(root, &["rev-parse", "--show-prefix"]).map_err(|error| UsageError(format!("{error:#}")))?;
        let listed = git(root, &["ls-remote", "--symref", "--", remote, "HEAD", "refs/heads/*"])
            .with_context(|| format!("cannot read the branches of `{remote}`"))?;
        let mut repository = Self {
            root: root.to_owned(),
            prefix,
            remote: remote.to_owned(),
            base: base.unwrap_or_default().to_owned(),
            branches: BTreeMap::new(),
        };
        for line in listed.lines() {
            let Some((first, name)) = line.split_once('\t') else { continue };
            match (first.strip_prefix("ref: refs/heads/"), name.strip_prefix("refs/heads/")) {
                (Some(head), _) if base.is_none() => repository.base = head.to_owned(),
                (None, Some(name)) => drop(repository.branches.insert(name.to_owned(), first.to_owned())),
                _ => {}
            }
        }
        if !repository.branches.contains_key(&repository.base) {
            let message = format!("`{remote}` has no branch `{}`: name one with --base", repository.base);
            return Err(UsageError(message).into());
        }
        let ours: Vec<&String> = repository.branches.keys().filter(|name| name.starts_with("moored/")).collect();
        let mut arguments =
            vec!["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", remote, &repository.base];
        arguments.extend(ours.iter().map(|name| name.as_str()));
        git(root, &arguments)?;
        Ok(repository)
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The commit of the base.
    pub(super) fn base_commit(&self) -> anyhow::Result<&str> {
        self.branch(&self.base).context("the base has no commit")
    }

    /// The commit of a remote branch.
    pub(super) fn branch(&self, name: &str) -> Option<&str> {
        self.branches.get(name).map(String::as_str)
    }

    /// Whether everything on the branch was made by this command.
    pub(super) fn is_ours(&self, commit: &str) -> anyhow::Result<bool> {
        let range = format!("{}..{commit}", self.base_commit()?);
        let messages = git(&self.root, &["log", "--format=%x00%B", &range])?;
        let mut commits = messages.split('\0').skip(1);
        Ok(commits.all(|message| message.lines().any(|line| line == TRAILER)))
    }

    /// The parent of a commit.
    pub(super) fn parent(&self, commit: &str) -> anyhow::Result<String> {
        git(&self.root, &["rev-parse", &format!("{commit}^")])
    }

    /// The paths that differ between two commits, relative to the repository.
    pub(super) fn differences(&self, one: &str, other: &str) -> anyhow::Result<Vec<String>> {
        let listed = git(&self.root, &["diff-tree", "-r", "-z", "--name-only", one, other])?;
        Ok(listed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
    }

    /// The text of a file of the workspace in a commit; `None` if it is not there.
    pub(super) fn text(&self, commit: &str, path: &str) -> Option<String> {
        git(&self.root, &["cat-file", "blob", &format!("{commit}:{}{path}", self.prefix)]).ok()
    }

    /// A working tree of the base.
    pub(super) fn tree(&self) -> anyhow::Result<Tree<'_>> {
        let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
        let path = folder.path().join("tree");
        let path = path.to_str().context("the path of the temporary folder is not UTF-8")?;
        git(&self.root, &["worktree", "add", "--quiet", "--detach", "--force", path, self.base_commit()?])?;
        Ok(Tree { repository: self, folder })
    }

    /// Makes the remote branch `name` point to `commit`, unless somebody has pushed to it since it was read.
    pub(super) fn push(&self, name: &str, commit: &str) -> anyhow::Result<()> {
        let refspec = format!("{commit}:refs/heads/{name}");
        self.update(name, &refspec)
    }

    /// Removes the remote branch `name`, unless somebody has pushed to it since it was read.
    pub(super) fn delete(&self, name: &str) -> anyhow::Result<()> {
        self.update(name, &format!(":refs/heads/{name}"))
    }

    fn update(&self, name: &str, refspec: &str) -> anyhow::Result<()> {
        let known = self.branch(name).unwrap_or_default();
        let lease = format!("--force-with-lease=refs/heads/{name}:{known}");
        git(&self.root, &["push", "--quiet", "--no-verify", &lease, "--", &self.remote, refspec])
            .with_context(|| format!("cannot push to `{name}`"))?;
        Ok(())
    }
}

impl Tree<'_> {
    /// The folder of the workspace.
    pub(super) fn workspace(&self) -> PathBuf {
        self.path().join(&self.repository.prefix)
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("tree")
    }

    /// A commit of everything in the tree, behind the base. No branch points to it.
    pub(super) fn commit(&self, message: &str) -> anyhow::Result<String> {
        let path = self.path();
        git(&path, &["add", "--all"])?;
        let tree = git(&path, &["write-tree"])?;
        let message = format!("{message}\n\n{TRAILER}\n");
        let mut arguments = Vec::new();
        if git(&path, &["config", "user.email"]).is_err() {
            arguments.extend(["-c", "user.name=moored", "-c", "user.email=moored@localhost"]);
        }
        arguments.extend(["commit-tree", &tree, "-p", self.repository.base_commit()?, "-m", &message]);
        git(&path, &arguments)
    }
}

impl Drop for Tree<'_> {
    fn drop(&mut self) {
        let path = self.path();
        // What is left is a folder for temporary files, and an entry that git itself prunes.
        if let Some(path) = path.to_str() {
            let _ = git(&self.repository.root, &["worktree", "remove", "--force", path]);
        }
        let _ = fs::remove_dir_all(path);
    }
}

/// Runs git in `folder`, and returns what it prints.
fn git(folder: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let mut command = Command::new("git");
    // Those of a hook or of another command, which is about another repository.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command.env("GIT_TERMINAL_PROMPT", "0").args(arguments).current_dir(folder);
    let Output { status, stdout, stderr } = command.output().context("cannot start git")?;
    if !status.success() {
        let why = String::from_utf8_lossy(&stderr).trim().to_owned();
        let name = arguments.iter().find(|argument| !argument.starts_with('-') && !argument.contains('='));
        bail!("git {}: {why}", name.unwrap_or(&""));
    }
    let text = String::from_utf8(stdout).map_err(|_| anyhow!("git has printed text that is not UTF-8"))?;
    Ok(text.trim_end_matches('\n').to_owned())
}
