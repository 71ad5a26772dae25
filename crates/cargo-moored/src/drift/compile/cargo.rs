//! Runs of cargo: which packages there are, and what the compiler reports.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, anyhow, bail};
use moored_drift::CompilerError;
use serde::{Deserialize, de::DeserializeOwned};

/// A workspace in which cargo runs.
pub(super) struct Checkout {
    /// The root of the workspace.
    pub(super) root: PathBuf,
    /// The folder of the crate.
    pub(super) package: PathBuf,
    /// More configuration files.
    pub(super) configurations: Vec<PathBuf>,
}

/// Where a workspace is.
pub(super) struct Located {
    pub(super) root: PathBuf,
    pub(super) target: PathBuf,
}

/// A package that is compiled.
pub(super) struct Package {
    pub(super) name: String,
    pub(super) folder: PathBuf,
}

/// What a check has found.
pub(super) struct Checked {
    /// The errors in the code of the caller.
    pub(super) errors: Vec<CompilerError>,
    /// The errors in the client.
    pub(super) in_client: Vec<CompilerError>,
}

#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
    packages: Vec<Manifest>,
}

#[derive(Deserialize)]
struct Manifest {
    name: String,
    manifest_path: PathBuf,
}

/// A line of `--message-format json`.
#[derive(Deserialize)]
struct Line {
    reason: String,
    target: Option<Target>,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    code: Option<Code>,
    #[serde(default)]
    spans: Vec<Span>,
    #[serde(default)]
    children: Vec<Message>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    column_start: usize,
    is_primary: bool,
    label: Option<String>,
    text: Vec<SpanText>,
}

#[derive(Deserialize)]
struct SpanText {
    text: String,
}

/// The workspace of the crate in `folder`. Nothing is written, not even a missing `Cargo.lock`.
///
/// # Errors
/// Returns an error with cargo's message if it cannot load the workspace.
pub(super) fn locate(folder: &Path) -> anyhow::Result<Located> {
    let mut command = cargo(folder);
    command.args(["metadata", "--no-deps", "--format-version", "1"]);
    let found: Metadata = json(&mut command)?;
    Ok(Located { root: found.workspace_root, target: found.target_directory })
}

/// All packages that the crate is compiled from.
///
/// # Errors
/// Returns an error with cargo's message if it cannot find them.
pub(super) fn packages(checkout: &Checkout) -> anyhow::Result<Vec<Package>> {
    let mut command = cargo(&checkout.package);
    command.args(["metadata", "--format-version", "1"]).args(configurations(checkout));
    let found: Metadata = json(&mut command)?;
    let folder = |path: &Path| path.parent().unwrap_or(path).to_owned();
    let package = |found: Manifest| Package { folder: folder(&found.manifest_path), name: found.name };
    Ok(found.packages.into_iter().map(package).collect())
}

/// Compiles the crate, with its tests and examples, in the folder `target`. The client is called `client`.
///
/// # Errors
/// Returns an error if cargo fails without an error of the compiler.
pub(super) fn check(checkout: &Checkout, target: &Path, client: &str) -> anyhow::Result<Checked> {
    let mut command = cargo(&checkout.package);
    command.args(["check", "--message-format", "json", "--all-targets", "--keep-going"]).args(configurations(checkout));
    // An older or newer client than that of the documents is no reason to fail.
    command.env("CARGO_TARGET_DIR", target).env("MOORED_DRIFT", "warn");
    let output = command.output().context("cannot run cargo")?;
    let client = client.replace('-', "_");
    let mut checked = Checked { errors: Vec::new(), in_client: Vec::new() };
    let mut seen = BTreeSet::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(Line { reason, target, message: Some(message) }) = serde_json::from_str(line) else { continue };
        if reason != "compiler-message" || message.level != "error" || message.spans.is_empty() {
            continue;
        }
        let error = error(&message, &checkout.root);
        // Each file of a library is compiled once more for its tests.
        if !seen.insert((error.location.clone(), error.message.clone())) {
            continue;
        }
        match target.is_some_and(|target| target.name == client) {
            true => checked.in_client.push(error),
            false => checked.errors.push(error),
        }
    }
    if !output.status.success() && seen.is_empty() {
        return Err(anyhow!("{}", stderr(&output)).context("cargo cannot check the crate"));
    }
    Ok(checked)
}

fn error(message: &Message, root: &Path) -> CompilerError {
    let primary = message.spans.iter().find(|span| span.is_primary).or(message.spans.first());
    let location = primary.map(|span| {
        let file = Path::new(&span.file_name);
        let file = file.strip_prefix(root).unwrap_or(file);
        format!("{}:{}:{}", file.display(), span.line_start, span.column_start)
    });
    let mut labels = Vec::new();
    collect(message, &mut labels);
    let lines = primary.into_iter().flat_map(|span| &span.text).map(|line| line.text.trim().to_owned());
    CompilerError {
        code: message.code.as_ref().map(|code| code.code.clone()),
        message: message.message.clone(),
        location: location.unwrap_or_default(),
        labels,
        lines: lines.collect(),
    }
}

/// The labels and notes of a message, and the lines of the definitions that it points at.
fn collect(message: &Message, labels: &mut Vec<String>) {
    labels.extend(message.spans.iter().filter_map(|span| span.label.clone()));
    for child in &message.children {
        labels.push(child.message.clone());
        let spans = child.spans.iter().filter(|_| child.level == "note");
        labels.extend(spans.flat_map(|span| &span.text).map(|line| line.text.trim().to_owned()));
        collect(child, labels);
    }
}

fn configurations(checkout: &Checkout) -> Vec<OsString> {
    checkout.configurations.iter().flat_map(|path| ["--config".into(), path.clone().into_os_string()]).collect()
}

fn cargo(folder: &Path) -> Command {
    // Cargo sets the variable for its subcommands.
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

fn json<T: DeserializeOwned>(command: &mut Command) -> anyhow::Result<T> {
    let output = command.output().context("cannot run cargo")?;
    if !output.status.success() {
        bail!("{}", stderr(&output));
    }
    serde_json::from_slice(&output.stdout).context("cannot read the output of cargo")
}

/// The errors that cargo has printed, without progress.
fn stderr(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let from = text.find("error").unwrap_or_default();
    text.get(from..).unwrap_or_default().trim().trim_start_matches("error: ").to_owned()
}
