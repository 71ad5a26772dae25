//! What cargo makes of a workspace.

use std::path::Path;
use std::process::Command;

/// Whether cargo loads the workspace.
pub(crate) fn loads(folder: &Path) -> bool {
    let mut cargo = Command::new(env!("CARGO"));
    let metadata = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    cargo.args(metadata).current_dir(folder).output().is_ok_and(|output| output.status.success())
}
