//! Changes to files that people edit, such as `Cargo.toml`: planned first, then shown as a diff or made, all or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::{specs, tree, tree::PathContext as _};

/// The files in one folder that a command will create or change.
#[derive(Debug)]
pub struct Changes {
    root: PathBuf,
    changes: Vec<Change>,
}

#[derive(Debug)]
struct Change {
    /// Relative to the folder, with `/` between its parts.
    path: String,
    /// `None` if the file does not exist.
    before: Option<String>,
    after: String,
}

impl Changes {
    /// No changes in the folder `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), changes: Vec::new() }
    }

    /// The text of the file at `path`, with the changes up to now; `None` if it does not exist.
    ///
    /// # Errors
    /// Returns an error if the file exists and is not a text that can be read.
    pub fn text(&self, path: &str) -> io::Result<Option<String>> {
        match self.changes.iter().find(|change| change.path == path) {
            Some(change) => Ok(Some(change.after.clone())),
            None => on_disk(&self.root.join(path)),
        }
    }

    /// Plans that the file at `path` has the text `after`.
    ///
    /// # Errors
    /// Returns an error if the file exists and is not a text that can be read.
    pub fn set(&mut self, path: &str, after: String) -> io::Result<()> {
        if let Some(change) = self.changes.iter_mut().find(|change| change.path == path) {
            change.after = after;
            return Ok(());
        }
        let before = on_disk(&self.root.join(path))?;
        if before.as_ref() != Some(&after) {
            self.changes.push(Change { path: path.to_owned(), before, after });
        }
        Ok(())
    }

    /// Plans a new file at `path`. A file that exists is kept as it is, whatever is in it.
    ///
    /// # Errors
    /// Returns an error if the file exists and is not a text that can be read.
    pub fn create(&mut self, path: &str, text: &str) -> io::Result<()> {
        match self.text(path)? {
            Some(_) => Ok(()),
            None => self.set(path, text.to_owned()),
        }
    }

    /// Whether everything is already as planned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// `created moored.toml`, `changed Cargo.toml`: one line for each file, in the order of the plan.
    #[must_use]
    pub fn summary(&self) -> String {
        let line = |change: &Change| {
            let verb = if change.before.is_some() { "changed" } else { "created" };
            format!("{verb} {}\n", change.path)
        };
        self.changes.iter().map(line).collect()
    }

    /// The changes in the form that `git apply` and `patch -p1` read.
    #[must_use]
    pub fn diff(&self) -> String {
        let shown = |Change { path, before, after }: &Change| {
            let diff = TextDiff::from_lines(before.as_deref().unwrap_or_default(), after);
            let old = if before.is_some() { format!("a/{path}") } else { "/dev/null".to_owned() };
            diff.unified_diff().header(&old, &format!("b/{path}")).to_string()
        };
        self.changes.iter().map(shown).collect()
    }

    /// Makes the changes. `is_valid` then checks the result; if it returns an error, or if a file cannot be written,
    /// every file is again as it was. Temporary files are in the folder `staging`.
    ///
    /// # Errors
    /// Returns the error of `is_valid`, or one that names the file that cannot be written.
    pub fn apply(&self, staging: &Path, is_valid: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
        let mut made = Vec::new();
        let mut written = Ok(());
        for change in &self.changes {
            let path = self.root.join(&change.path);
            // Of a link, the file to which it points is changed.
            let path = path.canonicalize().unwrap_or(path);
            let folders = missing_folders(&path);
            written = tree::write_file(&change.after, &path, staging);
            made.push((change, path, folders));
            if written.is_err() {
                break;
            }
        }
        let outcome = written.map_err(anyhow::Error::from).and_then(|()| is_valid());
        if outcome.is_err() {
            for (change, path, folders) in made.into_iter().rev() {
                // The first error is the one to return.
                let _ = undo(change.before.as_deref(), &path, &folders, staging);
            }
        }
        outcome
    }
}

fn on_disk(path: &Path) -> io::Result<Option<String>> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).path_context("read", path),
        Ok(_) => specs::text(path).map(Some),
    }
}

/// The folders above `path` that do not exist, innermost first.
fn missing_folders(path: &Path) -> Vec<PathBuf> {
    path.ancestors().skip(1).take_while(|folder| !folder.exists()).map(Path::to_owned).collect()
}

fn undo(before: Option<&str>, path: &Path, folders: &[PathBuf], staging: &Path) -> io::Result<()> {
    match before {
        Some(before) => tree::write_file(before, path, staging),
        None => {
            if path.exists() {
                fs::remove_file(path)?;
            }
            folders.iter().filter(|folder| folder.exists()).try_for_each(fs::remove_dir)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(root: &Path) -> Changes {
        fs::write(root.join("Cargo.toml"), "old\n").unwrap();
        let mut changes = Changes::new(root);
        changes.set("Cargo.toml", "new\n".to_owned()).unwrap();
        changes.create("a/b/c.txt", "text\n").unwrap();
        changes
    }

    #[test]
    fn a_change_that_is_not_valid_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let changes = planned(root);
        let staging = root.join(".moored");
        let error = changes.apply(&staging, || {
            assert_eq!(fs::read_to_string(root.join("a/b/c.txt")).unwrap(), "text\n");
            Err(anyhow::anyhow!("not valid"))
        });
        assert_eq!(error.unwrap_err().to_string(), "not valid");
        assert_eq!(fs::read_to_string(root.join("Cargo.toml")).unwrap(), "old\n");
        assert!(!root.join("a").exists(), "a new folder is still there");
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_the_others_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let mut changes = planned(root);
        changes.create("Cargo.toml/inside.txt", "").unwrap_err();
        changes.create("d/e.txt", "").unwrap();
        // Another program makes a file where the plan has a folder.
        fs::write(root.join("d"), "").unwrap();
        changes.apply(&root.join(".moored"), || Ok(())).unwrap_err();
        assert_eq!(fs::read_to_string(root.join("Cargo.toml")).unwrap(), "old\n");
        assert!(!root.join("a").exists() && root.join("d").is_file());
    }

    #[test]
    fn the_diff_has_the_form_of_git() {
        let folder = tempfile::tempdir().unwrap();
        let changes = planned(folder.path());
        let expected = "--- a/Cargo.toml\n+++ b/Cargo.toml\n@@ -1 +1 @@\n-old\n+new\n\
                        --- /dev/null\n+++ b/a/b/c.txt\n@@ -0,0 +1 @@\n+text\n";
        assert_eq!(changes.diff(), expected);
        assert_eq!(changes.summary(), "changed Cargo.toml\ncreated a/b/c.txt\n");
    }
}
