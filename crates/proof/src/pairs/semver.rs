//! A second opinion on the first check: what cargo-semver-checks finds in the public items of both clients.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context as _;

use super::{Folders, record::Semver};

/// What stable Rust needs to write the public items as JSON.
const FLAGS: [&str; 5] = ["-Zunstable-options", "--output-format", "json", "--cap-lints", "allow"];

/// Compares the crates `old` and `new` of the workspace `folder`.
pub(super) fn check(folder: &Path, folders: &Folders) -> anyhow::Result<Semver> {
    let mut described = Vec::new();
    for side in ["old", "new"] {
        let kept = folder.join(format!("{side}.json"));
        if let Err(message) = describe(&folder.join(side), &kept, folders)? {
            return Ok(Semver { lints: Vec::new(), obstacle: Some(format!("the {side} client: {message}")) });
        }
        described.push(kept);
    }
    let mut command = cargo();
    command.arg("semver-checks");
    for (option, path) in ["--baseline-rustdoc", "--current-rustdoc"].into_iter().zip(&described) {
        command.arg(option).arg(path);
    }
    let output = command.args(["--release-type", "minor"]).stdin(Stdio::null()).output().context("cargo")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let failed = text.lines().filter_map(|line| line.strip_prefix("--- failure "));
    let mut lints: Vec<String> =
        failed.map(|line| line.split(':').next().unwrap_or_default().trim().to_owned()).collect();
    lints.sort();
    lints.dedup();
    // Its exit code is that of the lints, unless it could not be done.
    let obstacle = (output.status.success() != lints.is_empty())
        .then(|| String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_owned());
    Ok(Semver { lints, obstacle })
}

/// Writes the public items of a crate as JSON.
fn describe(package: &Path, kept: &Path, folders: &Folders) -> anyhow::Result<Result<(), String>> {
    // A folder of its own: what some dependencies compile depends on RUSTC_BOOTSTRAP.
    let target = folders.work.join("target-doc");
    let output = cargo()
        .args(["rustdoc", "--quiet", "--lib", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .arg("--")
        .args(FLAGS)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", &target)
        .current_dir(&folders.project)
        .stdin(Stdio::null())
        .output()
        .context("cargo")?;
    if !output.status.success() {
        return Ok(Err(String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned()));
    }
    fs::copy(target.join("doc/client.json"), kept).context("rustdoc wrote no JSON")?;
    Ok(Ok(()))
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
