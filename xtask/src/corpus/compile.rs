//! Runs `cargo check` on a generated crate.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::Context as _;
use serde_json::Value;

use super::line::Compiled;
use super::{Work, watch};
use cargo_moored::workspace::Workspace;

/// The largest documents result in a million lines of code.
const TIME: Duration = Duration::from_secs(3600);

/// Checks the crate in `folder` with the dependency versions of the workspace, which are downloaded and compiled.
pub(super) fn check(folder: &Path, work: &Work, workspace: &Workspace) -> anyhow::Result<Compiled> {
    let lock = workspace.join("Cargo.lock");
    if lock.is_file() {
        fs::copy(&lock, folder.join("Cargo.lock")).with_context(|| format!("cannot copy {}", lock.display()))?;
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["check", "--quiet", "--message-format", "json"]).current_dir(folder);
    command.env("CARGO_TARGET_DIR", &work.target);
    let (output, errors) = (work.output.join("messages"), work.output.join("stderr"));
    let ended = watch::run(&mut command, TIME, &output, &errors).context("cannot run cargo")?;
    let read = |path: &Path| fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
    let messages = read(&output)?;
    let of_level = |level: &'static str| messages.lines().filter_map(move |line| message(line, level));
    Ok(match ended.status {
        Some(status) if status.success() => Compiled::Yes { warnings: of_level("warning").count() },
        Some(_) => Compiled::No {
            error: of_level("error").next().unwrap_or_else(|| read(&errors).unwrap_or_default().trim().to_owned()),
        },
        None => Compiled::No { error: "cargo exceeded the time limit".to_owned() },
    })
}

/// The compiler's message with its file and line, if `line` is a message of this `level`. Summaries have no location
/// and are skipped.
fn message(line: &str, level: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    let message = line.get("message").filter(|message| message.get("level").and_then(Value::as_str) == Some(level))?;
    let spans = message.get("spans")?.as_array()?;
    let span = spans.iter().find(|span| span.get("is_primary") == Some(&Value::Bool(true)))?;
    let (file, row) = (span.get("file_name")?.as_str()?, span.get("line_start")?);
    Some(format!("{file}:{row}: {}", message.get("message")?.as_str()?))
}
