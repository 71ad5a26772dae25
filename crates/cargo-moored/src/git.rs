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

/// `Ada <ada@acme.example>`: who makes commits in `folder`; `None` if git does not know a name.
#[must_use]
pub fn author(folder: &Path) -> Option<String> {
    let value = |key| {
        let asked = Command::new("git").args(["config", "--get", key]).current_dir(folder).output().ok()?;
        let text = String::from_utf8_lossy(&asked.stdout).trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    };
    let name = value("user.name")?;
    Some(match value("user.email") {
        Some(address) => format!("{name} <{address}>"),
        None => name,
    })
}
