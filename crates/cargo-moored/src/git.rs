//! What git has of a folder.

use std::path::Path;
use std::process::Command;

/// Whether git can restore every file of `folder`, relative to `root`, as it is now: in the last commit, nothing
/// changed, nothing ignored.
#[must_use]
pub fn has_all(root: &Path, folder: &str) -> bool {
    let git = |arguments: &[&str]| Command::new("git").args(arguments).arg(folder).current_dir(root).output();
    let status = git(&["status", "--porcelain", "--untracked-files=all", "--ignored", "--"]);
    let listed = git(&["ls-files", "--"]);
    match (status, listed) {
        (Ok(status), Ok(listed)) => status.status.success() && status.stdout.is_empty() && !listed.stdout.is_empty(),
        // There is no git.
        _ => false,
    }
}
