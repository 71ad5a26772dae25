//! A copy of the caller's workspace. Nothing is written into the workspace itself.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};
use ignore::WalkBuilder;
use tempfile::TempDir;

use super::{
    cargo::{self, Checkout},
    manifests,
};

/// A copy in a temporary folder.
pub(super) struct Copy {
    temporary: TempDir,
    /// The root of the workspace that was copied.
    original: PathBuf,
    /// The folder of the crate, relative to the root.
    package: PathBuf,
}

impl Copy {
    /// Copies the workspace of the crate in `folder`, without what git ignores and without `target`. Paths in manifests
    /// to what is outside of the workspace are absolute in the copy.
    ///
    /// # Errors
    /// Returns an error if there is no crate, or if a file cannot be read or written.
    pub(super) fn of(folder: &Path) -> anyhow::Result<Self> {
        let folder = fs::canonicalize(folder)?;
        if !folder.join("Cargo.toml").is_file() {
            bail!("it has no Cargo.toml");
        }
        let located = cargo::locate(&folder)?;
        let original = fs::canonicalize(&located.root)?;
        let package = folder.strip_prefix(&original).context("it is not in the folder of its workspace")?.to_owned();
        let temporary = tempfile::Builder::new().prefix("moored-drift-").tempdir().context("no temporary folder")?;
        let copy = Self { temporary, original, package };
        copy.fill(&located.target)?;
        Ok(copy)
    }

    fn fill(&self, target: &Path) -> anyhow::Result<()> {
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let is_copied = move |entry: &ignore::DirEntry| entry.file_name() != ".git" && entry.path() != target;
        let mut walk = WalkBuilder::new(&self.original);
        // `.cargo/config.toml` is hidden, and files count that git ignores nowhere but in a repository.
        walk.hidden(false).require_git(false).filter_entry(is_copied);
        for entry in walk.build() {
            let entry = entry?;
            let relative = entry.path().strip_prefix(&self.original)?;
            self.copy(entry.path(), &self.root().join(relative))?;
        }
        // Some repositories ignore the lock, and it decides which versions are compiled.
        let lock = self.original.join("Cargo.lock");
        if lock.is_file() {
            self.copy(&lock, &self.root().join("Cargo.lock"))?;
        }
        Ok(())
    }

    fn copy(&self, from: &Path, to: &Path) -> anyhow::Result<()> {
        let context = || format!("cannot copy {}", from.display());
        if from.is_dir() {
            return fs::create_dir_all(to).with_context(context);
        }
        if !from.is_file() {
            return Ok(());
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).with_context(context)?;
        }
        if from.file_name().is_some_and(|name| name == "Cargo.toml") {
            let text = fs::read_to_string(from).with_context(context)?;
            let folder = from.parent().unwrap_or(from);
            return fs::write(to, manifests::absolute(&text, &|path| self.outside(folder, path))).with_context(context);
        }
        fs::copy(from, to).map(|_| ()).with_context(context)
    }

    /// The absolute path of `path`, which is relative to `folder`, if it is outside of the workspace.
    fn outside(&self, folder: &Path, path: &str) -> Option<String> {
        let mut whole = PathBuf::new();
        for part in folder.join(path).components() {
            match part {
                Component::ParentDir => {
                    whole.pop();
                }
                Component::CurDir => {}
                part => whole.push(part),
            }
        }
        (!whole.starts_with(&self.original)).then(|| whole.to_string_lossy().into_owned())
    }

    /// The root of the workspace in the copy.
    pub(super) fn root(&self) -> PathBuf {
        self.temporary.path().join("caller")
    }

    /// The copy for runs of cargo.
    pub(super) fn checkout(&self) -> Checkout {
        Checkout { root: self.root(), package: self.root().join(&self.package), configurations: self.configurations() }
    }

    /// A path beside the copy.
    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.temporary.path().join(name)
    }

    /// The configuration files of cargo in the folders above the workspace, which hold for the copy as well.
    fn configurations(&self) -> Vec<PathBuf> {
        let above = self.original.ancestors().skip(1);
        let names = above.flat_map(|folder| ["config.toml", "config"].map(|name| folder.join(".cargo").join(name)));
        // Cargo reads that beside its registry anyway.
        let is_own = |path: &PathBuf| path.parent().is_some_and(|folder| folder.join("registry").is_dir());
        let mut found: Vec<PathBuf> = names.filter(|path| path.is_file() && !is_own(path)).collect();
        // The last one takes precedence.
        found.reverse();
        found
    }
}
